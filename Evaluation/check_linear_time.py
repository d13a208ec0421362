"""Checks that time at most doubles when the input doubles, whatever the input.

check_linear_time.py CHAFFINCH [WORDS...] [--list]

Runs `tag`, `clean`, `corpus check|stats|dedupe|split` and `model info` over generated inputs of n, 2 n and
4 n bytes (linear_inputs.py): nesting, open tags, attributes, references, tiny paragraphs, one giant word, and so
on. n is so large that the command takes a tenth of a second. Counts the command's user time; where it grows by
more than 2.5 a doubling the three are measured again, and the best of three counts. WORDS choose cases by name. Exits 1
and names the cases that grow faster, that crash, or that take more than 20 seconds of a processor.
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

import linear_inputs

FACTOR = 2.5
LEAST_SECONDS = 0.1
FIRST_SIZE = 1 << 17
# No header of a model is larger, and no other input need be.
LARGEST_SIZES = {"model": 1 << 18}
LARGEST_SIZE = 1 << 22
LONGEST_RUN = 20
TRIES = 3


class Failure(Exception):
    """A run that crashed or did not end."""


def user_seconds(binary, arguments, data, folder):
    """The user time of one run over `data`."""
    path = folder / "input"
    path.write_bytes(data)
    command = [str(folder / "output") if word == "OUTPUT" else word for word in arguments]
    limited = ["sh", "-c", f'ulimit -t {LONGEST_RUN}; exec "$0" "$@"', binary, *command, path]
    process = subprocess.Popen(limited, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Refusing an input by its content is an answer; whatever else fails is a fault of the case.
    if process.returncode not in (0, 65):
        raise Failure(f"ended with {process.returncode} on {len(data)} bytes")
    return usage.ru_utime


def measure(binary, case):
    """The case's times at n, 2 n, 4 n, and what is wrong with them or None."""
    name, arguments, make = case
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        try:
            largest = LARGEST_SIZES.get(name.split(",")[0], LARGEST_SIZE)
            size = FIRST_SIZE
            seconds = user_seconds(binary, arguments, make(size), folder)
            while seconds < LEAST_SECONDS and size < largest:
                growth = min(max(1.3 * LEAST_SECONDS / max(seconds, 0.01), 1.5), 8)
                size = min(int(size * growth), largest)
                seconds = user_seconds(binary, arguments, make(size), folder)
            inputs = [make(size * factor) for factor in (1, 2, 4)]
            best = [seconds] + [user_seconds(binary, arguments, data, folder) for data in inputs[1:]]
            for _ in range(TRIES - 1):
                if not grows_faster(best):
                    break
                again = [user_seconds(binary, arguments, data, folder) for data in inputs]
                best = [min(pair) for pair in zip(best, again)]
        except Failure as failure:
            return name, str(failure), True
    times = f"{size:>9,} bytes: " + ", ".join(f"{value:.2f}" for value in best) + " s"
    return name, times, grows_faster(best)


def grows_faster(times):
    # Over two doublings, since caches make single steps uneven; below the least time what is measured is
    # the start of the program.
    return times[-1] > FACTOR ** 2 * max(times[0], LEAST_SECONDS)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chaffinch")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--list", action="store_true", help="print every case's times")
    options = parser.parse_intermixed_args()
    cases = [case for case in linear_inputs.cases()
             if not options.words or any(word in case[0] for word in options.words)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, times, is_wrong in pool.map(lambda case: measure(options.chaffinch, case), cases):
            failed += is_wrong
            if is_wrong or options.list:
                print(f"{'error: ' if is_wrong else ''}{name}: {times}", flush=True)
    print(f"{len(cases)} cases, {failed} grow faster than their input")
    return int(failed > 0 or not cases)


if __name__ == "__main__":
    sys.exit(main())
