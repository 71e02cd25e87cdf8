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
    const alone = String(new FormData(form).getAll(`a:${key}`).at(-1) ?? "");
    return alone || ([...form.elements].find((one) => keys(one).length > 1 && keys(one).includes(key))?.value ?? "");
  };
  const keys = (field) => // the questions that a field answers
    field.name?.startsWith("a:") ? [field.name.slice(2)] : field.name?.startsWith("all:") ? field.name.slice(4).split(" ") : [];
  const same = (one, other) => one.replace(/\r\n/g, "\n").trim() === other.replace(/\r\n/g, "\n").trim();

  const save = () => form.dispatchEvent(new Event("paused"));

  function mark(event) {
    const field = event.target;
    if (field.form !== form || !keys(field).length) return;
    clearTimeout(pause);
    tried = false;
    if (event.type === "input") {
      say(form.dataset.unsaved);
      pause = setTimeout(save, PAUSE_MILLIS);
    }
    keys(field).forEach(note);
  }

  function note(key) {
    if (changed.has(key)) return;
    const told = document.createElement("input");
    told.type = "hidden";
    told.name = "t";
    told.value = key;
    form.append(told);
    changed.set(key, told);
  }

  // What is on its way is this page's own doing, also where no answer comes: s: says so next time.
  function remember() {
    changed.forEach((told, key) => {
      const value = current(key);
      const name = `s:${key}`;
      if ([...form.querySelectorAll("input[type=hidden]")].some((one) => one.name === name && one.value === value)) return;
      const sentBefore = document.createElement("input");
      sentBefore.type = "hidden";
      sentBefore.name = name;
      sentBefore.value = value;
      form.append(sentBefore);
    });
  }

  // Of what was changed elsewhere the person takes what was typed here, or what stands there.
  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-mine],[data-theirs]");
    if (!choice) return;
    const key = choice.dataset.mine ?? choice.dataset.theirs;
    const shown = form.elements[`b:${key}`];
    if (shown) shown.value = choice.dataset.stands;
    if (choice.dataset.theirs) {
      changed.get(key)?.remove();
      changed.delete(key);
      const fields = [...form.elements].filter((one) => one.name === `a:${key}`);
      fields.forEach((field) => {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === choice.dataset.stands;
        else field.value = choice.dataset.stands;
      });
    }
    save();
  });

  // What the answer says is stored is what the next form is compared with.
  function stored() {
    document.querySelectorAll("#saved [data-shown]").forEach((said) => {
      const key = said.dataset.shown;
      const shown = form.elements[`b:${key}`];
      if (shown) shown.value = said.value;
      const onTheWay = [...form.querySelectorAll("input[type=hidden]")].filter((one) => one.name === `s:${key}`);
      onTheWay.slice(0, onTheWay.findIndex((one) => same(one.value, said.value)) + 1).forEach((one) => one.remove());
    });
    changed.forEach((told, key) => {
      const shown = form.elements[`b:${key}`];
      if (shown && same(current(key), shown.value)) {
        told.remove();
        changed.delete(key);
      }
    });
  }

  // What came along to the latest page is not saved yet.
  document.querySelectorAll("button[name=theirs]").forEach((choice) => note(choice.value));

  const nextStep = () => String((form.elements.step.value = Number(form.elements.step.value) + 1));
  document.addEventListener("input", mark, true);
  document.addEventListener("change", mark, true);
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    sent = true;
    nextStep();
  });
  // Another button of the page does its work after what was typed is stored; where it cannot be stored,
  // the page stays, and the next press asks.
  let waiting = null;
  let tried = false;
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target === form || !changed.size || tried) return;
    event.preventDefault();
    clearTimeout(pause);
    tried = true;
    waiting = { form: event.target, by: event.submitter };
    save();
  });
  function goOn() {
    const next = waiting;
    waiting = null;
    if (!next || changed.size) return;
    sent = true;
    next.form.requestSubmit(next.by);
  }
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("online", () => changed.size && save());
  window.addEventListener("beforeunload", (event) => {
    if (changed.size && !sent) event.preventDefault();
  });
  form.addEventListener("htmx:configRequest", (event) => {
    if (!own(event)) return;
    event.detail.parameters.step = nextStep();
    remember();
  });
  form.addEventListener("htmx:beforeSend", (event) => own(event) && say(form.dataset.saving));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!own(event)) return;
    if (!event.detail.successful) {
      waiting = null;
      return say(form.dataset.lost);
    }
    stored();
    goOn();
    const shape = document.querySelector("#saved [data-shape]");
    if (shape && shape.dataset.shape !== form.dataset.shape) window.beianLive?.again();
  });
})();
