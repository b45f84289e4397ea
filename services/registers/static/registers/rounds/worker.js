// Lets the page of a street open without a line. It keeps scripts, styles, letters and a page without anybody in it;
// who lives in the street is kept by store.js, locked. `ABOUT` (assets, shell, version) is put before this text.
"use strict";
const CACHE = `tereze-round-${ABOUT.version}`;

const fill = async () => {
  const cache = await caches.open(CACHE);
  await Promise.all([...ABOUT.assets, ABOUT.shell].map(async (address) => {
    const response = await fetch(address, { redirect: "error", cache: "no-cache" });
    if (response.ok) await cache.put(address, response);
  }));
};
const sweep = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("tereze-round-") && name !== CACHE) await caches.delete(name);
  }
};
const page = async (request) => {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (response.status < 500) return response;
  } catch { /* no line: below */ }
  return (await caches.match(ABOUT.shell)) ?? Response.error();
};

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim())));
addEventListener("message", (event) => { if (event.data === "fill") event.waitUntil(fill().catch(() => {})); });
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === new URL(registration.scope).pathname) event.respondWith(page(request));
  } else if (ABOUT.assets.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
