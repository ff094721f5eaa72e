"""How the ontology's page looks in light and dark, and how its search field works; nothing is loaded from elsewhere."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root { color-scheme: light dark; --ink: #1b2430; --soft: #566070; --paper: #ffffff; --panel: #f4f6f9; --edge: #d9dee6;
  --link: #1f5fae; --mark: #fdf0d8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a3aebd; --paper: #14181f; --panel: #1b212b;
  --edge: #323b49; --link: #86b6f2; --mark: #41320f; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto,
  sans-serif; display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
header { grid-column: 1 / -1; padding: 1.5rem 2rem 1rem; border-bottom: 1px solid var(--edge); background: var(--panel); }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; } h1 code { font-size: 1rem; color: var(--soft); }
.lead { margin: .5rem 0; max-width: 60rem; }
.meta { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0; color: var(--soft); font-size: .85rem; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 1.2rem 1rem 1.2rem 2rem; }
nav ul { list-style: none; margin: .8rem 0 0; padding: 0; font-size: .92rem; line-height: 1.75; }
nav .part { margin-top: .6rem; font-weight: 600; }
nav small, dt { color: var(--soft); } nav label { font-size: .85rem; color: var(--soft); }
input { width: 100%; padding: .4rem .6rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--edge); border-radius: 6px; }
#found { margin: .3rem 0 0; min-height: 1.2em; font-size: .85rem; color: var(--soft); }
main { padding: 1rem 2rem 4rem 1rem; max-width: 76rem; }
h2 { margin: 2rem 0 .6rem; padding-bottom: .2rem; font-size: 1.3rem; border-bottom: 1px solid var(--edge); }
article { padding: .55rem .8rem; border-radius: 8px; } article:target { background: var(--mark); }
h3 { margin: 0; font-size: 1rem; } h3 a { color: inherit; } h3 code { font-weight: 400; }
code { font: .85em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; color: var(--soft); overflow-wrap: anywhere; }
article p { margin: .1rem 0; }
dl { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 .8rem; margin: .15rem 0 0; font-size: .88rem; }
dd { margin: 0; overflow-wrap: anywhere; } dd i { color: var(--soft); }
figure { margin: 0; } .picture svg { width: 100%; height: auto; border: 1px solid var(--edge); border-radius: 8px; }
[hidden] { display: none !important; }
@media (max-width: 52rem) { body { display: block; } nav { position: static; max-height: none; padding: 1rem; }
  nav ul { columns: 2; } header, main { padding: 1rem; } dl { grid-template-columns: 5.5rem minmax(0, 1fr); } }
@media print { nav { display: none; } body { display: block; } }
"""

SCRIPT = """
const field = document.getElementById("find"), found = document.getElementById("found");
const terms = [...document.querySelectorAll("article")].map(a => [a, a.textContent.toLowerCase()]);
function search() {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const [article, text] of terms) {
    article.hidden = !words.every(w => text.includes(w));
    count += !article.hidden;
  }
  for (const section of document.querySelectorAll("main > section"))
    section.hidden = words.length > 0 && !section.querySelector("article:not([hidden])");
  found.textContent = words.length ? count + (count === 1 ? " term" : " terms") : "";
}
field.addEventListener("input", search);
search();
"""
