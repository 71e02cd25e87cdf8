// Gives a box for a file a button in the language of the page, and takes a file that is dropped beside it.
// Without this file the browser's own button is shown, in the browser's language.
(() => {
  "use strict";
  for (const input of document.querySelectorAll("input[type=file][data-choose]")) {
    const button = document.createElement("label");
    button.className = "btn quiet";
    button.htmlFor = input.id;
    button.textContent = input.dataset.choose;
    const chosen = document.createElement("span");
    chosen.className = "small break chosen";
    chosen.setAttribute("role", "status");
    const show = () => { chosen.textContent = Array.from(input.files, (file) => file.name).join(", "); };
    input.classList.add("hidden");
    input.after(button, chosen);
    input.addEventListener("change", show);
    show();
    const field = input.closest(".field") ?? button;
    for (const name of ["dragover", "drop"]) {
      field.addEventListener(name, (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (name !== "drop" || event.dataTransfer.files.length === 0) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
  }
})();
