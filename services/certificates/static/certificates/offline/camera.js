// Eyes: the camera or a photograph, read by the browser's own detector where there is one, else by qr.js.
"use strict";
const Camera = (() => {
  const SIZES = [1200, 2400]; // a code that fills the picture is read quickly; one on a whole page needs its dots
  let stream = null, native = null;

  const detector = async () => {
    if (native === null) {
      const kinds = globalThis.BarcodeDetector ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
      native = kinds.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : false;
    }
    return native;
  };
  const read = async (source, width, height) => {
    const own = await detector();
    if (own) {
      const [found] = await own.detect(source).catch(() => []);
      if (found) return found.rawValue;
    }
    for (const widest of SIZES) {
      const shrink = Math.min(1, widest / Math.max(width, height)), canvas = document.createElement("canvas");
      canvas.width = Math.round(width * shrink);
      canvas.height = Math.round(height * shrink);
      const brush = canvas.getContext("2d", { willReadFrequently: true });
      brush.drawImage(source, 0, 0, canvas.width, canvas.height);
      const text = QrReader.decode(brush.getImageData(0, 0, canvas.width, canvas.height));
      if (text || shrink === 1) return text;
    }
    return null;
  };

  /** The text on a photograph, or null. */
  const photo = async (file) => {
    const picture = await createImageBitmap(file);
    const text = await read(picture, picture.width, picture.height);
    picture.close();
    return text;
  };
  /** Look through the camera until a code is read or `stop` is called. */
  const scan = async (video) => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    video.srcObject = stream;
    await video.play();
    while (stream) {
      const text = video.videoWidth ? await read(video, video.videoWidth, video.videoHeight) : null;
      if (text) { stop(video); return text; }
      await new Promise((done) => setTimeout(done, 120));
    }
    return null;
  };
  const stop = (video) => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
  };
  return { photo, scan, stop };
})();
