// Reads the QR code of a photo in the browser where the browser can; the photo stays on the device then. Elsewhere a large
// photo is made smaller before it is sent, which also leaves out the place where it was taken. Without this file it is sent as it is.
(() => {
  "use strict";
  const LONGEST = 2000;
  const LONGEST_TEXT = 1000;
  const form = document.querySelector("form[data-photo]");
  if (!form || !window.createImageBitmap) return;
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-status]");

  async function read(picture) {
    if (!("BarcodeDetector" in window)) return "";
    try {
      if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return "";
      const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
      return found.length > 0 ? found[0].rawValue : "";
    } catch {
      return ""; // some systems have the interface and nothing behind it
    }
  }

  async function shrink(picture) {
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
    if (!blob) return;
    const files = new DataTransfer();
    files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
  }

  form.addEventListener("submit", async (event) => {
    if (input.files.length === 0) return;
    event.preventDefault();
    status.textContent = form.dataset.reading;
    status.hidden = false;
    try {
      const picture = await createImageBitmap(input.files[0]);
      const text = await read(picture);
      if (text && text.length <= LONGEST_TEXT) {
        const address = new URL(form.action.replace(/\/photo$/, ""));
        address.searchParams.set("code", text);
        return location.assign(address);
      }
      await shrink(picture);
    } catch {
      // no picture that the browser knows: the server says what it is
    }
    form.submit();
  });
})();
