// Sends the package of a form in pieces. A form with data-then is sent afterwards with the upload in the place of the
// file; the start page leads to the package. Without this file a form sends its package in one go.
(() => {
  "use strict";
  const pieces = window.beianPieces;
  if (!pieces) return;

  for (const form of document.querySelectorAll("form[data-uploads]")) {
    const input = form.querySelector("input[type=file]");
    const status = form.querySelector("[data-upload-status]");
    const bar = form.querySelector("progress");
    const button = form.querySelector("button");
    const tell = (sentence, share) => {
      status.textContent = sentence;
      status.hidden = false;
      if (share !== undefined) bar.value = share;
    };

    function follow(address) {
      const app = form.elements.app?.value; // whose new version it is
      if (!("then" in form.dataset)) return location.assign(app ? `${address}?app=${encodeURIComponent(app)}` : address);
      const upload = document.createElement("input");
      upload.type = "hidden";
      upload.name = "upload";
      upload.value = address.split("/").pop();
      form.append(upload);
      input.disabled = true;
      form.submit();
    }

    form.addEventListener("submit", async (event) => {
      const file = input.files[0];
      if (!file || file.size === 0) return; // the form says what is wrong
      event.preventDefault();
      for (const told of document.querySelectorAll("[data-told]")) told.hidden = true; // of what was before
      button.disabled = true;
      bar.hidden = false;
      try {
        const appId = form.elements.appId?.value ?? "";
        follow(await pieces.send(file, form.elements._csrf.value, { appId }, tell));
      } catch (problem) {
        tell(pieces.text("refused", problem.message || pieces.text("failed")));
        button.disabled = false;
        bar.hidden = true;
      }
    });
  }
})();
