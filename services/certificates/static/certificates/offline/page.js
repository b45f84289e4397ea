// Checks certificates without a network by what this phone keeps: public keys, and lists of revoked certificates.
"use strict";
(() => {
  const KEPT = "tereze-verify-data", AT_ONCE = 4;
  const root = document.querySelector("[data-offline]"), find = (name) => root.querySelector(`[data-${name}]`);
  const { keys: keysAt, list: listAt } = root.dataset;
  let councils = new Map(), lists = new Map(), strange = false;

  // --- what this phone keeps
  const kept = async (address) => (await (await caches.open(KEPT)).match(address)) ?? null;
  const keep = async (address, body) => (await caches.open(KEPT)).put(address, new Response(body));
  const listOf = (name) => listAt.replace("{}", encodeURIComponent(name));
  const readList = async (raw) => {
    const one = await Formats.list(new Uint8Array(raw), councils);
    const held = lists.get(one.council);
    if (held && held.made > one.made) return false; // an older list is never taken for a newer one
    lists.set(one.council, one);
    return true;
  };
  const recall = async () => {
    const said = await kept(keysAt);
    if (said) councils = Formats.keys(await said.json());
    for (const name of councils.keys()) {
      const raw = await kept(listOf(name));
      if (raw) await raw.arrayBuffer().then(readList).catch(() => {});
    }
  };
  const fetched = async (address) => {
    const response = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(15_000) });
    if (!response.ok) throw new Error(String(response.status));
    return response;
  };
  const renewKeys = async () => {
    const text = await (await fetched(keysAt)).text(), newer = Formats.keys(JSON.parse(text));
    strange = !await Formats.mayFollow(councils, newer);
    if (strange) return;
    councils = newer;
    await keep(keysAt, text);
  };
  const renewList = async (name) => {
    const raw = await (await fetched(listOf(name))).arrayBuffer();
    if (await readList(raw)) await keep(listOf(name), raw);
  };
  const renew = async () => {
    await renewKeys();
    const waiting = [...councils.keys()];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (waiting.length) await renewList(waiting.pop()).catch(() => {});
    }));
  };

  // --- what the page says
  const ago = (made) => {
    const hours = Math.max(0, Math.floor((Date.now() - made) / 3_600_000));
    return hours < 48 ? root.dataset.hours.replaceAll("{n}", hours) : root.dataset.days.replaceAll("{n}", Math.floor(hours / 24));
  };
  const clone = (name) => root.querySelector(`template[data-name="${name}"]`).content.cloneNode(true);
  const oldest = () => lists.size && lists.size === councils.size ? Math.min(...[...lists.values()].map((one) => one.made)) : null;
  const tellState = () => {
    const made = oldest(), state = find("state");
    const name = strange ? "strange" : !councils.size ? "nothing" : made === null ? "no-list" : Date.now() - made > Formats.STALE ? "old" : "fresh";
    state.replaceChildren(clone(`state-${name}`));
    state.dataset.state = name;
    const age = state.querySelector("[data-age]");
    if (age) age.textContent = ago(made);
  };
  const put = (part, name, text) => {
    const place = part.querySelector(`[data-said="${name}"]`);
    if (!place) return;
    if (text) place.textContent = text;
    else place.closest("[data-row]")?.remove();
  };
  const kindOf = (code) => root.querySelector(`[data-kind="${CSS.escape(code)}"]`)?.textContent ?? code;
  const tell = ({ outcome, code, signer, said, list, remarks = [] }) => {
    const part = clone(outcome), section = part.querySelector("section");
    section.dataset.outcome = outcome;
    if (said) {
      const facts = clone("facts");
      put(facts, "number", said.number);
      put(facts, "issued", Formats.written(said.issued));
      put(facts, "kind", kindOf(said.kind));
      put(facts, "initials", said.initials);
      put(facts, "until", said.until === null ? "" : Formats.written(said.until));
      put(facts, "council", `${signer.name_ky} · ${signer.name_ru}`);
      put(facts, "list", list ? ago(list.made) : "");
      section.append(facts);
    }
    for (const remark of remarks) section.querySelector("h1").after(clone(`remark-${remark}`));
    const online = section.querySelector("a[data-online]");
    if (online) { if (root.dataset.council) online.href = `/v/?code=${code}`; else online.remove(); }
    find("result").replaceChildren(part);
    find("result").scrollIntoView({ block: "nearest" });
    find("result").focus();
  };
  const check = async (text) => tell(await Formats.check(text, councils, lists, Date.now()));
  const say = (name) => find("result").replaceChildren(clone(name));

  // --- what people do
  const begin = () => {
    const form = find("form"), video = find("video"), open = find("scan"), close = find("stop"), photo = find("photo");
    form.addEventListener("submit", (event) => { event.preventDefault(); check(form.elements.code.value); });
    open.addEventListener("click", async () => {
      find("camera").hidden = false;
      open.hidden = true;
      try {
        const text = await Camera.scan(video);
        if (text) await check(text);
      } catch { say("no-camera"); }
      find("camera").hidden = true;
      open.hidden = false;
    });
    close.addEventListener("click", () => Camera.stop(video));
    photo.addEventListener("change", async () => {
      const [file] = photo.files;
      const text = file ? await Camera.photo(file).catch(() => null) : null;
      if (text) await check(text); else if (file) say("no-code");
      photo.value = "";
    });
    open.hidden = !navigator.mediaDevices?.getUserMedia;
  };
  const start = async () => {
    if (!globalThis.crypto?.subtle || !globalThis.caches || !await Formats.canVerify()) {
      find("tools").hidden = true;
      say("no-crypto");
      return;
    }
    begin();
    if (navigator.serviceWorker) navigator.serviceWorker.register(root.dataset.worker, { scope: "/v/" }).catch(() => {});
    await recall().catch(() => {});
    await renew().catch(() => {});
    tellState();
    root.dataset.ready = "yes";
    addEventListener("online", () => renew().then(tellState, () => {}));
  };
  start();
})();
