// Builds the static parts of pages, follows links within the explorer, and minds keys and focus:
// "/" goes to the search field, Escape closes the quote, a new page begins at its top.
"use strict";
window.explorer = {
  address: null,
  from: null,

  build(node) {
    if (typeof node === "string") { return document.createTextNode(node); }
    const [tag, attributes, ...children] = node;
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "href" && !/^(\/|#|https?:)/.test(value)) { continue; }
      element.setAttribute(name, value);
    }
    element.append(...children.map((child) => this.build(child)));
    return element;
  },

  fill(host) {
    host.replaceChildren(...JSON.parse(host.dataset.lean).map((node) => this.build(node)));
  },

  arrived() {
    const heading = document.querySelector("#page h1");
    if (!heading) { return; }
    document.title = heading.textContent + " – kg-builder";
    const address = location.pathname + location.search;
    if (address === this.address) { return; }
    this.address = address;
    const at = Number(new URLSearchParams(location.search).get("at"));
    const after = at ? [...document.querySelectorAll(".mark")].filter((m) => this.start(m) >= at) : [];
    const mark = after.sort((one, other) => this.start(one) - this.start(other))[0];
    if (mark) { mark.classList.add("sought"); mark.scrollIntoView({ block: "center" }); } else { window.scrollTo(0, 0); }
  },

  start(mark) {
    return Number(mark.id.slice(3));
  },

  quoted(sheet) {
    const open = Boolean(sheet && sheet.length);
    document.body.classList.toggle("open", open);
    if (open) { document.getElementById("sheet").focus({ preventScroll: true }); }
    else if (this.from && this.from.isConnected) { this.from.focus({ preventScroll: true }); this.from = null; }
    return null;
  },
};

new MutationObserver((changes) => {
  const hosts = new Set();
  for (const change of changes) {
    if (change.type === "attributes") { hosts.add(change.target); }
    for (const node of change.addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) { continue; }
      if (node.dataset.lean !== undefined) { hosts.add(node); }
      node.querySelectorAll("[data-lean]").forEach((host) => hosts.add(host));
    }
  }
  hosts.forEach((host) => window.explorer.fill(host));
  if (changes.some((change) => change.target.closest && change.target.closest("#page"))) { window.explorer.arrived(); }
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-lean"] });

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a");
  if (!link) { return; }
  if (link.matches(".number, .mark")) { window.explorer.from = link; }
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  const href = link.getAttribute("href") || "";
  if (plain && link.closest(".lean") && href.startsWith("/") && !link.hasAttribute("download")) {
    event.preventDefault();
    history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
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
