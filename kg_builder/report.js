"use strict";
const card = document.getElementById("card");

function show(mark) {
  card.replaceChildren(...mark.dataset.r.split(" ").map((name) => {
    const copy = document.getElementById(name).cloneNode(true);
    copy.removeAttribute("id");
    const box = document.createElement("div");
    box.className = copy.className;
    box.append(...copy.childNodes);
    return box;
  }));
  card.hidden = false;
  const at = mark.getClientRects()[0], { width, height } = card.getBoundingClientRect();
  const below = at.bottom + 6 + height <= innerHeight;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  card.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
}

function markOf(event) {
  return event.target.closest?.(".m[data-r]");
}

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => { const mark = markOf(event); if (mark) show(mark); });
}
for (const kind of ["mouseout", "focusout", "scroll"]) {
  document.addEventListener(kind, () => { card.hidden = true; }, { passive: true });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") card.hidden = true; });
function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details");
  if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", open);
open();
