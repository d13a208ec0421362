"""Times our training beside scikit-learn's: all stages of ours against one fit of LogisticRegression.

compare_training.py CHAFFINCH [--variant text|markup] [--folder FOLDER] -- TRAIN-ARGUMENTS

TRAIN-ARGUMENTS are what `chaffinch train` is given: corpora and --settings; output files are this
script's own. `train` runs with two threads and --matrix, everything included: reading, features, folds,
calibration, context models, both variants, the model file (writing the matrices is not ours to count, but
is counted). Then LogisticRegression (lbfgs, float32 as it comes) is fitted once to the same matrix with our
class and L2 weights, and stopped at the first iteration whose objective is no higher than that of the
weights that `train` found, which SciPy computes in double precision from the unrounded weights. Times are
of the wall and of the processor; on a machine that others use, compare processor times. Needs
scikit-learn; reading the matrix is not timed.
"""
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time

import numpy
import scipy.optimize
import scipy.sparse
import scipy.special
import sklearn
from sklearn.linear_model import LogisticRegression

TYPES = {"I64": numpy.int64, "I32": numpy.int32, "F32": numpy.float32, "U8": numpy.uint8}


def tensors(path):
    """The tensors of a safetensors file, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__")
    return {name: numpy.frombuffer(data, TYPES[tensor["dtype"]], offset=tensor["data_offsets"][0],
                                   count=int(numpy.prod(tensor["shape"]))).reshape(tensor["shape"])
            for name, tensor in header.items()}, metadata


def objective(matrix, labels, sample_weights, weights, bias, penalty):
    """Σ q·log loss + ½ λ Σ w², in double precision."""
    scores = matrix @ weights.astype(numpy.float64) + bias.astype(numpy.float64)
    losses = scipy.special.logsumexp(scores, axis=1) - scores[numpy.arange(len(labels)), labels]
    return float(sample_weights @ losses) + 0.5 * penalty * float((weights.astype(numpy.float64) ** 2).sum())


def fit(matrix, labels, sample_weights, penalty, target):
    """Fits until the objective is `target` or less: the model's objective, iterations and seconds."""
    total = float(sample_weights.sum())
    minimize = scipy.optimize.minimize
    seen = {}

    def stopping(*args, **options):
        def callback(intermediate_result):
            # In place of its own callback. Its objective is ours over the sum of the weights.
            value = float(intermediate_result.fun) * total
            seen.update(value=value, iterations=seen.get("iterations", 0) + 1,
                        wall=time.perf_counter() - start, processor=time.process_time() - busy)
            if value <= target:
                raise StopIteration
        return minimize(*args, **{**options, "callback": callback})

    scipy.optimize.minimize = stopping
    start, busy = time.perf_counter(), time.process_time()
    try:
        LogisticRegression(C=1 / penalty, solver="lbfgs", tol=1e-12, max_iter=1000).fit(
            matrix, labels, sample_weight=sample_weights)
    finally:
        scipy.optimize.minimize = minimize
    seen.update(wall=time.perf_counter() - start, processor=time.process_time() - busy)
    return seen


def train(chaffinch, arguments, folder):
    """Runs our training: seconds of wall and processor, and megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    status = subprocess.run([chaffinch, "train", *arguments, "--threads", "2", "--matrix", folder,
                             "--output", os.path.join(folder, "model.safetensors")],
                            stdout=subprocess.DEVNULL).returncode
    if status:
        sys.exit(f"error: chaffinch train ended with status {status}")
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": wall, "megabytes": after.ru_maxrss / 1024,
            "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def machine():
    name = platform.processor()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), name)
    load = os.getloadavg()
    return (f"{name}, {os.cpu_count()} processors, load {load[0]:.1f}; Python {platform.python_version()}, "
            f"NumPy {numpy.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chaffinch")
    parser.add_argument("--variant", choices=["text", "markup"], action="append",
                        help="the matrix to fit scikit-learn to (default: both, one after the other)")
    parser.add_argument("--folder", help="keep the matrices and the model in this folder")
    parser.add_argument("arguments", nargs="+", help="of 'chaffinch train'")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or temporary
        os.makedirs(folder, exist_ok=True)
        ours = train(options.chaffinch, options.arguments, folder)
        print(f"chaffinch train, all stages, two threads: {ours['wall']:.1f} s, "
              f"{ours['processor']:.1f} s of processor time, {ours['megabytes']:.0f} MB", flush=True)
        for variant in options.variant or ["text", "markup"]:
            found, metadata = tensors(os.path.join(folder, f"{variant}.safetensors"))
            penalty = float(metadata["l2_penalty"])
            matrix = scipy.sparse.csr_matrix(
                (found["data"], found["indices"], found["indptr"]),
                shape=(len(found["indptr"]) - 1, len(found["weights"])))
            labels = found["labels"].astype(numpy.int64)
            weights = found["class_weights"][labels].astype(numpy.float64)
            target = objective(matrix, labels, weights, found["weights"], found["bias"], penalty)
            print(f"\n{variant}: {matrix.shape[0]} rows, {matrix.nnz} entries, {matrix.shape[1]} columns, "
                  f"L2 {penalty}; our objective {target:.2f}", flush=True)
            theirs = fit(matrix, labels, weights, penalty, target)
            print(f"LogisticRegression(lbfgs), one fit: {theirs['wall']:.1f} s, "
                  f"{theirs['processor']:.1f} s of processor time, {theirs['iterations']} iterations, "
                  f"objective {theirs['value']:.2f}")
            print(f"scikit-learn's one fit / our whole training: {theirs['wall'] / ours['wall']:.2f} by the "
                  f"wall, {theirs['processor'] / ours['processor']:.2f} of processor time")


if __name__ == "__main__":
    main()
