// What a browser says of a field that cannot be sent comes in the browser's language; this says it
// in that of the page. Without this file the browser's own sentence is shown.
(() => {
  "use strict";
  const words = document.body.dataset;
  const sentence = (field) => {
    const wrong = field.validity;
    if (wrong.valueMissing) {
      if (field.type === "file") return words.file;
      return field.localName === "select" || field.type === "radio" || field.type === "checkbox" ? words.choose : words.missing;
    }
    if (field.type === "date") return words.date;
    if (field.type === "email" && wrong.typeMismatch) return words.email;
    if (field.type === "number" || wrong.rangeOverflow || wrong.rangeUnderflow) return words.number;
    return wrong.tooLong || wrong.tooShort ? words.length : words.other;
  };
  // one answer settles a whole group: what was said of its other choices is over, too
  const group = (field) =>
    field.type === "radio" && field.name ? [...document.getElementsByName(field.name)].filter((one) => one.form === field.form) : [field];
  const forget = (event) => group(event.target).forEach((one) => one.setCustomValidity?.(""));
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    field.setCustomValidity(""); // so that what is wrong now is told, not what was
    if (!field.validity.valid) field.setCustomValidity(sentence(field));
  }, true);
  document.addEventListener("input", forget, true);
  document.addEventListener("change", forget, true);
})();
