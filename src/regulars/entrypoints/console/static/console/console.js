// Small things that HTML cannot do alone. The console works without any of it.

const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  const label = () => {
    button.textContent = isDark() ? button.dataset.toLight : button.dataset.toDark;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    label();
  });
  dark.addEventListener("change", label);
  label();
}

// What was replaced had the focus: the first thing that is wrong, or the question, gets it.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.elt;
  target.querySelector?.("[aria-invalid=true], [data-focus]")?.focus();
});

// A menu closes when one looks elsewhere.
for (const menu of document.querySelectorAll("details.account")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
