"""Scores cleaned feeds against labelled items.

check_feed_test.py CHAFFINCH ITEMS.jsonl.gz FEEDS     (needs feedparser: pip install feedparser)

ITEMS are articles with ids `feed/FILE/NUMBER`; they are joined to the items of FEEDS/FILE by address
and title, for the number is no place. Each feed is cleaned once with the default policy, and its
report, a line of JSON for every paragraph, says what became of it: `file`, `item` (a place, counted
from 0 or 1), `field`, `removed`, `text`, and `leftAlone` where a text was kept whole. A labelled
paragraph counts when its text is in the item; it is kept when its text is in what stayed of the
item, in whichever element. Prints for each feed and in sum how many content paragraphs were lost,
how many promos removed, and how many items' texts the guard left alone. Exits 1 when an item cannot
be joined.
"""
import collections
import gzip
import json
import os
import sys
import tempfile

import feedparser

import feed_command

COLUMNS = ["content lost", "content", "promo removed", "promo", "left alone", "not in the item"]


def normalised(text):
    return " ".join(text.split()).casefold()


def articles(path):
    """The labelled articles by feed."""
    result = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            result[article["id"].removeprefix("feed/").rsplit("/", 1)[0]].append(article)
    return result


def entries(path):
    """The addresses and title of each item, in order."""
    with open(path, "rb") as file:
        data = file.read()
    if data.lstrip().startswith(b"{"):
        feed = json.loads(data)["items"]
        keys = ["url", "external_url", "id"]
    else:
        feed = feedparser.parse(data).entries
        keys = ["link", "id"]
    return [
        ({str(entry[key]) for key in keys if entry.get(key)}, normalised(entry.get("title") or ""))
        for entry in feed
    ]


def place(article, found):
    """The place of a labelled article among a feed's items, or None."""
    addresses = [i for i, (addresses, _) in enumerate(found) if article["url"] in addresses]
    title = normalised(article["title"])
    titles = [i for i, (_, other) in enumerate(found) if title and other == title]
    both = [i for i in addresses if i in titles]
    return next(iter(both or addresses or titles), None)


def report(path):
    """The decisions by (file name, item's place from 0)."""
    result = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    first = min((row["item"] for row in rows), default=0)
    for row in rows:
        result[os.path.basename(row["file"]), row["item"] - first].append(row)
    return result


def score(article, rows):
    counts = collections.Counter()
    everything = normalised(" ".join(row["text"] for row in rows))
    kept = normalised(" ".join(row["text"] for row in rows if not row["removed"]))
    counts["left alone"] = len({row["field"] for row in rows if row.get("leftAlone")})
    for paragraph in article["paragraphs"]:
        text = normalised(paragraph["text"])
        if text not in everything:
            counts["not in the item"] += 1
            continue
        label = paragraph["label"]
        if label in ("content", "promo"):
            counts[label] += 1
            if text not in kept:
                counts["content lost" if label == "content" else "promo removed"] += 1
    return counts


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    binary, corpus, feeds = sys.argv[1:]
    labelled = articles(corpus)
    paths = [os.path.join(feeds, name) for name in sorted(labelled)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "report.jsonl")
        feed_command.clean(binary, paths, os.path.join(folder, "cleaned"), report=path)
        decisions = report(path)
    total = collections.Counter()
    unjoined = []
    print("\t".join(["feed", "items", *COLUMNS]))
    for name in sorted(labelled):
        counts = collections.Counter()
        found_entries = entries(os.path.join(feeds, name))
        for article in labelled[name]:
            rows = decisions.get((name, place(article, found_entries)), [])
            found = score(article, rows)
            if 2 * found["not in the item"] > len(article["paragraphs"]):
                unjoined.append(article["id"])
            counts += found
            counts["items"] += 1
        total += counts
        print("\t".join([name] + [str(counts[column]) for column in ["items", *COLUMNS]]))
    print("\t".join(["all"] + [str(total[column]) for column in ["items", *COLUMNS]]))
    for item in unjoined:
        print(f"error: {item} has less than half of its paragraphs in the feed")
    return int(bool(unjoined))


if __name__ == "__main__":
    sys.exit(main())
