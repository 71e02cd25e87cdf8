// Lets somebody see the new password that he types. Without this file it stays hidden. It is hidden
// again before it is sent, so that no browser keeps it among the words of other fields.
(() => {
  "use strict";
  for (const field of document.querySelectorAll("form[data-show] input[type=password]")) {
    const form = field.form;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    const turn = (shown) => {
      field.type = shown ? "text" : "password";
      button.textContent = shown ? form.dataset.hide : form.dataset.show;
      button.setAttribute("aria-pressed", String(shown));
    };
    button.setAttribute("aria-controls", field.id);
    button.addEventListener("click", () => turn(field.type === "password"));
    form.addEventListener("submit", () => turn(false));
    turn(false);
    field.after(button);
  }
})();
