"""Checks a corpus that `chaffinch corpus build` rebuilt.

check_corpus.py FROM_STAND_OFF.jsonl FROM_TEXT.jsonl REPORT.json

The corpus built from the labels without text must have the same metadata, paragraphs, labels and elements as
the one built from the labels with text, and at least 97 % of the labelled paragraphs must have been
found. Exits 1 and names the first page that differs.
"""
import json
import sys

FLOOR = 0.97
COMPARED = (
    "id", "site", "language", "title", "openGraphTitle", "authors", "isAccessibleForFree",
    "paragraphs", "unmatched", "elements",
)


def main():
    left, right, report = sys.argv[1:]
    with open(left, encoding="utf-8") as a, open(right, encoding="utf-8") as b:
        pages = 0
        for one, other in zip(a, b, strict=True):
            one, other = json.loads(one), json.loads(other)
            for key in COMPARED:
                if one.get(key) != other.get(key):
                    print(f"error: {one.get('id')} and {other.get('id')} differ in '{key}'")
                    return 1
            pages += 1
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    share = report["found"]["all"] / report["labelled"]["all"]
    print(f"{pages} pages alike; {share:.4%} of the labelled paragraphs found (floor {FLOOR:.0%})")
    if share < FLOOR:
        print("error: the segmentation loses labelled paragraphs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
