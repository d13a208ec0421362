"""Runs the library from many threads at once under the thread sanitizer.

check_threads.py [--build .build-fuzz/threads]

Compiles Evaluation/threads/Threads.swift with the package's own sources by swiftc: eight threads share one
classifier and clean, tag and decode with it, and a model is trained on four threads. Exits 1 when the sanitizer
finds a race or threads see different results. Built once, it takes seconds; the whole test suite under the
sanitizer is `swift test --sanitize=thread --scratch-path .build-tsan`.
"""
import argparse
import os
import pathlib
import subprocess
import sys

import fuzz

OPTIONS = ["-Onone", "-wmo", "-parse-as-library", "-swift-version", "6", "-package-name", "chaffinch",
           "-sanitize=thread", "-gline-tables-only"]
MODULES = ["Chaffinch", "ChaffinchCorpus", "ChaffinchFeeds", "ChaffinchTraining"]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=fuzz.ROOT / ".build-fuzz" / "threads")
    options = parser.parse_args()
    program = fuzz.Build(options.build.resolve(), OPTIONS).program(
        "check-threads", [fuzz.ROOT / "Evaluation" / "threads" / "Threads.swift"], MODULES)
    environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
    return int(subprocess.run([program], env=environment).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
