// The script of the HTML page: filters and pages the mistakes. It writes text nodes only, asks no server
// and keeps its state in the address.

/// The script's source.
let reportScript = #"""

  "use strict";
  (() => {
    const PAGE = 50;
    const FIELDS = ["true", "said", "from", "to", "text"];
    const LABELS = ["content", "caption", "promo", "byline"];
    const mistakes = JSON.parse(document.getElementById("data").textContent).mistakes;
    const form = document.getElementById("filters");
    const list = document.getElementById("list");
    const count = document.getElementById("count");
    const more = document.getElementById("more");
    const fold = text => text.normalize("NFC").toLowerCase();
    let found = [];
    let shown = 0;

    for (const mistake of mistakes) {
      mistake.haystack = fold([mistake.text || "", mistake.article, mistake.site].join("\n"));
    }

    function make(name, style, text) {
      const node = document.createElement(name);
      if (style) node.className = style;
      if (text !== undefined) node.textContent = text;
      return node;
    }

    const percent = value => (value * 100).toFixed(1) + " %";

    function line(label, text, style, note) {
      const row = make("div", style);
      const name = make("span", "label", label === null ? "–" : label);
      if (note) name.append(make("span", "wrong", note));
      const body = make("p", "", text);
      body.dir = "auto";
      row.append(name, body);
      return row;
    }

    function beside(neighbour) {
      const truth = neighbour.truth === "paywall" ? "promo" : neighbour.truth;
      const isWrong = truth !== null && neighbour.predicted !== null && truth !== neighbour.predicted;
      return line(
        neighbour.truth, neighbour.text === null ? "" : neighbour.text, "line",
        isWrong ? "taken for " + neighbour.predicted : "");
    }

    function item(mistake) {
      const truth = mistake.isPaywall ? "paywall" : mistake.truth;
      const node = make("li", "mistake");
      const pair = make("p", "pair");
      pair.append(
        make("span", "tag " + mistake.truth, truth), " taken for ",
        make("span", "tag " + mistake.predicted, mistake.predicted), " ",
        make("span", "confidence", percent(mistake.confidence)));
      const origin = [
        mistake.article || "article " + mistake.articleNumber, mistake.site, mistake.language,
        mistake.source, "paragraph " + mistake.paragraph + " of " + mistake.paragraphs,
      ].filter(part => part).join(" · ");
      const context = make("div", "context");
      context.append(
        ...mistake.before.map(beside),
        line(truth, mistake.text === null ? "not quoted" : mistake.text, "line own"),
        ...mistake.after.map(beside));
      const bars = make("dl", "bars");
      for (const label of LABELS) {
        const row = make("div");
        const bar = make("span", "bar " + label);
        bar.style.width = mistake.probabilities[label] * 100 + "%";
        const track = make("span", "track");
        track.append(bar);
        const value = make("dd", "", percent(mistake.probabilities[label]));
        value.prepend(track);
        row.append(make("dt", "", label), value);
        bars.append(row);
      }
      node.append(pair, make("p", "origin", origin), context, bars);
      return node;
    }

    function show() {
      const next = found.slice(shown, shown + PAGE);
      const first = list.children.length;
      list.append(...next.map(item));
      shown += next.length;
      const left = found.length - shown;
      more.hidden = left === 0;
      more.textContent = "Show " + Math.min(left, PAGE) + " more of " + left;
      return list.children[first];
    }

    const number = (text, missing) => {
      const value = text === "" ? NaN : Number(text);
      return Number.isFinite(value) ? value / 100 : missing;
    };

    function apply() {
      const asked = Object.fromEntries(FIELDS.map(name => [name, form.elements[name].value]));
      const needle = fold(asked.text.trim());
      const from = number(asked.from, 0);
      const to = number(asked.to, 1);
      found = mistakes.filter(mistake =>
        (!asked.true || mistake.truth === asked.true)
        && (!asked.said || mistake.predicted === asked.said)
        && mistake.confidence >= from - 1e-9 && mistake.confidence <= to + 1e-9
        && mistake.haystack.includes(needle));
      list.replaceChildren();
      shown = 0;
      show();
      count.textContent = found.length === mistakes.length
        ? found.length + " mistakes"
        : found.length + " of " + mistakes.length + " mistakes";
    }

    function remember() {
      const parameters = new URLSearchParams();
      for (const name of FIELDS) {
        const value = form.elements[name].value;
        if (value) parameters.set(name, value);
      }
      const hash = parameters.toString();
      try {
        history.replaceState(null, "", hash ? "#" + hash : "#mistakes");
      } catch {
        // Some browsers forbid it for files; the filters work all the same.
      }
    }

    function recall() {
      const hash = location.hash.slice(1);
      if (!hash.includes("=")) return false;
      const parameters = new URLSearchParams(hash);
      for (const name of FIELDS) form.elements[name].value = parameters.get(name) || "";
      return true;
    }

    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", () => { apply(); remember(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    more.addEventListener("click", () => {
      const first = show();
      if (!first) return;
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    });
    addEventListener("hashchange", () => {
      if (!recall()) return;
      apply();
      document.getElementById("mistakes").scrollIntoView();
    });
    const isAsked = recall();
    apply();
    if (isAsked) document.getElementById("mistakes").scrollIntoView();
  })();

  """#
