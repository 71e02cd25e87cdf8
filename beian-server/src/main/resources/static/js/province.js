// Makes the case of an office quick to read by keys: each pane is one stop of the tabulator, in which
// the arrows move; single letters do what the page says below, unless they are switched off. Without
// this file everything is a link or a button of its own.
(() => {
  "use strict";
  const OFF = "beian.province.keysOff";
  const STOPS = "a[href],button:not(:disabled),summary,select,textarea,input:not([type=hidden])";
  const panes = [...document.querySelectorAll("[data-roving]"), ...document.querySelectorAll(".turn")];
  const typed = (element) => Boolean(element.closest("input,textarea,select,[contenteditable]"));
  const letters = (element) => typed(element) && !element.matches("[type=radio],[type=checkbox]");
  const seen = (element) => element.getClientRects().length > 0;
  const decided = (element) => Boolean(element.closest("#decide"));
  const stops = (pane) => [...pane.querySelectorAll(STOPS)].filter((one) => seen(one) && !decided(one));

  // One stop of a pane takes the tabulator; the decision has a stop of its own.
  function settle(pane, at) {
    const all = stops(pane);
    const current = all.includes(at) ? at : all.find((one) => one.tabIndex === 0) || all[0];
    all.forEach((one) => (one.tabIndex = one === current ? 0 : -1));
  }
  function first(pane) {
    const all = stops(pane);
    settle(pane, all.find((one) => one.matches("[aria-current]")) || all.find((one) => one.dataset.act) || all[0]);
  }
  panes.forEach((pane) => {
    pane.querySelectorAll(STOPS).forEach((one) => !decided(one) && (one.tabIndex = -1));
    first(pane);
    pane.addEventListener("focusin", (event) => settle(pane, event.target));
    pane.addEventListener("toggle", () => settle(pane, document.activeElement), true);
    pane.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || typed(event.target) || decided(event.target)) return;
      const all = stops(pane);
      const here = all.indexOf(event.target);
      const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined || here < 0) return;
      event.preventDefault();
      const next = all[Math.max(0, Math.min(to, all.length - 1))];
      settle(pane, next);
      next.focus();
    });
  });

  const item = () => {
    const here = document.activeElement && document.activeElement.closest("article.item");
    return here || document.querySelector("#items article.item [data-act]")?.closest("article.item");
  };
  const press = (selector) => item()?.querySelector(selector)?.click();
  const go = (element) => element && (element.scrollIntoView({ block: "center" }), element.focus());
  const stopsOf = (place) => [...document.querySelectorAll(place)].flatMap((one) => [...one.querySelectorAll(STOPS)].filter(seen));
  const keys = {
    t: () => go(document.querySelector("[data-roving=topics] [tabindex='0']")),
    g: () => press("[data-act=ask]"),
    y: () => press("[data-act=good]"),
    o: () => (item()?.querySelector("a.look") || document.querySelector("#items a.look"))?.click(),
    j: () => go(document.querySelector("#judge [name=outcome]:checked") || document.querySelector("#judge [name=outcome]")),
    d: () => go(document.querySelector("#decide [data-decide]") || stopsOf("#decide")[0]),
  };
  const off = () => {
    try {
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  };
  const line = document.getElementById("keys");
  const button = document.getElementById("keys-switch");
  const show = () => {
    button.textContent = off() ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(off()));
  };
  if (line && button) {
    line.hidden = false;
    show();
    first(document.querySelector("[data-roving=items]"));
    button.addEventListener("click", () => {
      try {
        localStorage.setItem(OFF, off() ? "0" : "1");
      } catch {
        // then they stay as they are
      }
      show();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || off()) return;
    if (letters(event.target) || event.isComposing) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // What is written goes into the letter above it once it is kept; what is not kept yet when the
  // page goes is sent along.
  const form = document.getElementById("vote");
  let written = 0; // how often something was written, and up to which of it is kept
  let sent = 0;
  let kept = 0;
  const demand = (field) => Boolean(field && field.id && field.id.startsWith("d:"));
  if (form) {
    form.addEventListener("input", (event) => demand(event.target) && written++);
    form.addEventListener("submit", () => (kept = written));
    window.addEventListener("pagehide", () => {
      if (kept < written) navigator.sendBeacon(form.dataset.keep, new URLSearchParams(new FormData(form)));
    });
  }
  document.addEventListener("htmx:beforeRequest", (event) => demand(event.detail.elt) && (sent = written));
  document.addEventListener("htmx:afterRequest", (event) => {
    const field = event.detail.elt;
    if (!demand(field) || !event.detail.successful) return;
    kept = sent;
    const sentence = document.getElementById(`s:${field.id.slice(2)}`);
    if (sentence && kept === written) sentence.textContent = field.value;
  });
  // Once the browser has gone there, which takes the focus away.
  window.addEventListener("load", () => {
    const back = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!back) return;
    const at = back.closest("article.item");
    if (at) setTimeout(() => go(at.querySelector("[data-act]") || at.querySelector(STOPS)));
  });
})();
