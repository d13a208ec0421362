"""Fuzzes whatever reads bytes from elsewhere, with libFuzzer and the address sanitizer.

fuzz.py [TARGET...] [--seconds 20] [--shared ../shared] [--build .build-fuzz] [--no-minimizing]

TARGET is one of model-file, markup, feeds, records, text, corpora, baseline; all of them by default. Each is
a file under Evaluation/fuzz, compiled with the package's own sources by swiftc: optimised, with the
checks of the standard library. Objects and the inputs that were found are kept in the build folder, so
that a later run goes on where this one ended.

A target first replays Evaluation/fuzz/regressions/TARGET/*, then fuzzes for the given seconds. A line a
target says: inputs tried, seconds, edges, when the last new edge was found, findings. Exits 1 if something was
found, with the path of a minimised input; 2 if something cannot be built.
"""
import argparse
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fuzz_inputs  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Each with the modules it imports and the longest input that is tried.
TARGETS = {
    "model-file": ("ModelFile.swift", ["Chaffinch"], 65536),
    "markup": ("Markup.swift", ["Chaffinch"], 4096),
    "feeds": ("Feeds.swift", ["Chaffinch", "ChaffinchFeeds"], 4096),
    "records": ("Records.swift", ["Chaffinch"], 4096),
    "text": ("Text.swift", ["Chaffinch"], 2048),
    "corpora": ("Corpora.swift", ["Chaffinch", "ChaffinchCorpus"], 4096),
    "baseline": ("Baseline.swift", ["Chaffinch", "ChaffinchCorpus", "ChaffinchEvaluation"], 4096),
}
OPTIONS = ["-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-package-name", "chaffinch",
           "-enable-testing", "-sanitize=fuzzer,address", "-gline-tables-only"]
LONGEST_SECONDS_AN_INPUT = 10
MEGABYTES = 2048
MINIMIZING_SECONDS = 30


class Build:
    """Compiles modules and targets where their sources have changed."""

    def __init__(self, folder, flags=None):
        self.folder = folder
        self.flags = flags or OPTIONS
        folder.mkdir(parents=True, exist_ok=True)
        self.models = folder / "CDefaultModel.modulemap"
        header = ROOT / "Models" / "include" / "CDefaultModel.h"
        self.models.write_text(f'module CDefaultModel {{ header "{header}" export * }}\n')
        self.swift = subprocess.run(["swiftc", "--version"], capture_output=True, check=True).stdout
        self.digests = {}

    def options(self):
        return [*self.flags, "-I", self.folder, "-I", ROOT / "Sources" / "CIconv",
                "-Xcc", f"-fmodule-map-file={self.models}"]

    def run(self, name, command, sources, parts=()):
        """Runs `command` unless what it made is of the same sources, options and parts."""
        digest = hashlib.sha256(self.swift + repr([str(word) for word in command]).encode())
        for source in sources:
            digest.update(source.read_bytes())
        for part in parts:
            digest.update(self.digests[part].encode())
        self.digests[name] = digest.hexdigest()
        stamp = self.folder / f"{name}.stamp"
        if stamp.exists() and stamp.read_text() == self.digests[name]:
            return
        print(f"building {name}", file=sys.stderr, flush=True)
        # The linker has a hundred warnings about the sanitizer's own symbols.
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode:
            print(f"{run.stdout}error: {name} cannot be built", file=sys.stderr)
            sys.exit(2)
        stamp.write_text(self.digests[name])

    def model(self):
        source = ROOT / "Models" / "default_model.c"
        self.run("CDefaultModel", ["clang", "-c", "-O1", "-I", ROOT / "Models" / "include", source, "-o",
                                   self.folder / "CDefaultModel.o"],
                 [source, ROOT / "Models" / "chaffinch.safetensors"])

    def module(self, name):
        sources = sorted((ROOT / "Sources" / name).rglob("*.swift"))
        parts = [] if name == "Chaffinch" else ["Chaffinch"]
        if name in ("ChaffinchEvaluation", "ChaffinchTraining"):
            parts.append("ChaffinchCorpus")
        self.run(name, ["swiftc", *self.options(), "-module-name", name, "-emit-module",
                        "-emit-module-path", self.folder / f"{name}.swiftmodule", "-c", "-o",
                        self.folder / f"{name}.o", *sources], sources, parts)

    def program(self, name, sources, modules):
        """A program of `sources` that imports `modules`."""
        self.model()
        for module in modules:
            self.module(module)
        program = self.folder / name
        objects = [self.folder / f"{part}.o" for part in [*modules, "CDefaultModel"]]
        self.run(name, ["swiftc", *self.options(), "-module-name", "Program", *sources, *objects, "-lm", "-o",
                        program], sources, [*modules, "CDefaultModel"])
        return program

    def target(self, name):
        file, modules, _ = TARGETS[name]
        folder = ROOT / "Evaluation" / "fuzz"
        return self.program(f"fuzz-{name}", [folder / "FuzzInput.swift", folder / file], modules)


def write_inputs(name, folder, shared):
    """The folder of a target's inputs, with its seeds, and its dictionary."""
    inputs = folder / "inputs" / name
    inputs.mkdir(parents=True, exist_ok=True)
    for seed in fuzz_inputs.seeds(name, ROOT, shared):
        (inputs / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    dictionary = folder / f"{name}.dict"
    with open(dictionary, "w", encoding="ascii") as file:
        for word in dict.fromkeys(fuzz_inputs.words(name)):
            file.write('"' + "".join(f"\\x{byte:02X}" for byte in word) + '"\n')
    return inputs, dictionary


def run_fuzzer(program, arguments, log):
    """Runs libFuzzer and returns its status, figures, and the finding's path."""
    environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
    figures = {"executions": 0, "edges": 0, "last": 0.0}
    started = time.monotonic()
    finding = None
    with open(log, "wb") as output, subprocess.Popen(
            [program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=environment) as process:
        for line in process.stderr:
            output.write(line)
            output.flush()
            text = line.decode("utf-8", "replace")
            if match := re.match(r"#(\d+)\s.*\bcov: (\d+)", text):
                figures["executions"] = int(match[1])
                if int(match[2]) > figures["edges"]:
                    figures["edges"] = int(match[2])
                    figures["last"] = time.monotonic() - started
            elif match := re.search(r"Test unit written to (\S+)", text):
                finding = pathlib.Path(match[1])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    figures["seconds"] = time.monotonic() - started
    figures["processor"] = usage.ru_utime + usage.ru_stime
    return process.returncode, figures, finding


def limits(name):
    return [f"-max_len={TARGETS[name][2]}", f"-timeout={LONGEST_SECONDS_AN_INPUT}",
            f"-rss_limit_mb={MEGABYTES}"]


def minimized(program, name, finding, log):
    """A smaller input that fails as well, or the finding itself."""
    target = finding.with_name(finding.name + ".min")
    run_fuzzer(program, [*limits(name), "-minimize_crash=1", f"-max_total_time={MINIMIZING_SECONDS}",
                         f"-exact_artifact_path={target}", finding], log)
    return target if target.exists() else finding


def replay(program, name, folder):
    """The regression inputs that fail again."""
    paths = sorted((ROOT / "Evaluation" / "fuzz" / "regressions" / name).glob("*"))
    log = folder / f"{name}.replay.log"
    if not paths or run_fuzzer(program, [*limits(name), *paths], log)[0] == 0:
        return []
    return [path for path in paths if run_fuzzer(program, [*limits(name), path], log)[0]]


def fuzz(name, program, options):
    """Replays and fuzzes a target, prints its line, and returns the paths of findings."""
    folder = options.build
    findings = replay(program, name, folder)
    inputs, dictionary = write_inputs(name, folder, options.shared)
    prefix = folder / "findings" / name
    prefix.mkdir(parents=True, exist_ok=True)
    status, figures, finding = run_fuzzer(
        program, [*limits(name), f"-max_total_time={options.seconds}", f"-dict={dictionary}",
                  f"-artifact_prefix={prefix}/", "-print_final_stats=1", inputs], folder / f"{name}.log")
    if finding:
        if not options.no_minimizing:
            finding = minimized(program, name, finding, folder / f"{name}.minimizing.log")
        findings.append(finding)
    elif status:
        findings.append(folder / f"{name}.log")
    print(f"{name}: {figures['executions']:,} inputs in {figures['seconds']:.0f} s "
          f"({figures['processor']:.0f} s of a processor), {figures['edges']:,} edges, "
          f"the last after {figures['last']:.0f} s, "
          + (f"{len(findings)} found" if findings else "nothing found"), flush=True)
    return findings


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / ".build-fuzz")
    parser.add_argument("--no-minimizing", action="store_true")
    options = parser.parse_intermixed_args()
    unknown = [name for name in options.targets if name not in TARGETS]
    if unknown:
        parser.error(f"unknown target {unknown[0]}; there are {', '.join(TARGETS)}")
    options.build = options.build.resolve()
    build = Build(options.build)
    findings = []
    for name in options.targets or TARGETS:
        findings += fuzz(name, build.target(name), options)
    for path in findings:
        print(f"error: found {path}")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
