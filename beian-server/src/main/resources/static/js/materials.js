// Takes several documents at once: each is sent as soon as it is chosen or dropped, and finds its place by its name; the
// list of documents is then shown as it stands. Without this file each question has a file and a button of its own.
(() => {
  "use strict";
  const MOST = 50;
  const pieces = window.beianPieces;
  const live = window.beianLive;
  const part = document.getElementById("materials");
  if (!pieces || !live || !part?.dataset.into) return;
  const zone = part.querySelector("[data-zone]");
  const several = zone.querySelector("input[type=file]");
  const rows = zone.querySelector("[data-queue]");
  const status = zone.querySelector("[data-status]");
  const token = document.querySelector("input[name=_csrf]").value;
  const say = (key, ...values) => {
    status.textContent = values.reduce((said, value, i) => said.replace(`{${i}}`, value), part.dataset[key]);
    status.hidden = false;
  };
  const queue = [];
  let sending = false;

  /** Sends a form; shows the page that it leads to. */
  async function post(address, fields) {
    const body = new URLSearchParams({ _csrf: token, ...fields });
    if (part.dataset.topic) body.set("topic", part.dataset.topic);
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
    const html = await answer.text();
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/login")) throw new pieces.Refused(pieces.text("signedOut"));
    if (!answer.ok) {
      const page = new DOMParser().parseFromString(html, "text/html");
      throw new pieces.Refused(page.querySelector(".error-summary li, .error-summary p")?.textContent || pieces.text("failed"));
    }
    return live.show(html);
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    name.className = "break";
    name.textContent = file.name;
    state.className = "small muted";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, state, bar);
    rows.append(item);
    return {
      tell: (sentence, share) => {
        state.textContent = sentence;
        if (share !== undefined) bar.value = share;
      },
      fail: (sentence) => {
        state.textContent = sentence;
        state.className = "field-error";
        bar.remove();
      },
      done: () => item.remove(),
    };
  }

  function add(files, to) {
    const taken = [...files].slice(0, MOST);
    for (const file of taken) queue.push({ file, to, shown: row(file) });
    if (files.length > MOST) say("many", MOST, files.length - MOST);
    run();
  }

  async function send({ file, to, shown }) {
    if (file.size > Number(part.dataset.most)) return shown.fail(part.dataset.tooLarge);
    try {
      const address = await pieces.send(file, token, { kind: "document" }, shown.tell);
      await post(part.dataset.into, { upload: address.split("/").pop(), to });
      shown.done();
      return true;
    } catch (problem) {
      shown.fail(problem instanceof pieces.Refused ? problem.message : pieces.text("failed"));
    }
    return false;
  }

  async function run() {
    if (sending) return;
    sending = true;
    let done = 0;
    while (queue.length > 0) if (await send(queue.shift())) done++;
    sending = false;
    const waiting = document.querySelector("#material-list [data-waiting]");
    if (waiting) waiting.open = true;
    if (done > 0) say(waiting ? "waitingSome" : "placed", done);
  }

  part.classList.add("scripted");
  zone.hidden = false;
  several.addEventListener("change", () => {
    add(several.files, "");
    several.value = "";
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop") add(event.dataTransfer.files, "");
    });
  }
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !("place" in input.dataset)) return;
    add(input.files, input.dataset.place);
    input.value = "";
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-document]");
    if (!button) return;
    event.preventDefault();
    button.disabled = true;
    const select = document.getElementById(`to:${button.value}`);
    const fields = { document: button.value };
    if (select && "placed" in button.dataset) fields[`to:${button.value}`] = select.value;
    try {
      await post(button.formAction, fields);
      status.hidden = true;
    } catch (problem) {
      say("refused", problem instanceof pieces.Refused ? problem.message : pieces.text("failed"));
      button.disabled = false;
    }
  });
  window.addEventListener("beforeunload", (event) => sending && event.preventDefault());
})();
