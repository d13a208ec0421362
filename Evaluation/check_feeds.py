"""Checks that cleaned feeds are the same feeds to another program.

check_feeds.py CHAFFINCH FEED_OR_FOLDER...     (needs feedparser: pip install feedparser)

Cleans every feed twice. Keeping every label, the output must be the input, byte for byte. With the
default policy, what feedparser reads must be the same but for the items' texts: the same feed, as
many entries in the same order, with the same titles, ids, links, dates and everything else; a text
may only have become shorter, by characters left out. JSON Feeds are compared as JSON. Exits 1 and
names the files that differ.
"""
import collections
import io
import json
import os
import sys
import tempfile

import feedparser

import feed_command

TEXTS = {"summary", "summary_detail", "content"}
JSON_TEXTS = {"content_html", "content_text", "summary"}
EVERY_LABEL = ["--keep", "content,caption,promo,byline"]


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in sorted(os.walk(path)):
            yield from (os.path.join(folder, name) for name in sorted(names))


def is_shorter(text, before):
    """Whether `text` is `before` less some characters."""
    rest = iter(before)
    return all(character in rest for character in text)


def texts(entry):
    values = [entry.get("summary", "")]
    return values + [content.get("value", "") for content in entry.get("content", [])]


def is_list_shorter(new, old):
    return len(new) == len(old) and all(is_shorter(a, b) for a, b in zip(new, old))


def rest(parsed, without=()):
    """A part of feedparser's result less some keys, in a form that compares by value."""
    return repr(sorted((key, repr(value)) for key, value in parsed.items() if key not in without))


def difference(new, old):
    """What is different between two versions of a feed other than shorter texts, or None."""
    parse = lambda data: feedparser.parse(
        io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
    )
    new, old = parse(new), parse(old)
    if new.version != old.version:
        return f"version was {old.version!r} and is {new.version!r}"
    # A feed may become well-formed: the malformed bytes may have been in what went.
    if new.bozo and not old.bozo:
        return f"no longer well-formed: {new.bozo_exception}"
    if rest(new.feed) != rest(old.feed):
        return "the feed's own fields differ"
    if len(new.entries) != len(old.entries):
        return f"{len(old.entries)} entries became {len(new.entries)}"
    for number, (a, b) in enumerate(zip(new.entries, old.entries)):
        if rest(a, TEXTS) != rest(b, TEXTS):
            keys = sorted(k for k in a.keys() | b.keys() if k not in TEXTS and a.get(k) != b.get(k))
            return f"entry {number}: {', '.join(keys)} differ"
        if not is_list_shorter(texts(a), texts(b)):
            return f"entry {number}: a text is not the old one less some characters"
    return None


def json_difference(new, old):
    new, old = json.loads(new), json.loads(old)
    if len(new["items"]) != len(old["items"]):
        return f"{len(old['items'])} items became {len(new['items'])}"
    for number, (a, b) in enumerate(zip(new["items"], old["items"])):
        for key in a.keys() & JSON_TEXTS:
            text, before = a.pop(key), b.pop(key, "")
            if text != before and not is_shorter(text, before):
                return f"item {number}: {key} is not the old one less some characters"
    return None if new == old else "something other than the texts differs"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check(binary, paths):
    counts = collections.Counter()
    problems = []
    paths = list(files(paths))
    with tempfile.TemporaryDirectory() as folder:
        kept, messages = feed_command.clean(
            binary, paths, os.path.join(folder, "kept"), *EVERY_LABEL
        )
        cleaned, _ = feed_command.clean(binary, paths, os.path.join(folder, "cleaned"))
        for (path, same), (_, shorter) in zip(kept, cleaned):
            counts["files"] += 1
            data = read(path)
            if same is None or shorter is None:
                counts["not cleaned (no feed)"] += 1
                continue
            if read(same) != data:
                problems.append(f"{path}: keeping every label changed it")
            new = read(shorter)
            if new == data:
                counts["unchanged"] += 1
                continue
            counts["shorter"] += 1
            compare = json_difference if data.lstrip().startswith(b"{") else difference
            problem = compare(new, data)
            if problem:
                problems.append(f"{path}: {problem}")
    return counts, problems, messages


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    counts, problems, messages = check(sys.argv[1], sys.argv[2:])
    reasons = collections.Counter(message.rsplit(": ", 1)[-1] for message in messages)
    for reason, count in sorted(reasons.items()):
        print(f"{count} times: {reason}")
    print(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())))
    for problem in problems:
        print(f"error: {problem}")
    if counts["files"] == 0:
        print("error: no files")
        return 1
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
