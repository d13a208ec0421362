"""Compares scores written by `chaffinch train --scores` with pinned floors.

check_scores.py BASELINE.json SCORES.json

The baseline pins the corpus by its fingerprint and a floor for each figure. Exits 1 and names the
figure, the floor and what was found when one is missed.
"""
import json
import sys

ROUNDING = 0.00005  # scores are written with four decimals


def figures(scores):
    yield "macroF1", scores["macroF1"]
    yield "accuracy", scores["accuracy"]
    for label, values in scores["labels"].items():
        yield f"f1 of {label}", values["f1"]


def main():
    baseline_path, scores_path = sys.argv[1:]
    with open(baseline_path) as file:
        baseline = json.load(file)
    with open(scores_path) as file:
        scores = json.load(file)
    if scores["corpus"] != baseline["corpus"]:
        print(
            f"error: the corpus is {scores['corpus']}, the floors are pinned for "
            f"{baseline['corpus']}: pin them anew in {baseline_path}"
        )
        return 1
    missed = False
    for name, value in figures(scores):
        floor = baseline["floors"][name]
        if value is None or value + ROUNDING < floor:
            print(f"error: {name} is {value}, its floor is {floor}: the model got worse")
            missed = True
        else:
            print(f"{name}: {value} (floor {floor})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
