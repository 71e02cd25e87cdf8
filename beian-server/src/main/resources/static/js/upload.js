// Sends a chosen package in pieces (tus 1.0.0), so that a lost connection goes on where it stopped.
// Without this file the form around it sends the package in one go.
(() => {
  "use strict";
  const PIECE = 2 * 1024 * 1024;
  const LONGEST_WAIT = 15000;

  const form = document.querySelector("form[data-uploads]");
  if (!form || !window.fetch) return;
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-upload-status]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const token = form.querySelector("input[name=_csrf]").value;
  const headers = { "X-CSRF-TOKEN": token, "Tus-Resumable": "1.0.0" };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const say = (key, ...values) => {
    status.textContent = values.reduce((text, value, i) => text.replace(`{${i}}`, value), form.dataset[key]);
    status.hidden = false;
  };
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const memory = (file) => `beian.upload ${form.dataset.person} ${file.name} ${file.size} ${file.lastModified}`;

  class Refused extends Error {}

  async function call(method, address, more, body) {
    const answer = await fetch(address, { method, headers: { ...headers, ...more }, body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Refused(form.dataset.signedOut);
    if (answer.status >= 500) throw new TypeError(`status ${answer.status}`);
    return answer;
  }

  async function begin(file) {
    const metadata = `filename ${base64(file.name)},appId ${base64(form.elements.appId.value)}`;
    const answer = await call("POST", form.dataset.uploads, { "Upload-Length": String(file.size), "Upload-Metadata": metadata });
    if (answer.status !== 201) throw new Refused((await answer.text()) || form.dataset.failed);
    return answer.headers.get("Location");
  }

  async function offsetOf(address) {
    const answer = await call("HEAD", address, {});
    return answer.ok ? Number(answer.headers.get("Upload-Offset")) : -1;
  }

  async function send(file) {
    const key = memory(file);
    let address = localStorage.getItem(key);
    let offset = address ? -1 : 0;
    for (let failures = 0; ; ) {
      try {
        if (address && offset < 0) {
          offset = await offsetOf(address);
          if (offset < 0) address = null; // expired
        }
        if (!address) {
          address = await begin(file);
          localStorage.setItem(key, address);
          offset = 0;
        }
        if (offset >= file.size) {
          localStorage.removeItem(key);
          return address;
        }
        bar.value = offset / file.size;
        say("sending", Math.floor((100 * offset) / file.size));
        const answer = await call("PATCH", address, { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" }, file.slice(offset, offset + PIECE));
        offset = answer.status === 204 ? Number(answer.headers.get("Upload-Offset")) : -1;
        if (answer.status === 413 || answer.status === 422) {
          localStorage.removeItem(key);
          throw new Refused(await answer.text());
        }
        if (offset < 0) await pause(1000); // such as while the piece before is still being written
        failures = 0;
      } catch (problem) {
        if (problem instanceof Refused) throw problem;
        offset = -1;
        say("waiting");
        await pause(Math.min(LONGEST_WAIT, 1000 * 2 ** failures++));
      }
    }
  }

  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || file.size === 0) return; // the form says what is wrong
    event.preventDefault();
    button.disabled = true;
    bar.hidden = false;
    try {
      location.assign(await send(file));
    } catch (problem) {
      say("refused", problem.message || form.dataset.failed);
      button.disabled = false;
      bar.hidden = true;
    }
  });
})();
