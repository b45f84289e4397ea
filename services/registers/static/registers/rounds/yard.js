// One household of the street: what is shown of it, and what was typed into it.
"use strict";
(() => {
  const part = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  Walk.say = say;

  // `typed` is what waits on the phone, `yard.visit` what the server has; `act` is what the buttons do.
  Walk.Yard = class {
    constructor(yard, labels, words, act) {
      Object.assign(this, { yard, labels, words, act, element: part("yard"), typed: null, codes: [] });
      this.details = this.$("details");
      this.$("[data-house]").textContent = yard.house;
      this.$("[data-head]").textContent = yard.head || "—";
      this.$("[data-property]").textContent = [`${words.account} ${yard.account}`, ...yard.property].join(" · ");
      this.$("[data-members]").replaceChildren(...yard.members.map(([name, about]) => {
        const line = document.createElement("li");
        const hint = document.createElement("span");
        hint.className = "hint";
        hint.textContent = ` ${about}`;
        line.append(name, hint);
        return line;
      }));
      this.element.classList.toggle("gone", !yard.ask.length); // nothing more can be asked there
      this.listen();
    }
    $(what) { return this.element.querySelector(what); }
    all(what) { return [...this.element.querySelectorAll(what)]; }

    listen() {
      this.details.addEventListener("toggle", () => this.details.open && !this.filled && this.fill());
      this.$("[data-unchanged]").onclick = () => { this.fill(null); this.act.save(this, this.read("done")); };
      this.$("[data-save]").onclick = () => this.act.save(this, this.read("done"));
      for (const button of this.all("[data-outcome]")) {
        button.onclick = () => this.act.save(this, this.read(button.dataset.outcome));
      }
      this.$("[data-is-seen]").onchange = () => this.showSeen(true);
      this.$("[data-hear]").onclick = () => { this.hear({ kind: "born", note: "" }).querySelector("select").focus(); this.draft(); };
      this.$("[data-add]").onchange = ({ target }) => {
        if (target.value) this.count(target.value, 0, null).querySelector("input").focus();
        this.offer();
      };
      this.$("[data-keep-theirs]").onclick = () => this.act.keepTheirs(this);
      this.$("[data-write-mine]").onclick = () => this.act.writeMine(this);
      this.$("[data-try]").onclick = () => this.act.again(this);
      this.$("[data-remove]").onclick = () => confirm(this.words.remove) && this.act.remove(this);
      this.$(".yard-in").addEventListener("input", () => this.draft());
    }
    draft() {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.act.draft(this, this.read("done")), 400);
    }

    // Put into the fields what waits here, else what the server has, else what there was last time.
    fill(from = this.typed ?? this.yard.visit) {
      const { had } = this.yard;
      const visit = from?.state === "done" ? from : { told: had, seen: {}, is_seen: false, heard: [], note: from?.note ?? "" };
      this.codes = [];
      this.$("[data-counts]").replaceChildren();
      for (const code of Object.keys(this.labels)) {
        if (this.yard.ask.includes(code) || visit.told[code] || visit.seen[code]) {
          this.count(code, visit.told[code] ?? 0, visit.seen[code] ?? null);
        }
      }
      this.$("[data-heard]").replaceChildren();
      visit.heard.forEach((one) => this.hear(one));
      this.$("[data-note]").value = visit.note;
      this.$("[data-is-seen]").checked = visit.is_seen;
      this.showSeen(false);
      this.offer();
      this.filled = true;
    }
    count(code, told, seen) {
      const line = part("count");
      const what = this.labels[code];
      line.dataset.code = code;
      line.querySelector("[data-what]").textContent = what;
      line.querySelector("[data-last]").textContent = this.yard.had[code] ? say(this.words.last, { n: this.yard.had[code] }) : "";
      for (const stepper of line.querySelectorAll(".stepper")) {
        const { kind } = stepper.dataset;
        const input = stepper.querySelector("input");
        input.value = kind === "told" ? told : seen ?? "";
        input.setAttribute("aria-label", `${what}, ${this.words[kind]}`);
        input.onfocus = () => input.select();
        stepper.dataset.name = this.words[kind];
        for (const button of stepper.querySelectorAll("button")) {
          const step = Number(button.dataset.step);
          button.setAttribute("aria-label", say(step < 0 ? this.words.less : this.words.more, { what: `${what}, ${this.words[kind]}` }));
          button.onclick = () => {
            input.value = Math.max(0, (Number(input.value) || 0) + step);
            this.draft();
          };
        }
      }
      line.querySelector("[data-kind=seen]").hidden = !this.$("[data-is-seen]").checked;
      this.codes.push(code);
      this.$("[data-counts]").append(line);
      return line;
    }
    showSeen(asked) {
      const { checked } = this.$("[data-is-seen]");
      for (const line of this.all(".count")) {
        const [told, seen] = line.querySelectorAll(".stepper");
        seen.hidden = !checked;
        if (asked && checked && !seen.querySelector("input").value) seen.querySelector("input").value = told.querySelector("input").value;
      }
      this.$(".counts").classList.toggle("with-seen", checked);
    }
    offer() {
      const select = this.$("[data-add]");
      const free = Object.keys(this.labels).filter((code) => !this.codes.includes(code));
      select.replaceChildren(new Option("—", ""), ...free.map((code) => new Option(this.labels[code], code)));
    }
    hear({ kind, note }) {
      const line = part("heard");
      line.querySelector("select").value = kind;
      line.querySelector("input").value = note;
      line.querySelector("[data-drop]").onclick = () => { line.remove(); this.draft(); };
      this.$("[data-heard]").append(line);
      return line;
    }

    read(state) {
      if (!this.filled) this.fill();
      const whole = (input) => Math.min(100000, Math.max(0, Math.trunc(Number(input.value) || 0)));
      const told = {}, seen = {}, done = state === "done", isSeen = done && this.$("[data-is-seen]").checked;
      for (const line of done ? this.all(".count") : []) {
        told[line.dataset.code] = whole(line.querySelector("[data-kind=told] input"));
        const input = line.querySelector("[data-kind=seen] input");
        if (isSeen && input.value !== "") seen[line.dataset.code] = whole(input);
      }
      const heard = done ? this.all(".heard-one").map((line) => ({
        kind: line.querySelector("select").value, note: line.querySelector("input").value.trim(),
      })) : [];
      return { state, told, seen, is_seen: isSeen, heard, note: this.$("[data-note]").value.trim() };
    }

    // The line at the top of the household: how it ended, and whether that is on its way.
    show() {
      const { typed, words, yard: { visit } } = this;
      const tag = this.$("[data-tag]");
      const states = { done: words.stateDone, nobody_home: words.stateNobody_home, refused: words.stateRefused, empty: words.stateEmpty };
      let [text, kind] = [words.left, "tag-plain"];
      if (typed?.problem) [text, kind] = [words.look, "tag-error"];
      else if (typed?.draft) [text, kind] = [words.draft, "tag-draft"];
      else if (typed) [text, kind] = [words.notSent, "tag-warning"];
      else if (visit) [text, kind] = [states[visit.state], visit.state === "done" || visit.state === "empty" ? "tag-valid" : "tag-warning"];
      tag.textContent = text;
      tag.className = `tag ${kind}`;
      const people = this.yard.members.length || "";
      this.$("[data-people]").textContent = [people, typed && !typed.draft ? states[typed.state] : ""].filter(Boolean).join(" · ");
      this.showTrouble();
    }
    showTrouble() {
      const { problem } = this.typed ?? {};
      this.$("[data-trouble]").hidden = !problem;
      if (!problem) return;
      const { theirs } = problem;
      this.$("[data-trouble-said]").textContent = theirs ? say(this.words.writtenBy, { who: theirs.by_name }) : problem.said;
      this.$("[data-both]").hidden = !theirs;
      this.$("[data-removing]").hidden = Boolean(theirs);
      const line = (head, visit) => {
        const [name, text] = ["dt", "dd"].map((tag) => document.createElement(tag));
        name.textContent = head;
        text.textContent = this.told(visit);
        return [name, text];
      };
      this.$("[data-both-list]").replaceChildren(
        ...(theirs ? line(theirs.by_name, theirs) : []), ...line(this.words.yours, this.typed),
      );
    }
    told(visit) {
      const numbers = (counted) => Object.entries(counted).filter(([, number]) => number).map(([code, number]) => `${this.labels[code] ?? code} ${number}`).join(", ");
      const { words } = this;
      const states = { done: words.stateDone, nobody_home: words.stateNobody_home, refused: words.stateRefused, empty: words.stateEmpty };
      const seen = visit.is_seen ? `${words.seen}: ${numbers(visit.seen) || words.emptyList}` : "";
      const heard = visit.heard.map(({ note }) => note).filter(Boolean).join(", ");
      const counted = visit.state === "done" ? numbers(visit.told) || words.emptyList : "";
      return [states[visit.state], counted, seen, heard, visit.note].filter(Boolean).join("; ");
    }
  };
})();
