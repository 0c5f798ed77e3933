// The search box and what it finds, on the page for it or in a dialog. What finds is finder.js, or
// pagefinder.js, whose answers come later and in parts.
"use strict";

var siteSearch = (function () {
  var FIRST = 20, MORE = 40;
  var made = 0;

  function make(name, attributes, children) {
    var element = document.createElement(name);
    for (var key in attributes || {}) element.setAttribute(key, attributes[key]);
    element.append.apply(element, (children || []).filter(Boolean));
    return element;
  }

  /** Return the text with each word that matched in a <mark>. */
  function marked(text, terms) {
    var part = document.createDocumentFragment(), at = 0;
    var word = /[\p{L}\p{N}\p{M}]+(?:['’.,‐‑\u00ad-][\p{L}\p{N}\p{M}]+)*/gu, found;
    while ((found = word.exec(text))) {
      var parts = siteFinder.words(found[0]);
      if (!parts.some(function (one) { return terms.has(one); }) && !terms.has(parts.join(""))) continue;
      part.append(text.slice(at, found.index), make("mark", {}, [found[0]]));
      at = found.index + found[0].length;
    }
    part.append(text.slice(at));
    return part;
  }

  function item(entry, terms, root) {
    var link = make("a", { href: root + entry[1] }, [marked(entry[2], terms)]);
    return make("li", { class: "found found--" + entry[0] }, [
      make("p", { class: "found__kind" }, [searchIndex.kinds[entry[0]]]),
      make("p", { class: "found__text", dir: "ltr" }, [link]),
      entry[3] && make("p", { class: "found__by", dir: "ltr" }, [marked(entry[3], terms)])
    ]);
  }

  /** Return the lines of help of the page, to stand above what was found. */
  function helpLines() {
    var help = document.querySelector("#help");
    if (!help) return null;
    var copy = help.cloneNode(true);
    copy.id = "search-help";
    copy.className = "search__help";
    return copy;
  }

  /** Put a search box into a place; `root` leads to the site's folder. Returns its input. */
  function mount(place, root, finder, question, changed) {
    var id = "search-" + ++made;
    var input = make("input", { id: id, type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    var status = make("p", { class: "search__status", role: "status" });
    var help = make("div", {});
    var list = make("ol", { class: "search__found" });
    var more = make("button", { type: "button", class: "search__more" }, ["Show more"]);
    var box = make("form", { class: "search", role: "search" }, [
      make("label", { for: id, class: "search__label" }, ["Search statements, passages, people and articles"]),
      input, status, help, list, more
    ]);
    var result = null, shown = 0, asking = 0;

    function show(upTo) {
      result.entries.slice(shown, upTo).forEach(function (entry) { list.append(item(entry, result.terms, root)); });
      shown = Math.min(upTo, result.entries.length);
      more.hidden = shown >= result.entries.length && !result.more;
    }
    function count(asked) {
      var found = result.entries.length;
      var told = !asked ? "" : !found ? "Nothing here has these words. That says only what this briefing holds." :
        (result.more ? "The first " : "") + found + (found === 1 ? " result" : " results") + (result.some ? "; none has all of these words" : "");
      if (status.textContent !== told) status.textContent = told; // what did not change is not told again
    }
    function present(asked, found) {
      result = found;
      list.replaceChildren();
      help.replaceChildren.apply(help, result.help ? [helpLines()].filter(Boolean) : []);
      shown = 0;
      show(FIRST);
      count(asked);
    }
    function failed() { status.textContent = "The index cannot be reached. Look again later."; }

    function search() {
      var asked = input.value.trim(), turn = ++asking, found = finder.find(asked);
      if (changed) changed(asked);
      if (!found.then) return present(asked, found);
      found.then(function (later) { if (later && turn === asking) present(asked, later); }).catch(failed);
    }
    /** Show more of what is loaded; where all is shown, load more first. */
    function showMore() {
      var first = shown, turn = asking;
      function go() {
        more.disabled = false;
        if (turn !== asking) return;
        show(shown + MORE);
        count(input.value.trim());
        if (list.children[first]) list.children[first].querySelector("a").focus();
      }
      if (shown < result.entries.length || !result.more) go();
      else {
        more.disabled = true;
        result.more().then(go).catch(function () { more.disabled = false; failed(); });
      }
    }
    function step(event, by) {
      var links = Array.from(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement) + by;
      event.preventDefault();
      if (at < 0) input.focus();
      else if (links[at]) links[at].focus();
    }
    input.addEventListener("input", search);
    more.addEventListener("click", showMore);
    box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") step(event, 1);
      else if (event.key === "ArrowUp" && event.target !== input) step(event, -1);
    });
    box.addEventListener("submit", function (event) {
      var first = list.querySelector("a");
      event.preventDefault();
      if (first) first.click();
    });
    more.hidden = true;
    input.value = question;
    place.append(box);
    search();
    return input;
  }

  return { mount: mount };
})();
