// Reads a code with the camera: by the browser where it can, else frame by frame by the server.

const SIDE = 800;
const PAUSE_MS = 150;
const AGAIN_MS = 1000;

export const offered = () =>
  Boolean(navigator.mediaDevices?.getUserMedia && (window.BarcodeDetector || window.CompressionStream));

const own = async () => {
  if (!window.BarcodeDetector) return null;
  if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new BarcodeDetector();
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
};

// Grey is enough, and a third of it; nothing of it is kept there.
const packed = (video, canvas) => {
  const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height);
  const grey = new Uint8Array(data.length / 4);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = (data[4 * at] * 77 + data[4 * at + 1] * 150 + data[4 * at + 2] * 29) >> 8;
  }
  const stream = new Blob([grey]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Response(stream).blob();
};

const asked = (address) => {
  const canvas = document.createElement("canvas");
  return async (video) => {
    if (!video.videoWidth) return "";
    const body = await packed(video, canvas);
    const answer = await fetch(`${address}?width=${canvas.width}`, {
      method: "POST", headers: { "Content-Type": "application/octet-stream", "X-Till": "frame" }, body,
    });
    return answer.ok ? (await answer.json()).text : "";
  };
};

// Gives the first code that is seen, or "" when the dialog is closed before.
export const scan = async (dialog) => {
  const [video, said] = ["video", "[role=status]"].map((which) => dialog.querySelector(which));
  const words = said.dataset;
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  said.textContent = words.hold;
  video.hidden = false;
  dialog.showModal();
  let stream = null;
  try {
    const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  } catch {
    said.textContent = words.denied;
    video.hidden = true;
    return "";
  }
  try {
    video.srcObject = stream;
    await video.play();
    const look = (await own()) ?? asked(words.frame);
    while (dialog.open) {
      try {
        const text = await look(video);
        if (text && dialog.open) return text;
        said.textContent = words.hold;
        await pause(PAUSE_MS);
      } catch {
        said.textContent = words.off;
        await pause(AGAIN_MS);
      }
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    dialog.close();
  }
};
