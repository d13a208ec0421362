"""Runs of commands with their seconds, processor seconds and memory, and what machine this is: what
the benchmarks beside this file share. Uses Linux's /proc and nothing beyond Python's standard library.
"""
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

STARTED = time.monotonic()

# A small parent: a process's peak memory counts what its parent held when it was started.
LAUNCHER = """
import os, sys, time
actions = [(os.POSIX_SPAWN_OPEN, 0, sys.argv[1], os.O_RDONLY, 0),
           (os.POSIX_SPAWN_OPEN, 1, sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[3], sys.argv[3:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - began
print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status),
      file=sys.stderr)
"""


def progress(message):
    print(f"[{time.monotonic() - STARTED:5.0f} s] {message}", file=sys.stderr, flush=True)


def run(*command, core=None, stdin="/dev/null", stdout="/dev/null"):
    """One run to its end: seconds, processor seconds of all its threads, and peak memory in bytes."""
    if not pathlib.Path(stdin).exists():
        sys.exit(f"error: {stdin} is missing")
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(stdin), str(stdout)]
    result = subprocess.run(
        [*pinned(core), *launcher, *map(str, command)], stderr=subprocess.PIPE, text=True,
        errors="replace", check=False)
    lines = result.stderr.splitlines()
    fields = lines[-1].split() if lines else []
    if result.returncode != 0 or len(fields) != 4 or fields[3] != "0":
        why = " ".join(lines[-3:]) or f"exit status {result.returncode}"
        sys.exit(f"error: {' '.join(map(str, command))}: {why}")
    seconds, processor, kilobytes = map(float, fields[:3])
    return {"seconds": seconds, "processor": processor, "memory": kilobytes * 1024}


def pinned(core):
    return [] if core is None else ["taskset", "-c", str(core)]


def first_output_seconds(command, record):
    """Seconds from the start of a process, given `record`, to its first byte of output, or to its end."""
    (input_end, to_child), (from_child, output_end) = os.pipe(), os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, input_end, 0), (os.POSIX_SPAWN_DUP2, output_end, 1)]
    os.write(to_child, record)
    os.close(to_child)
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(output_end)
    os.read(from_child, 1)
    seconds = time.perf_counter() - began
    while os.read(from_child, 1 << 16):
        pass
    _, status, _ = os.wait4(child, 0)
    os.close(from_child)
    os.close(input_end)
    if status != 0:
        sys.exit(f"error: {' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
    return seconds


def spread(figures):
    """Median, least and largest of the figures, and all of them in the order of the runs."""
    return {"median": statistics.median(figures), "least": min(figures), "largest": max(figures),
            "all": figures}


def machine():
    """Processor, caches, memory, system and how busy it is, by name."""
    return {
        "processor": first_value("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": f"{len(os.sched_getaffinity(0))} usable of {os.cpu_count()}",
        "caches of a core": ", ".join(caches()),
        "memory": first_value("/proc/meminfo", "MemTotal") or "unknown",
        "system": f"{first_value('/etc/os-release', 'PRETTY_NAME', '=')}, {platform.release()}",
        "python": platform.python_version(),
    }


def load():
    """The load average over one and five minutes. 1 is one busy core: this program may be that one."""
    return [round(average, 2) for average in os.getloadavg()[:2]]


def first_value(path, key, separator=":"):
    try:
        for line in pathlib.Path(path).read_text(errors="replace").splitlines():
            name, found, value = line.partition(separator)
            if found and name.strip() == key:
                return value.strip().strip('"')
    except OSError:
        pass
    return None


def caches():
    folder = pathlib.Path("/sys/devices/system/cpu/cpu0/cache")
    for cache in sorted(folder.glob("index*")):
        level, kind, size = ((cache / name).read_text().strip() for name in ("level", "type", "size"))
        shared = (cache / "shared_cpu_list").read_text().strip()
        together = "" if shared == "0" else f" (shared by cores {shared})"
        yield f"L{level} {kind.lower()} {size}{together}"
