"""Makes a corpus with known wrong labels: flips the labels of a seeded share of its paragraphs.

flip_labels.py CORPUS.jsonl[.gz] OUTPUT.jsonl [--share 0.02] [--seed 1] [--flips FLIPS.tsv]

Of the labelled paragraphs the share is drawn without replacement, and each gets one of the three
other labels, all equally likely. A promo that asks to pay loses that mark with its label. All else
stays as it is. FLIPS.tsv has a line for each flip under a line of names: the article's number and
the paragraph's, both from 1 (paragraphs without a label count), the id, the label before and after.
Uses nothing beyond Python's standard library.
"""
import argparse
import gzip
import json
import random

LABELS = ["content", "caption", "promo", "byline"]


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def flip(articles, share, seed):
    """Flips labels in place; the flips as (article, paragraph, before, after), in order."""
    places = [
        (article, paragraph)
        for article, record in enumerate(articles)
        for paragraph, entry in enumerate(record["paragraphs"])
        if entry.get("label") is not None
    ]
    generator = random.Random(seed)
    flips = []
    for article, paragraph in sorted(generator.sample(places, round(share * len(places)))):
        entry = articles[article]["paragraphs"][paragraph]
        before = "promo" if entry["label"] == "paywall" else entry["label"]
        after = generator.choice([label for label in LABELS if label != before])
        entry["label"] = after
        entry.pop("paywall", None)
        flips.append((article, paragraph, before, after))
    return flips


def write(path, articles):
    with open(path, "w", encoding="utf-8") as output:
        for record in articles:
            output.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("output")
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flips")
    options = parser.parse_args()
    articles = read(options.corpus)
    flips = flip(articles, options.share, options.seed)
    write(options.output, articles)
    if options.flips:
        with open(options.flips, "w", encoding="utf-8") as output:
            output.write("article\tparagraph\tid\tbefore\tafter\n")
            for article, paragraph, before, after in flips:
                name = articles[article].get("id", "")
                output.write(f"{article + 1}\t{paragraph + 1}\t{name}\t{before}\t{after}\n")


if __name__ == "__main__":
    main()
