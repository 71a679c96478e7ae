// Sales that were made without a network: kept on the device in their order, sent when it is back.

const NAME = "till";
const STORE = "sales";

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () => {
  const request = indexedDB.open(NAME, 1);
  // The key counts up and is never used again: it is the sale's place in the queue.
  request.onupgradeneeded = () =>
    request.result.createObjectStore(STORE, { keyPath: "seq", autoIncrement: true });
  return asked(request);
};

const inStore = async (mode, work) => {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await asked(work(transaction.objectStore(STORE)));
    await done;
    return result;
  } finally {
    database.close();
  }
};

export const add = (sale) => inStore("readwrite", (store) => store.add(sale));
export const all = () => inStore("readonly", (store) => store.getAll());
export const remove = (seq) => inStore("readwrite", (store) => store.delete(seq));
const change = (sale) => inStore("readwrite", (store) => store.put(sale));

const MOST = 100;

// Sends what waits, the oldest first. Gives "sent", "off" or "blocked".
const send = async (address) => {
  for (;;) {
    const waiting = (await all()).filter((one) => !one.refused).slice(0, MOST);
    if (!waiting.length) return "sent";
    const sales = waiting.map(({ receipt, code, amount, items = [], at, serving }) => ({
      receipt, code, amount, at, serving,
      items: items.map(({ sku, quantity, price }) => ({ sku, quantity, price })),
    }));
    let response;
    try {
      response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Till": "sync" },
        body: JSON.stringify({ sales }),
      });
    } catch {
      return "off";
    }
    if (response.status === 401) return "blocked";
    if (!response.ok) return "off";
    const { results } = await response.json();
    for (const [at, result] of results.entries()) {
      if (result.status === "booked") await remove(waiting[at].seq);
      else if (result.status === "later") return "sent";
      else await change({ ...waiting[at], refused: result.text });
    }
  }
};

// One page at a time sends, however many are open.
export const sync = (address) =>
  navigator.locks ? navigator.locks.request("till-sync", () => send(address)) : send(address);
