// Keeps the counter's page and its files, and gives them when there is no network.
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const PAGE = "{{ page|escapejs }}";
const KEPT = "till";

const keep = async () => {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES);
  const wanted = new Set(FILES.map((file) => new URL(file, self.location).href));
  for (const one of await cache.keys()) {
    const old = !wanted.has(one.url) && new URL(one.url).pathname !== PAGE;
    if (old) await cache.delete(one);
  }
  const page = await fetch(PAGE);
  if (page.ok && !page.redirected) await cache.put(PAGE, page);
};

const counter = async (request) => {
  try {
    const page = await fetch(request);
    // An answer to POST shows a customer: that one is not kept.
    if (request.method === "GET" && page.ok && page.type === "basic" && !page.redirected) {
      await (await caches.open(KEPT)).put(PAGE, page.clone());
    }
    return page;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const at = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate" && at === PAGE) event.respondWith(counter(event.request));
  else if (event.request.method === "GET" && FILES.includes(at)) {
    event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request)));
  }
});
