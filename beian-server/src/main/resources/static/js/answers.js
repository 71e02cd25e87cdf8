// Keeps true what a form of answers sends: which answers were changed on this page, what the store
// has of each, and in which order the form was sent. Saves after a pause in typing and when the
// network is back, shows at once what an answer gives occasion to ask, and has the browser ask before
// what is not saved is left. Without this file the button saves.
(() => {
  "use strict";
  const form = document.getElementById("answers");
  if (!form || !form.elements.step) return;
  const PAUSE_MILLIS = 1500;
  const changed = new Map(); // key of an answer -> the hidden field that tells the server
  let pause = 0;
  let sent = false; // by a button: the page goes, and what it holds goes along
  const own = (event) => event.detail.elt === form;

  const say = (text) => {
    const saved = document.getElementById("saved");
    if (saved) saved.replaceChildren(text);
  };
  const current = (key) => { // as the server takes it
    if (form.elements[`o:${key}`]) return document.getElementById(`f:${key}`).checked ? "yes" : "no";
    return String(new FormData(form).getAll(`a:${key}`).at(-1) ?? "");
  };
  const same = (one, other) => one.replace(/\r\n/g, "\n").trim() === other.replace(/\r\n/g, "\n").trim();

  const save = () => form.dispatchEvent(new Event("paused"));

  function mark(event) {
    const field = event.target;
    if (field.form !== form || !field.name || !field.name.startsWith("a:")) return;
    const key = field.name.slice(2);
    clearTimeout(pause);
    if (event.type === "input") {
      say(form.dataset.unsaved);
      pause = setTimeout(save, PAUSE_MILLIS);
    }
    if (changed.has(key)) return;
    const told = document.createElement("input");
    told.type = "hidden";
    told.name = "t";
    told.value = key;
    form.append(told);
    changed.set(key, told);
  }

  // What the answer says is stored is what the next form is compared with.
  function stored() {
    document.querySelectorAll("#saved [data-shown]").forEach((said) => {
      const key = said.dataset.shown;
      const shown = form.elements[`b:${key}`];
      if (shown) shown.value = said.value;
    });
    changed.forEach((told, key) => {
      const shown = form.elements[`b:${key}`];
      if (shown && same(current(key), shown.value)) {
        told.remove();
        changed.delete(key);
      }
    });
  }

  const nextStep = () => String((form.elements.step.value = Number(form.elements.step.value) + 1));
  document.addEventListener("input", mark, true);
  document.addEventListener("change", mark, true);
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    sent = true;
    nextStep();
  });
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("online", () => changed.size && save());
  window.addEventListener("beforeunload", (event) => {
    if (changed.size && !sent) event.preventDefault();
  });
  form.addEventListener("htmx:configRequest", (event) => {
    if (own(event)) event.detail.parameters.step = nextStep();
  });
  form.addEventListener("htmx:beforeSend", (event) => own(event) && say(form.dataset.saving));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!own(event)) return;
    if (!event.detail.successful) return say(form.dataset.lost);
    stored();
    const shape = document.querySelector("#saved [data-shape]");
    if (shape && shape.dataset.shape !== form.dataset.shape) window.beianLive?.again();
  });
})();
