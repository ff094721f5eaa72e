// Keys and focus: "/" goes to the search field, Escape closes the quote, a new page begins at its top.
"use strict";
window.explorer = {
  page: null,
  from: null,
  changed(page, sheet) {
    const heading = document.querySelector("#page h1");
    if (page !== this.page) {
      this.page = page;
      document.title = heading ? heading.textContent + " – kg-builder" : "kg-builder";
      const at = new URLSearchParams(location.search).get("at");
      const marks = at ? [...document.querySelectorAll(".mark")] : [];
      const mark = marks.find((m) => Number(m.id.slice(3)) >= Number(at));
      if (mark) { mark.classList.add("sought"); mark.scrollIntoView({ block: "center" }); } else { window.scrollTo(0, 0); }
    }
    const open = Boolean(sheet && sheet.length);
    document.body.classList.toggle("open", open);
    if (open) { document.getElementById("sheet").focus({ preventScroll: true }); }
    else if (this.from && this.from.isConnected) { this.from.focus({ preventScroll: true }); this.from = null; }
    return null;
  },
};
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.number, a.mark");
  if (link) { window.explorer.from = link; }
});
document.addEventListener("keydown", (event) => {
  const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("asked").focus();
  } else if (event.key === "Escape" && document.body.classList.contains("open")) {
    location.hash = "-";
  }
});
