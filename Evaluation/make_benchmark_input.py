"""Writes JSON Lines for speed measurements: articles of a corpus in seeded random order.

make_benchmark_input.py CORPUS.jsonl.gz MEGABYTES OUTPUT [SEED]

A line is {"id", "paragraphs": [strings]}, in UTF-8. No article comes again within 5 MB, so that no
cache larger than the processor's can help. Uses nothing beyond Python's standard library.
"""
import collections
import gzip
import json
import random
import sys

WINDOW = 5_000_000


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as corpus:
        for line in corpus:
            article = json.loads(line)
            record = {"id": article["id"], "paragraphs": [p["text"] for p in article["paragraphs"]]}
            yield (json.dumps(record, ensure_ascii=False) + "\n").encode()


def main():
    path, megabytes, output = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    generator = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    articles = list(lines(path))
    waiting = []
    recent = collections.deque()
    recent_bytes = written = 0
    blocked = set()
    with open(output, "wb") as file:
        while written < megabytes * 1e6:
            if not any(number not in blocked for number in waiting):
                waiting += generator.sample(range(len(articles)), len(articles))
            position = next(i for i, number in enumerate(waiting) if number not in blocked)
            number = waiting.pop(position)
            file.write(articles[number])
            written += len(articles[number])
            recent.append(number)
            blocked.add(number)
            recent_bytes += len(articles[number])
            while recent_bytes - len(articles[recent[0]]) >= WINDOW:
                oldest = recent.popleft()
                blocked.discard(oldest)
                recent_bytes -= len(articles[oldest])
    print(f"{written / 1e6:.1f} MB, {len(articles)} articles in the corpus", file=sys.stderr)


if __name__ == "__main__":
    main()
