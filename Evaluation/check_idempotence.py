"""Counts the pages on which cleaning the cleaned HTML again changes something.

check_idempotence.py CHAFFINCH PAGES [--at-most SHARE] [--model FILE]

PAGES is a folder of NAME.html.gz. Each page is cleaned to HTML with the default policy, and what comes
out is cleaned again: a second classification may differ where removed neighbours decided. Prints the
number of pages, of pages that changed, and the share of all kept bytes that the second pass removed.
Exits 1 when more than SHARE of the pages changed.
"""
import gzip
import pathlib
import subprocess
import sys
import tempfile


def clean(binary, files, target, options):
    target.mkdir()
    listing = target.parent / (target.name + ".list")
    listing.write_text("".join(f"{file}\n" for file in files))
    subprocess.run(
        [binary, "clean", "--input-format", "html", "--output-format", "html", "--quiet",
         "--files-from", listing, "--output-directory", target, *options],
        check=True,
    )
    return sorted(path for path in target.iterdir() if path.is_file())


def main():
    binary, pages, *options = sys.argv[1:]
    limit = 1.0
    if options[:1] == ["--at-most"]:
        limit, options = float(options[1]), options[2:]
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        (work / "pages").mkdir()
        raw = []
        for page in sorted(pathlib.Path(pages).glob("*.html.gz")):
            path = work / "pages" / page.name.removesuffix(".gz")
            path.write_bytes(gzip.decompress(page.read_bytes()))
            raw.append(path)
        if not raw:
            sys.exit(f"error: no *.html.gz in {pages}")
        once = clean(binary, raw, work / "once", options)
        twice = clean(binary, once, work / "twice", options)
        changed = kept = removed = 0
        for first, second in zip(once, twice, strict=True):
            before, after = first.read_bytes(), second.read_bytes()
            kept += len(before)
            removed += max(len(before) - len(after), 0)
            changed += before != after
    print(
        f"{len(once)} pages, {changed} changed by a second cleaning ({changed / len(once):.1%}), "
        f"{removed / kept:.2%} of the kept bytes removed by it"
    )

    if changed > limit * len(once):
        sys.exit(f"error: more than {limit:.0%} of the pages changed")


if __name__ == "__main__":
    main()
