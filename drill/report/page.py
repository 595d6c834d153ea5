"""A page in one file: no network, no script, light and dark."""

from collections.abc import Sequence
from html import escape

from drill.model.text import Lang

CSS = """
:root { color-scheme: light dark; --page: #fff; --card: #f6f8fa; --ink: #1f2328; --dim: #59636e;
  --rule: #d1d9e0; --known: #2da44e; --slipping: #bf8700; --bad: #cf222e;
  --h0: #ebedf0; --h1: #aceebb; --h2: #4ac26b; --h3: #2da44e; --h4: #116329; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --card: #161b22; --ink: #e6edf3;
  --dim: #9198a1; --rule: #30363d; --known: #3fb950; --slipping: #d29922; --bad: #ff7b72;
  --h0: #21262d; --h1: #0e4429; --h2: #006d32; --h3: #26a641; --h4: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; background: var(--page);
  color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 1.25rem; } h1 small, h2 small { color: var(--dim);
  font-weight: 400; font-size: .9rem; margin-left: .5rem; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px;
  padding: 1rem 1.25rem; margin: 0 0 1rem; overflow-x: auto; }
.glance { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1rem;
  background: none; border: 0; padding: 0; }
.glance > div { background: var(--card); border: 1px solid var(--rule); border-radius: 10px;
  padding: .9rem 1.1rem; }
.glance b { display: block; font-size: 1.7rem; line-height: 1.2; }
.glance span, .dim, figcaption { color: var(--dim); font-size: .9rem; }
.bar { display: flex; height: .8rem; min-width: 8rem; border-radius: 4px; overflow: hidden;
  border: 1px solid var(--rule); }
.bar i { display: block; } i.known { background: var(--known); }
i.slipping, .key.slipping { background: repeating-linear-gradient(45deg, var(--slipping) 0 3px,
  transparent 3px 6px); }
.key { display: inline-block; width: .9rem; height: .7rem; border: 1px solid var(--rule);
  border-radius: 2px; margin: 0 .3rem 0 .9rem; } .key.known { background: var(--known); }
.key.h0 { background: var(--h0); } .key.h1 { background: var(--h1); }
.key.h2 { background: var(--h2); } .key.h3 { background: var(--h3); }
.key.h4 { background: var(--h4); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left;
  padding: .3rem .75rem .3rem 0; vertical-align: top; font-variant-numeric: tabular-nums; }
th { color: var(--dim); font-weight: 400; font-size: .9rem; }
td.n, th.n { text-align: right; }
td.n + td:not(.n), th.n + th:not(.n) { padding-left: 1rem; }
td.wide { width: 45%; vertical-align: middle; }
code { font: .9em ui-monospace, Consolas, monospace; }
figure { margin: 0; } figure + figure { margin-top: 1.25rem; }
svg { width: 100%; height: auto; display: block; } svg text { fill: var(--dim); font-size: 11px; }
.h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); }
.h4 { fill: var(--h4); } rect.known, .dot { fill: var(--known); }
rect.slipping { fill: var(--slipping); opacity: .75; }
.rule, .diagonal { stroke: var(--rule); } .diagonal { stroke-dasharray: 5 4; }
.interval { stroke: var(--known); stroke-width: 2; opacity: .5; }
@media (max-width: 40rem) { th, td { white-space: nowrap; } svg { min-width: 27rem; } }
li.miss { color: var(--slipping); } ul { margin: .2rem 0; padding-left: 1.2rem; }
"""
# Nothing may be fetched, whatever a text in the bank says.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: Sequence[str], lang: Lang) -> str:
    """Make a whole page of its sections."""
    spoken = "zh-CN" if lang is Lang.ZH else "en"
    return (
        f'<!doctype html>\n<html lang="{spoken}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def section(title: str, aside: str, *parts: str) -> str:
    """Make a section with its heading."""
    small = f" <small>{escape(aside)}</small>" if aside else ""
    return f"<section>\n<h2>{escape(title)}{small}</h2>\n" + "\n".join(parts) + "\n</section>"


def figure(drawing: str, caption: str = "") -> str:
    """Put words over a drawing."""
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{words}{drawing}</figure>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], kinds: str) -> str:
    """Make a table of cells that are HTML already; of `kinds`, each letter is for one column.

    `n` is a number, `w` a wide one with a bar, anything else words.
    """
    names = "".join(
        f'<th{_kind(kind)} scope="col">{escape(one)}</th>'
        for kind, one in zip(kinds, head, strict=True)
    )
    lines = (
        "<tr>"
        + "".join(f"<td{_kind(kind)}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _kind(letter: str) -> str:
    return {"n": ' class="n"', "w": ' class="wide"'}.get(letter, "")
