// Beside a list of units that is typed: looks for units of the register while a name is typed, and
// writes the chosen one into the list. Without this file the list is typed.
(() => {
  "use strict";
  const form = document.getElementById("answers");
  if (!form) return;
  form.classList.add("registers");
  const box = (event) => event.target.closest?.("[data-register]");

  function add(from) {
    const field = from.querySelector("input");
    const list = document.getElementById(from.dataset.register);
    const name = field.value.trim();
    if (!name || !list) return;
    const lines = list.value.split("\n").map((line) => line.trim()).filter((line) => line);
    if (!lines.includes(name)) {
      list.value = [...lines, name].join("\n");
      list.dispatchEvent(new Event("input", { bubbles: true }));
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field.value = "";
    field.focus();
  }

  // What is looked for is no answer: the form does not save for it.
  form.addEventListener("change", (event) => box(event) && event.stopPropagation(), true);
  form.addEventListener("click", (event) => event.target.type === "button" && box(event) && add(box(event)));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !box(event) || event.target.type === "button") return;
    event.preventDefault();
    add(box(event));
  });
})();
