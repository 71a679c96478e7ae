// Sales that were made without a network: kept on the device in their order, sent when it is back.

import { alone, keep, ready } from "./sealing.js";
import * as store from "./store.js";

const MOST = 20;

export const add = keep;
export const { all, remove } = store;

// Sends what waits, the oldest first. Gives "sent", "off", "blocked" or "lost" (the device's key).
const send = async ({ till, key, sync }) => {
  try {
    if (!(await ready(till, key))) return "lost";
  } catch {
    return "off";
  }
  for (;;) {
    const waiting = (await store.all()).filter((one) => one.entry && !one.refused).slice(0, MOST);
    if (!waiting.length) return "sent";
    const sales = waiting.map(({ entry, signature }) => ({ entry, signature }));
    let response;
    try {
      response = await fetch(sync, {
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
      if (result.status === "booked") await store.remove(waiting[at].seq);
      else if (result.status === "later") return "sent";
      else await store.put([store.SALES, { ...waiting[at], refused: result.text }]);
    }
  }
};

// One page at a time sends, however many are open.
export const sync = (addresses) => alone("till-sync", () => send(addresses));
