"""Writes a labelled corpus of any size: the articles of a corpus again and again, with seeded noise.

make_noisy_corpus.py CORPUS PARAGRAPHS OUTPUT [--seed N] [--noise SHARE]

CORPUS is JSON Lines, OUTPUT too; a name that ends in .gz is compressed. Articles come in seeded random
order, round by round, until there are PARAGRAPHS labelled paragraphs. In every round but the first a
word is left out, exchanged with one of another place of the corpus, or changed by a letter, each for a
third of SHARE (0.15) of the words. What has no label is left out, and markup too: what is made is for
`chaffinch train --local-only`. The same arguments give the same bytes. Uses nothing beyond Python's
standard library.
"""
import argparse
import gzip
import json
import random
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def opened(path, mode):
    compressed = {"compresslevel": 1} if "w" in mode else {}
    return gzip.open(path, mode, encoding="utf-8", **compressed) if path.endswith(".gz") else open(
        path, mode, encoding="utf-8")


def read(path):
    with opened(path, "rt") as file:
        for line in file:
            article = json.loads(line)
            kept = [(p["text"].split(" "), p["label"], p.get("paywall", False))
                    for p in article["paragraphs"] if p.get("label")]
            if kept:
                yield article.get("site", ""), article.get("language", ""), kept


def noisy(words, vocabulary, share, generator):
    """The words with noise; at least one stays."""
    result = list(words)
    changes = sum(generator.random() < share for _ in range(len(words)))
    for _ in range(changes):
        place = int(generator.random() * len(result))
        kind = int(generator.random() * 3)
        word = result[place]
        if kind == 0 and len(result) > 1:
            del result[place]
        elif kind == 1 or not word:
            result[place] = vocabulary[int(generator.random() * len(vocabulary))]
        else:
            letter = int(generator.random() * len(word))
            result[place] = word[:letter] + LETTERS[int(generator.random() * 26)] + word[letter + 1:]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("paragraphs", type=int)
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.15, metavar="SHARE")
    options = parser.parse_args()
    generator = random.Random(options.seed)
    articles = list(read(options.corpus))
    if not articles:
        sys.exit(f"error: {options.corpus}: no labelled paragraph")
    vocabulary = [word for _, _, paragraphs in articles for words, _, _ in paragraphs
                  for word in words if word]
    written = rounds = 0
    with opened(options.output, "wt") as file:
        while written < options.paragraphs:
            for number in generator.sample(range(len(articles)), len(articles)):
                if written >= options.paragraphs:
                    break
                site, language, paragraphs = articles[number]
                rows = []
                for words, label, paywall in paragraphs[:options.paragraphs - written]:
                    if rounds:
                        words = noisy(words, vocabulary, options.noise, generator)
                    row = {"text": " ".join(words) or "-", "label": label}
                    rows.append({**row, "paywall": True} if paywall else row)
                record = {"id": f"{rounds}/{number}", "site": site, "language": language,
                          "paragraphs": rows}
                file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
                written += len(rows)
            rounds += 1
            if rounds % 10 == 0:
                print(f"{written} paragraphs", file=sys.stderr)
    print(f"{written} paragraphs of {len(articles)} articles, {rounds} rounds", file=sys.stderr)


if __name__ == "__main__":
    main()
