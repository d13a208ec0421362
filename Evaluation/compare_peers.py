"""Scores Chaffinch beside its peers on the same data: paragraphs and whole pages. Times nothing.

compare_peers.py CHAFFINCH SHARED [--output FOLDER] [--only text|pages]

Writes FOLDER/peers.json (the figures) and FOLDER/PEERS.md (the same as tables); FOLDER is this
script's by default. SHARED has corpora/train.jsonl.gz and corpora/test.jsonl.gz, pages/, and
benchmarks/ with its pages and the two programs that run the peers, peers_text.py and page_eval.py.
To try something, point it at a folder of that shape with training data: the figures of `test` are
for looking, not for tuning. No date is written, so that runs compare equal. A peer that is not
installed is named and left out. With --only the other part stays as it was, if it was made with the
same versions and data. Takes many minutes; progress goes to standard error.
"""
import argparse
import gzip
import hashlib
import importlib.metadata
import json
import math
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.parse

DATA = ["corpora/train.jsonl.gz", "corpora/test.jsonl.gz", "pages/test", "benchmarks/peers_text.py",
        "benchmarks/page_eval.py", "benchmarks/wcxb-heldout", "benchmarks/scrapinghub"]
LABELS = ["content", "caption", "promo", "byline"]
OURS = "Chaffinch"
LANGUAGES = {"en": "English", "all": "all languages"}
PAGE_SETS = {
    "wcxb-heldout": "WCXB, held out: F1 of words, means over pages",
    "scrapinghub": "ScrapingHub: 4-grams, F1 of mean precision and recall",
    "scrapinghub-unseen": "ScrapingHub without the pages on sites that training knows: 4-grams",
}

# Packages by how the names begin that peers_text.py prints, and by the names that page_eval.py takes.
TEXT_PEERS = {"sklearn": ["scikit-learn"], "fastText": ["fasttext-wheel"]}
PAGE_PEERS = {
    "trafilatura": ["trafilatura"], "trafilatura-recall": ["trafilatura"],
    "readability-lxml": ["readability-lxml", "lxml_html_clean"], "resiliparse": ["resiliparse"],
    "justext": ["justext"], "boilerpy3": ["boilerpy3"]}

# What the peers' programs call a figure, its title here, and its decimals there.
FIGURES = {
    **{label: (label, label, 3) for label in LABELS},
    "macroF1": ("macroF1", "macro-F1", 4), "accuracy": ("acc", "accuracy", 4),
    "f1": ("F1", "F1", 4), "precision": ("P", "precision", 4), "recall": ("R", "recall", 4),
    "with": ("with", "wanted snippets in it", 3), "without": ("without", "unwanted snippets in it", 3),
}
TEXT_FIGURES = [*LABELS, "macroF1", "accuracy"]
PAGE_FIGURES = ["f1", "precision", "recall", "with", "without"]
LOWER_IS_BETTER = {"without"}

# One thread in libraries and one order of sets: the same run then gives the same figures.
STEADY = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}

TEXT_NOTE = """\
Paragraphs of `test`, articles of sites that `train` does not have. The peers see the text of one
paragraph. Chaffinch sees the article's other paragraphs too, and in its first row the page's markup;
there labelled paragraphs that its segmentation did not find count as errors. `peers_text.py` trains
the peers on the paragraphs of `train`, for the English table on the English articles alone.
Chaffinch's model learned from all of `train` with its pages, and from `TrainingData`. LR is logistic
regression, NB naive Bayes."""
PAGES_NOTE = """\
Content as text, page by page, scored by `page_eval.py` with each benchmark's own formula. Chaffinch
learned from none of these pages, and from no page on the sites of WCXB's. The peers learned nothing
here: trafilatura, readability-lxml, resiliparse and jusText go by rules that people wrote, boilerpy3
by boilerpipe's, which were learned from news pages. All of these pages are public; how far a peer's
authors looked at them is not known."""
STARTED = time.monotonic()


def progress(message):
    print(f"[{time.monotonic() - STARTED:5.0f} s] {message}", file=sys.stderr, flush=True)


def run(*command, show=False, **environment):
    """The lines that a program prints, shown as progress if wanted, and None or why it failed."""
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, **environment})
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if show:
                progress("  " + lines[-1])
        if process.wait() == 0:
            return lines, None
        errors.seek(0)
        return lines, (errors.read().strip() or f"exit status {process.returncode}").splitlines()[-1]


def ours(*command):
    lines, failure = run(*command)
    if failure:
        sys.exit(f"error: {shlex.join(str(part) for part in command)}: {failure}")
    return "\n".join(lines)


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def not_installed(packages):
    missing = [package for package in packages if version(package) is None]
    return f"not installed: pip install {' '.join(missing)}" if missing else None


def fingerprint(path):
    """SHA-256 of a file, or of the names and digests of a folder's files."""
    if path.is_dir():
        parts = "".join(f"{file.name} {fingerprint(file)}\n" for file in sorted(path.iterdir()))
        return hashlib.sha256(parts.encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def versions(chaffinch, model):
    """Versions of all, and the digest of the repository's model if it is the one built in."""
    packages = sorted({name for names in [*TEXT_PEERS.values(), *PAGE_PEERS.values()] for name in names})
    is_built_in = model.read_bytes() in pathlib.Path(chaffinch).read_bytes()
    digest = fingerprint(model) if is_built_in else None
    chaffinch = {"version": ours(chaffinch, "--version"), "modelSHA256": digest}
    return {OURS: chaffinch, "packages": {name: version(name) for name in packages}}


def articles(shared, split):
    with gzip.open(shared / "corpora" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_figures(line, keys):
    """Figures out of a line of peers_text.py (`acc 0.5`) or page_eval.py (`F1=0.5`)."""
    found = dict(re.findall(r"(\w+)[ =](\d+\.\d+|nan)(?!\S)", line))
    printed = {key: found[FIGURES[key][0]] for key in keys if FIGURES[key][0] in found}
    return {key: None if figure == "nan" else float(figure) for key, figure in printed.items()}


def evaluated(name, *command):
    """A row by `chaffinch evaluate`, and all of its scores."""
    scores = json.loads(ours(*command, "--format", "json"))
    row = {"name": name, **{label: scores["labels"][label]["f1"] for label in LABELS}}
    return {**row, "macroF1": scores["macroF1"], "accuracy": scores["accuracy"]}, scores


def compare_text(chaffinch, shared, folder):
    test, with_markup = shared / "corpora" / "test.jsonl.gz", folder / "test.jsonl"
    progress("Chaffinch on paragraphs")
    ours(chaffinch, "corpus", "build", test, "--pages", shared / "pages", "--output", with_markup)
    corpora, languages = {}, {}
    for language in LANGUAGES:
        filters, rows = ["--language", "en"] if language == "en" else [], []
        for name, corpus in (("pages with their markup", with_markup), ("text alone", test)):
            row, scores = evaluated(f"{OURS}, {name}", chaffinch, "evaluate", corpus, *filters)
            rows.append(row)
            corpora[name] = scores["corpus"]
        progress(f"peers on paragraphs, {LANGUAGES[language]}: they are trained first")
        program = shared / "benchmarks" / "peers_text.py"
        lines, failure = run(sys.executable, program, *(["--en"] if filters else []), "test", show=True)
        for line in lines:
            if figures := read_figures(line, TEXT_FIGURES):
                rows.append({"name": line.split(" acc ")[0].rstrip(), **figures})
        for beginning, packages in TEXT_PEERS.items():
            if not any(row["name"].startswith(beginning) for row in rows):
                why = not_installed(packages) or failure or "no figures were printed"
                rows.append({"name": beginning, "notRun": why})
                progress(f"{beginning} not run ({why})")
        languages[language] = {**{key: scores[key] for key in ("articles", "paragraphs")}, "rows": rows}
    check = two_ways(chaffinch, shared, folder, languages["en"]["rows"])
    return {"corpora": corpora, "languages": languages, "twoWays": check}


def two_ways(chaffinch, shared, folder, rows):
    """A peer's predictions in a corpus, scored by Chaffinch: the figures must be the same."""
    name = "sklearn LR tfidf uni+bi"
    printed = next((row for row in rows if row["name"] == name), None)
    if not printed:
        return None
    progress(f"{name}, English, once more, scored by `chaffinch evaluate --predicted`")
    predict(shared, folder / "predicted.jsonl")
    row, _ = evaluated(name, chaffinch, "evaluate", folder / "predicted.jsonl", "--predicted")
    same = all(shown(row[key], key) == shown(printed[key], key) for key in ("macroF1", "accuracy"))
    return {"same": same, "printed": printed, "predicted": row}


def predict(shared, output):
    """Writes English articles of `test` with the predictions of peers_text.py's tf-idf regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    train, test = (
        [a for a in articles(shared, split) if a["language"] == "en" and a["paragraphs"]]
        for split in ("train", "test"))
    paragraphs = [paragraph for article in train for paragraph in article["paragraphs"]]
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10, max_iter=300))
    model.fit([p["text"] for p in paragraphs], [p["label"] for p in paragraphs])
    with open(output, "w", encoding="utf-8") as lines:
        for article in test:
            shares = model.predict_proba([p["text"] for p in article["paragraphs"]])
            for paragraph, row in zip(article["paragraphs"], shares):
                row = dict(zip(model.classes_, map(float, row)))
                paragraph["prediction"] = {"label": max(row, key=row.get), "probabilities": row}
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")


def add_unseen(shared, benchmarks):
    """Lays out the sets in a folder, with a third: ScrapingHub less the sites that `train` has."""
    known = {article["site"] for article in articles(shared, "train")}

    def is_known(url):
        parts = (urllib.parse.urlsplit(url).hostname or "").split(".")
        return any(".".join(parts[start:]) in known for start in range(len(parts) - 1))

    for name in ("wcxb-heldout", "scrapinghub"):
        (benchmarks / name).symlink_to(shared / "benchmarks" / name)
    pages = json.loads((benchmarks / "scrapinghub" / "ground-truth.json").read_text("utf-8"))
    pages = {key: page for key, page in pages.items() if not is_known(page["url"])}
    unseen = benchmarks / "scrapinghub-unseen"
    unseen.mkdir()
    (unseen / "html").symlink_to(shared / "benchmarks" / "scrapinghub" / "html")
    (unseen / "ground-truth.json").write_text(json.dumps(pages), "utf-8")


def compare_pages(chaffinch, shared, folder):
    add_unseen(shared, folder)
    result = {name: {"pages": None, "rows": []} for name in PAGE_SETS}
    command = shlex.join([chaffinch, *"clean --input-format html --output-format text -q".split()])
    program = shared / "benchmarks" / "page_eval.py"
    for name, packages in {OURS: [], **PAGE_PEERS}.items():
        progress(f"{name} on whole pages")
        found, why = {}, not_installed(packages)
        if not why:
            peer = f"cmd:{command}" if name == OURS else name
            lines, why = run(
                sys.executable, program, peer, *PAGE_SETS, show=True, BENCHMARKS=str(folder))
            for line in lines:
                if parts := re.match(r"(\S+) .* n=(\d+) F1=", line):
                    result[parts[1]]["pages"] = int(parts[2])
                    found[parts[1]] = {"name": name, **read_figures(line, PAGE_FIGURES)}
        if why:
            progress(f"{name} not run ({why})")
        for key in PAGE_SETS:
            row = found.get(key) or {"name": name, "notRun": why or "no figures were printed"}
            result[key]["rows"].append(row)
    return result


def shown(value, key):
    """A figure as it is printed; a dash where it is undefined."""
    return "–" if value is None else f"{value:.{FIGURES[key][2]}f}".replace("0.", ".", 1)


def table(rows, keys):
    """Rows of figures, the best bold, and in words where a peer is better than Chaffinch's last row."""
    def worth(row, key):
        sign = -1 if key in LOWER_IS_BETTER else 1
        return -math.inf if row.get(key) is None else sign * float(shown(row[key], key))

    titles = [FIGURES[key][1] + (" ↓" if key in LOWER_IS_BETTER else "") for key in keys]
    lines = ["| | " + " | ".join(titles) + " |", "|---" * (len(keys) + 1) + "|"]
    mine = [row for row in rows if row["name"].startswith(OURS)][-1]
    better = []
    for row in rows:
        cells = ["not run" if "notRun" in row else shown(row[key], key) for key in keys]
        for column, key in enumerate(keys):
            if worth(row, key) > worth(mine, key) and not row["name"].startswith(OURS):
                better.append(f"{row['name']} in {FIGURES[key][1]} ({cells[column]})")
            if row.get(key) is not None and worth(row, key) == max(worth(other, key) for other in rows):
                cells[column] = f"**{cells[column]}**"
        why = f" ({row['notRun']})" if "notRun" in row else ""
        lines.append("| " + " | ".join([row["name"] + why, *cells]) + " |")
    none = f"No peer is better than {mine['name']} in any of these figures."
    verdict = f"Better than {mine['name']}: {'; '.join(better)}." if better else none
    return "\n".join([*lines, "", verdict])


def document(results):
    model = results[OURS]["modelSHA256"] or "unknown"
    packages = [f"{name} {number or 'not installed'}" for name, number in results["packages"].items()]
    parts = [
        "# Chaffinch beside its peers",
        "Written by `compare_peers.py` from the figures in `peers.json`. The best figures are bold.",
        "```console\n$ python3 Evaluation/compare_peers.py .build/release/chaffinch ../shared\n```",
        f"Chaffinch {results[OURS]['version']} with the model of SHA-256 `{model[:16]}`; "
        f"{', '.join(packages)}. Digests of the data stand in `peers.json`."]
    if results["text"]:
        parts += ["## Paragraphs", TEXT_NOTE]
        for language, part in results["text"]["languages"].items():
            size = f"{part['articles']} articles, {part['paragraphs']} labelled paragraphs"
            head = f"### {LANGUAGES[language].capitalize()}: {size}; F1 of each label"
            parts += [head, table(part["rows"], TEXT_FIGURES)]
        if check := results["text"]["twoWays"]:
            figures = [shown(check[way]["macroF1"], "macroF1") for way in ("predicted", "printed")]
            parts.append(
                f"A check of the scores: the predictions of {check['printed']['name']} (English), scored by "
                f"`chaffinch evaluate --predicted`, have macro-F1 {figures[0]}, by scikit-learn {figures[1]}; "
                f"macro-F1 and accuracy are {'the same' if check['same'] else '**not** the same'}.")
    if results["pages"]:
        parts += ["## Whole pages", PAGES_NOTE]
        for name, part in results["pages"].items():
            keys = [key for key in PAGE_FIGURES if any(key in row for row in part["rows"])]
            parts += [f"### {PAGE_SETS[name]}; {part['pages']} pages", table(part["rows"], keys)]
    return "\n\n".join(parts) + "\n"


def main():
    repository = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chaffinch", type=pathlib.Path)
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, default=repository / "Evaluation")
    parser.add_argument("--only", choices=["text", "pages"])
    options = parser.parse_args()
    chaffinch, shared = str(options.chaffinch.resolve()), options.shared.resolve()
    for path in [options.chaffinch, options.output, *(shared / name for name in DATA)]:
        if not os.access(path, os.X_OK if path == options.chaffinch else os.R_OK):
            sys.exit(f"error: {path} is missing or cannot be used; --help says what is needed")
    os.environ.update(STEADY)
    results = versions(chaffinch, repository / "Models" / "chaffinch.safetensors")
    results["data"] = {name: fingerprint(shared / name) for name in DATA}
    old = options.output / "peers.json"
    before = json.loads(old.read_text("utf-8")) if options.only and old.exists() else {}
    if any(before.get(key) != results[key] for key in results):
        before = {}
    for part, compare in (("text", compare_text), ("pages", compare_pages)):
        results[part] = before.get(part)
        if options.only in (None, part):
            with tempfile.TemporaryDirectory() as folder:
                results[part] = compare(chaffinch, shared, pathlib.Path(folder))
    written = {"peers.json": json.dumps(results, indent=2, ensure_ascii=False) + "\n"}
    written["PEERS.md"] = document(results)
    for name, text in written.items():
        part = options.output / f"{name}.part"  # the file appears complete
        part.write_text(text, "utf-8")
        part.replace(options.output / name)
    progress(f"wrote peers.json and PEERS.md into {options.output}")


if __name__ == "__main__":
    main()
