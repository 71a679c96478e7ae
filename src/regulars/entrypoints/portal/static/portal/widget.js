// A shop's page loads this. What members have is shown in frames of the club's own origin, which no
// script of the page can look into; page and frame send each other messages, each to the other only.
(() => {
  "use strict";
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const { key = "", accent = "", corner = "end", label = "", member = "", language = "" } = script.dataset;
  const ALLOWED = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const BAR = 48;

  // Of white and black, the one that is easier to read on a colour has at least 4.5 : 1 with it.
  const light = (colour) => [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const inkOn = (colour) => (1.05 / (light(colour) + 0.05) >= 4.5 ? "#ffffff" : "#000000");
  const HEX = /^#[0-9a-f]{6}$/i;
  const colour = HEX.test(accent) ? accent : "#1f5b4d";
  const ink = inkOn(colour);

  const frames = [];
  const framed = (view) => {
    const frame = document.createElement("iframe");
    frame.title = label || "Rewards";
    frame.setAttribute("sandbox", ALLOWED);
    frame.src = new URL(`widget/frame/?${new URLSearchParams({ key, view, language: language || document.documentElement.lang })}`, base).href;
    frames.push(frame);
    return frame;
  };
  const ready = new Set();
  const send = (frame, kind, said) => {
    if (ready.has(frame)) frame.contentWindow.postMessage({ regulars: kind, ...said }, base.origin);
  };

  // The launcher and its panel lie over the page, in a shadow of their own: nothing moves for them.
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const edge = corner === "start" ? "inline-start" : "inline-end";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    button, .panel { position: fixed; inset-${edge}: 1rem; z-index: 2147483000; }
    button { inset-block-end: 1rem; min-block-size: 3rem; padding: 0 1.25rem; border: 1px solid var(--ink, ${ink}); border-radius: 1.5rem; background: var(--colour, ${colour}); color: var(--ink, ${ink}); font: 600 1rem/1 system-ui, sans-serif; cursor: pointer; }
    button:focus-visible { outline: 3px solid var(--colour, ${colour}); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .panel { inset-block-end: 4.5rem; inline-size: min(22rem, calc(100vw - 2rem)); block-size: min(32rem, calc(100dvh - 6rem)); border-radius: .75rem; overflow: hidden; box-shadow: 0 .5rem 2rem rgb(0 0 0 / 30%); background: Canvas; }
    [hidden] { display: none; }
    iframe { inline-size: 100%; block-size: 100%; border: 0; }`);
  shadow.adoptedStyleSheets = [sheet];
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  const main = framed("panel");
  panel.append(main);
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = true;
  button.setAttribute("aria-expanded", "false");
  shadow.append(panel, button);

  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) { vouch(); main.focus(); }
    else if (document.activeElement === host || document.activeElement === main) button.focus();
  };
  button.addEventListener("click", () => show(panel.hidden));

  // Who it is: a token of the shop's server, or a function that fetches one.
  let source = member;
  let vouchedAt = 0;
  const FRESH_MS = 240_000;
  const vouch = async (again = false) => {
    if (!source || (!again && Date.now() - vouchedAt < FRESH_MS)) return;
    vouchedAt = Date.now();
    const token = typeof source === "function" ? await source() : source;
    frames.forEach((frame) => send(frame, "member", { token: String(token ?? "") }));
    if (typeof source !== "function") vouchedAt = Infinity;
  };

  // Places in the page: a bar, and lines that say what a purchase would earn.
  const slots = new Map();
  const basketOf = ({ amount = "", sku = "", categories = "", quantity = "1", items = "" }) =>
    ({ amount, sku, categories, quantity, items });
  const askFor = (slot) => send(main, "earn", { id: slots.get(slot), basket: basketOf(slot.dataset) });
  const watch = new MutationObserver((changes) => new Set(changes.map((one) => one.target)).forEach(askFor));
  const find = () => {
    document.querySelectorAll('[data-regulars="bar"]').forEach((slot) => {
      if (slots.has(slot)) return;
      slots.set(slot, "bar");
      const frame = framed("bar");
      Object.assign(frame.style, { display: "block", width: "100%", height: `${BAR}px`, border: "0" });
      slot.append(frame);
    });
    document.querySelectorAll('[data-regulars="earn"]').forEach((slot) => {
      if (slots.has(slot)) return;
      slots.set(slot, `e${slots.size}`);
      watch.observe(slot, { attributeFilter: ["amount", "sku", "quantity", "categories", "items"].map((one) => `data-${one}`) });
      askFor(slot);
    });
  };

  addEventListener("message", (event) => {
    const frame = frames.find((one) => one.contentWindow === event.source);
    if (!frame || event.origin !== base.origin) return;
    const said = event.data ?? {};
    if (said.regulars === "ready") {
      ready.add(frame);
      if (accent) send(frame, "look", { accent: colour, ink });
      else send(frame, "look", {});
      vouch(true);
      if (frame !== main) return;
      button.textContent = label || said.label;
      button.hidden = false;
      if (!accent && HEX.test(said.accent)) {
        host.style.setProperty("--colour", said.accent);
        host.style.setProperty("--ink", inkOn(said.accent));
      }
      [...slots].forEach(([slot, id]) => { if (id !== "bar") askFor(slot); });
      document.dispatchEvent(new CustomEvent("regulars:ready"));
    }
    if (said.regulars === "close") show(false);
    if (said.regulars === "known" && frame === main) [...slots].forEach(([slot, id]) => { if (id !== "bar") askFor(slot); });
    if (said.regulars === "earned") {
      const slot = [...slots].find(([, id]) => id === said.id)?.[0];
      if (slot) slot.textContent = said.text;
    }
  });

  window.Regulars = {
    open: () => show(true),
    close: () => show(false),
    identify: (given) => { source = given; return vouch(true); },
    forget: () => { source = ""; frames.forEach((frame) => send(frame, "member", { token: "" })); },
    refresh: find,
  };
  const begin = () => { document.body.append(host); find(); };
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
  addEventListener("DOMContentLoaded", find);
})();
