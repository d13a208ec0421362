// The style of the HTML page: system fonts, two colour schemes, narrow and wide screens. Colours of labels are
// told apart by people who see red and green alike, and never the only sign.

/// The style sheet.
let reportStyle = """

  :root {
    color-scheme: light dark;
    --ground: #fbfaf8; --surface: #ffffff; --ink: #1d2024; --soft: #5a616b; --line: #dedbd5;
    --accent: #0b5a8f; --heat: #0b5a8f; --heat-ink: #1d2024;
    --good: #0a6b46; --good-ground: #e4f3ec; --bad: #a3281f; --bad-ground: #fbe9e6;
    --content: #0b5a8f; --caption: #a85100; --promo: #97307c; --byline: #0a6b46;
    --own: #fff6df; --own-line: #c88a00;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #14161a; --surface: #1c1f25; --ink: #e8e9ec; --soft: #a6adb8; --line: #343943;
      --accent: #84c1f2; --heat: #6fb5ee; --heat-ink: #f4f5f7;
      --good: #6fd3a5; --good-ground: #17332a; --bad: #ff9d90; --bad-ground: #3c1f1c;
      --content: #84c1f2; --caption: #f4ad6a; --promo: #ec9ad3; --byline: #6fd3a5;
      --own: #322b17; --own-line: #e0b13f;
    }
  }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
  @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
  body {
    margin: 0; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; background: var(--ground); color: var(--ink);
    font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
  }
  header, main { max-width: 68rem; margin: 0 auto; }
  header { padding: 2.5rem 0 0; }
  h1, h2, h3 { line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
  h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); letter-spacing: -0.02em; margin: 0; }
  h2 { font-size: 1.4rem; letter-spacing: -0.01em; margin: 0 0 1rem; }
  h3 { font-size: 1rem; margin: 0; }
  p { margin: 0 0 0.75rem; }
  section { margin-top: 3rem; scroll-margin-top: 1rem; }
  a { color: var(--accent); text-underline-offset: 0.15em; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
  .skip { position: absolute; left: -99rem; }
  .skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: 0.5rem 1rem; }
  .kicker { color: var(--soft); font-size: 0.875rem; letter-spacing: 0.06em; text-transform: uppercase; margin: 0 0 0.25rem; }
  .lead { color: var(--soft); font-size: 1.0625rem; margin: 0.5rem 0 1.25rem; overflow-wrap: anywhere; }
  nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; border-bottom: 1px solid var(--line); padding-bottom: 0.75rem; }
  nav a { text-decoration: none; font-weight: 600; font-size: 0.9375rem; padding: 0.25rem 0; }
  nav a:hover { text-decoration: underline; }
  .note { color: var(--soft); font-size: 0.9375rem; max-width: 48rem; }

  .verdict { border-radius: 8px; padding: 0.75rem 1rem; margin: 1.5rem 0 0; border: 1px solid var(--line); background: var(--surface); }
  .verdict ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
  .verdict.good { background: var(--good-ground); border-color: var(--good); }
  .verdict.bad { background: var(--bad-ground); border-color: var(--bad); }

  .cards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.75rem; margin-bottom: 1rem; }
  .card, figure, .plots > div { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
  .card { padding: 0.875rem 1rem; }
  .card h3 { font-size: 0.875rem; font-weight: 500; color: var(--soft); }
  .card p { margin: 0; font-variant-numeric: tabular-nums; }
  .card .value { font-size: 1.75rem; font-weight: 650; letter-spacing: -0.02em; line-height: 1.3; }
  .card .interval { font-size: 0.8125rem; color: var(--soft); }
  .change { font-size: 0.875rem; }
  .change.good { color: var(--good); font-weight: 600; }
  .change.bad { color: var(--bad); font-weight: 600; }
  .change.plain { color: var(--soft); }

  .scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 1rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.9375rem; }
  caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  th, td { padding: 0.5rem 0.875rem; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
  th:first-child { text-align: left; }
  thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: 0.875rem; }
  tbody th { font-weight: 600; max-width: 16rem; overflow: hidden; text-overflow: ellipsis; }
  .plots .scroll { border: 0; border-radius: 0; margin: 0.25rem -0.5rem 0; background: none; }
  .plots th, .plots td { padding-inline: 0.5rem; }

  .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; align-items: start; }
  .plots.three { grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
  figure, .plots > div { margin: 0; padding: 1.125rem; min-width: 0; }
  figcaption p { color: var(--soft); font-size: 0.875rem; margin: 0.25rem 0 0.875rem; }
  details { margin-top: 0.5rem; font-size: 0.9375rem; }
  summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; }
  svg { display: block; width: 100%; max-width: 32rem; height: auto; margin: 0 auto; font-size: 14px; font-variant-numeric: tabular-nums; }
  svg text { fill: var(--ink); }
  svg .tick, svg .title { fill: var(--soft); }
  svg .grid { stroke: var(--line); stroke-width: 1; }
  svg .axis { stroke: var(--soft); stroke-width: 1; fill: none; }
  svg .ideal { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 4 4; }
  svg .curve { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
  svg .curve.content { stroke: var(--content); }
  svg .curve.caption { stroke: var(--caption); stroke-dasharray: 8 3; }
  svg .curve.promo { stroke: var(--promo); stroke-dasharray: 2 2.5; }
  svg .curve.byline { stroke: var(--byline); stroke-dasharray: 9 3 2 3; }
  svg .ground { fill: var(--ground); stroke: var(--line); }
  svg .heat { fill: var(--heat); }
  svg .right .ground { stroke: var(--heat); stroke-width: 2.5; }
  svg .cell text { fill: var(--heat-ink); }
  svg .count { font-size: 15px; font-weight: 600; }
  svg .column { fill: var(--accent); fill-opacity: 0.28; }
  svg .amount { fill: var(--soft); }
  svg .gap { stroke: var(--bad); stroke-width: 2; }
  svg .dot { fill: var(--accent); stroke: var(--surface); stroke-width: 1.5; }
  svg .whisker { stroke: var(--accent); stroke-width: 3; stroke-opacity: 0.5; stroke-linecap: round; }

  .tag { display: inline-block; border: 1.5px solid currentColor; border-radius: 99px; padding: 0 0.6em; font-size: 0.875rem; font-weight: 600; line-height: 1.5; color: var(--soft); }
  .tag.content { color: var(--content); }
  .tag.caption { color: var(--caption); }
  .tag.promo { color: var(--promo); }
  .tag.byline { color: var(--byline); }

  form { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; align-items: end; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
  form p { margin: 0; min-width: 0; }
  form .wide { grid-column: span 2; }
  label { display: block; font-size: 0.875rem; color: var(--soft); margin-bottom: 0.25rem; }
  input, select, button { font: inherit; color: inherit; width: 100%; min-height: 2.75rem; padding: 0.375rem 0.75rem; background: var(--ground); border: 1px solid var(--soft); border-radius: 7px; }
  button { cursor: pointer; font-weight: 600; }
  button:hover { border-color: var(--accent); color: var(--accent); }
  #more { max-width: 20rem; display: block; margin: 1rem auto; }
  #more[hidden] { display: none; }
  #count { margin: 1rem 0 0.75rem; font-weight: 600; }
  #list { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
  .mistake { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; min-width: 0; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
  .pair { margin: 0; }
  .confidence { white-space: nowrap; font-weight: 650; font-variant-numeric: tabular-nums; }
  .origin { color: var(--soft); font-size: 0.8125rem; margin: 0.25rem 0 0.75rem; overflow-wrap: anywhere; }
  .context { border-left: 3px solid var(--line); }
  .line { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); align-items: start; gap: 0.75rem; padding: 0.375rem 0.75rem; color: var(--soft); font-size: 0.9375rem; }
  .line p { margin: 0; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; unicode-bidi: plaintext; }
  .line.own { background: var(--own); color: var(--ink); border-left: 3px solid var(--own-line); margin-left: -3px; font-size: 1rem; }
  .line.own p { display: block; }
  .label { font-size: 0.8125rem; font-weight: 600; padding-top: 0.125rem; }
  .wrong { display: block; font-weight: 500; white-space: nowrap; color: var(--bad); }
  .bars { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0.25rem 1.25rem; margin: 0.875rem 0 0; font-size: 0.8125rem; color: var(--soft); font-variant-numeric: tabular-nums; }
  .bars > div { display: grid; grid-template-columns: 3.75rem 1fr; align-items: center; }
  .bars dt, .bars dd { margin: 0; padding: 0; }
  .bars dd { display: grid; grid-template-columns: 1fr 3.75rem; gap: 0.5rem; align-items: center; text-align: right; }
  .track { display: block; height: 0.5rem; border-radius: 99px; background: var(--line); overflow: hidden; }
  .bar { display: block; height: 100%; }
  .bar.content { background: var(--content); }
  .bar.caption { background: var(--caption); }
  .bar.promo { background: var(--promo); }
  .bar.byline { background: var(--byline); }

  dl { margin: 0; }
  #about dl > div { display: grid; grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr); gap: 0.25rem 1rem; padding: 0.375rem 0; border-top: 1px solid var(--line); font-size: 0.9375rem; }
  #about dt { color: var(--soft); overflow-wrap: anywhere; }
  #about dd { margin: 0; overflow-wrap: anywhere; }
  @media (max-width: 36rem) {
    .line { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .wrong { display: inline; margin-left: 0.5rem; }
    #about dl > div { grid-template-columns: minmax(0, 1fr); }
    figure, .plots > div { padding: 0.875rem 0.375rem; }
    figcaption, details, .plots > div > h3, .plots > div > .note { padding-inline: 0.5rem; }
    .plots .scroll { margin-inline: 0; }
    #filters > :last-child { grid-column: 1 / -1; }
  }
  @media (min-width: 48rem) {
    .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); }
    .plots:not(.three) svg { font-size: 12.5px; }
  }
  @media print { form, #more, nav, .skip { display: none; } body { padding: 0; } }

  """
