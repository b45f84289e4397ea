// A street on a phone: shown from the server or from what the phone keeps, typed without waiting, sent when it can be.
"use strict";
(() => {
  const main = document.querySelector("[data-walk]");
  if (!main || !globalThis.indexedDB || !globalThis.crypto?.subtle) return; // the plain forms do
  const words = main.dataset;
  const path = location.pathname;
  const $ = (what) => document.querySelector(what);
  let held = null, yards = [], hasLine = true, signedOut = false, sending = false, again = false;

  const waiting = () => yards.filter((one) => one.typed && !one.typed.draft);
  const tell = (text, { signIn = false } = {}) => {
    $("[data-problem]").hidden = !text;
    $("[data-said]").textContent = text;
    const link = $("[data-problem] a");
    link.hidden = !signIn;
    link.href = `${words.login}?next=${encodeURIComponent(path)}`;
  };
  const showLine = () => {
    const count = waiting().length;
    const said = count ? Walk.say(words.waiting, { n: count }) : words.allSent;
    $("[data-line]").textContent = hasLine ? said : `${count ? `${said}\n` : ""}${words.noLine}`;
    $("[data-line]").className = `walk-line${count ? " waits" : ""}${hasLine ? "" : " cut"}`;
    const walked = yards.filter((one) => one.yard.visit || (one.typed && !one.typed.draft)).length;
    $("[data-walked]").textContent = yards.length && !held?.street.closed ? Walk.say(words.walkedOf, { n: walked, all: yards.length }) : "";
    if (signedOut) tell(words.signIn, { signIn: true });
  };

  const keep = async (yard, visit) => {
    yard.typed = visit;
    await Walk.store.put(path, held, visit);
    yard.show();
    showLine();
  };
  const drop = async (yard) => {
    yard.typed = null;
    yard.filled = false;
    await Walk.store.remove(path, held, yard.yard.reference);
    yard.show();
    showLine();
  };
  // A new value takes the place of what the walker has seen, and of nothing else: what waited here before, or what
  // the server had when the household was opened. What a colleague wrote meanwhile is shown first.
  const made = (yard, found, { draft = false, seen = [] } = {}) => {
    const before = yard.typed;
    const known = before ? [...before.replaces, before.draft ? null : before.key] : [yard.yard.visit?.key];
    return {
      ...found, household: yard.yard.reference, house: yard.yard.house, key: crypto.randomUUID(), draft,
      replaces: [...new Set([...known, ...seen].filter(Boolean))], at: new Date().toISOString(),
    };
  };

  const act = {
    async save(yard, found) {
      clearTimeout(yard.soon);
      await keep(yard, made(yard, found));
      yard.details.open = false;
      yard.element.scrollIntoView({ block: "nearest" });
      flush();
    },
    draft(yard, found) {
      if (!yard.typed || yard.typed.draft) keep(yard, made(yard, found, { draft: true }));
    },
    async keepTheirs(yard) {
      yard.yard.visit = yard.typed.problem.theirs;
      await drop(yard);
      yard.details.open = false;
    },
    async writeMine(yard) {
      const { problem, key, replaces, ...found } = yard.typed;
      yard.yard.visit = problem.theirs;
      await keep(yard, made(yard, found, { seen: [problem.theirs.key] }));
      yard.details.open = false;
      flush();
    },
    async again(yard) {
      const { problem, ...visit } = yard.typed;
      await keep(yard, visit);
      await refresh();
      flush();
    },
    remove: drop,
  };

  const settle = async (yard, sent, answer) => {
    if (yard.typed?.key !== sent.key) { // typed anew while it was on its way: that one is sent next
      if (answer.status === "saved") yard.yard.visit = answer.visit;
      return;
    }
    if (answer.status === "saved") {
      yard.yard.visit = answer.visit;
      await drop(yard);
    } else if (answer.status !== "closed") {
      await keep(yard, { ...sent, problem: { status: answer.status, said: answer.said, theirs: answer.theirs } });
    }
  };
  const flush = async () => {
    again = sending;
    if (sending || !held || held.street.closed) return;
    sending = true;
    try {
      for (const yard of waiting().filter((one) => !one.typed.problem)) {
        const sent = yard.typed;
        const answer = await Walk.send(path, sent);
        hasLine = true;
        signedOut = false;
        await settle(yard, sent, answer);
        if (answer.status === "closed") {
          await refresh();
          break;
        }
      }
    } catch (error) {
      hasLine = !(error instanceof Walk.NoLine);
      signedOut = error instanceof Walk.SignedOut;
      if (hasLine && !signedOut) throw error;
    } finally {
      sending = false;
      showLine();
    }
    if (again) flush();
  };

  const draw = async () => {
    const { visits } = await Walk.store.typed(path, held);
    const { street } = held;
    const unknown = visits.filter((one) => !street.yards.some((yard) => yard.reference === one.household));
    const shown = [...street.yards, ...unknown.map((one) => ({ // the street was taken away, what was typed was not
      reference: one.household, house: one.house, head: "", account: "", members: [], property: [], had: {}, ask: [], visit: null,
    }))];
    const open = yards.find((one) => one.details.open)?.yard.reference;
    yards = shown.map((yard) => new Walk.Yard(yard, street.labels, words, act));
    const list = document.createElement("ul");
    list.className = "yards";
    for (const yard of yards) {
      yard.typed = visits.find((one) => one.household === yard.yard.reference) ?? null;
      if (yard.typed && street.closed) yard.typed = { ...yard.typed, draft: false, problem: { said: street.closed } };
      yard.show();
      yard.details.open = yard.yard.reference === open;
      list.append(yard.element);
    }
    $("[data-list]").replaceChildren(list);
    $("[data-street]").textContent = street.street;
    document.title = street.street;
    tell(street.closed);
    $("[data-back-to-round]").href = path.replace(/walk\/\d+\/$/, "");
    showLine();
  };
  const refresh = async () => {
    try {
      held = await Walk.store.keep(path, await Walk.fetchStreet(path));
      hasLine = true;
      signedOut = false;
    } catch (error) {
      hasLine = !(error instanceof Walk.NoLine);
      signedOut = error instanceof Walk.SignedOut;
      if (hasLine && !signedOut) throw error;
      if (signedOut) await Walk.store.forget();
      held = signedOut ? null : await Walk.store.held(path);
    }
    if (held) return draw();
    const { locked } = await Walk.store.typed(path, null);
    $("[data-list]").replaceChildren();
    yards = [];
    tell(signedOut || locked ? words.locked : words.nothing, { signIn: true });
    $("[data-line]").textContent = locked ? Walk.say(words.waiting, { n: locked }) : hasLine ? "" : words.noLine;
  };

  const install = async () => {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(words.worker, { scope: path, updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    if (hasLine) active.postMessage("fill");
  };
  const wake = async () => {
    if (!held || sending) return;
    if (waiting().some((one) => !one.typed.problem) || !hasLine) await flush();
    if (!hasLine && !waiting().length) { // nothing to send tells that the line is back: ask
      try { await Walk.fetchStreet(path); hasLine = true; } catch { /* it is not */ }
      showLine();
    }
  };
  addEventListener("online", wake);
  addEventListener("offline", () => { hasLine = false; showLine(); });
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  setInterval(wake, 20000);

  refresh().then(flush).then(install);
})();
