// What `serve` adds to a page for its curator: findings where they belong, what was saved put in its
// place, and words of an article copied as evidence. No published page has it.
(() => {
  "use strict";

  let data; // what the server says of the page, now
  let shown = new AbortController(); // ends what listens for the page that is shown
  const CLOSED = "desk-closed";
  const PLACE = "desk-place";
  const INDENT = " ".repeat(10); // of an entry of evidence under a statement of a theme
  const UNREVIEWED = new Set(["sentence-unreviewed", "sentence-partly-reviewed"]);
  const own = new URL(document.currentScript.src);

  /** Return a new element with these attributes and children; text is only ever text. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== ""));
    return element;
  }

  /** Hear of something for as long as this page is shown. */
  function listen(event, heard) {
    document.addEventListener(event, heard, { signal: shown.signal });
  }

  const counted = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

  function summary() {
    const parts = [];
    if (data.errors) parts.push(counted(data.errors, "error"));
    if (data.warnings) parts.push(counted(data.warnings, "warning"));
    return parts.join(", ") || "No error";
  }

  // Findings

  function explained(code) {
    const button = make("button", { type: "button", class: "desk__why", "aria-expanded": "false" }, "Why?");
    button.addEventListener("click", async () => {
      if (button.nextSibling) {
        button.nextSibling.remove();
        button.setAttribute("aria-expanded", "false");
        return;
      }
      let text = "serve has ended: run it again to ask.";
      try {
        const answer = await fetch(new URL(`explain?code=${encodeURIComponent(code)}`, own));
        if (answer.ok) text = (await answer.text()).trim();
      } catch { /* it has ended */ }
      button.after(make("pre", { class: "desk__explained" }, text));
      button.setAttribute("aria-expanded", "true");
    });
    return make("div", { class: "desk__more" }, button);
  }

  function told(finding, linked) {
    const item = make("div", { class: `desk__finding desk__finding--${finding.severity}` });
    item.append(make("p", { class: "desk__place" },
      make("b", {}, finding.severity), " ", make("code", {}, finding.place), " ",
      make("span", { class: "desk__code" }, finding.code)));
    item.append(make("p", { class: "desk__message" }, finding.message));
    if (finding.snippet.length) {
      const [before, hit, after] = finding.snippet;
      item.append(make("pre", { class: "desk__snippet" }, before, make("mark", {}, hit || " "), after));
    }
    for (const note of finding.notes) item.append(make("p", { class: "desk__aside" }, note));
    if (finding.hint) item.append(make("p", { class: "desk__hint" }, finding.hint));
    if (linked && finding.href) {
      item.append(make("p", {}, make("a", { href: finding.href }, "Show where it belongs")));
    }
    item.append(explained(finding.code));
    return item;
  }

  function inPlace() {
    const main = document.querySelector("main") || document.body;
    const top = make("div", { class: "desk-top" });
    const unproved = new Set(data.unproved);
    const repeated = [...main.querySelectorAll(".permalink")] // a page may only repeat a statement
      .filter((link) => unproved.has(link.hash.slice(1)))
      .map((link) => link.closest(".statement"));
    const here = data.unproved.map((id) => document.getElementById(id)).filter((one) => main.contains(one));
    for (const statement of new Set([...here, ...repeated])) {
      if (!statement) continue;
      statement.classList.add("desk-unproved");
      statement.append(make("p", { class: "desk desk-unproved__why" }, "Not proved: it would not be published."));
    }
    for (const finding of data.findings) {
      if (!finding.here) continue;
      const there = finding.anchor ? document.getElementById(finding.anchor) : null;
      // Words that nobody has reviewed are marked themselves: a new article has dozens.
      if (UNREVIEWED.has(finding.code) && there && there.querySelector(".fresh")) continue;
      const note = make("div", { class: "desk desk-note", role: "note" }, told(finding, false));
      if (there) there.append(there.matches("ul, ol") ? make("li", {}, note) : note);
      else top.append(note);
    }
    if (top.firstChild) main.prepend(top);
  }

  /** Return a button that goes down the article from one unreviewed passage to the next. */
  function onward() {
    const left = [...document.querySelectorAll(".para__text .fresh")];
    if (!left.length) return "";
    let at = -1;
    return make("button", { type: "button", class: "desk__pill", click: (event) => {
      if (at >= 0) left[at].classList.remove("desk-current");
      at = (at + 1) % left.length;
      left[at].classList.add("desk-current");
      left[at].scrollIntoView({ block: "center", behavior: "instant" });
      event.currentTarget.textContent = `Not reviewed: ${at + 1} of ${left.length}, next`;
    } }, `${counted(left.length, "passage")} not reviewed: next`);
  }

  function overlay() {
    const key = data.findings.map((finding) => finding.code + finding.place + finding.message).join("\n");
    const panel = make("div", { class: "desk__panel", id: "desk-panel" });
    if (data.stale) {
      panel.append(make("p", { class: "desk__stale" },
        "Too little of the content can be read: the page is that of an earlier save."));
    }
    for (const finding of data.findings) panel.append(told(finding, true));
    const left = data.errors + data.warnings - data.findings.length;
    if (left > 0) panel.append(make("p", { class: "desk__stale" }, `and ${left} more, in the terminal`));
    const button = make("button", { type: "button", class: "desk__pill", "aria-controls": "desk-panel" }, summary());
    const desk = make("aside", { class: "desk desk-overlay", "aria-label": "What the checks found" },
      panel, make("div", { class: "desk__row" }, onward(), button));
    if (data.errors) desk.classList.add("desk-overlay--error");
    const show = (open) => {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    const close = () => { sessionStorage.setItem(CLOSED, key); show(false); };
    // What stands on this page need not be told twice; what stands elsewhere would not be seen.
    const elsewhere = data.stale || data.findings.some((one) => one.severity === "error" && !one.here);
    show(elsewhere && sessionStorage.getItem(CLOSED) !== key);
    button.disabled = !data.findings.length;
    button.addEventListener("click", () => {
      if (panel.hidden) { sessionStorage.removeItem(CLOSED); show(true); } else close();
    });
    listen("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) { close(); button.focus(); }
    });
    listen("LiveReloadDisconnect", () => {
      button.textContent = `${summary()} – not live: serve has ended`;
      desk.classList.add("desk-overlay--ended");
    });
    document.body.append(desk);
  }

  /** Show the newer page if there is one: a save while this one loaded could not be told to it. */
  async function keepUp() {
    try {
      const answer = await fetch(new URL("version", own));
      if (answer.ok && (await answer.text()) !== data.version) renew();
    } catch { /* serve has ended, or the page is being left */ }
  }

  // What was saved, put in its place. A page that needs other styles or scripts is loaded anew, and one
  // that has a script which may hold on to what is no longer there: `data-stays` says that it does not.

  let asked = 0;

  async function renew() {
    const turn = ++asked;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== asked) return; // a later save is on its way
      const same = dataOf(next).looks === data.looks && styles(next) === styles(document) && names(next) === names(document);
      if (same && !leaves(next) && !leaves(document)) put(next);
      else location.reload();
    } catch {
      if (turn === asked) location.reload();
    }
  }

  addEventListener("beforeunload", () => { asked += 1; }); // it is being left: what comes is late

  const styles = (page) => [...page.querySelectorAll("link, style")].map((part) => part.outerHTML).join("\n");
  const scripts = (page) => [...page.scripts].filter((one) => one.src && ![own.pathname, "/livereload.js"].includes(new URL(one.src).pathname));
  const leaves = (page) => scripts(page).some((one) => !("stays" in one.dataset));
  const names = (page) => scripts(page).map((one) => one.getAttribute("src")).join("\n");
  const dataOf = (page) => JSON.parse(page.getElementById("desk-data").textContent);

  /** Put a style sheet that was saved in the place of the one whose name differs only in what tells
      its bytes, without a moment between the two; return whether there was one. */
  function restyle(path) {
    const plain = (address) => address.replace(/\.[0-9a-f]{12}\.css$/, ".css");
    const old = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => plain(link.href).endsWith(plain(`/${path}`)));
    if (!old.length) return false;
    const next = old[0].cloneNode();
    next.setAttribute("href", old[0].getAttribute("href").replace(/[^/]*$/, path.split("/").pop()));
    for (const event of ["load", "error"]) next.addEventListener(event, () => old.forEach((link) => link.remove()));
    old[old.length - 1].after(next);
    return true;
  }

  function put(next) {
    const back = place();
    shown.abort();
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    document.getElementById("desk-data").textContent = next.getElementById("desk-data").textContent;
    document.body.replaceWith(document.adoptNode(next.body));
    if (location.hash) location.replace(location.hash); // the part it names is another now
    begin();
    comeBack(back);
  }

  // The reader's place: the first part of the page that is in view, the innermost of those that begin
  // above it, and how far from the top it is.

  function place() {
    let seen = null;
    for (const part of document.querySelectorAll("main [id]")) {
      if (seen && !seen.contains(part) && seen.getBoundingClientRect().bottom > 0) break;
      if (part.getBoundingClientRect().bottom > 0) seen = part;
    }
    const top = seen ? seen.getBoundingClientRect().top : 0;
    return { page: location.pathname, id: seen ? seen.id : "", top, y: scrollY };
  }

  function comeBack(kept) {
    const part = kept.id ? document.getElementById(kept.id) : null;
    const y = part ? scrollY + part.getBoundingClientRect().top - kept.top : kept.y;
    scrollTo({ top: kept.y ? y : 0, behavior: "instant" });
  }

  function keepPlace() {
    addEventListener("pagehide", () => sessionStorage.setItem(PLACE, JSON.stringify(place())));
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    const [entry] = performance.getEntriesByType("navigation");
    if (!kept || kept.page !== location.pathname || !entry || entry.type !== "reload") return;
    history.scrollRestoration = "manual";
    comeBack(kept);
    // An address with a # goes to its target once all is loaded: then the place is taken again.
    addEventListener("load", () => requestAnimationFrame(() => {
      comeBack(kept);
      history.scrollRestoration = "auto";
    }));
  }

  // Words of an article as evidence

  function plain(range) {
    const part = range.cloneContents();
    for (const extra of part.querySelectorAll("sup, .omitted, .para__n, .margin, .desk")) extra.remove();
    const texts = [...part.querySelectorAll(".para__text")].map((text) => text.textContent).filter((text) => text.trim());
    return texts.length ? texts.join("\n") : part.textContent;
  }

  /** Return what is selected of the article's text: the words, where they begin, what is before. */
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
    const text = from.closest(".para__text");
    if (!text) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const words = plain(range);
    if (!words.trim()) return null;
    const paragraph = text.closest(".para").id.slice(1);
    return { words, paragraph, before: plain(before), box: range.getBoundingClientRect() };
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { class: "desk__copied" });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function citing() {
    const button = make("button", { type: "button", "aria-keyshortcuts": "c" }, "Copy as evidence ", make("kbd", {}, "c"));
    const result = make("div", { class: "desk-cite__result", role: "status" });
    const box = make("div", { class: "desk desk-cite", hidden: "" }, button, result);
    document.body.append(box);
    let current = null;

    const inside = () => {
      box.style.left = "8px"; // where it is as wide as it wants to be
      const most = document.documentElement.clientWidth - box.offsetWidth - 8;
      box.style.left = `${Math.max(Math.min(current.box.left, most), 8)}px`;
    };
    const follow = () => {
      if (box.contains(document.activeElement)) return;
      const now = chosen();
      const same = ["words", "paragraph", "before"].every((part) => now?.[part] === current?.[part]);
      if (now && same) return; // it stays as it is, closed or with its answer
      current = now;
      box.hidden = !current;
      if (!current) return;
      result.replaceChildren();
      box.style.top = `${Math.max(scrollY + current.box.top - box.offsetHeight - 8, scrollY + 4)}px`;
      inside();
    };
    listen("mouseup", () => setTimeout(follow));
    listen("keyup", follow);
    listen("selectionchange", () => {
      if (!getSelection().isCollapsed || box.contains(document.activeElement)) return;
      current = null;
      box.hidden = true;
    });
    listen("keydown", (event) => {
      if (event.key === "Escape") box.hidden = true;
      const plainly = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === "c" && plainly && !box.hidden) {
        event.preventDefault();
        button.click();
      }
    });
    listen("mousedown", (event) => {
      if (!box.contains(event.target)) box.hidden = true;
    });
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
    button.addEventListener("click", async () => {
      if (!current) return;
      const chose = current;
      const { words, paragraph, before } = chose;
      const query = new URLSearchParams({ seed: data.article, words, paragraph, before });
      let answer;
      try {
        const reply = await fetch(new URL(`cite?${query}`, own));
        answer = reply.ok ? await reply.json() : { faults: ["these words cannot be cited"], used: [], yaml: "" };
      } catch {
        answer = { faults: ["serve has ended: run it again"], used: [], yaml: "" };
      }
      if (current !== chose) return; // other words were selected meanwhile, or none
      const entry = answer.yaml.replace(/^(?=.)/gm, INDENT);
      const done = answer.yaml ? await copy(entry) : false;
      if (current !== chose) return;
      const state = done
        ? ["Copied: paste it under ", make("code", {}, "evidence:"), " of a statement, at the start of an empty line"]
        : ["Select and copy it from here:"];
      result.replaceChildren(
        ...answer.faults.map((fault) => make("p", { class: "desk-cite__fault" }, fault)),
        ...(answer.yaml ? [make("p", {}, ...state), make("pre", {}, entry)] : []),
        ...(answer.used.length ? [make("p", {}, "Rests on these words already:"),
          make("ul", {}, ...answer.used.map((one) => make("li", {},
            one.href ? make("a", { href: one.href }, one.text) : one.text, " ", make("code", {}, one.place))))] : []),
      );
      inside();
    });
  }

  function begin() {
    data = dataOf(document);
    shown = new AbortController();
    if (!data.book) return;
    inPlace();
    overlay();
    if (data.article) citing();
  }

  let ended = false;
  document.addEventListener("LiveReloadDisconnect", () => { ended = true; });
  document.addEventListener("LiveReloadConnect", () => {
    if (ended) location.reload(); // what was saved in between is not on this page
    else setTimeout(keepUp, 500);
  });
  begin();
  keepPlace();
  setTimeout(keepUp, 150);
  window.LiveReload?.addPlugin(class {
    static identifier = "desk";
    static version = "1";

    reload(path) {
      if (path === "*") renew();
      return path === "*" || restyle(path);
    }
  });
})();
