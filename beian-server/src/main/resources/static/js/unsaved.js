// Has the browser ask before a form with a long text is left that was not sent. Forms that save as one
// types have a script of their own (answers.js). Without this file the page is left without a word.
(() => {
  "use strict";
  const guarded = (form) => form.method === "post" && !form.matches("#answers,[hx-post]") && form.querySelector("textarea");
  const value = (field) => (field.type === "radio" || field.type === "checkbox" ? String(field.checked) : field.value);
  const shown = (field) =>
    field.type === "radio" || field.type === "checkbox"
      ? String(field.defaultChecked)
      : field.localName === "select"
        ? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? ""
        : field.defaultValue;
  const refused = (form) => form.querySelector(".bad") !== null; // what stands in its fields is not saved
  const touched = new Set([...document.forms].filter((form) => guarded(form) && refused(form)));
  let sent = null;
  const unsaved = (form) =>
    form.isConnected &&
    (refused(form) ||
      [...form.elements].some((one) => one.name && one.type !== "hidden" && one.localName !== "button" && value(one) !== shown(one)));

  const touch = (event) => {
    const form = event.target.form;
    if (form && guarded(form)) touched.add(form);
  };
  document.addEventListener("input", touch, true);
  document.addEventListener("change", touch, true);
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  window.addEventListener("pageshow", () => (sent = null));
  window.addEventListener("beforeunload", (event) => {
    if ([...touched].some((form) => form !== sent && unsaved(form))) event.preventDefault();
  });
})();
