// What was typed into forms marked data-keep outlives a reload and a dropped line, until it was sent or one signs out.
"use strict";
(() => {
  if ("signedOut" in document.body.dataset) {
    sessionStorage.clear();
    globalThis.indexedDB?.deleteDatabase("tereze-round"); // the street a walker carried, and the key to it
    globalThis.caches?.keys().then((names) => names.filter((name) => name.startsWith("tereze-")).forEach((name) => caches.delete(name)));
  }
  const arrived = performance.getEntriesByType("navigation")[0]?.type;
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const name = `keep:${location.pathname}:${form.id}`;
    const fields = [...form.querySelectorAll("input:not([type=hidden], [type=password], [type=file]), select, textarea")];
    const ticked = (field) => /checkbox|radio/.test(field.type);
    const known = JSON.parse(sessionStorage.getItem(name) ?? "{}");
    if (known.sent && arrived === "navigate") sessionStorage.removeItem(name);
    else {
      for (const field of fields.filter((one) => known.typed?.[one.name])) {
        const typed = known.typed[field.name];
        if (ticked(field)) field.checked = typed.includes(field.value);
        else [field.value] = typed;
      }
    }
    const keep = (sent) => {
      const typed = {};
      for (const field of fields) {
        typed[field.name] ??= [];
        if (!ticked(field) || field.checked) typed[field.name].push(field.value);
      }
      sessionStorage.setItem(name, JSON.stringify({ typed, sent }));
    };
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", () => keep(true));
  }
})();
