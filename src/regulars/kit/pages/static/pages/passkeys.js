// Passkeys: a form carries the question, or asks for one when it is sent; what the device answers
// goes into its hidden field.

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const listed = (all) => (all ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const ask = (way, question) => {
  const publicKey = { ...question, challenge: bytes(question.challenge) };
  if (way === "get") {
    publicKey.allowCredentials = listed(question.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...question.user, id: bytes(question.user.id) };
  publicKey.excludeCredentials = listed(question.excludeCredentials);
  return navigator.credentials.create({ publicKey });
};

const told = (made) => {
  const response = {};
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  for (const part of parts) {
    if (made.response[part]) response[part] = text(made.response[part]);
  }
  return JSON.stringify({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
  });
};

// A question is remembered until it is answered: strangers who only look are asked nothing.
const questionOf = async (form) => {
  if (form.dataset.question) return JSON.parse(form.dataset.question);
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  const answer = await fetch(form.dataset.ask, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    const field = form.elements.namedItem("passkey");
    if (field.value) return;
    event.preventDefault();
    const problem = form.querySelector("[data-problem]");
    problem.hidden = true;
    try {
      field.value = told(await ask(form.dataset.passkey, await questionOf(form)));
      form.requestSubmit();
    } catch {
      problem.textContent = form.dataset.failed;
      problem.hidden = false;
    }
  });
}
