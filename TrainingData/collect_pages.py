"""Copies the labelled pages out of clones of their repositories (see PAGES.md).

collect_pages.py LABELS CLONES PAGES

LABELS is `pages.labels`; CLONES has a clone a source, named as the source; the pages are written to
PAGES, gzip-compressed, under the names that LABELS gives them. Lists the pages that were not found
and exits 1 if there are any.
"""
import gzip
import pathlib
import sys

PLACES = {
    "fundus": ["tests/resources/parser/test_data/{}"],
    "trafilatura": ["tests/eval/{}", "tests/cache/{}"],
    "readability": ["test/test-pages/{}/source.html"],
    "postlight": ["fixtures/{}"],
    "newspaper4k": ["tests/data/html/{}"],
    "goose3": ["tests/data/content/{}"],
    "wcxb": ["dev/html/{}.html.gz"],
}


def pages(labels):
    """The (file, id) of each page of a stand-off file."""
    name = None
    for line in labels.read_text(encoding="utf-8").splitlines():
        if line.startswith("# page: "):
            name = line[len("# page: "):]
        elif line.startswith("# id: "):
            yield name, line[len("# id: "):]


def find(clones, identifier):
    source, _, name = identifier.partition("/")
    for place in PLACES.get(source, []):
        path = clones / source / place.format(name)
        if path.is_file():
            return path
    return None


def main():
    labels, clones, target = map(pathlib.Path, sys.argv[1:])
    missing = copied = 0
    for name, identifier in pages(labels):
        found = find(clones, identifier)
        if found is None:
            print(f"not found: {identifier}", file=sys.stderr)
            missing += 1
            continue
        data = found.read_bytes()
        if not data.startswith(b"\x1f\x8b"):
            data = gzip.compress(data, mtime=0)
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        copied += 1
    print(f"{copied} pages copied, {missing} not found")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
