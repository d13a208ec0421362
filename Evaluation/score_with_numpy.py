"""Computes paragraphs' scores from exported weights with NumPy alone and compares them with the command's.

    chaffinch model export --output w.safetensors
    chaffinch explain article.txt --output-format jsonl --output e.jsonl
    score_with_numpy.py w.safetensors e.jsonl

Of the explanations only features' rows and values are used: scores, gates, mixtures and probabilities are
computed anew. Exits 1 when a number differs by more than 1e-5 (1 + the sum of its terms' magnitudes).
"""
import json
import sys

import numpy as np

MIX = {"naiveBayes": "naive_bayes_weight", "textContext": "naive_bayes_weight",
       "logisticRegression": "logistic_regression_weight", "context": "logistic_regression_weight"}
PAGE = {"context-text": "text.context", "context-page": "markup.context", "context-part": "markup.fragment_context"}
with open(sys.argv[1], "rb") as file:
    header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    data = file.read()
facts = header.pop("__metadata__")
weights = {name: np.frombuffer(data[slice(*tensor["data_offsets"])], "<f4").reshape(tensor["shape"]).astype(float)
           for name, tensor in header.items()}


def local(variant, model, terms):
    name = f"{variant}.{'naive_bayes' if model == 'naiveBayes' else 'logistic_regression'}"
    if f"{name}.bias" not in weights:
        return np.zeros((1, 5))
    table, bias = weights[f"{name}.weights"], weights[f"{name}.bias"]
    return np.array([term["values"][model] * (table[term["row"]] if "row" in term else bias) for term in terms])


def context(name, model, terms, probabilities):
    if f"{name}.rounds" not in facts:
        return np.zeros((1, 5))
    assert facts[f"{name}.rounds"] == "1", "a second round needs the whole article"
    table = weights[f"{name}.0.weights"]
    likely = np.maximum(probabilities[name.split(".")[0]] - 0.01, 0)  # what is surely not it gives no gate
    gates = np.array([1, *(likely / likely.sum())[[0, 2, 1, 3]]])[:table.shape[1]]
    parts = [term["values"][model] * (gates @ table[term.get("row", -1)]) for term in terms if term["values"][model]]
    return np.array(parts) - np.array(parts)[:, 4:]  # paywall's score is 0


worst, paragraphs = 0, 0
for paragraphs, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
    probabilities = {}
    for level in json.loads(line)["levels"]:
        kind, rule = level["level"], PAGE.get(level["level"], level["level"].removeprefix("local-"))
        mixture, size = np.array(facts[f"{rule}.corrections"].split(","), float), 1
        for model, said in level["scores"].items():
            name = "text.context" if model == "textContext" else rule
            parts = (context(name, model, level["terms"], probabilities) if kind in PAGE
                     else local(rule, model, level["terms"]))
            weight, scale = float(facts[f"{rule}.{MIX[model]}"]), 1 + np.abs(parts).sum(0)
            worst = max(worst, (np.abs(parts.sum(0) - said) / scale).max())
            mixture, size = mixture + weight * parts.sum(0), size + weight * scale
        probabilities[rule] = np.exp(mixture - mixture.max()) / np.exp(mixture - mixture.max()).sum()
        worst = max(worst, (np.abs(probabilities[rule] - level["probabilities"]) / size).max())
print(f"{paragraphs} paragraphs, largest difference {worst:.1e} of its scale")
sys.exit(0 if paragraphs and worst <= 1e-5 else 1)
