// The palette and the keys. Without any of it the same search is a page of its own.

const palette = document.getElementById("palette");
const field = document.getElementById("palette-q");
const keys = document.getElementById("keys");
const letters = document.getElementById("letters");

const open = () => {
  if (palette.open) return;
  palette.showModal();
  field.select();
  field.dispatchEvent(new CustomEvent("palette"));
};

for (const link of document.querySelectorAll("[data-palette-open]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
}

// Up and down walk through the field and what was found; Enter there opens the page of it all.
palette.addEventListener("keydown", (event) => {
  const stops = [field, ...palette.querySelectorAll("#palette-found a")];
  const here = stops.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(here + step + stops.length) % stops.length].focus();
  }
});

// A click beside a dialog closes it.
for (const dialog of [palette, keys]) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

// Who dictates or presses keys by chance can do without single letters.
letters.checked = localStorage.getItem("letters") !== "no";
letters.addEventListener("change", () => {
  localStorage.setItem("letters", letters.checked ? "yes" : "no");
});

// A box to tick takes no letters, nor does a field of a dialog that has just closed.
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const writing = (target) => {
  const place = target.closest?.(FIELDS);
  return Boolean(place) && !place.closest("dialog:not([open])");
};

let before = "";
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    open();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (!letters.checked || palette.open || keys.open) return;
  const link = before === "g" ? keys.querySelector(`[data-key="${CSS.escape(event.key)}"]`) : null;
  before = event.key;
  if (link) {
    location.assign(link.href);
  } else if (event.key === "?") {
    keys.showModal();
  } else if (event.key === "/") {
    const search = document.querySelector("main input[type=search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
  }
});
