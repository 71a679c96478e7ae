// Inside the frame: listens to the page around it only if that page is one that the shop named.

const { view, key, label, accent, language, me, earn } = document.body.dataset;
const origins = document.body.dataset.origins.split(" ");
const piece = document.getElementById("piece");
let [token, page] = ["", ""];

const tell = (kind, said = {}) => { if (page) parent.postMessage({ regulars: kind, ...said }, page); };
const ask = async (address, said) => {
  const body = JSON.stringify({ key, language, ...said });
  const answer = await fetch(address, { method: "POST", credentials: "omit", body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

const stranger = piece.innerHTML;
const know = async (given) => {
  token = given;
  try {
    piece.innerHTML = given ? (await ask(me, { token }))[view] : stranger;
    if (given) tell("known");
  } catch {
    token = "";
    piece.innerHTML = stranger;
    tell("unknown");
  }
};

const earned = async ({ id, basket }) => {
  try {
    tell("earned", { id, ...(await ask(earn, { ...basket, token })) });
  } catch {
    tell("earned", { id, text: "" });
  }
};

const look = ({ accent: shown, ink }) => {
  const colour = /^#[0-9a-f]{6}$/i;
  if (!colour.test(shown) || !colour.test(ink)) return;
  document.documentElement.style.setProperty("--accent", shown);
  document.documentElement.style.setProperty("--on-accent", ink);
};

addEventListener("message", (event) => {
  if (event.source !== parent || !origins.includes(event.origin)) return;
  page = event.origin;
  const said = event.data ?? {};
  if (said.regulars === "look") look(said);
  if (said.regulars === "member" && typeof said.token === "string") know(said.token);
  if (said.regulars === "earn") earned(said);
});
document.getElementById("close")?.addEventListener("click", () => tell("close"));
addEventListener("keydown", (event) => { if (event.key === "Escape") tell("close"); });

// Nothing of anybody's: it only says that the page may speak now.
parent.postMessage({ regulars: "ready", label, accent }, "*");
