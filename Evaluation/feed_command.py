"""Runs the command over many feeds, for the checks beside this file: the one place that knows how."""
import collections
import os
import subprocess
import tempfile

OPTIONS = ["clean", "--input-format", "feed", "--quiet"]


def clean(binary, files, directory, *options, report=None):
    """Cleans `files` and returns a list of (file, output or None) in the same order.

    Each folder of files is one run with its own folder below `directory`, so that equal names do not
    meet. A file that is no feed has no output, or comes out as it went in; what the command says on
    standard error is handed on. `report` collects the reports of all runs in one file.
    """
    folders = collections.defaultdict(list)
    for file in files:
        folders[os.path.dirname(os.path.abspath(file))].append(os.path.abspath(file))
    outputs = {}
    messages = []
    for number, folder in enumerate(sorted(folders)):
        target = os.path.join(directory, str(number))
        os.makedirs(target)
        with tempfile.NamedTemporaryFile("w", suffix=".list") as listing:
            listing.write("".join(file + "\n" for file in folders[folder]))
            listing.flush()
            arguments = [binary, *OPTIONS, "--files-from", listing.name]
            arguments += ["--output-directory", target, *options]
            part = os.path.join(target, ".report")
            if report:
                arguments += ["--report", part]
            result = subprocess.run(arguments, stderr=subprocess.PIPE, text=True, check=False)
        # A signal is a crash whatever was written before it.
        if result.returncode < 0:
            raise SystemExit(f"error: {' '.join(arguments)} was killed by {-result.returncode}")
        messages += result.stderr.splitlines()
        if report and os.path.exists(part):
            with open(part, "rb") as source, open(report, "ab") as sink:
                sink.write(source.read())
        for file in folders[folder]:
            output = os.path.join(target, os.path.basename(file))
            outputs[file] = output if os.path.exists(output) else None
    return [(file, outputs[os.path.abspath(file)]) for file in files], messages
