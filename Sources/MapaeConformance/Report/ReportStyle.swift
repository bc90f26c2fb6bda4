/// How the page of a report looks, on a screen by day and by night and on paper.
enum ReportStyle {
  static let sheet = """
    :root { --ink: #1c2024; --dim: #60686f; --paper: #fff; --tint: #f4f5f6; --line: #dfe2e5;
      --good: #18794e; --fair: #946200; --bad: #c1272d; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e8ea; --dim: #9aa3ab; --paper: #15181b; --tint: #1e2226; --line: #32383e;
        --good: #4cc38a; --fair: #e2a336; --bad: #ff6b6b; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
    header, main { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
    header { padding-top: 2rem; }
    header p { margin: 0; }
    .what, .count { color: var(--dim); }
    h1 { margin: 0; font-size: 2rem; line-height: 1.2; overflow-wrap: anywhere; }
    h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem; }
    .grade { font-size: 1.5rem; font-weight: 650; }
    .exact .grade, .good { color: var(--good); }
    .conformant .grade, .fair { color: var(--fair); }
    .not-conformant .grade, .bad { color: var(--bad); }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; padding: 0;
      margin: 1.5rem 0; list-style: none; }
    .tiles li { padding: .6rem .9rem; background: var(--tint); border-radius: 8px; color: var(--dim); line-height: 1.3; }
    .tiles strong { display: block; font-size: 1.6rem; line-height: 1.2; }
    .tiles .good strong { color: var(--good); }
    .tiles .fair strong { color: var(--fair); }
    .tiles .bad strong { color: var(--bad); }
    .wide { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; }
    th { text-align: left; font-weight: 600; color: var(--dim); }
    th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    td:first-child { width: 1%; white-space: nowrap; }
    .case td { min-width: 6rem; }
    .case td:first-child { min-width: 0; }
    .case td:nth-child(2) { width: 25%; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1rem; margin: .75rem 0; }
    dt { color: var(--dim); }
    dd { margin: 0; }
    code, pre { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
    code { overflow-wrap: anywhere; }
    pre { margin: .5rem 0; padding: .6rem .9rem; background: var(--tint); border-radius: 8px; overflow-x: auto; }
    .answers span { display: inline-block; width: 4.5rem; color: var(--dim); }
    details { border-bottom: 1px solid var(--line); }
    details > :not(summary) { margin-left: 1.1rem; }
    summary { padding: .4rem 0; cursor: pointer; }
    .case summary b { display: inline-block; min-width: 6.5rem; font-weight: 600; }
    .bar { display: inline-flex; width: 6rem; height: .55rem; margin-right: .5rem; overflow: hidden; border-radius: 4px; }
    .bar .good { background: var(--good); }
    .bar .bad { background: var(--bad); }
    .bar .plain { background: var(--line); }
    td:has(.bar) { white-space: nowrap; }
    a { color: inherit; }
    main { padding-bottom: 4rem; }
    @media print { details { break-inside: avoid; } }
    """
}
