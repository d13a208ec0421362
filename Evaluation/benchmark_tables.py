"""The figures of `benchmark_speed.py` as Markdown. Measures nothing."""

# Floor and goal of each row, in its unit.
ASKED = {
    "tag": "floor 100 MB/s, goal 200", "clean": "floor 120 MB/s, goal 240, faster than resiliparse",
    "threads": "floor 1.8, goal 1.95", "start": "floor 15 ms, goal 5", "memory": "floor 100 MB, goal 40"}
TITLES = {
    "machine": "What the machine does", "tag": "`tag`, JSON Lines, one core, file to file",
    "clean": "`clean`, pages to text, one core", "threads": "Two threads over one, both cores",
    "start": "Start to first output", "memory": "Peak memory, streaming"}
PAGES = {"wcxb-heldout": "WCXB, held out", "scrapinghub": "ScrapingHub", "all": "both"}
BUSY = 0.3


def document(result):
    parts = [f"Measured in {result['rounds']} rounds after one that is not counted: medians, in "
             "brackets the least and the largest.", setting(result)]
    for part, figures in result["parts"].items():
        if not figures:
            continue
        asked = f" ({ASKED[part]})" if part in ASKED else ""
        parts += [f"### {TITLES[part]}{asked}", PART_TABLES[part](figures, result)]
    if result["notes"]:
        parts += ["Left out:", "\n".join(f"- {note}" for note in result["notes"])]
    return "\n\n".join(parts)


def setting(result):
    binaries = result["versions"]["binaries"]
    packages = result["versions"]["packages"]
    rows = [*result["machine"].items(), ("core for one thread", result["core"])]
    for path, binary in binaries.items():
        rows.append((f"`{path}`", f"{binary['version']}, {binary['bytes'] / 1e6:.1f} MB, SHA-256 "
                                  f"`{binary['sha256'][:16]}`"))
    rows.append(("packages", ", ".join(f"{name} {number or '–'}" for name, number in packages.items())))
    before, after = result["load"]
    busy = " **It was not idle.**" if max(before) > BUSY or max(after) > 1.6 else ""
    rows.append(("load average, 1 and 5 minutes",
                 f"{before[0]}, {before[1]} before; {after[0]}, {after[1]} after, this run included.{busy}"))
    return table(["", ""], rows)


def table(titles, rows):
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in lines)


def shown(spread, scale=1.0, decimals=None):
    """Median with the least and largest, times `scale`."""
    figures = [spread[key] * scale for key in ("median", "least", "largest")]
    if decimals is None:
        decimals = 2 if figures[0] < 10 else 1 if figures[0] < 100 else 0
    middle, least, largest = (f"{figure:,.{decimals}f}" for figure in figures)
    return f"{middle} ({least}–{largest})"


def rate(size, seconds):
    """Megabytes a second from a size and the spread of seconds: the least of one is the other's most."""
    spread = {"median": size / seconds["median"], "least": size / seconds["largest"],
              "largest": size / seconds["least"]}
    return shown(spread, 1e-6)


def of_yardstick(result, size, seconds, yardstick):
    """What part of a yardstick's rate this is, in words; nothing where it was not measured."""
    for row in result["parts"].get("machine", []):
        if row["what"].startswith(yardstick):
            share = (size / seconds["median"]) / (row["bytes"] / row["seconds"]["median"])
            return f" That is {share:.1%} of the rate of: {row['what']}."
    return ""


def machine_table(rows, _):
    return table(["", "MB/s", "ms"], [
        [row["what"], rate(row["bytes"], row["seconds"]), shown(row["seconds"], 1e3)] for row in rows])


def tag_table(figures, result):
    size = figures["lineBytes"]
    rows, best = [], min((row["ours"] for row in figures["rows"]), key=lambda row: row["median"])
    for row in figures["rows"]:
        ours = [row.get("peer", "no peer"), rate(size, row["ours"]),
                shown(row["processor"]), rate(figures["textBytes"], row["ours"])]
        theirs = ["–"] * 3
        if "peer" in row:
            theirs = [rate(row["peerBytes"], row["theirs"]), shown(row["ratio"]),
                      shown(row["processorRatio"])]
        rows.append([*ours, *theirs])
    peers = "; ".join(
        f"{row['peer']}: {row['peerBytes'] / 1e6:.2f} MB, {row['peerParagraphs']:,} paragraphs"
        for row in figures["rows"] if "peer" in row)
    text = (f"{size / 1e6:.1f} MB of lines with {figures['textBytes'] / 1e6:.1f} MB of text in "
            f"{figures['paragraphs']:,} paragraphs. Ours starts, reads, and writes a file; of the peers "
            "the calls are timed that predict, on texts in memory. They see its first paragraphs "
            f"({peers or 'none'})."
            + of_yardstick(result, size, best, "the articles read from their file"))
    command = "$ taskset -c CORE chaffinch tag [--threads 1] sample.jsonl --output output --quiet"
    return "\n\n".join([
        table(["beside", "ours, MB/s of lines", "ours, processor s", "ours, MB/s of text",
               "peer, MB/s of text", "ratio", "ratio, processor time"], rows), text, console(command)])


def clean_table(rows, result):
    def cells(row):
        megabytes = rate(row["bytes"], row["ours"])
        pages = shown({key: row["count"] / row["ours"][other] for key, other in REVERSED})
        theirs = ["–"] * 4
        if "peer" in row:
            theirs = [rate(row["bytes"], row["theirs"]),
                      shown({key: row["count"] / row["theirs"][other] for key, other in REVERSED}),
                      shown(row["ratio"]), shown(row["processorRatio"])]
        where = f"{PAGES[row['pages']]}: {row['count']} pages, {row['bytes'] / 1e6:.1f} MB"
        return [row.get("peer", "no peer"), where, megabytes, shown(row["processor"]), pages, *theirs]

    text = ("Ours starts, reads the files and writes one; of the peers the calls of `page_eval.py` are "
            "timed, on decoded pages in memory.")
    whole = [row for row in rows if row["pages"] == "all"]
    if whole:
        best = min(whole, key=lambda row: row["ours"]["median"])
        text += of_yardstick(result, best["bytes"], best["ours"], "the pages read from their files")
    command = ("$ taskset -c CORE chaffinch clean [--threads 1] --files-from LIST --output-format text "
               "--output output --quiet")
    return "\n\n".join([
        table(["beside", "pages", "ours, MB/s", "ours, processor s", "ours, pages/s", "peer, MB/s",
               "peer, pages/s", "ratio", "ratio, processor time"], [cells(row) for row in rows]), text, console(command)])


REVERSED = (("median", "median"), ("least", "largest"), ("largest", "least"))


def threads_table(rows, _):
    return table(["", "one thread, s", "two threads, s", "ratio of the same round"], [
        [row["what"], shown(row["one"]), shown(row["two"]), shown(row["ratio"])] for row in rows])


def start_table(rows, _):
    text = ("Milliseconds from the call that starts the process to the first byte that it writes, file "
            "cache warm. An empty program takes the first row's time, to its end.")
    return "\n\n".join([
        table(["", "ms"], [[row["what"], shown(row["seconds"], 1e3)] for row in rows]), text,
        console("$ taskset -c CORE chaffinch tag < record.jsonl")])


def memory_table(rows, _):
    return table(["", "peak, MB"], [[row["what"], shown(row["bytes"], 1e-6, 1)] for row in rows])


def console(command):
    return f"```console\n{command}\n```"


PART_TABLES = {"machine": machine_table, "tag": tag_table, "clean": clean_table,
               "threads": threads_table, "start": start_table, "memory": memory_table}
