"""Pours gigabytes of JSON Lines through the command and watches its memory and its output.

benchmark_stream.py CHAFFINCH SHARED [--gigabytes N] [--threads N] [--command tag|clean]
    [--kind paragraphs|html] [--block-megabytes N] [--seed N] [--output PREFIX]

The lines are made on the fly and never stored: a block of articles, or of pages as `html`, from
`train`, again and again, each time with other ids. What comes back is checked: every line in its
order and with its id, the other fields byte for byte, and of a line that was seen before the same
answer as then. For the first time round each line is parsed and compared with its input; from then on
the bytes are compared with those. Ends with status 1 at the first line that differs.

Every 100 ms the process's memory is read from /proc. Writes PREFIX.csv (seconds, gigabytes in and
out, megabytes), PREFIX.svg (the curve) and PREFIX.json; prints a summary as Markdown: MB/s, the peak,
and how much memory grew by gigabyte in the second half. First the same goes through `cat`, which says
how fast this program can go. Uses Linux's /proc and nothing beyond Python's standard library.
"""
import argparse
import fcntl
import gzip
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

import measured_runs
import memory_curve
from measured_runs import progress

ID_LENGTH = 24
PIPE = 1 << 20
READ = 1 << 18
INTERVAL = 0.1
# Numbers as nobody else would write them, and escapes: fields that must come through as they are.
SOURCE = b'"source": {"rank": 1.50e2, "path": "a\\/b\\u00e9", "empty": { }}'
TAIL = b'"tail": [1,  2, null]'


def blocks_of(kind, shared, megabytes, seed):
    """Lines of about so many megabytes; each with its id as `ID_LENGTH` zeros."""
    generator, lines, size = random.Random(seed), [], 0
    if kind == "paragraphs":
        with gzip.open(shared / "corpora" / "train.jsonl.gz", "rt", encoding="utf-8") as corpus:
            values = [[p["text"] for p in json.loads(line)["paragraphs"]] for line in corpus]
        field = '"paragraphs"'
    else:
        values = sorted((shared / "pages" / "train").glob("*.html.gz"))
        field = '"html"'
    generator.shuffle(values)
    for value in itertools.cycle(values):
        if size >= megabytes * 1e6 and lines:
            return lines
        if kind == "html":
            value = gzip.decompress(value.read_bytes()).decode("utf-8", "replace")
        body = json.dumps(value, ensure_ascii=False).encode()
        lines.append(b'{"id": "' + b"0" * ID_LENGTH + b'", ' + SOURCE + b", " + field.encode()
                     + b": " + body + b", " + TAIL + b"}\n")
        size += len(lines[-1])
    sys.exit(f"error: {shared} has no pages to make a block of")


class Block:
    """Bytes of whole lines whose ids can be changed in place; ids follow from the seed."""

    def __init__(self, data, seed):
        self.data, self.places, start = bytearray(data), [], 0
        while start < len(data):
            end = data.index(b"\n", start) + 1
            place = data.find(b'"id": "', start, end) + 7
            if place < 7:
                sys.exit(f"error: a line came back without its id: {data[start:start + 200]!r}")
            self.places.append(place)
            start = end
        self.count, self.generator = 0, random.Random(seed)

    def renumber(self):
        """The next ids: the number of the line, and random digits."""
        data, digits = self.data, self.generator.getrandbits
        for place in self.places:
            self.count += 1
            data[place:place + ID_LENGTH] = b"%012d-%011x" % (self.count, digits(44))


class Stream:
    """One run: a thread writes, a thread samples the memory, and the caller's reads and checks."""

    def __init__(self, command, lines, repeats, seed):
        self.lines, self.repeats, self.seed, self.command = lines, repeats, seed, command
        self.bytes_in = self.bytes_out = self.line_count = 0
        self.building, self.samples, self.failure = 0.0, [], None
        self.first = bytearray()

    def run(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            bufsize=0)
        for pipe in (self.process.stdin, self.process.stdout):
            widen(pipe)
        self.began, self.ended = time.monotonic(), threading.Event()
        errors = []
        threads = [threading.Thread(target=target, daemon=True) for target in (
            self.write, self.sample, lambda: errors.append(self.process.stderr.read()))]
        for thread in threads:
            thread.start()
        try:
            self.read()
        except BaseException:
            self.process.kill()
            raise
        finally:
            self.ended.set()
        _, status, self.usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - self.began
        for thread in threads:
            thread.join()
        self.errors = b"".join(errors).decode(errors="replace").strip()
        # Minus 9 is this program's own doing, after the first line that differs.
        if self.process.returncode not in (0, -9):
            self.failure = (f"exit status {self.process.returncode}: {self.errors[-500:]}; "
                            + (self.failure or "the output is whole"))
        return self

    def write(self):
        block = Block(b"".join(self.lines), self.seed)
        try:
            for _ in range(self.repeats):
                began = time.monotonic()
                block.renumber()
                self.building += time.monotonic() - began
                view, start = memoryview(block.data), 0
                while start < len(view):
                    count = self.process.stdin.write(view[start:start + PIPE])
                    start += count
                    self.bytes_in += count
                view.release()
            self.process.stdin.close()
        except BrokenPipeError:
            # The reader sees the end of the output and says what is missing.
            self.process.stdin.close()

    def read(self):
        """Reads everything; the first time round it is kept, then each read is compared with it."""
        expected, place, lines_left = None, 0, len(self.lines)
        descriptor, lines = self.process.stdout.fileno(), len(self.lines)
        while chunk := os.read(descriptor, READ):
            self.bytes_out += len(chunk)
            while chunk:
                if expected is None:
                    ends = chunk.count(b"\n")
                    if ends < lines_left:
                        self.first += chunk
                        lines_left -= ends
                        break
                    cut = 0
                    for _ in range(lines_left):
                        cut = chunk.index(b"\n", cut) + 1
                    self.first += chunk[:cut]
                    chunk = chunk[cut:]
                    self.line_count = lines
                    expected = Block(bytes(self.first), self.seed)
                    # Twice: the first ids are in what was kept, and are checked with it.
                    # Twice: the first ids are in what was kept, and are checked with it.
                    expected.renumber()
                    expected.renumber()
                    continue
                part = chunk[:len(expected.data) - place]
                if not expected.data.startswith(part, place):
                    return self.fail_at(expected, place, part)
                place += len(part)
                chunk = chunk[len(part):]
                if place == len(expected.data):
                    place = 0
                    self.line_count += lines
                    if self.line_count < lines * self.repeats:
                        expected.renumber()
        if place or self.line_count != lines * self.repeats:
            self.failure = (f"the output ended after {self.line_count:,} lines and {place:,} bytes of "
                            f"{lines * self.repeats:,} lines")

    def fail_at(self, expected, place, part):
        offset = next(i for i, byte in enumerate(part) if byte != expected.data[place + i])
        line = self.line_count + expected.data[:place + offset].count(b"\n") + 1
        near = slice(max(offset - 60, 0), offset + 60)
        wanted = bytes(expected.data[place + near.start:place + near.stop])
        self.failure = f"line {line:,} differs: {bytes(part[near])!r} instead of {wanted!r}"
        self.process.kill()

    def sample(self):
        path = f"/proc/{self.process.pid}/status"
        while True:
            try:
                status = pathlib.Path(path).read_text()
            except OSError:
                return
            if "VmRSS:" in status:
                memory = int(status.split("VmRSS:")[1].split()[0]) * 1024
                self.samples.append(
                    (time.monotonic() - self.began, self.bytes_in, self.bytes_out, memory))
            if self.ended.wait(INTERVAL):
                return


def widen(pipe):
    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
    except OSError:
        pass  # A smaller pipe only means more calls.


def check_first(lines, output, seed, kind, command):
    """Compares the first answers with their lines, parsed; says what is wrong, or nothing."""
    given = Block(b"".join(lines), seed)
    given.renumber()
    answers = bytes(output).splitlines()
    for number, (line, answer) in enumerate(zip(bytes(given.data).splitlines(), answers), start=1):
        why = difference(line, answer, "paragraphs" if kind == "paragraphs" else "html", command)
        if why:
            return f"line {number}: {why}: {answer[:200]!r}"
    return None if len(answers) == len(lines) else f"{len(answers)} answers to {len(lines)} lines"


def difference(line, answer, field, command):
    try:
        before, after = json.loads(line), json.loads(answer)
    except ValueError as error:
        return f"it is no JSON ({error})"
    start = line.index(b'"' + field.encode() + b'"')
    if not answer.startswith(line[:start]):
        return "the fields before the text are not the same bytes"
    if TAIL not in answer:
        return "the field behind the text is not the same bytes"
    if field == "paragraphs":
        texts = [p if isinstance(p, str) else p["text"] for p in after.get(field, [])]
        kept = iter(before[field])
        if command == "tag" and texts != before[field]:
            return "its paragraphs are not those of the input"
        if not all(text in kept for text in texts):
            return "its paragraphs are not some of the input's, in their order"
    return None


def summary(stream, ceiling, arguments):
    """All figures by name."""
    half = [sample for sample in stream.samples if sample[1] >= stream.bytes_in / 2]
    return {
        "command": " ".join(map(str, stream.command)), "kind": arguments.kind, "seed": arguments.seed,
        "machine": measured_runs.machine(), "load": measured_runs.load(),
        "bytesIn": stream.bytes_in, "bytesOut": stream.bytes_out, "lines": stream.line_count,
        "seconds": stream.seconds, "processorSeconds": stream.usage.ru_utime + stream.usage.ru_stime,
        "peakBytes": max((sample[3] for sample in stream.samples), default=0),
        "growth": memory_curve.slope([(gone, memory) for _, gone, _, memory in half]),
        "generatorShare": stream.building / stream.seconds, "ceiling": ceiling,
        "failure": stream.failure}


def document(result):
    rows = [
        ("command", f"`{result['command']}`"), ("through it", f"{result['bytesIn'] / 1e9:.2f} GB in, "
         f"{result['bytesOut'] / 1e9:.2f} GB out, {result['lines']:,} lines"),
        ("time", f"{result['seconds']:.1f} s; {result['processorSeconds']:.1f} s of processor time"),
        ("speed", f"{result['bytesIn'] / result['seconds'] / 1e6:.1f} MB/s of input"),
        ("this program's own limit, through `cat`", f"{result['ceiling'] / 1e6:,.0f} MB/s"),
        ("peak memory", f"{result['peakBytes'] / 1e6:.1f} MB"),
        ("growth in the second half", "–" if result["growth"] is None
         else f"{result['growth'] * 1e9 / 1e3:+,.0f} KB per GB"),
        ("machine", "; ".join(result["machine"].values())),
        ("load average, 1 and 5 minutes", ", ".join(map(str, result["load"]))),
        ("order, ids and other fields", result["failure"] or "all as they must be")]
    lines = [("", ""), ("---", "---"), *rows]
    return "\n".join(f"| {name} | {value} |" for name, value in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("chaffinch")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--gigabytes", type=float, default=10, metavar="N")
    parser.add_argument("--threads", type=int, metavar="N")
    parser.add_argument("--command", choices=["tag", "clean"], default="tag")
    parser.add_argument("--kind", choices=["paragraphs", "html"], default="paragraphs")
    parser.add_argument("--block-megabytes", type=float, default=32, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--output", default="stream", metavar="PREFIX")
    arguments = parser.parse_args()
    progress("a block of lines")
    lines = blocks_of(arguments.kind, arguments.shared, arguments.block_megabytes, arguments.seed)
    size = sum(map(len, lines))
    repeats = max(2, round(arguments.gigabytes * 1e9 / size))
    ceiling = Stream(["cat"], lines, max(2, round(1e9 / size)), arguments.seed).run()
    if ceiling.failure:
        sys.exit(f"error: through cat: {ceiling.failure}")
    command = [arguments.chaffinch, arguments.command, "--quiet"]
    if arguments.threads:
        command += ["--threads", str(arguments.threads)]
    progress(f"{repeats} times {size / 1e6:.1f} MB through {' '.join(command)}")
    stream = Stream(command, lines, repeats, arguments.seed).run()
    progress("the first answers are parsed")
    stream.failure = stream.failure or check_first(
        lines, stream.first, arguments.seed, arguments.kind, arguments.command)
    result = summary(stream, ceiling.bytes_in / ceiling.seconds, arguments)
    memory_curve.write_csv(arguments.output + ".csv", stream.samples)
    memory_curve.write_svg(arguments.output + ".svg", stream.samples, result["command"])
    pathlib.Path(arguments.output + ".json").write_text(json.dumps(result, indent=1) + "\n")
    print(document(result))
    if result["failure"]:
        sys.exit(f"error: {result['failure']}")


if __name__ == "__main__":
    main()
