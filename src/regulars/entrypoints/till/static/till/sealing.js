// Signs what this device keeps: with a key that no script can read, each sale naming the one before.

import * as store from "./store.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGN = { name: "ECDSA", hash: "SHA-256" };

const text = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// One page at a time, however many are open.
export const alone = (name, work) =>
  navigator.locks ? navigator.locks.request(name, work) : work();

// An enrolment has a key and a chain of its own: what still waits from before is signed anew.
const own = async (till) => {
  const kept = await store.read(store.DEVICE, "key");
  if (kept?.till === till) return kept;
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const key = { id: "key", till, pair, known: false };
  const waiting = (await store.all()).filter((one) => !one.refused);
  await store.put(
    [store.DEVICE, key],
    [store.DEVICE, { id: "chain", last: 0, end: "" }],
    ...waiting.map(({ entry: _entry, signature: _signature, ...sale }) => [store.SALES, sale]),
  );
  return key;
};

const written = (chain, { receipt, code, amount, items = [], at, serving }) =>
  JSON.stringify({
    seq: chain.last + 1, previous: chain.end, receipt, code, amount, at, serving,
    items: items.map(({ sku, quantity, price }) => ({ sku, quantity, price })),
  });

const seal = async (key, chain, sale) => {
  const entry = written(chain, sale);
  const bytes = new TextEncoder().encode(entry);
  const [signature, end] = await Promise.all([
    crypto.subtle.sign(SIGN, key.pair.privateKey, bytes),
    crypto.subtle.digest("SHA-256", bytes),
  ]);
  return [{ entry, signature: text(signature) }, { id: "chain", last: chain.last + 1, end: text(end) }];
};

const sealed = async (till, sale) => {
  // Without HTTPS a browser signs nothing: the sale is kept, and staff will see why it waits.
  if (!crypto.subtle) {
    const entry = written({ last: 0, end: "" }, sale);
    return store.put([store.SALES, { ...sale, entry, signature: "" }]);
  }
  const key = await own(till);
  const chain = (await store.read(store.DEVICE, "chain")) ?? { last: 0, end: "" };
  const [proof, next] = await seal(key, chain, sale);
  return store.put([store.SALES, { ...sale, ...proof }], [store.DEVICE, next]);
};

export const keep = (till, sale) => alone("till-chain", () => sealed(till, sale));

// Makes sure that the server knows the key, and that all that waits is signed, the oldest first.
// Gives false where the server knows another key of this device.
export const ready = (till, address) => alone("till-chain", async () => {
  if (!crypto.subtle) return true;
  const key = await own(till);
  if (!key.known) {
    const said = { key: text(await crypto.subtle.exportKey("spki", key.pair.publicKey)) };
    const answer = await fetch(address, {
      method: "POST", headers: { "Content-Type": "application/json", "X-Till": "key" },
      body: JSON.stringify(said),
    });
    if (answer.status === 409) return false;
    if (answer.status === 401) return true;
    if (!answer.ok) throw new Error(String(answer.status));
    await store.put([store.DEVICE, { ...key, known: true }]);
  }
  for (const sale of await store.all()) {
    if (!sale.entry && !sale.refused) await sealed(till, sale);
  }
  return true;
});
