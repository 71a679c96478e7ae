// What is bought, item by item: found by code or by name, with how many and what one costs.

const KNOWN = "products";
const KNOWN_MOST = 500;
const PAUSE_MS = 300;
const SCANNED = /^[0-9]{8,}$/;
const byId = (id) => document.getElementById(id);

// What was sold here before is proposed without a network, too.
const known = () => JSON.parse(localStorage.getItem(KNOWN) ?? "{}");
const remember = ({ sku, name, price }) => {
  const { [sku]: _, ...others } = known();
  const kept = Object.entries(others).slice(-KNOWN_MOST + 1);
  localStorage.setItem(KNOWN, JSON.stringify(Object.fromEntries([...kept, [sku, { name, price }]])));
};

const lookUp = async (address, text) => {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

let rows = 0;
const rowOf = (one) => {
  const row = byId("item-row").content.firstElementChild.cloneNode(true);
  const [name, quantity, price, remove] = [".bought-name", "[name=quantity]", "[name=price]", "[data-remove]"]
    .map((which) => row.querySelector(which));
  name.id = `item-${++rows}`;
  name.textContent = one.name;
  name.title = one.sku;
  row.querySelector("[name=item]").value = one.sku;
  price.value = one.price;
  if (one.quantity) quantity.value = one.quantity;
  quantity.setAttribute("aria-labelledby", `word-quantity ${name.id}`);
  price.setAttribute("aria-labelledby", `word-price ${name.id}`);
  remove.setAttribute("aria-labelledby", `word-remove ${name.id}`);
  return row;
};

// What a form says that is bought: an amount, or items.
export const read = (form) => {
  if (form.by.value === "amount") return { amount: form.amount.value, items: [] };
  const items = [...form.querySelectorAll(".bought")].map((row) => ({
    name: row.querySelector(".bought-name").textContent,
    ...Object.fromEntries(["item", "quantity", "price"].map((name) => [
      name === "item" ? "sku" : name, row.querySelector(`[name=${name}]`).value.trim(),
    ])),
  }));
  return { amount: "", items };
};

// Brings a form of a sale to life. `changed` is called whenever there is something else to pay.
export const begin = (form, changed) => {
  const [amount, code] = ["#amount", "#item"].map((which) => form.querySelector(which));
  const [byAmount, byItems] = [".by-amount", ".by-items"].map((which) => form.querySelector(which));
  const [list, matches, note] = [".basket", ".matches", ".item-note"].map((which) => byItems.querySelector(which));
  const words = byItems.dataset;
  let [waiting, asked] = [0, 0];

  const turn = (to) => {
    form.by.value = to;
    byAmount.hidden = amount.disabled = to !== "amount";
    byItems.hidden = byItems.disabled = to !== "items";
  };
  const offer = (some) => {
    matches.hidden = !some.length;
    matches.replaceChildren(...some.map((one) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button choice-button";
      const [name, price] = [document.createElement("span"), document.createElement("small")];
      name.textContent = one.name;
      name.dir = "auto";
      price.textContent = one.price || one.sku;
      button.append(name, price);
      button.addEventListener("click", () => add(one));
      return button;
    }));
  };
  const add = (one) => {
    clearTimeout(waiting);
    asked += 1;
    offer([]);
    note.textContent = "";
    code.value = "";
    const same = [...list.children].find((row) => row.querySelector("[name=item]").value === one.sku);
    const row = same ?? rowOf(one);
    if (same) {
      const quantity = same.querySelector("[name=quantity]");
      quantity.value = String((Number(quantity.value.replace(",", ".")) || 0) + 1);
    } else {
      list.append(row);
    }
    row.scrollIntoView({ block: "nearest" });
    const price = row.querySelector("[name=price]");
    (price.value ? code : price).focus();
    changed();
  };
  const enter = async () => {
    const text = code.value.trim();
    clearTimeout(waiting);
    if (!text) return form.querySelector(".primary").focus();
    code.value = "";
    const turnNow = (asked += 1);
    const told = await lookUp(words.look, text);
    const before = known()[text];
    if (told?.found) {
      remember(told.found);
      add(told.found);
    } else if (told?.like.length) {
      if (turnNow === asked) offer(told.like);
    } else {
      add({ sku: text, name: text, price: "", ...(told ? {} : before) });
      if (told) note.textContent = words.unknown;
      else if (!before?.price) note.textContent = words.off;
    }
  };
  const suggest = async () => {
    const turnNow = (asked += 1);
    const told = await lookUp(words.look, code.value.trim());
    if (told && turnNow === asked) offer(told.found ? [told.found] : told.like);
  };

  for (const button of form.querySelectorAll("[data-by]")) {
    button.addEventListener("click", () => {
      turn(button.dataset.by);
      (form.by.value === "amount" ? amount : code).focus();
      changed();
    });
  }
  code.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(waiting);
    if (code.value.trim().length > 1) waiting = setTimeout(suggest, PAUSE_MS);
    else offer([]);
  });
  // A scanner ends with Enter: that is no reason to book.
  byItems.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    if (event.target === code) return enter();
    note.textContent = "";
    code.focus();
    // The next item was scanned while a price was waited for: no price has so many digits.
    if (!SCANNED.test(event.target.value)) return;
    code.value = event.target.value;
    event.target.value = "";
    enter();
  });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-remove]")) return;
    event.target.closest(".bought").remove();
    code.focus();
    changed();
  });
  return {
    scanned: (text) => {
      code.value = text;
      return enter();
    },
    fill: ({ amount: typed, items }) => {
      turn(items.length ? "items" : typed ? "amount" : form.by.value);
      amount.value = typed;
      list.replaceChildren(...items.map(rowOf));
    },
  };
};

// The sum of what was typed, for the eye: what is booked is worked out by the server.
export const sum = (form) => {
  const { amount, items } = read(form);
  const number = (text) => Number(text.replace(",", "."));
  const total = items.length
    ? items.reduce((so, one) => so + number(one.quantity) * number(one.price), 0)
    : number(amount);
  const style = { style: "currency", currency: form.dataset.currency };
  return total ? total.toLocaleString(document.documentElement.lang, style) : "–";
};
