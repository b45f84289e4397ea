// What a phone keeps of a street, and how. Names and numbers lie here only as AES-GCM noise. The key comes with the
// page while somebody is signed in, is kept so that scripts can use it and nobody can read it, and is thrown away,
// with all that it locked of the street, at sign-out (ui/keep.js), when the sign-in runs out, and when the round is
// closed. What was typed and not sent stays, locked, until the same walker signs in again: the server makes the same key.
"use strict";
const Walk = {};
(() => {
  const HELD = ["tereze-round", { streets: "path" }]; // gone at sign-out
  const TYPED = ["tereze-round-typed", { visits: "id" }]; // stays until it was sent

  const opened = ([name, stores]) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores)) asked.result.createObjectStore(store, { keyPath });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const within = async (place, mode, act) => {
    const base = await opened(place);
    try {
      const [store] = Object.keys(place[1]);
      const transaction = base.transaction(store, mode, { durability: "strict" });
      const answer = act(transaction.objectStore(store));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
      return answer.result;
    } finally {
      base.close();
    }
  };

  const lock = async (key, value) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  };
  const unlock = async (key, { iv, bytes }) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes)));

  Walk.store = {
    // The street's page from the server: what is shown is kept locked, the key beside it cannot be taken out.
    async keep(path, told) {
      const raw = Uint8Array.from(atob(told.key), (letter) => letter.charCodeAt(0));
      const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
      const { key: _key, csrf: _csrf, ...street } = told;
      const shown = told.closed ? { ...street, yards: [] } : street;
      const locked = await lock(key, shown);
      await within(HELD, "readwrite", (store) => store.put({ path, key, owner: told.owner, until: told.until, ...locked }));
      return { key, street: shown };
    },
    async held(path) {
      const found = await within(HELD, "readonly", (store) => store.get(path));
      if (!found) return null;
      if (found.until < Date.now()) {
        await Walk.store.forget();
        return null;
      }
      return { key: found.key, street: await unlock(found.key, found) };
    },
    forget: () => within(HELD, "readwrite", (store) => store.clear()),

    async put(path, { key, street: { owner } }, visit) {
      const locked = await lock(key, visit);
      const id = `${path}${owner}:${visit.household}`;
      await within(TYPED, "readwrite", (store) => store.put({ id, path, owner, ...locked }));
    },
    remove: (path, { street: { owner } }, household) =>
      within(TYPED, "readwrite", (store) => store.delete(`${path}${owner}:${household}`)),
    // All that this walker typed in this street and that is not sent; `locked` counts what only a sign-in can open.
    async typed(path, held) {
      const all = (await within(TYPED, "readonly", (store) => store.getAll())).filter((one) => one.path === path);
      const own = held ? all.filter((one) => one.owner === held.street.owner) : [];
      const visits = [];
      for (const one of own) {
        try { visits.push(await unlock(held.key, one)); } catch { /* another key: it stays, and is counted below */ }
      }
      return { visits, locked: all.length - visits.length };
    },
  };
})();
