// What the device keeps, whatever becomes of the page: sales that wait, its key, the chain's end.

const NAME = "till";
const VERSION = 2;
export const SALES = "sales";
export const DEVICE = "device";

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () => {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const kept = request.result.objectStoreNames;
    // The key counts up and is never used again: it is the sale's place on the device.
    if (!kept.contains(SALES)) request.result.createObjectStore(SALES, { keyPath: "seq", autoIncrement: true });
    if (!kept.contains(DEVICE)) request.result.createObjectStore(DEVICE, { keyPath: "id" });
  };
  return asked(request);
};

// All of it or nothing. `work` asks the stores at once: a transaction waits for nothing else.
const inStores = async (mode, work) => {
  const database = await open();
  try {
    const transaction = database.transaction([SALES, DEVICE], mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const results = await Promise.all(work((name) => transaction.objectStore(name)).map(asked));
    await done;
    return results;
  } finally {
    database.close();
  }
};

export const read = async (name, id) =>
  (await inStores("readonly", (store) => [store(name).get(id)]))[0];
export const all = async () => (await inStores("readonly", (store) => [store(SALES).getAll()]))[0];
export const put = (...pairs) =>
  inStores("readwrite", (store) => pairs.map(([name, value]) => store(name).put(value)));
export const remove = (seq) => inStores("readwrite", (store) => [store(SALES).delete(seq)]);
