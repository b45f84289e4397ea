// Sends what was typed, one visit after the other; what cannot be sent stays.
"use strict";
(() => {
  const PATIENCE = 15000;
  const asked = (address, options = {}) =>
    fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });

  class NoLine extends Error {}
  class SignedOut extends Error {}
  Object.assign(Walk, { NoLine, SignedOut });

  const answered = async (address, options) => {
    let response;
    try { response = await asked(address, options); } catch { throw new NoLine(); }
    if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
    if (response.status >= 500 || response.status === 429) throw new NoLine();
    return response;
  };

  let token = "";
  Walk.fetchStreet = async (path) => {
    const response = await answered(`${path}data.json`);
    if (response.status === 403 || response.status === 404) throw new SignedOut();
    const told = await response.json();
    token = told.csrf;
    return told;
  };

  // Returns what became of one visit: {status: saved|conflict|closed|refused, …}.
  Walk.send = async (path, visit) => {
    const { household, key, replaces, state, told, seen, is_seen, heard, note, at } = visit;
    const body = JSON.stringify({ household, key, replaces, state, told, seen, is_seen, heard, note, at });
    const ask = () => answered(`${path}visits/`, {
      method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    if (!token) await Walk.fetchStreet(path);
    let response = await ask();
    if (response.status === 403) { // the token of another sign-in
      await Walk.fetchStreet(path);
      response = await ask();
    }
    if (response.status === 403) throw new SignedOut();
    try { return await response.json(); } catch { throw new NoLine(); }
  };
})();
