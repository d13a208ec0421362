"""Counts paywall verdicts on a corpus's pages against its `paywalled` flags.

check_verdict.py CHAFFINCH CORPUS.jsonl.gz PAGES

PAGES is the folder that the corpus's `page` names files in. Prints counts only. Exits 1 when more
than MAXIMUM_ALARMS articles that no wall cut are called walled, or a page has no verdict. Meant for
the training corpus, whose pages the model knows: figures on them flatter it.
"""
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

VALUES = ["open", "offered", "walled", "unknown"]
MAXIMUM_ALARMS = 1


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    chaffinch, corpus, folder = sys.argv[1:]
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    walled = {str(pathlib.Path(folder) / a["page"]): a["paywalled"] for a in articles}
    with tempfile.NamedTemporaryFile("w", suffix=".list") as names:
        names.write("".join(f"{name}\n" for name in walled))
        names.flush()
        result = subprocess.run(
            [chaffinch, "tag", "--quiet", "--input-format", "html", "--output-format", "jsonl",
             "--files-from", names.name],
            capture_output=True, check=True,
        )
    counts = collections.Counter()
    for line in result.stdout.splitlines():
        page = json.loads(line)
        counts[walled[page["file"]], page["verdict"]["value"]] += 1
    print(f"{'':12}" + "".join(f"{value:>9}" for value in VALUES))
    for flag in (False, True):
        row = "".join(f"{counts[flag, value]:9}" for value in VALUES)
        print(f"{'paywalled' if flag else 'not':12}{row}")
    missing = len(walled) - sum(counts.values())
    if missing:
        print(f"error: {missing} pages have no verdict")
    alarms = counts[False, "walled"]
    if alarms > MAXIMUM_ALARMS:
        print(f"error: {alarms} wrong alarms, at most {MAXIMUM_ALARMS} are allowed")
    return int(missing > 0 or alarms > MAXIMUM_ALARMS)


if __name__ == "__main__":
    sys.exit(main())
