"""Checks that `corpus lint` finds labels that are known to be wrong, and compares it with cleanlab.

check_lint.py CHAFFINCH CORPUS.jsonl[.gz] [--seed 1] [--settings FILE] [--threads N] [--cleanlab]

Flips the labels of 2 % of the labelled paragraphs (flip_labels.py), runs lint on the result and prints
which share of the flips stands among the first 4 % of all paragraphs, and which share of as many
paragraphs as there are flips is flipped. The same is printed for a ranking by the models' predictions
alone, without the labels of paragraphs that are alike, and with --cleanlab for cleanlab's two
rankings of the same predictions, also without that evidence. Prints counts only. Exits 1 when lint
has less than MINIMUM_SHARE of the flips in the first 4 %. Needs nothing beyond Python's standard
library but, if asked for, cleanlab.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import flip_labels

FLIPPED = 0.02
LISTED = 0.04
MINIMUM_SHARE = 0.70


def run(options, folder):
    """Lints the flipped corpus; the suspects and the flips' (article, paragraph), both from 1."""
    articles = flip_labels.read(options.corpus)
    flips = flip_labels.flip(articles, FLIPPED, options.seed)
    corpus, result = os.path.join(folder, "flipped.jsonl"), os.path.join(folder, "lint.json")
    flip_labels.write(corpus, articles)
    command = [options.chaffinch, "corpus", "lint", corpus, "--share", "1", "--format", "json",
               "--output", result]
    if options.settings:
        command += ["--settings", options.settings]
    if options.threads:
        command += ["--threads", str(options.threads)]
    subprocess.run(command, check=True)
    with open(result, encoding="utf-8") as file:
        report = json.load(file)
    return report, {(article + 1, paragraph + 1) for article, paragraph, _, _ in flips}


def cleanlab_scores(suspects):
    import numpy
    from cleanlab.rank import get_label_quality_scores

    given = numpy.array([flip_labels.LABELS.index(s["given"]) for s in suspects])
    predictions = numpy.array(
        [[s["prediction"]["probabilities"][name] for name in flip_labels.LABELS] for s in suspects])
    for method in ("self_confidence", "normalized_margin"):
        scores = get_label_quality_scores(given, predictions, method=method)
        yield f"cleanlab, {method}", scores.tolist()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chaffinch")
    parser.add_argument("corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--settings")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--cleanlab", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report, flips = run(options, folder)
    # In the corpus's order, so that no ranking gains by ties.
    suspects = sorted(report["suspects"], key=lambda s: (s["article"], s["paragraph"]))
    rankings = [
        ("lint", [s["score"] for s in suspects]),
        ("predictions alone", [s["prediction"]["probabilities"][s["given"]] for s in suspects]),
    ]
    if options.cleanlab:
        rankings += cleanlab_scores(suspects)
    flipped = [(s["article"], s["paragraph"]) in flips for s in suspects]
    if sum(flipped) != len(flips):
        sys.exit(f"error: {len(flips) - sum(flipped)} flipped paragraphs are not in the report")
    listed = int(LISTED * len(suspects))
    print(f"seed {options.seed}: {len(flips)} flips in {len(suspects)} paragraphs; "
          f"wrong by estimate {report['estimatedErrors']:.0f}")
    print(f"{'':28}{'found in first 4 %':>20}{'precision at 2 %':>20}")
    found = {}
    for name, scores in rankings:
        order = sorted(range(len(suspects)), key=scores.__getitem__)
        found[name] = sum(flipped[i] for i in order[:listed]) / len(flips)
        precision = sum(flipped[i] for i in order[:len(flips)]) / len(flips)
        print(f"{name:28}{found[name]:20.4f}{precision:20.4f}")
    if found["lint"] < MINIMUM_SHARE:
        print(f"error: lint must find {MINIMUM_SHARE:.2f} of the flips in the first 4 %")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
