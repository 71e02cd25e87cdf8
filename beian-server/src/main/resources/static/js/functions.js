// Shows of a function's questions those that matter by what is answered so far: basis and last day
// are asked where an exception is asked for or somebody must use the function. Without this file all
// are shown.
(() => {
  "use strict";
  const form = document.getElementById("answers");
  if (!form) return;
  const answer = (field, rule) => String(new FormData(form).getAll(`a:explanation.${field}@${rule}`).at(-1) ?? "").trim();

  function show() {
    form.querySelectorAll("[data-only-if]").forEach((field) => {
      const rule = field.dataset.onlyIf;
      const special = !["", "ORDINARY"].includes(answer("scenario", rule));
      const compelled = !["", "VOLUNTARY"].includes(answer("whoMustUse", rule));
      const said = [...field.querySelectorAll("textarea, input:not([type=hidden])")].some((one) => one.value !== "");
      const asked = field.querySelector(".notice, .field-error") !== null;
      field.hidden = !(special || compelled || said || asked);
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
})();
