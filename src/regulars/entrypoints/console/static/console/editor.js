// Line numbers beside a text, and the way from a problem to its line. Without it both are plain.

for (const editor of document.querySelectorAll("[data-editor]")) {
  const text = editor.querySelector("textarea");
  const gutter = document.createElement("pre");
  gutter.className = "gutter";
  gutter.setAttribute("aria-hidden", "true");
  editor.prepend(gutter);
  editor.classList.add("numbered");

  const number = () => {
    const wrong = new Set([...document.querySelectorAll("[data-line]")].map((one) => one.dataset.line));
    const count = text.value.split("\n").length;
    gutter.replaceChildren(
      ...Array.from({ length: count }, (_, index) => {
        const line = document.createElement("div");
        line.textContent = String(index + 1);
        line.classList.toggle("wrong", wrong.has(line.textContent));
        return line;
      }),
    );
    gutter.style.minInlineSize = `${String(count).length + 3}ch`;
    gutter.scrollTop = text.scrollTop;
  };
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => {
    gutter.scrollTop = text.scrollTop;
  });
  document.addEventListener("htmx:afterSettle", number);
  number();

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const at = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[at].length);
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, (at - 4) * height);
  });
}
