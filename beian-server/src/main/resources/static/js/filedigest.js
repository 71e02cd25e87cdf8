// Computes the SHA-256 of a file that was chosen or dropped, piece by piece, and asks with it alone: the file is not sent.
// Without this script the digest is typed, as sha256sum prints it.
(() => {
  "use strict";
  const PIECE = 4 * 1024 * 1024;
  const zone = document.querySelector("[data-digest]");
  const form = document.querySelector("form[data-lookup]");
  if (!zone || !form || !window.Blob || !Blob.prototype.arrayBuffer) return;
  const input = zone.querySelector("input[type=file]");
  const status = zone.querySelector("[data-status]");
  const bar = zone.querySelector("progress");
  let turn = 0;

  const K = new Int32Array(64);
  const START = new Int32Array(8);
  // fractional parts of the cube and square roots of the first primes, FIPS 180-4
  for (let n = 2, found = 0; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = (Math.sqrt(n) % 1) * 0x100000000;
    K[found++] = (Math.cbrt(n) % 1) * 0x100000000;
  }

  class Sha256 {
    constructor() {
      this.h = START.slice();
      this.w = new Int32Array(64);
      this.rest = new Uint8Array(64);
      this.held = 0;
      this.bytes = 0;
    }

    update(data) {
      this.bytes += data.length;
      let at = 0;
      if (this.held > 0) {
        at = Math.min(64 - this.held, data.length);
        this.rest.set(data.subarray(0, at), this.held);
        this.held += at;
        if (this.held < 64) return;
        this.block(this.rest, 0);
        this.held = 0;
      }
      for (; at + 64 <= data.length; at += 64) this.block(data, at);
      this.rest.set(data.subarray(at));
      this.held = data.length - at;
    }

    block(data, at) {
      const { w, h } = this;
      for (let i = 0; i < 16; i++, at += 4) w[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
      for (let i = 16; i < 64; i++) {
        const x = w[i - 15];
        const y = w[i - 2];
        w[i] =
          (w[i - 16] + w[i - 7] +
            (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
            (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) | 0;
      }
      let a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7];
      for (let i = 0; i < 64; i++) {
        const one =
          (k + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += k;
    }

    hex() {
      const length = this.bytes;
      const end = new Uint8Array(((this.held < 56 ? 64 : 128) - this.held));
      end[0] = 0x80;
      new DataView(end.buffer).setUint32(end.length - 8, Math.floor(length / 0x20000000));
      new DataView(end.buffer).setUint32(end.length - 4, (length << 3) >>> 0);
      this.update(end);
      return Array.from(this.h, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }
  }

  const say = (key, ...values) => {
    status.textContent = values.reduce((text, value, i) => text.replace(`{${i}}`, value), zone.dataset[key]);
    status.hidden = false;
  };

  const KINDS = { pdf: [[0x25, 0x50, 0x44, 0x46, 0x2d]], picture: [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff]] };

  /** What a file is that is no package: nothing is filed under its digest, and that would read as a warning. */
  async function otherKind(file) {
    const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
    const begins = (magic) => magic.every((byte, at) => first[at] === byte);
    return Object.keys(KINDS).find((kind) => KINDS[kind].some(begins));
  }

  async function ask(file) {
    const mine = ++turn;
    for (const one of zone.querySelectorAll("[data-kind]")) one.hidden = true;
    status.hidden = true;
    bar.hidden = true;
    try {
      const kind = await otherKind(file);
      if (mine !== turn) return;
      if (kind) {
        zone.querySelector(`[data-kind=${kind}]`).hidden = false;
        return;
      }
      bar.hidden = false;
      const sha = new Sha256();
      for (let at = 0; at < file.size; at += PIECE) {
        bar.value = at / file.size;
        say("hashing", Math.floor((100 * at) / file.size));
        sha.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
        if (mine !== turn) return; // another file was chosen
      }
      bar.value = 1;
      const digest = sha.hex();
      say("done", digest);
      for (const field of form.querySelectorAll("input, select")) field.value = "";
      form.elements.sha256.value = digest;
      form.submit();
    } catch {
      bar.hidden = true;
      say("failed");
    }
  }

  zone.hidden = false;
  input.addEventListener("change", () => input.files.length > 0 && ask(input.files[0]));
  for (const name of ["dragover", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      if (name === "drop" && event.dataTransfer.files.length > 0) ask(event.dataTransfer.files[0]);
    });
  }
})();
