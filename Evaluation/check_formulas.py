"""Checks the scores of `chaffinch evaluate` against scikit-learn on the same predictions.

check_formulas.py CHAFFINCH PREDICTED.jsonl [more chaffinch arguments]

PREDICTED.jsonl is a corpus whose paragraphs carry predictions, as `train --predictions` and `tag` write
it. Every score that `--format json` gives is computed again from the file by scikit-learn (and the
exact McNemar test and the calibration error by their definitions); exits 1 where one differs by more
than its last printed decimal. Needs scikit-learn and numpy.
"""
import gzip
import json
import subprocess
import sys

import numpy as np
from sklearn import metrics

LABELS = ["content", "caption", "promo", "byline"]
MISSED = len(LABELS)  # predicted as nothing: segmentation did not find it


def paragraphs(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for paragraph in article["paragraphs"]:
                if paragraph.get("label"):
                    yield paragraph
            for label, count in article.get("unmatched", {}).items():
                for _ in range(count):
                    yield {
                        "label": "promo" if label == "paywall" else label,
                        "paywall": label == "paywall",
                    }


def expected(path):
    truth, said, shares, paid, found_paid = [], [], [], [], []
    for paragraph in paragraphs(path):
        prediction = paragraph.get("prediction")
        truth.append(LABELS.index(paragraph["label"]))
        said.append(LABELS.index(prediction["label"]) if prediction else MISSED)
        shares.append([prediction["probabilities"][l] for l in LABELS] if prediction else None)
        paid.append(bool(paragraph.get("paywall")))
        found_paid.append(
            bool(prediction and prediction.get("isPaywall", prediction["paywall"] >= 0.5))
        )
    truth, said = np.array(truth), np.array(said)
    known = np.array([s is not None for s in shares])
    shares = np.array([s for s in shares if s is not None])
    shares_truth = truth[known]
    present = [i for i in range(len(LABELS)) if (truth == i).any() or (said == i).any()]
    scores = {
        "paragraphs": len(truth),
        "macroF1": metrics.f1_score(truth, said, labels=present, average="macro", zero_division=0),
        "accuracy": metrics.accuracy_score(truth, said),
        "matthewsCorrelation": metrics.matthews_corrcoef(truth, said),
        "logLoss": metrics.log_loss(shares_truth, shares, labels=range(len(LABELS))),
        "brierScore": ((shares - np.eye(len(LABELS))[shares_truth]) ** 2).sum(1).mean(),
        "calibrationError": calibration_error(shares_truth, shares),
        "paywall.f1": metrics.f1_score(paid, found_paid),
    }
    if hasattr(metrics, "brier_score_loss") and len(set(shares_truth)) == len(LABELS):
        try:  # several classes since scikit-learn 1.7
            other = metrics.brier_score_loss(
                shares_truth, shares / shares.sum(1, keepdims=True), labels=range(len(LABELS)),
                scale_by_half=False)
            assert abs(other - scores["brierScore"]) < 1e-4, (other, scores["brierScore"])
        except TypeError:
            pass
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, said, labels=range(len(LABELS)), zero_division=np.nan)
    for index, label in enumerate(LABELS):
        scores[f"labels.{label}.precision"] = precision[index]
        scores[f"labels.{label}.recall"] = recall[index]
        scores[f"labels.{label}.f1"] = f1[index]
        scores[f"labels.{label}.support"] = int(support[index])
    matrix = metrics.confusion_matrix(truth, said, labels=range(len(LABELS) + 1))
    for row, label in enumerate(LABELS):
        for column, other in enumerate(LABELS + ["unmatched"]):
            scores[f"confusion.{label}.{other}"] = int(matrix[row][column])
    return scores


def calibration_error(truth, shares, bins=15):
    confidence, right = shares.max(1), shares.argmax(1) == truth
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return sum(
        abs(right[place == b].sum() - confidence[place == b].sum()) for b in range(bins)
    ) / len(truth)


def member(value, path):
    for key in path.split("."):
        value = value[key]
    return value


def main():
    chaffinch, path, *more = sys.argv[1:]
    run = subprocess.run(
        [chaffinch, "evaluate", path, "--predicted", "--format", "json", *more],
        check=True, capture_output=True, text=True)
    found = json.loads(run.stdout)
    wrong = 0
    figures = expected(path)
    for name, value in figures.items():
        ours = member(found, name)
        if ours is None:
            same = value != value
        else:
            same = abs(ours - value) <= (0 if isinstance(value, int) else 0.000051)
        if not same:
            print(f"error: {name} is {ours}, scikit-learn says {value}")
            wrong += 1
    print(f"{len(figures)} figures compared, {wrong} differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
