// Sends a file in pieces (tus 1.0.0), so that a lost connection goes on where it stopped. What is said of it stands in
// the page's #upload-words; the scripts of the forms decide what is sent and what follows.
window.beianPieces = (() => {
  "use strict";
  const PIECE = 2 * 1024 * 1024;
  const LONGEST_WAIT = 15000;
  const words = document.getElementById("upload-words")?.dataset;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const text = (key, ...values) => values.reduce((said, value, i) => said.replace(`{${i}}`, value), words[key]);

  class Refused extends Error {}

  async function call(token, method, address, more, body) {
    const headers = { "X-CSRF-TOKEN": token, "Tus-Resumable": "1.0.0", ...more };
    const answer = await fetch(address, { method, headers, body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Refused(words.signedOut);
    if (answer.status >= 500 && answer.status !== 507) throw new TypeError(`status ${answer.status}`);
    return answer;
  }

  async function begin(file, token, about) {
    const metadata = Object.entries({ filename: file.name, ...about }).map(([key, value]) => `${key} ${base64(value)}`);
    const answer = await call(token, "POST", "/uploads", { "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") });
    if (answer.status !== 201) throw new Refused((await answer.text()) || words.failed);
    return answer.headers.get("Location");
  }

  async function offsetOf(address, token) {
    const answer = await call(token, "HEAD", address, {});
    return answer.ok ? Number(answer.headers.get("Upload-Offset")) : -1;
  }

  /**
   * Sends a file; its address when all of it is there.
   *
   * @param about what is announced beside its name
   * @param tell is given a sentence and the share that is there
   */
  async function send(file, token, about, tell) {
    const key = `beian.upload ${words.person} ${about.kind ?? ""} ${file.name} ${file.size} ${file.lastModified}`;
    let address = localStorage.getItem(key);
    let offset = address ? -1 : 0;
    for (let failures = 0; ; ) {
      try {
        if (address && offset < 0) {
          offset = await offsetOf(address, token);
          if (offset < 0) address = null; // expired
        }
        if (!address) {
          address = await begin(file, token, about);
          localStorage.setItem(key, address);
          offset = 0;
        }
        if (offset >= file.size) {
          localStorage.removeItem(key);
          return address;
        }
        tell(text("sending", Math.floor((100 * offset) / file.size)), offset / file.size);
        const piece = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
        const answer = await call(token, "PATCH", address, piece, file.slice(offset, offset + PIECE));
        offset = answer.status === 204 ? Number(answer.headers.get("Upload-Offset")) : -1;
        if (answer.status === 413 || answer.status === 422 || answer.status === 507) {
          localStorage.removeItem(key);
          throw new Refused(await answer.text());
        }
        if (offset < 0) await pause(1000); // such as while the piece before is still being written
        failures = 0;
      } catch (problem) {
        if (problem instanceof Refused) throw problem;
        offset = -1;
        tell(text("waiting"));
        await pause(Math.min(LONGEST_WAIT, 1000 * 2 ** failures++));
      }
    }
  }

  return words && window.fetch ? { send, text, Refused } : null;
})();
