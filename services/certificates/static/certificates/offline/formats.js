// What a certificate's code, the keys and the list of revoked ones say, and whether it is true: platform/docs/verification.md.
"use strict";
const Formats = (() => {
  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const MEANT = { О: "0", O: "0", I: "1", L: "1", U: "V", А: "A", В: "B", Е: "E", К: "K", М: "M", Н: "H", Р: "P", С: "C", Т: "T", Х: "X", У: "Y" };
  const BETWEEN = /[ \-\u00a0\u2010\u2011\u2013\t\r\n]/g;
  const DAY = 86_400_000, ZERO = Date.UTC(2020, 0, 1), OFFICE = 6 * 3_600_000;
  const LONGEST = 600, STALE = 7 * DAY, SIGNATURE = 64, MOST_BYTES = 2_000_000;
  const utf8 = new TextEncoder();
  const context = { payload: utf8.encode("tereze certificate\0"), list: utf8.encode("tereze revocations\0"), key: utf8.encode("tereze key\0") };

  const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  const fromBase32 = (text) => {
    const raw = [];
    let held = 0, bits = 0;
    for (const sign of text) {
      const value = BASE32.indexOf(sign);
      if (value < 0) throw new SyntaxError("not Base32");
      held = ((held << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) raw.push((held >> (bits -= 8)) & 255);
    }
    if (bits >= 5 || held & ((1 << bits) - 1)) throw new SyntaxError("ends in a way that is never written");
    return new Uint8Array(raw);
  };

  // The part of CBOR that we write: whole numbers, bytes, texts, arrays, true, false, null.
  const cbor = (raw) => {
    let at = 0;
    const take = (length) => {
      if (at + length > raw.length) throw new SyntaxError("cut short");
      return raw.subarray(at, at += length);
    };
    const whole = (kind) => {
      if (kind < 24) return kind;
      if (kind > 26) throw new SyntaxError("a number too large");
      return take(1 << (kind - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    };
    const item = (depth) => {
      const [first] = take(1), major = first >> 5, kind = first & 31;
      if (depth > 5) throw new SyntaxError("too deep");
      if (major === 0) return whole(kind);
      if (major === 2) return take(whole(kind)).slice();
      if (major === 3) return new TextDecoder("utf-8", { fatal: true }).decode(take(whole(kind)));
      if (major === 4) return Array.from({ length: Math.min(whole(kind), 10_000) }, () => item(depth + 1));
      if (first === 0xf4 || first === 0xf5) return first === 0xf5;
      if (first === 0xf6) return null;
      throw new SyntaxError("something we never write");
    };
    const found = item(0);
    if (at !== raw.length) throw new SyntaxError("more than one thing");
    return found;
  };

  const isSigned = async (publicKey, signature, message) => {
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  };

  /** Whether this browser can verify at all. */
  const canVerify = async () => {
    try {
      await crypto.subtle.importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"]);
      return true;
    } catch (error) {
      return error.name === "DataError"; // it knows Ed25519 and dislikes only this key
    }
  };

  const payload = (text) => {
    if (text.length > LONGEST) throw new SyntaxError("too long");
    const raw = fromBase32(text.replace(BETWEEN, "").toUpperCase());
    if (raw.length < SIGNATURE + 3 || raw[0] !== 1) throw new SyntaxError("no version known here");
    const message = raw.slice(0, -SIGNATURE);
    const [number, kind, issued, valid, reference, initials, ...more] = cbor(message.subarray(2));
    if (more.length || !(reference instanceof Uint8Array) || [number, kind, initials].some((one) => typeof one !== "string") || !Number.isInteger(issued)) throw new SyntaxError("says nothing");
    const until = valid === null ? null : issued + valid;
    return { number, kind, issued, until, initials, keyId: raw[1], message, signature: raw.slice(-SIGNATURE) };
  };

  /** The short code that was meant, or null when it is mistyped. */
  const shortCode = (text) => {
    const code = [...text.toUpperCase().replace(BETWEEN, "")].map((sign) => MEANT[sign] ?? sign).join("");
    if (code.length !== 10 || [...code].some((sign) => !CROCKFORD.includes(sign))) return null;
    const value = [...code].reduce((sum, sign) => sum * 32 + CROCKFORD.indexOf(sign), 0);
    return value % 1021 ? null : `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
  };

  /** Read a file of keys: councils by name, their keys by number. */
  const keys = (data) => {
    if (data.format !== "tereze-keys-1") throw new SyntaxError("no keys");
    return new Map(data.councils.map((one) => [one.council, {
      ...one, host: new URL(one.address).host.toLowerCase(),
      keys: new Map(one.keys.map((key) => [key.number, { ...key, raw: fromBase64(key.public) }])),
    }]));
  };

  const head = (major, length) => length < 24 ? [major << 5 | length] : length < 256 ? [major << 5 | 24, length] : [major << 5 | 25, length >> 8, length & 255];
  const endorsed = async (council, key, before) => {
    const name = utf8.encode(council);
    const said = [...head(4, 3), ...head(3, name.length), ...name, ...head(0, key.number), ...head(2, 32), ...key.raw];
    return before && isSigned(before.raw, fromBase64(key.endorsement), join(context.key, said));
  };

  /** Whether `newer` says nothing of the councils in `held` that a key held here has not endorsed. */
  const mayFollow = async (held, newer) => {
    for (const [name, one] of newer) {
      const known = new Map(held.get(name)?.keys);
      for (const [number, key] of known.size ? one.keys : []) {
        const same = known.get(number);
        const good = same ? same.public === key.public : await endorsed(name, key, known.get(number - 1));
        if (!good) return false;
        known.set(number, key);
      }
    }
    return true;
  };

  const split = (number) => {
    const found = /^([^]*?)([0-9]{1,9})$/.exec(number);
    return found ? `${Number(found[2])} ${found[1]}` : `-1 ${number}`;
  };

  const unpack = ([prefix, width, count, raw], ended) => {
    let at = 0, serial = -2;
    const bit = () => {
      if (at >= raw.length * 8) throw new SyntaxError("cut short");
      return (raw[at >> 3] >> (7 - (at++ & 7))) & 1;
    };
    for (let left = count; left > 0; left--) {
      let gap = 0;
      while (bit()) gap++;
      for (let low = width; low > 0; low--) gap = gap * 2 + bit();
      ended.set(`${serial += 1 + gap} ${prefix}`, Boolean(bit()));
    }
  };

  /** Read a signed list; throws where it is damaged or not signed by a key in `councils`. */
  const list = async (raw, councils) => {
    if (raw.length > MOST_BYTES || raw.length < SIGNATURE + 6 || String.fromCharCode(...raw.subarray(0, 4)) !== "TRL\u0001") throw new SyntaxError("no list");
    const message = raw.subarray(0, -SIGNATURE);
    const [council, made, issued, groups] = cbor(message.subarray(5));
    const key = councils.get(council)?.keys.get(message[4]);
    if (!key || !await isSigned(key.raw, raw.slice(-SIGNATURE), join(context.list, message))) throw new SyntaxError("not signed");
    const ended = new Map();
    for (const group of groups) unpack(group, ended);
    return { council, made: made * 1000, issued, ended };
  };

  const host = (text) => /^\s*https?:\/\/([^/\s]+)\/v\/([a-z2-7]+)\/?\s*$/i.exec(text);
  const day = (moment) => Math.floor((moment + OFFICE - ZERO) / DAY);

  /** Check what a QR code says or what was typed: { outcome, signer, said, list, remarks }. */
  const check = async (text, councils, lists, now) => {
    if (text.length > 2 * LONGEST) return { outcome: "forged" };
    const address = host(text), typed = address ? address[2] : text.trim(), claimed = address?.[1].toLowerCase();
    if (!address && typed.length <= 20) return { outcome: shortCode(typed) ? "needs-network" : "mistyped", code: shortCode(typed) };
    let said;
    try { said = payload(typed); } catch { return { outcome: "forged" }; }
    let signer;
    for (const one of councils.values()) {
      const key = one.keys.get(said.keyId);
      if (key && await isSigned(key.raw, said.signature, join(context.payload, said.message))) signer = one;
    }
    if (!signer) {
      const known = [...councils.values()].some((one) => one.host === claimed && one.keys.has(said.keyId));
      return { outcome: known ? "forged" : "unknown" };
    }
    const known = lists.get(signer.council), ended = known?.ended.get(split(said.number));
    const base = { signer, said, list: known, remarks: [] };
    if (ended !== undefined) return { ...base, outcome: ended ? "replaced" : "revoked" };
    if (claimed && claimed !== signer.host) base.remarks.push("other-address");
    if (said.until !== null && day(now) > said.until) return { ...base, outcome: "expired" };
    if (!known) base.remarks.push("no-list");
    else if (now - known.made > STALE) base.remarks.push("old-list");
    else if (said.issued > day(known.made)) base.remarks.push("newer-than-list");
    return { ...base, outcome: "valid" };
  };

  const written = (days) => new Date(ZERO + days * DAY).toISOString().slice(0, 10).split("-").reverse().join(".");
  return { canVerify, check, keys, list, mayFollow, payload, shortCode, written, STALE };
})();
if (typeof module !== "undefined") module.exports = Formats;
