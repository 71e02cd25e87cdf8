// Gives every box for a file a button in the language of the page, and takes a file that is dropped beside it; a box that
// the page hides has a button of its own. Without this file the browser's own button is shown, in the browser's language.
(() => {
  "use strict";
  const words = document.body.dataset.chooseFile;

  function dress(input) {
    if (input.classList.contains("hidden")) return;
    const button = document.createElement("label");
    button.className = "btn quiet";
    button.htmlFor = input.id;
    button.textContent = words;
    const chosen = document.createElement("span");
    chosen.className = "small break chosen";
    chosen.setAttribute("role", "status");
    const show = () => { chosen.textContent = Array.from(input.files, (file) => file.name).join(", "); };
    input.classList.add("hidden");
    input.after(button, chosen);
    input.addEventListener("change", () => setTimeout(show)); // once others have taken the file, or left it
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

  const dressAll = () => document.querySelectorAll("input[type=file]:not(.hidden)").forEach(dress);
  dressAll();
  new MutationObserver(dressAll).observe(document.body, { childList: true, subtree: true }); // parts of pages come anew
})();
