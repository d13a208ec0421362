"""Looks at an evaluation report's page in a real browser and checks that it works.

check_report.py CHAFFINCH [--screenshots DIRECTORY]

Makes a small corpus of written articles and hostile texts, trains a small model and its baseline, lets
`chaffinch evaluate` write a report, and opens report.html in headless Chromium (Debian's packages chromium
and chromium-driver). What the filters show is compared with report.json. Exits 1 when something is wrong.
"""
import argparse
import collections
import decimal
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from browser import browser

DATA = pathlib.Path(__file__).parent.parent / "TrainingData"
PAGE = 50
PHONE = 360
HOSTILE = [
    "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>",
    "<!--<script> --> &lt;b&gt; &amp; \u2028 \u202e ]]> ${x} `y` \\u003c \"quoted\" 'single' | @someone",
    "100 % of C:\\new\\table? [a-z]+ (x|y)* ^start$ .*",
]
problems = []


def check(holds, message):
    if not holds:
        problems.append(message)


def make_report(chaffinch, folder):
    """A report of a small model that makes mistakes, on articles it did not see."""
    files = sorted(DATA.glob("*.tsv"))
    known, unknown = files[:40], files[40:]
    articles = ["# site: hostile.example\n# language: en\n# source: hostile\n# id: <b>hostile</b>\n"]
    # No model calls all of them by all four labels.
    articles += [f"{label}\t{text}\n" for text in HOSTILE
                 for label in ("content", "caption", "promo", "byline")]
    corpus = folder / "written.tsv"
    parts = [path.read_text(encoding="utf-8") for path in unknown]
    corpus.write_text("\n\n".join(parts) + "\n\n" + "".join(articles), encoding="utf-8")
    quick = ["--folds", "2", "--iterations", "20"]
    for name, inputs, bits in (("small", known, "13"), ("smaller", known[:12], "11")):
        subprocess.run(
            [chaffinch, "train", *inputs, "--output", folder / f"{name}.safetensors",
             "--table-bits", bits, *quick], check=True, capture_output=True)
    subprocess.run(
        [chaffinch, "evaluate", corpus, "--model", folder / "small.safetensors",
         "--baseline", folder / "smaller.safetensors", "--report", folder],
        check=True, capture_output=True)
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


SHOWN = """
return [...document.querySelectorAll("#list > li")].map(item => ({
  tags: [...item.querySelectorAll(".pair .tag")].map(tag => tag.textContent),
  confidence: item.querySelector(".confidence").textContent,
  text: item.querySelector(".own p").textContent,
  beside: [...item.querySelectorAll(".line:not(.own)")].map(line => [
    line.querySelector(".label").firstChild.textContent, line.querySelector("p").textContent]),
}));
"""
SET = """
const form = document.getElementById("filters");
for (const [name, value] of Object.entries(arguments[0])) form.elements[name].value = value;
form.dispatchEvent(new Event("input", { bubbles: true }));
"""
EMPTY = {"true": "", "said": "", "from": "", "to": "", "text": ""}


def expected(mistakes, wanted):
    """The mistakes that filters leave, computed from report.json alone."""
    needle = wanted.get("text", "").strip().lower()
    return [
        mistake for mistake in mistakes
        if wanted.get("true", "") in ("", mistake["truth"])
        and wanted.get("said", "") in ("", mistake["predicted"])
        and mistake["confidence"] * 100 >= float(wanted.get("from") or 0) - 1e-6
        and mistake["confidence"] * 100 <= float(wanted.get("to") or 100) + 1e-6
        and any(needle in mistake[part].lower() for part in ("text", "article", "site"))
    ]


def item(mistake):
    """A mistake as the page should show it."""
    return {
        "tags": ["paywall" if mistake["isPaywall"] else mistake["truth"], mistake["predicted"]],
        # As the page's toFixed: of two that are equally near the larger.
        "confidence": "{} %".format(decimal.Decimal(mistake["confidence"] * 100).quantize(
            decimal.Decimal("0.1"), decimal.ROUND_HALF_UP)),
        "text": mistake["text"],
        "beside": [[near["truth"] or "–", near["text"]]
                   for near in mistake["before"] + mistake["after"]],
    }


def check_list(page, mistakes, wanted):
    found = expected(mistakes, wanted)
    shown = page.run(SHOWN)
    check(len(shown) == min(len(found), PAGE), f"{wanted}: {len(shown)} shown of {len(found)}")
    wrong = [a for a, b in zip(shown, map(item, found)) if a != b]
    check(not wrong, f"{wanted}: {len(wrong)} items are not as in report.json: {wrong[:1]}")
    count = page.run("return document.getElementById('count').textContent")
    total = len(mistakes)
    sentence = f"{total} mistakes" if len(found) == total else f"{len(found)} of {total} mistakes"
    check(count == sentence, f"{wanted}: the page counts '{count}', not '{sentence}'")
    return len(found)


def check_filters(page, mistakes):
    pairs = collections.Counter((m["truth"], m["predicted"]) for m in mistakes)
    truth, said = pairs.most_common(1)[0][0]
    filters = [
        {}, {"true": truth}, {"said": said}, {"from": "80"}, {"to": "60"}, {"from": "50", "to": "70"},
        {"text": "the"}, {"true": truth, "said": said, "from": "60", "text": "A"},
        {"text": "no text says this"}, {"text": "hostile.example"},
        *({"text": text.strip()} for text in HOSTILE),
    ]
    for wanted in filters:
        page.run(SET, {**EMPTY, **wanted})
        left = check_list(page, mistakes, wanted)
        check(not wanted or left < len(mistakes), f"{wanted} filters nothing")
        if list(wanted) != ["text"] or wanted["text"] != "no text says this":
            check(left > 0, f"{wanted} leaves nothing, so it checks nothing")
    # The keyboard alone.
    page.run(SET, EMPTY)
    page.type("#filter-text", "the")
    check_list(page, mistakes, {"text": "the"})
    page.type("#filter-true", truth)
    check_list(page, mistakes, {"text": "the", "true": truth})
    # The address keeps the filters.
    address = page.run("return location.href")
    check("text=the" in address and f"true={truth}" in address, f"the address is {address}")
    page.post("/url", url="about:blank")
    page.post("/url", url=address)
    check_list(page, mistakes, {"text": "the", "true": truth})
    page.run("document.querySelector('#filters button').click()")
    time.sleep(0.2)
    check_list(page, mistakes, {})
    # A number of the confusion matrix.
    page.run(f"document.querySelector('a[href=\"#true={truth}&said={said}\"]').click()")
    time.sleep(0.2)
    check_list(page, mistakes, {"true": truth, "said": said})


def check_pages(page, mistakes):
    page.run(SET, EMPTY)
    check(len(mistakes) > 2 * PAGE, f"only {len(mistakes)} mistakes: too few to page")
    page.type("#more", "\ue007")
    check(len(page.run(SHOWN)) == 2 * PAGE, "'Show more' does not show the next page")
    check(page.run("return document.activeElement === document.querySelectorAll('#list > li')[50]"),
          "'Show more' does not move the focus to what it shows")
    for _ in range(len(mistakes) // PAGE + 1):
        page.run("const more = document.getElementById('more'); if (!more.hidden) more.click()")
    check([s["text"] for s in page.run(SHOWN)] == [m["text"] for m in mistakes],
          "not every mistake is shown at the end")


CONTRAST = """
const channels = colour => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const over = (top, share, ground) => top.slice(0, 3).map((c, i) => c * share + ground[i] * (1 - share));
const found = [];
for (const cell of document.querySelectorAll("svg .cell")) {
  const ground = channels(getComputedStyle(cell.querySelector(".ground")).fill);
  const heat = cell.querySelector(".heat");
  const behind = over(channels(getComputedStyle(heat).fill),
    Number(heat.getAttribute("fill-opacity")), ground);
  for (const text of cell.querySelectorAll("text"))
    found.push([text.textContent, ratio(channels(getComputedStyle(text).fill), behind)]);
}
for (const node of document.querySelectorAll("p, th, td, a, h1, h2, h3, dt, dd, .tag, .label, label, summary, button")) {
  if (!node.textContent.trim()) continue;
  let parent = node, behind = [0, 0, 0, 0];
  while (parent && behind[3] === 0) {
    const colour = channels(getComputedStyle(parent).backgroundColor);
    behind = colour.length === 3 ? [...colour, 1] : colour;
    parent = parent.parentElement;
  }
  found.push([node.textContent.slice(0, 40), ratio(channels(getComputedStyle(node).color), behind)]);
}
return found.filter(([, value]) => !(value >= 4.5));
"""


def check_look(page):
    grounds = {}
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        grounds[scheme] = page.run("return getComputedStyle(document.body).backgroundColor")
        faint = page.run(CONTRAST)
        check(not faint, f"{scheme}: contrast below 4.5: {faint[:5]}")
    check(grounds["light"] != grounds["dark"], "the dark scheme does not apply")
    page.scheme("light")
    page.size(PHONE, 740, 2)
    width = page.run("return document.documentElement.scrollWidth")
    check(width <= PHONE, f"on a phone the page is {width} wide")
    wide = page.run("""
      return [...document.querySelectorAll("body *")].filter(node =>
        !node.closest(".scroll table, svg, .skip, caption")
        && node.getBoundingClientRect().right > innerWidth + 0.5)
        .slice(0, 5).map(node => node.tagName + "." + node.className)""")
    check(not wide, f"on a phone these are cut off: {wide}")
    page.size(1280, 900)
    nameless = page.run("""
      return [...document.querySelectorAll("svg")].filter(node => node.getAttribute("role") !== "img"
        || !node.getAttribute("aria-labelledby").split(" ")
          .every(id => document.getElementById(id)?.textContent.trim()))
        .concat([...document.querySelectorAll("input, select")].filter(node => !node.labels.length))
        .map(node => node.outerHTML.slice(0, 80))""")
    check(not nameless, f"without a text alternative or a label: {nameless}")
    check(page.run("return document.querySelectorAll('svg').length") >= 5, "pictures are missing")
    twice = page.run("""
      const ids = [...document.querySelectorAll("[id]")].map(node => node.id);
      return ids.filter((id, place) => ids.indexOf(id) !== place)""")
    check(not twice, f"ids that occur twice: {twice}")


def check_quiet(page, address):
    """No request but the page's own, no error, no script or picture from a text."""
    requests = []
    for entry in page.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            requests.append(message["params"]["request"]["url"])
    foreign = [url for url in requests
               if not url.startswith((address, "data:", "about:", "chrome:"))]
    check(any(url.startswith(address) for url in requests), "the log of requests is empty")
    check(not foreign, f"the page asks for {foreign[:3]}")
    errors = [entry["message"] for entry in page.log("browser")]
    check(not errors, f"the console says {errors[:3]}")
    check(page.run("return document.title").startswith("Evaluation of "), "a text ran as a script")
    counts = page.run("return ['img', 'script'].map(n => document.querySelectorAll(n).length)")
    check(counts == [0, 2], f"a text became an element: {counts}")


def check_without_scripts(page, address):
    """The figures and ten mistakes are there where scripts are off."""
    page.devtools("Emulation.setScriptExecutionDisabled", value=True)
    page.post("/url", url=address)
    root = page.devtools("DOM.getDocument")["root"]["nodeId"]

    def count(selector):
        return len(page.devtools("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])

    check(count("noscript p") == 1, "without scripts no note says so")
    check(count("#list > li") == 10, f"without scripts there are {count('#list > li')} mistakes")
    check(count("main svg") >= 5 and count("main table") >= 5, "without scripts figures are missing")
    page.devtools("Emulation.setScriptExecutionDisabled", value=False)
    page.post("/url", url=address)


def take_screenshots(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    page.run("scrollTo({ top: 0, behavior: 'instant' })")
    page.run(SET, EMPTY)
    for name, scheme, width, height, anchor in (
        ("light", "light", 1200, 1500, ""), ("labels", "light", 1200, 1400, "labels"),
        ("dark", "dark", 1200, 1500, "labels"),
        ("charts", "light", 1200, 1500, "charts"), ("mistakes", "light", 1200, 1300, "mistakes"),
        ("dark-mistakes", "dark", 1200, 1300, "mistakes"), ("phone", "light", PHONE, 1600, ""),
        ("phone-charts", "dark", PHONE, 1600, "charts"), ("phone-mistakes", "light", PHONE, 1600, "mistakes"),
    ):
        page.scheme(scheme)
        page.size(width, height)
        page.run("const node = document.getElementById(arguments[0]);"
                 "node ? node.scrollIntoView({ behavior: 'instant' }) : scrollTo({ top: 0, behavior: 'instant' })",
                 anchor)
        time.sleep(0.3)
        page.screenshot(folder / f"{name}.png")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("chaffinch", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    for program in ("chromium", "chromedriver"):
        if not shutil.which(program):
            sys.exit(f"error: no {program}; install Debian's packages chromium and chromium-driver")
    with tempfile.TemporaryDirectory() as name, browser() as page:
        folder = pathlib.Path(name)
        report = make_report(options.chaffinch.resolve(), folder)
        address = (folder / "report.html").as_uri()
        page.size(1280, 900)
        page.post("/url", url=address)
        mistakes = report["mistakes"]
        check_list(page, mistakes, {})
        check_filters(page, mistakes)
        check_pages(page, mistakes)
        check_look(page)
        check_without_scripts(page, address)
        check_quiet(page, address)
        if options.screenshots:
            take_screenshots(page, options.screenshots)
    for problem in problems:
        print(f"error: {problem}")
    print(f"{len(mistakes)} mistakes, {len(problems)} problems")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
