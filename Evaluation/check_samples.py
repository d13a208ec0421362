"""Checks what `tag` says of whole articles as a reader copies them: labels, appeals, verdict.

check_samples.py CHAFFINCH [--report-only] [ARTICLE.txt]

Every text in Evaluation/samples must be tagged as its .labels.tsv says; ARTICLE.txt is the sample
that lies beside the project, whose gold stands below. Checked are the label of every paragraph, the
paywall flag (probability of at least 0.5) of the appeal, and the verdict. Of the appeal the majority
of paragraphs must be flagged, and each that is not is reported; a flag outside the appeal is an error.

Prints what is wrong and exits 1; with --report-only it exits 0. The samples are a check: they never
go into TrainingData.
"""
import json
import pathlib
import subprocess
import sys

SAMPLES = pathlib.Path(__file__).parent / "samples"
VERDICT = "offered"
# Of the sample beside the project: its labels by number of paragraph, from 1. No text of it is kept.
BESIDE = (
    ["content"] * 8 + ["caption"] + ["content"] * 7 + ["byline"] + ["paywall"] * 6
)


def gold(path):
    rows = path.read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[0] for row in rows if row and not row.startswith("#")]


def tagged(chaffinch, path):
    result = subprocess.run(
        [chaffinch, "tag", "--output-format", "jsonl", path], capture_output=True, check=True
    )
    return json.loads(result.stdout)


def problems(article, labels):
    """What is wrong, and notes on what is not right but allowed."""
    paragraphs = article["paragraphs"]
    if len(paragraphs) != len(labels):
        return [f"{len(paragraphs)} paragraphs, expected {len(labels)}"], []
    wrong, notes = [], []
    flagged = 0
    for number, (paragraph, label) in enumerate(zip(paragraphs, labels), 1):
        prediction = paragraph["prediction"]
        expected = "promo" if label == "paywall" else label
        if prediction["label"] != expected:
            wrong.append(
                f"paragraph {number} is {expected}, not {prediction['label']} "
                f"({prediction['probability']:.2f})"
            )
        asks = prediction["paywall"] >= 0.5
        if label == "paywall":
            flagged += asks
            if not asks:
                notes.append(
                    f"paragraph {number} of the appeal is not flagged ({prediction['paywall']:.2f})"
                )
        elif asks:
            wrong.append(f"paragraph {number} does not ask ({prediction['paywall']:.2f})")
    appeal = labels.count("paywall")
    if 2 * flagged <= appeal:
        wrong.append(f"{flagged} of {appeal} paragraphs of the appeal are flagged")
    verdict = article["verdict"]
    if verdict["value"] != VERDICT:
        signals = ", ".join(fact["signal"] for fact in verdict["evidence"]) or "nothing"
        wrong.append(f"the verdict is {VERDICT}, not {verdict['value']} (from {signals})")
    return wrong, notes


def main():
    arguments = [a for a in sys.argv[1:] if a != "--report-only"]
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    chaffinch, *beside = arguments
    checks = [(path, gold(path.with_suffix(".labels.tsv"))) for path in sorted(SAMPLES.glob("*.txt"))]
    checks += [(pathlib.Path(path), BESIDE) for path in beside]
    failures = 0
    for path, labels in checks:
        wrong, notes = problems(tagged(chaffinch, path), labels)
        for problem in wrong:
            print(f"error: {path.name}: {problem}")
        for note in notes:
            print(f"note: {path.name}: {note}")
        failures += len(wrong)
        print(f"{path.name}: {len(labels)} paragraphs, {len(wrong)} errors")
    print(f"{len(checks)} samples, {failures} errors")
    return int(failures > 0 and "--report-only" not in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
