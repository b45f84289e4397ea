// What makes pages quicker. Every page works without it; words come from the page, in its language.
"use strict";
(() => {
  const $ = (what, root = document) => root.querySelector(what);
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const words = document.body.dataset;
  const writes = (at) => at.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

  // --- the search box: arrows choose, Enter opens, Esc goes back
  const hits = (search) => all("[data-hit]", search);
  const choose = (search, index) => {
    const found = hits(search);
    const input = $("input[type=search]", search);
    found.forEach((hit, at) => hit.setAttribute("aria-selected", at === index));
    const chosen = found[index];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const chosenIn = (search) => hits(search).findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  const fresh = (search) => $("[data-q]", search)?.dataset.q === $("input[type=search]", search).value.trim();
  const empty = (search) => {
    $(".found", search).replaceChildren();
    $("[data-found-status]", search).textContent = "";
    choose(search, -1);
  };
  all("[data-search]").forEach((search) => {
    const input = $("input[type=search]", search);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const many = hits(search).length;
      if (step && many) {
        event.preventDefault();
        choose(search, (chosenIn(search) + step + many) % many);
      } else if (event.key === "Enter" && fresh(search) && chosenIn(search) >= 0) {
        event.preventDefault();
        hits(search)[chosenIn(search)].click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        if (input.value) input.value = "";
        else input.blur();
        empty(search);
      }
    });
    input.addEventListener("input", () => input.value.trim() || empty(search));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const search = event.target.closest?.("[data-search]");
    if (!search) return;
    $("[data-found-status]", search).textContent = $("[data-status]", search)?.dataset.status ?? "";
    choose(search, hits(search).length ? 0 : -1);
  });

  // --- keys that work everywhere; by place on the keyboard, so that the Kyrgyz layout does as well
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      const menu = $("[data-menu][open]");
      if (menu) menu.open = false;
      else if (!$("dialog[open]")) (writes(event.target) ? event.target.blur() : $("[data-back]")?.click());
      return;
    }
    if (writes(event.target) || $("dialog[open]")) return;
    if (event.key === "/" || event.code === "Slash") {
      const input = $("[data-search] input[type=search]");
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.select();
      return;
    }
    const key = event.code.replace(/^(Digit|Numpad|Key)/, "").toLowerCase();
    const button = all("[data-key]").find(({ dataset }) => dataset.key.toLowerCase() === key || dataset.key === event.key);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  document.addEventListener("click", (event) => {
    const menu = $("[data-menu][open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  // --- nothing is sent twice; a page that came back from memory may send again
  const release = (form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get" || form.method === "dialog" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(release, 8000, form);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", ({ target }) => target.dataset?.sent && release(target));

  // --- what was typed outlives a reload and a dropped line: forms marked data-keep
  const kept = (form) => `keep:${location.pathname}:${form.id}`;
  const fields = (form) => all("input:not([type=hidden], [type=password], [type=file]), select, textarea", form);
  const went = performance.getEntriesByType("navigation")[0]?.type;
  if ("signedOut" in words) sessionStorage.clear();
  all("form[data-keep]").forEach((form) => {
    const known = JSON.parse(sessionStorage.getItem(kept(form)) ?? "{}");
    if (known.sent && went === "navigate") sessionStorage.removeItem(kept(form));
    else fields(form).forEach((field) => {
      if (!(field.name in known)) return;
      if (/checkbox|radio/.test(field.type)) field.checked = known[field.name].includes(field.value);
      else field.value = known[field.name];
    });
    const keep = (sent) => {
      const now = sent ? { sent } : {};
      fields(form).forEach(({ name, type, value, checked }) => {
        if (/checkbox|radio/.test(type)) now[name] = [...(now[name] ?? []), ...(checked ? [value] : [])];
        else now[name] = value;
      });
      sessionStorage.setItem(kept(form), JSON.stringify(now));
    };
    form.addEventListener("input", () => keep());
    form.addEventListener("submit", () => keep(true));
  });

  // --- messages; and "try again" when the line drops
  const toast = (text, label, press) => {
    const box = document.createElement("div");
    const said = document.createElement("p");
    const button = document.createElement("button");
    box.className = "toast error";
    said.textContent = text;
    button.textContent = label;
    button.type = "button";
    button.addEventListener("click", () => { box.remove(); press(); });
    box.append(said, button);
    $("#toasts")?.replaceChildren(box);
  };
  all("[data-toast]").forEach((box) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", words.close ?? "×");
    button.addEventListener("click", () => box.remove());
    box.append(button);
  });
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, ({ detail: { elt, target, requestConfig: { verb, path, parameters } } }) => {
      toast(words.failed, words.again, () => htmx.ajax(verb, path, { source: elt, target, values: parameters }));
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.xhr.responseURL?.includes("/account/login/")) return;
    event.detail.shouldSwap = false; // signed out meanwhile: show the sign-in page as a page
    location.reload();
  });

  // --- dialogs and printing
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-dialog], [data-print], [data-print-src]");
    if (!link) return;
    const { dialog, printSrc } = link.dataset;
    event.preventDefault();
    if (dialog) document.getElementById(dialog)?.showModal();
    else if (printSrc) print(printSrc);
    else window.print();
  });
  const print = (source) => {
    $("#printing")?.remove();
    const frame = document.createElement("iframe");
    frame.id = "printing";
    frame.className = "visually-hidden";
    frame.tabIndex = -1;
    frame.ariaHidden = "true";
    frame.src = source;
    frame.addEventListener("load", () => {
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
      } catch {
        window.open(source);
      }
    });
    document.body.append(frame);
  };
  const now = $("[data-print-now]");
  if (now && went === "navigate") print(now.dataset.printSrc);
})();
