"""Compares scores written by `chaffinch train --scores` with pinned floors.

check_scores.py BASELINE.json SCORES.json [--pin]

The baseline pins the corpus by its fingerprint and a floor for each figure of each variant. Exits 1
and names the figure, the floor and what was found when one is missed. With --pin the baseline is
written anew from the scores: macro-F1 and accuracy less 0.005, F1 less 0.01.
"""
import json
import sys

ROUNDING = 0.00005  # scores are written with four decimals
VARIANTS = ("text", "markup")


def figures(scores):
    for variant in VARIANTS:
        part = scores[variant]
        yield f"{variant}: macroF1", part["macroF1"]
        yield f"{variant}: accuracy", part["accuracy"]
        for label, values in part["labels"].items():
            yield f"{variant}: f1 of {label}", values["f1"]


def pin(path, scores):
    floors = {
        name: round(value - (0.01 if "f1 of" in name else 0.005), 4)
        for name, value in figures(scores)
    }
    note = (
        "Floors for the default model's out-of-fold scores: macro-F1 and accuracy less 0.005, F1 "
        "less 0.01, pinned for this corpus by check_scores.py --pin."
    )
    with open(path, "w") as file:
        json.dump({"corpus": scores["corpus"], "note": note, "floors": floors}, file, indent=2)
        file.write("\n")


def main():
    baseline_path, scores_path = [a for a in sys.argv[1:] if a != "--pin"]
    with open(scores_path) as file:
        scores = json.load(file)
    if "--pin" in sys.argv:
        pin(baseline_path, scores)
        return 0
    with open(baseline_path) as file:
        baseline = json.load(file)
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
