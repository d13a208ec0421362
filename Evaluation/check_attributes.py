"""Checks that the spans of `tag --output-format attributes` cut the right text, as Python counts it.

check_attributes.py CHAFFINCH [DOCUMENTS.jsonl]

Makes documents of its own (emoji, escapes, line ends of every kind, wide and combining characters,
seeded) or reads those of DOCUMENTS.jsonl, objects with `text`. Checks that there is a row for every
line, in order, with the document's `id` and `source`; that spans are apart, lie in the text and begin
and end with something to see; and that `text[start:end]` is, paragraph by paragraph, the text that
`tag` without attributes gives, with the same label and probability. Prints counts and exits 1 at the
first mistake. Where the Python package `dolma` is installed, its mixer takes the promos out of a few
documents, which must leave what Python's slices leave.
"""
import gzip
import importlib.util
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

LABELS = ["content", "caption", "promo", "byline"]
PARTS = [
    "The ferry left at noon, and nobody waved.", "By Anna Beck", "Photo: the harbour at dusk",
    "Sign up for our newsletter 📰", "👩‍👩‍👧‍👦", "🇳🇿 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "東京の朝は早い。", "𠀀𠮷野家",
    "e\u0301te\u0301 A\u030a", "नमस्ते दुनिया", "שלום עולם", "한국어 기사", "\ufeffmark", "\u200b",
    "\"quoted\" \\ back / slash", "tab\there", "\x01\x1f\x7f", "no\u00a0break", "\ufffd", "a", "- item",
]
BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", " ", "\u2028", "\u2029", "\x85", "\n \t\n", "\v"]
BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\u180e\u200b\u2060\ufeff]+")
MADE = 600


def made_documents():
    """Lines of documents, spelled with and without escapes, some blank, some without an id."""
    numbers = random.Random(20260101)
    lines = []
    for number in range(MADE):
        count = numbers.randint(0, 9)
        text = "".join(numbers.choice(PARTS) + numbers.choice(BREAKS) for _ in range(count))
        document = {"id": f"é-{number}", "source": "made 📰", "text": text, "n": [1, {"text": "x"}]}
        if number % 7 == 0:
            del document["id"]
        if number % 11 == 0:
            document = {"text": document.pop("text"), "html": "<p>not this", **document}
        line = json.dumps(document, ensure_ascii=number % 2 == 0)
        if number % 13 == 0:
            # Halves of surrogate pairs that stand alone are one character each.
            line = json.dumps({**document, "text": f"\ud83d {text}\udc00\ud83d\ude00 ."})
        lines.append(line)
        if number % 50 == 0:
            lines.append("")
    return lines


def run(chaffinch, lines, *options):
    """The lines that `tag` makes of lines."""
    # A lone surrogate is no UTF-8, but only ever stands in an escape.
    result = subprocess.run(
        [chaffinch, "tag", "--quiet", "--input-format", "jsonl", *options],
        input="".join(f"{line}\n" for line in lines).encode(), capture_output=True)
    if result.returncode != 0:
        sys.exit(f"error: exit status {result.returncode}: {result.stderr.decode()}")
    # JSON's own line ends only: texts may hold U+2028 as it is.
    return result.stdout.decode().split("\n")[:-1]


def visible(text):
    """A text without white space and controls: a paragraph's lines are joined and trimmed."""
    return BLANK.sub("", text)


def printable(text):
    """A text with what UTF-8 cannot hold as what stands for it there."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def check(line, row, tagged):
    """The number of spans of a row; asserts that it is right."""
    if not line.strip():
        assert row == line, "a blank line has a row"
        return 0
    document, row, tagged = json.loads(line), json.loads(row), json.loads(tagged)
    for key in ("id", "source"):
        assert row.get(key) == document.get(key) and (key in row) == (key in document), key
    assert list(row["attributes"]) == [f"chaffinch__{label}" for label in LABELS]
    text = document["text"]
    spans = sorted(
        (start, end, label, probability) for label in LABELS
        for start, end, probability in row["attributes"][f"chaffinch__{label}"])
    paragraphs = tagged["paragraphs"]
    assert len(spans) == len(paragraphs), (len(spans), len(paragraphs))
    last = 0
    for (start, end, label, probability), paragraph in zip(spans, paragraphs):
        assert last <= start < end <= len(text), (last, start, end, len(text))
        last = end
        cut = printable(text[start:end])
        low, high = paragraph["byteRange"]
        assert cut.encode() == printable(text).encode()[low:high], (start, end, low, high)
        assert visible(cut) == visible(paragraph["text"]), (cut, paragraph["text"])
        assert visible(cut[0]) and visible(cut[-1]), cut
        assert label == paragraph["prediction"]["label"]
        assert probability == paragraph["prediction"]["probability"]
    return len(spans)


def rust_mixer():
    """The mixer of Dolma's compiled part, which needs none of its dependencies; None without it."""
    package = importlib.util.find_spec("dolma")
    folders = [] if package is None else package.submodule_search_locations
    for folder in folders:
        for path in pathlib.Path(folder).glob("dolma.*.so"):
            spec = importlib.util.spec_from_file_location("dolma", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.mixer_entrypoint
    return None


def check_mixer(mixer, lines, rows):
    """Lets the mixer take promos out; asserts that it leaves what slices leave."""
    pairs = [(line, row) for line, row in zip(lines, rows)
             if line.strip() and not re.search("[\ud800-\udfff]", json.loads(line)["text"])]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, part in (("documents", 0), ("attributes/chaffinch", 1)):
            (folder / name).mkdir(parents=True)
            with gzip.open(folder / name / "a.jsonl.gz", "wt", encoding="utf-8") as file:
                file.write("".join(f"{pair[part]}\n" for pair in pairs))
        mixer(json.dumps({
            "streams": [{
                "name": "mixed", "documents": [str(folder / "documents/a.jsonl.gz")],
                "attributes": ["chaffinch"],
                "output": {"path": str(folder / "out"), "max_size_in_bytes": 1 << 30},
                "span_replacement": [{
                    "span": "$.attributes.chaffinch__promo", "min_score": 0.5, "replacement": "",
                    "syntax": "jsonpath"}],
                "compression": {}}],
            "work_dir": {"input": str(folder / "work/in"), "output": str(folder / "work/out")},
            "processes": 1, "shuffle": False, "dryrun": False}))
        mixed = []
        for path in sorted((folder / "out").rglob("*.gz")):
            with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
                mixed += [json.loads(line) for line in file]
    assert len(mixed) == len(pairs), (len(mixed), len(pairs))
    changed = 0
    for (line, row), document in zip(pairs, mixed):
        text = json.loads(line)["text"]
        left = text
        for start, end, probability in reversed(json.loads(row)["attributes"]["chaffinch__promo"]):
            if probability >= 0.5:
                left = left[:start] + left[end:]
        assert document["text"] == left, (text, document["text"], left)
        changed += left != text
    print(f"dolma's mixer: {len(mixed)} documents, {changed} of them less their promos")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    chaffinch = sys.argv[1]
    if len(sys.argv) == 3:
        with open(sys.argv[2], encoding="utf-8", newline="\n") as file:
            lines = [line.rstrip("\n") for line in file]
    else:
        lines = made_documents()
    rows = run(chaffinch, lines, "--output-format", "attributes")
    tagged = run(chaffinch, lines, "--output-format", "jsonl", "--field", "text")
    assert len(rows) == len(tagged) == len(lines), (len(rows), len(tagged), len(lines))
    spans = 0
    for number, (line, row, whole) in enumerate(zip(lines, rows, tagged), 1):
        try:
            spans += check(line, row, whole)
        except AssertionError as error:
            print(f"error: line {number}: {error}\n  {line}\n  {row}")
            return 1
    print(f"{len(lines)} lines, {spans} spans")
    mixer = rust_mixer()
    if mixer:
        check_mixer(mixer, lines, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
