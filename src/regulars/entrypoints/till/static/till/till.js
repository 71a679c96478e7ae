// The counter: where the focus goes, receipts, and what happens without a network.

import { offered, scan } from "./camera.js";
import * as items from "./items.js";
import * as queue from "./queue.js";

const byId = (id) => document.getElementById(id);
const [find, code, desk, bar, state] = ["find", "code", "desk", "queue", "state"].map(byId);
const RETRY_MS = 30_000;
const OURS = ["find", "sale"];

// A receipt's number is made here, so that it is there without a network: one that counts up, and
// chance, so that a device that forgot where it was does not use one again.
const chance = (length) =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte % 36).toString(36)).join("");
const nextReceipt = () => {
  const number = Number(localStorage.getItem("receipt") ?? 0) + 1;
  localStorage.setItem("receipt", String(number));
  return `${number}-${chance(6)}`;
};
let receipt = nextReceipt();
let scanned = "";
let order = null;

document.addEventListener("htmx:configRequest", (event) => {
  const said = event.detail.parameters;
  if (said.undone) said.receipt = localStorage.getItem("last");
  if (!said.receipt) said.receipt = receipt;
  said.key = chance(24);
});

const settle = (target) => {
  const next = target.querySelector("[data-next]") ?? null;
  if (target === desk && byId("sale")) {
    receipt = nextReceipt();
    order = items.begin(byId("sale"), () => {
      document.body.dispatchEvent(new Event("held"));
      if (byId("sale").by.value === "items" && narrow.matches) foldAway();
    });
    showCamera();
  }
  if (next?.dataset.receipt) localStorage.setItem("last", next.dataset.receipt);
  if (next?.dataset.undone === localStorage.getItem("last")) localStorage.removeItem("last");
  if (next) byId(next.dataset.next)?.focus();
  if (next?.dataset.next === "code") {
    code.value = "";
    refresh();
  }
};

// Once what came in works, not before: a scanner types at once.
document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.target));

// On a phone a list of items needs the room; what there is to redeem is one tap away.
const narrow = matchMedia("(width < 48rem)");
const foldAway = () => {
  for (const one of desk.querySelectorAll(".have details")) one.open = false;
};

const clear = () => {
  desk.replaceChildren();
  code.value = "";
  code.focus();
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("view").open) clear();
});

// Without a network

const keepForm = (text, bought) => {
  desk.replaceChildren(byId("offline").content.cloneNode(true));
  const form = byId("keep");
  form.code.value = text;
  const told = () => { byId("kept-sum").textContent = items.sum(form); };
  order = items.begin(form, told);
  form.addEventListener("input", told);
  if (bought) order.fill(bought);
  told();
  showCamera();
  (!text ? form.code : form.by.value === "items" ? form.querySelector("#item") : form.amount).focus();
  // What was under way may have been booked although no answer came: it keeps its receipt.
  const number = bought ? receipt : nextReceipt();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sold = items.read(form);
    if (form.by.value === "items" && !sold.items.length) {
      byId("keep-error").textContent = form.dataset.incomplete;
      return;
    }
    form.querySelector(".primary").disabled = true;
    await queue.add(bar.dataset.till, {
      receipt: number, code: form.code.value, ...sold,
      at: new Date().toISOString(), serving: bar.dataset.serving,
    });
    const said = document.createElement("p");
    said.className = "notice good";
    said.textContent = form.dataset.kept;
    clear();
    desk.replaceChildren(said);
    await show("off");
  });
};

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === find) scanned = code.value;
});
document.addEventListener("htmx:sendError", (event) => {
  show("off");
  const from = event.target.id;
  if (!OURS.includes(from)) return;
  const sale = byId("sale");
  if (from === "sale" && sale.querySelector("[name=hold]")) {
    byId("total").textContent = byId("offline").content.firstElementChild.dataset.holds;
    return;
  }
  keepForm(scanned, from === "sale" ? items.read(sale) : null);
});

const row = (one) => {
  const item = document.createElement("li");
  const bought = one.items?.length
    ? one.items.map(({ name, quantity, price }) => `${quantity} × ${name} ${price}`).join(", ")
    : one.amount;
  item.append(`${one.receipt}: ${bought}, ${one.code}`);
  if (one.refused) {
    const why = document.createElement("strong");
    why.textContent = ` ${one.refused} `;
    const done = document.createElement("button");
    done.type = "button";
    done.className = "button";
    done.textContent = byId("kept").dataset.dismiss;
    done.addEventListener("click", async () => {
      await queue.remove(one.seq);
      await show("sent");
    });
    item.append(why, done);
  }
  return item;
};

const show = async (how) => {
  const kept = await queue.all();
  const refused = kept.filter((one) => one.refused).length;
  const waiting = kept.length - refused;
  const words = state.dataset;
  const said = [];
  if (how === "off") said.push(words.off);
  if (how === "blocked") said.push(words.blocked);
  if (how === "lost") said.push(words.lost);
  if (waiting) said.push(`${words.waiting} ${waiting}`);
  if (refused) said.push(`${words.refused} ${refused}`);
  const text = said.join(" · ") || words.good;
  if (state.textContent !== text) state.textContent = text;
  bar.classList.toggle("warn", how !== "sent" || kept.length > 0);
  const last = localStorage.getItem("last");
  byId("last").hidden = !last && !byId("undo-last").querySelector(".notice");
  if (last && byId("last-receipt").textContent !== last) {
    byId("last-receipt").textContent = last;
    byId("undo-last").replaceChildren(byId("undo-button").content.cloneNode(true));
    htmx.process(byId("undo-last"));
  }
  byId("kept").replaceChildren(...kept.map(row));
  byId("synced").textContent = localStorage.getItem("synced")
    ? new Date(localStorage.getItem("synced")).toLocaleString(document.documentElement.lang)
    : "–";
};

const refresh = async () => {
  const before = (await queue.all()).filter((one) => !one.refused).length;
  const how = navigator.onLine ? await queue.sync(bar.dataset) : "off";
  if (how === "sent" && before) localStorage.setItem("synced", new Date().toISOString());
  await show(how);
};

window.addEventListener("online", refresh);
window.addEventListener("offline", () => show("off"));
setInterval(refresh, RETRY_MS);
refresh();
navigator.serviceWorker?.register(bar.dataset.worker);
// What waits and the key that signs it must not be thrown away to make room.
navigator.storage?.persist?.();

// The camera

const showCamera = () => {
  for (const button of document.querySelectorAll("[data-camera]")) button.hidden = !offered();
};
showCamera();
// Somebody may be served already: a scanner was quicker than this file.
if (desk.querySelector("[data-next]")) {
  document.addEventListener("htmx:load", () => settle(desk), { once: true });
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-camera]");
  if (!button) return;
  const text = await scan(byId("view"));
  if (!text) return;
  if (button.dataset.camera === "item") {
    order.scanned(text);
    return;
  }
  code.value = text;
  find.requestSubmit();
});
