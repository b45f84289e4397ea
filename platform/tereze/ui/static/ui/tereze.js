// Makes pages quicker; every page works without. Its words come from the page.
"use strict";
(() => {
  const $ = (what, root = document) => root.querySelector(what);
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const words = document.body.dataset;
  const on = (names, act) => names.split(" ").forEach((name) => document.addEventListener(name, act));
  const writes = (at) => at.closest("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

  const make = (tag) => document.createElement(tag);
  const toast = (text, press) => {
    const [box, said, button] = ["div", "p", "button"].map(make);
    box.className = "toast error";
    said.textContent = text;
    button.textContent = words.again;
    button.onclick = () => { box.remove(); press(); };
    box.append(said, button);
    $("#toasts").replaceChildren(box);
  };
  all("[data-toast]").forEach((box) => {
    const button = make("button");
    button.textContent = "×";
    button.title = words.close;
    button.onclick = () => box.remove();
    box.append(button);
  });

  // Search: arrows choose, Enter opens, Esc goes back.
  const input = (search) => $("input[type=search]", search);
  const hits = (search) => all("[data-hit]", search);
  const chosen = (search) => hits(search).findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  const choose = (search, index) => {
    hits(search).forEach((hit, at) => hit.setAttribute("aria-selected", at === index));
    const hit = hits(search)[index];
    input(search).setAttribute("aria-activedescendant", hit?.id ?? "");
    hit?.scrollIntoView({ block: "nearest" });
  };
  const tell = (search) => {
    $("[data-found-status]", search).textContent = $("[data-status]", search)?.dataset.status ?? "";
    choose(search, 0);
  };
  const empty = (search) => { $(".found", search).replaceChildren(); tell(search); };
  all("[data-search]").forEach((search) => {
    const box = input(search);
    box.addEventListener("input", () => box.value.trim() || empty(search));
    box.addEventListener("keydown", (event) => {
      const many = hits(search).length;
      const step = { ArrowDown: 1, ArrowUp: many - 1 }[event.key];
      const current = $("[data-q]", search)?.dataset.q === box.value.trim();
      if (step && many) choose(search, (chosen(search) + step) % many);
      else if (event.key === "Enter" && current && chosen(search) >= 0) hits(search)[chosen(search)].click();
      else if (event.key === "Escape") {
        if (!box.value) box.blur();
        box.value = "";
        empty(search);
      } else return;
      event.preventDefault();
    });
  });
  on("htmx:afterSwap", ({ target }) => { const search = target.closest("[data-search]"); if (search) tell(search); });

  // Keys, by their place: the Kyrgyz layout will do as well.
  on("keydown", (event) => {
    const { target, key, code } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || $("dialog[open]")) return;
    const menu = $("[data-menu][open]");
    if (key === "Escape") {
      if (menu) {
        menu.open = false;
        $("summary", menu).focus();
      }
      else if (writes(target)) target.blur();
      else $("[data-back]")?.click();
    }
    if (writes(target) || (key === "Enter" && target !== document.body)) return;
    const place = event.shiftKey ? key : code.replace(/^(Digit|Numpad|Key)/, "").toLowerCase();
    const box = (key === "/" || place === "slash") && input($("[data-search]") ?? document);
    const button = box || all("[data-key]").find(({ dataset }) => [key, place].includes(dataset.key));
    if (!button) return;
    event.preventDefault();
    if (box) box.select();
    else button.click();
  });
  on("click", ({ target }) => { const menu = $("[data-menu][open]"); if (menu && !menu.contains(target)) menu.open = false; });

  // Nothing is sent twice, nor into a dead line.
  const release = (form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  };
  on("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent || !navigator.onLine) event.preventDefault();
    if (!navigator.onLine) return toast(words.failed, () => form.requestSubmit(submitter));
    form.dataset.sent = "yes";
    submitter?.setAttribute("aria-busy", "true");
    setTimeout(release, 8000, form);
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach(release));
  on("htmx:afterRequest", ({ target }) => target.dataset?.sent && release(target));

  on("htmx:sendError htmx:timeout htmx:responseError", ({ type, detail: { elt, target, requestConfig: asked } }) => {
    const again = () => htmx.ajax(asked.verb, asked.path, { source: elt, target, values: asked.parameters });
    toast(type === "htmx:responseError" ? words.broke : words.failed, again);
  });
  on("htmx:beforeSwap", ({ detail }) => {
    if (!detail.xhr.responseURL.includes("/account/login/")) return;
    detail.shouldSwap = false; // signed out meanwhile
    location.reload();
  });

  const print = (source) => {
    const frame = make("iframe");
    frame.id = "printing";
    frame.className = "visually-hidden";
    frame.tabIndex = -1;
    frame.src = source;
    frame.onload = () => {
      try { frame.contentWindow.print(); } catch { open(source); }
    };
    $("#printing")?.remove();
    document.body.append(frame);
  };
  on("click", (event) => {
    const { dialog, print: page, printSrc } = event.target.closest("[data-dialog], [data-print], [data-print-src]")?.dataset ?? {};
    if ([dialog, page, printSrc].every((what) => what === undefined)) return;
    event.preventDefault();
    if (dialog) document.getElementById(dialog).showModal();
    else if (printSrc) print(printSrc);
    else window.print();
  });
  const now = $("[data-print-now], iframe[data-print-src]");
  if (now && performance.getEntriesByType("navigation")[0]?.type === "navigate") print(now.dataset.printSrc);
})();
