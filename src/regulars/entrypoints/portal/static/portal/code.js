// The member's code: made here, from a secret that the shop gave this phone once. The secret is kept
// as a key that no script can read back; without a network everything below works the same.

import { path, side } from "./qr.js";

const place = document.getElementById("code");
const [trouble, qr, letters, left, seconds] = ["trouble", "qr", "letters", "left", "seconds"]
  .map((id) => document.getElementById(id));
const { club, alias, now, phone, worker, changes } = place.dataset;
const STEP = Number(place.dataset.step);
const DIGITS = 8;

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const open = async () => {
  const request = indexedDB.open("club", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("phones");
  return settled(request);
};
const store = async (mode) => (await open()).transaction("phones", mode).objectStore("phones");
const kept = async () => settled((await store("readonly")).get(club));
const keep = async (one) => settled((await store("readwrite")).put(one, club));

const ask = async () => {
  const token = document.querySelector("#token [name=csrfmiddlewaretoken]").value;
  const answer = await fetch(phone, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok || answer.redirected) throw new Error("no secret");
  const said = await answer.json();
  const raw = Uint8Array.from(atob(said.secret), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return { alias: said.alias, key, skew: said.now - Date.now() };
};

// On-line the shop says which phone this is, and what time it is; off-line what is kept holds.
const mine = async () => {
  let one = await kept();
  if (!phone) return one;
  if (one && one.alias === alias) one.skew = Number(now) - Date.now();
  else one = await ask();
  await keep(one);
  return one;
};

const digits = async (key, step) => {
  const text = new DataView(new ArrayBuffer(8));
  text.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, text.buffer));
  const at = mac.getUint8(mac.byteLength - 1) & 15;
  return String((mac.getUint32(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, "0");
};

let drawn = -1;
const draw = async (one) => {
  const time = (Date.now() + one.skew) / 1000;
  const step = Math.floor(time / STEP);
  const remains = STEP - Math.floor(time) + step * STEP;
  left.value = remains;
  seconds.textContent = changes.replace("SECONDS", remains);
  if (step === drawn) return;
  drawn = step;
  const number = await digits(one.key, step);
  const text = `V1${one.alias}${number}`;
  qr.setAttribute("d", path(text));
  qr.ownerSVGElement.setAttribute("viewBox", `0 0 ${side(text)} ${side(text)}`);
  letters.textContent = text.replace(/(.{2})(.{5})(.{5})(.{4})(.{4})/, "$1 $2 $3 $4 $5");
  place.hidden = false;
};

const begin = async () => {
  const one = await mine();
  if (!one) throw new Error("no secret is kept");
  await draw(one);
  setInterval(() => draw(one), 500);
  navigator.wakeLock?.request("screen").catch(() => {});
};

begin().catch(() => { trouble.hidden = false; });
if (worker) navigator.serviceWorker?.register(worker, { scope: club });
