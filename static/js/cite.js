// Copies a statement with all that limits it, or its address. What is copied is shown first, and is
// put together from what stands on the page, so that no hedge, difference or edition can be left off.
(function () {
  "use strict";

  var CHECKED = "Not checked against the original report.";

  function squeeze(text) { return text.replace(/\s+/g, " ").trim(); }

  function texts(part, selector) {
    return Array.from(part.querySelectorAll(selector), function (one) { return squeeze(one.textContent); }).filter(Boolean);
  }

  /** Return where a statement stands: the address the site is published at, where it is known. */
  function address(id) {
    var canonical = document.querySelector('link[rel="canonical"]');
    if (canonical) return canonical.href + "#" + id;
    if (/^https?:$/.test(location.protocol)) return location.origin + location.pathname + "#" + id;
    return document.title + ", #" + id; // a path on somebody's disk leads nobody anywhere
  }

  /** Return a statement as it may be passed on. */
  function citation(statement) {
    var by = texts(statement, ".speaker").concat(texts(statement, ".badge--weighs"));
    var places = Array.from(statement.querySelectorAll(".statement__rests > .passage .passage__source"), function (source) {
      var name = texts(source, "span")[0];
      return texts(source, ".ref")[0] + (name ? " (" + name + ")" : "");
    });
    places = places.concat(texts(statement, ".statement__rests > .further > summary"));
    var differ = texts(statement, ".badge--differ a"), apart = texts(statement, ".badge--apart summary");
    var weighed = [by.concat(["as reported in " + places.join(" and ")]).join(", ")];
    if (differ.length) weighed.push("articles differ: " + differ.join(" "));
    if (apart.length) weighed.push(apart[0].charAt(0).toLowerCase() + apart[0].slice(1));
    var changed = texts(statement, ".badge--changed b")[0]; // the newest
    if (changed) weighed.push(changed.charAt(0).toLowerCase() + changed.slice(1));
    var edition = texts(document, ".edition__number")[0], dates = texts(document, ".edition__dates")[0];
    return texts(statement, ".statement__text")[0].replace(/[.]$/, "") + " (" + weighed.join("; ") + "). " +
      edition + ", " + address(statement.id) + ". " + (dates ? dates + " " : "") + CHECKED;
  }

  function copy(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text).catch(function () { return byHand(text); });
    return Promise.resolve(byHand(text));
  }

  function byHand(text) {
    var area = document.createElement("textarea"), from = document.activeElement;
    area.value = text;
    area.className = "hidden";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    from.focus();
    if (!done) throw new Error("refused");
  }

  function button(words, text, status) {
    var element = document.createElement("button");
    element.type = "button";
    element.textContent = words;
    element.addEventListener("click", function () {
      status.textContent = ""; // so that the same words are told again
      Promise.resolve().then(function () { return copy(text); }).then(
        function () { status.textContent = "Copied."; },
        function () { status.textContent = "The browser refused. Select the words and copy them."; }
      );
    });
    return element;
  }

  function panel(statement) {
    var made = document.createElement("div"), words = document.createElement("p"), status = document.createElement("span");
    made.className = "citing";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", "Copy this statement");
    words.className = "citing__words";
    words.textContent = citation(statement);
    status.setAttribute("role", "status");
    var row = document.createElement("p");
    row.className = "citing__row";
    row.append(button("Copy citation", words.textContent, status), button("Copy link", address(statement.id), status), status);
    made.append(words, row);
    return made;
  }

  function begin() {
    document.querySelectorAll(".statement[id] .permalink").forEach(function (link) { link.textContent = "Cite"; });
  }

  begin();
  // Live reload puts another body in the place of this one.
  new MutationObserver(begin).observe(document.documentElement, { childList: true });
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".permalink"), statement = link && link.closest(".statement[id]");
    if (!statement || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var open = statement.querySelector(".citing");
    if (open) return open.remove();
    document.querySelectorAll(".citing").forEach(function (other) { other.remove(); });
    var made = panel(statement);
    statement.querySelector(".badges").after(made);
    if (!event.detail) setTimeout(function () { made.querySelector("button").focus(); });
  });
  document.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && event.target.closest(".citing");
    if (!open) return;
    open.parentElement.querySelector(".permalink").focus();
    open.remove();
  });
})();
