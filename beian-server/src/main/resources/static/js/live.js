// Shows what has changed on a page that is open: parts with data-live become those of the page as it is now, and the
// questions of a form are merged, so that nothing that is being typed is touched.
window.beianLive = (() => {
  "use strict";

  /**
   * The questions: those that are asked as before stay, new ones come at their place, others go. The one in which
   * somebody writes is left where it is, and the merge made good when he leaves it.
   */
  function merge(here, now) {
    const busy = here.querySelector(":scope > :focus-within");
    let spared = false;
    const remove = (gone) => (gone === busy ? (spared = true) : gone.remove());
    let at = here.firstElementChild;
    for (const fresh of [...now.children]) {
      const old = fresh.id && here.querySelector(`:scope > [id="${CSS.escape(fresh.id)}"]`);
      const kept = old && (old === busy || old.dataset.kind === fresh.dataset.kind) ? old : null;
      if (kept && kept === busy) {
        spared ||= kept !== at || kept.dataset.kind !== fresh.dataset.kind;
        at = kept.nextElementSibling;
        continue;
      }
      if (kept && kept === at) {
        at = at.nextElementSibling;
        continue;
      }
      if (kept) {
        while (at && at !== kept && at.id && !now.querySelector(`:scope > [id="${CSS.escape(at.id)}"]`)) {
          const gone = at;
          at = at.nextElementSibling;
          remove(gone);
        }
        if (at === kept) {
          at = at.nextElementSibling;
          continue;
        }
      }
      if (old && !kept) {
        if (old === at) at = at.nextElementSibling;
        old.remove();
      }
      here.insertBefore(kept ?? document.adoptNode(fresh), at);
    }
    while (at) {
      const gone = at;
      at = at.nextElementSibling;
      remove(gone);
    }
    if (spared) busy.addEventListener("focusout", () => setTimeout(again), { once: true });
  }

  /** What is typed in a part that is replaced stays. */
  function replace(here, now) {
    const typed = new Map();
    for (const field of here.querySelectorAll("input[type=text],select")) typed.set(field.id, field.value);
    const open = new Set([...here.querySelectorAll("details[open][id]")].map((one) => one.id));
    here.replaceChildren(...[...now.childNodes].map((node) => document.adoptNode(node)));
    for (const field of here.querySelectorAll("input[type=text]")) if (typed.get(field.id)) field.value = typed.get(field.id);
    for (const one of here.querySelectorAll("details[id]")) if (open.has(one.id)) one.open = true;
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const here of document.querySelectorAll("[data-live]")) {
      const now = page.getElementById(here.id);
      if (!now) continue;
      if (here.dataset.live === "merge") merge(here, now);
      else replace(here, now);
    }
    const form = document.getElementById("answers");
    const shape = page.getElementById("answers")?.dataset.shape;
    if (form && shape) form.dataset.shape = shape;
    return page;
  }

  async function again() {
    const answer = await fetch(location.pathname + location.search, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) show(await answer.text());
  }

  return window.fetch && window.DOMParser ? { show, again } : null;
})();
