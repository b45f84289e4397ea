// Lets the page that checks certificates open without a line. `ABOUT` (assets, page, manifest, version) is put before this.
"use strict";
const CACHE = `tereze-verify-${ABOUT.version}`, DATA = "tereze-verify-data";

const fill = async () => {
  const cache = await caches.open(CACHE);
  await Promise.all([...ABOUT.assets, ABOUT.page, ABOUT.manifest].map(async (address) => {
    const response = await fetch(address, { redirect: "error", cache: "no-cache" });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    await cache.put(address, response);
  }));
};
const sweep = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("tereze-verify-") && name !== CACHE && name !== DATA) await caches.delete(name);
  }
};
const page = async (request) => {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(6000) });
    if (response.ok) return response;
  } catch { /* no line: below */ }
  return (await caches.match(ABOUT.page)) ?? Response.error();
};

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === ABOUT.page) event.respondWith(page(request));
  } else if (ABOUT.assets.includes(pathname) || pathname === ABOUT.manifest) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
