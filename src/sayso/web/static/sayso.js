// What makes the reading room quicker to use. Every page is complete without it: what it fetches and moves, links and forms do
// too. Keys: j k Enter / c x ? Esc; they can be switched off (footer, "Keys"), and never act while somebody types.
"use strict";

(() => {
  const KEYS = "sayso-keys";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const isSeen = (element) => element.offsetParent !== null || element.getClientRects().length > 0;

  function stored(value) {
    try {
      if (value !== undefined) localStorage.setItem(KEYS, value);
      return localStorage.getItem(KEYS);
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  function made(name, words, attributes = {}) {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  // ------------------------------------------------------------------------------------------------------------ the reader

  const text = one("#running");
  const told = one("#told");
  const who = text && one(".who", text);
  const fetched = new Map();
  let panel = one("#panel");
  let chosen = panel ? panel.dataset.statement : null; // what was chosen, by a click, a key or the address
  let shown = chosen;
  let wanted = null;
  let isBack = false;

  const leads = () => (text ? all("[data-step]").filter(isSeen) : []);
  const leadOf = (name) => one(`[data-step="${CSS.escape(name)}"]`);
  const blockOf = (mark) => mark.closest(".block");

  function tint(name) {
    for (const mark of all(".lit")) mark.classList.remove("lit");
    for (const mark of all("[aria-current][data-step]")) mark.removeAttribute("aria-current");
    const lead = name && leadOf(name);
    if (!lead) return;
    lead.setAttribute("aria-current", "true");
    const place = CSS.escape(lead.dataset.place);
    for (const mark of all(`[data-of~="${place}"], [data-cue~="${place}"], [data-source~="${place}"]`)) mark.classList.add("lit");
  }

  function address(name) {
    const to = new URL(location.href);
    if (name) to.searchParams.set("statement", name);
    else to.searchParams.delete("statement");
    to.hash = name || "";
    return to;
  }

  function steps(name) {
    const nav = made("nav", "", { class: "steps", "aria-label": "Statements of this page" });
    const order = leads().map((lead) => lead.dataset.step);
    const at = order.indexOf(name);
    const beside = [["Previous", order[at - 1], "prev"], ["Next", order[at + 1], "next"]];
    for (const [words, other, rel] of beside) if (other) nav.append(made("a", words, { href: address(other), rel }));
    nav.append(made("a", "Close", { href: address(null), class: "close" }));
    return nav;
  }

  function place(name, html) {
    const lead = leadOf(name);
    if (!lead) return;
    panel ??= made("aside", "", { class: "beside", id: "panel", "aria-label": "The statement that is looked at" });
    const sheet = made("div", "", { class: "sheet" });
    const body = made("div", "", { class: "told" });
    body.innerHTML = html; // a fragment of our own server, escaped there
    sheet.append(steps(name), body);
    panel.replaceChildren(sheet);
    panel.dataset.statement = name;
    const block = blockOf(lead);
    if (block) block.after(panel);
    else text.prepend(panel);
    who?.classList.remove("beside");
    shown = name;
    tint(name);
  }

  async function show(name, aloud) {
    wanted = name;
    if (!name || name === shown) return name && tint(name);
    if (!fetched.has(name)) {
      const answer = await fetch(`/statement/${encodeURIComponent(name)}?panel=1`, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      fetched.set(name, await answer.text());
    }
    if (wanted !== name) return; // somebody went on meanwhile
    place(name, fetched.get(name));
    if (aloud) told.textContent = one(".sentence", panel)?.textContent ?? "";
  }

  function hide() {
    const back = chosen && leadOf(chosen);
    wanted = shown = chosen = null;
    panel?.remove();
    panel = null;
    who?.classList.add("beside");
    tint(null);
    history.replaceState(null, "", address(null));
    if (!back) return;
    isBack = true; // to stand on a mark again is not to choose it
    back.focus({ preventScroll: true });
    isBack = false;
  }

  function choose(name) {
    chosen = name;
    history.replaceState(null, "", address(name));
    return show(name, true).catch(() => location.assign(address(name)));
  }

  const isBusy = () => panel && one("details.correct[open]", panel);

  if (text) {
    const placeOf = (mark) => (mark.dataset.of ?? mark.dataset.cue ?? mark.dataset.source).split(" ").at(-1);
    const nameAt = (mark) => one(`[data-place="${CSS.escape(placeOf(mark))}"]`)?.dataset.step;
    const marks = "[data-of], [data-cue], [data-source]";
    let timer = 0;

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse" || chosen || isBusy()) return;
      const mark = event.target.closest?.(marks);
      clearTimeout(timer);
      if (mark) timer = setTimeout(() => show(nameAt(mark), false).catch(() => {}), 140);
    });
    document.addEventListener("focusin", (event) => {
      const lead = event.target.closest?.("[data-step]");
      if (lead && !isBack && !isBusy() && event.target.matches(":focus-visible")) choose(lead.dataset.step);
    });
    document.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
      const mark = event.target.closest("a[data-of], a[rel=prev], a[rel=next], a.close");
      if (!mark || !mark.closest(".page")) return;
      if (mark.matches(".close")) {
        event.preventDefault();
        return hide();
      }
      const name = mark.matches("[data-of]") ? nameAt(mark) : new URL(mark.href).searchParams.get("statement");
      if (!name || !leadOf(name)) return;
      event.preventDefault();
      if (name === chosen && mark.matches("[data-of]")) return void one(".told a, .told summary", panel)?.focus();
      choose(name);
      if (!mark.matches("[data-of]")) reach(leadOf(name));
    });
  }

  // -------------------------------------------------------------------------------------------------------------- the keys

  function reach(element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  /** What j and k step through: the statements of an article, or the rows of a list, each by its first link. */
  function stops() {
    const found = leads();
    if (found.length) return found;
    return all("main tbody tr, main li.row").map((row) => one("a[href]", row)).filter((link) => link && isSeen(link));
  }

  function step(by) {
    const found = stops();
    const here = found.findIndex((stop) => stop === document.activeElement || stop.dataset.step === (chosen ?? NaN));
    const at = here < 0 ? (by > 0 ? 0 : found.length - 1) : here + by;
    if (found[at]) reach(found[at]);
  }

  function open() {
    const row = document.activeElement?.closest?.("main tbody tr, main li.row");
    const link = row && one("a[href]", row);
    if (link && document.activeElement !== link) link.click();
    return Boolean(link) && document.activeElement !== link;
  }

  function correct() {
    const form = all("details.correct").find(isSeen);
    if (!form) return;
    form.open = true;
    one("input:not([type=hidden])", form).focus();
    form.scrollIntoView({ block: "nearest" });
  }

  function bare() {
    if (!text) return;
    const isBare = one(".page").classList.toggle("plain");
    told.textContent = isBare ? `${leads().length} marks are hidden; x shows them again` : "The marks are shown";
  }

  function away() {
    const form = document.activeElement?.closest?.("details.correct");
    if (form?.open) {
      form.open = false;
      one("summary", form).focus();
    } else if (panel) hide();
    else document.activeElement?.blur();
  }

  const ACTIONS = {
    j: ["the next statement, or row of a list", () => step(1)],
    k: ["the one before", () => step(-1)],
    Enter: ["opens it; once more goes into what is told of it", open],
    "/": ["search", () => one("#search")?.focus()],
    c: ["correct the statement that is looked at", correct],
    x: ["hide the marks, show them again", bare],
    "?": ["these keys", () => help()],
    Escape: ["close, or leave a field", away],
  };

  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const areOn = () => stored() !== "off";

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    if (one("dialog[open]")) return;
    const action = ACTIONS[event.key];
    if (!action || (isTyping(event.target) && event.key !== "Escape")) return;
    if (!areOn() && event.key !== "Escape") return;
    if (event.key === "Enter") return void (open() && event.preventDefault());
    event.preventDefault();
    action[1]();
  });

  // -------------------------------------------------------------------------------------------------------------- the help

  let dialog = null;

  function help() {
    dialog ??= helping();
    isBack = true; // where the focus was, it goes again
    dialog.showModal();
  }

  function helping() {
    const sheet = made("dialog", "", { class: "keys", "aria-labelledby": "keys-title" });
    const list = made("dl");
    for (const [key, [words]] of Object.entries(ACTIONS)) {
      const term = made("dt");
      term.append(made("kbd", key === "Escape" ? "Esc" : key));
      list.append(term, made("dd", words));
    }
    const label = made("label", "");
    const box = made("input", "", { type: "checkbox" });
    box.checked = areOn();
    box.addEventListener("change", () => stored(box.checked ? "on" : "off"));
    label.append(box, " These keys are on");
    const close = made("button", "Close");
    close.addEventListener("click", () => sheet.close());
    sheet.addEventListener("close", () => {
      isBack = false;
    });
    const last = made("p");
    last.append(label);
    const foot = made("p");
    foot.append(close);
    sheet.append(made("h2", "Keys", { id: "keys-title" }), list, last, foot);
    document.body.append(sheet);
    return sheet;
  }

  for (const words of all(".scripted")) words.hidden = false;

  const footer = one(".bottom");
  if (footer) {
    const button = made("button", "Keys", { type: "button", class: "keys-button" });
    button.addEventListener("click", help);
    footer.append(button);
  }

  // A name that is typed is what is meant by "somebody else says it".
  document.addEventListener("input", (event) => {
    const chooses = { value: "speaker", words: "label", label: "label" }[event.target.name];
    const form = event.target.closest(".correct form");
    if (form && chooses) one(`[value=${chooses}]`, form).checked = true;
  });
})();
