// Keeps the club's looks and the page with the code, nothing that is anybody's, for off-line use.
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const PAGE = "{{ page|escapejs }}";
const KEPT = "{{ name|escapejs }}";

const keep = async () => {
  const cache = await caches.open(KEPT);
  await cache.addAll([...FILES, PAGE]);
  const wanted = new Set([...FILES, PAGE].map((file) => new URL(file, self.location).href));
  for (const one of await cache.keys()) if (!wanted.has(one.url)) await cache.delete(one);
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE).then((page) => page ?? Response.error())));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((file) => file ?? fetch(request)));
  }
});
