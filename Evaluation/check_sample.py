"""Checks a cleaned article whose last paragraphs are a membership appeal.

check_sample.py ARTICLE.txt CLEANED.txt

The body runs from the headline to the line before the contributor line ("… contributed to this
report."), less one caption that ends in a photo credit; what follows that line is the appeal.
"""
import sys


def paragraphs(path):
    with open(path, encoding="utf-8") as file:
        return [p.strip() for p in file.read().split("\n\n") if p.strip()]


def main():
    article, cleaned = (paragraphs(path) for path in sys.argv[1:])
    line = next(i for i, p in enumerate(article) if p.endswith("contributed to this report."))
    body = [p for p in article[:line] if not p.endswith(")")]
    lost = [p for p in body if p not in cleaned]
    left = [p for p in article[line + 1 :] if p in cleaned]
    for paragraph in lost:
        print(f"error: a body paragraph is lost: {paragraph[:60]}")
    for paragraph in left:
        print(f"error: a paragraph of the appeal is left: {paragraph[:60]}")
    if not lost and not left:
        print(f"{len(body)} body paragraphs kept, {len(article) - line - 1} of the appeal dropped")
    return int(bool(lost or left))


if __name__ == "__main__":
    sys.exit(main())
