// Filters what a page lists: what has all the words that are typed stays.
(function () {
  "use strict";

  var ITEMS = ".section.difference, .gap, .entry, .filtered tbody tr";

  function words(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** Tell whether a word stands in a list of words, or begins one: "ag" and "age" begin too many. */
  function has(list, word) {
    return list.some(function (one) { return one === word || (word.length > 3 && one.startsWith(word)); });
  }

  function begin() {
    var place = document.querySelector(".filter-place");
    if (!place || place.firstChild) return;
    var items = Array.from(document.querySelectorAll(ITEMS), function (item) { return { item: item, words: words(item.textContent) }; });
    var rows = Array.from(document.querySelectorAll(".matrix tbody tr")); // each leads to an item
    var label = document.createElement("label"), input = document.createElement("input"), status = document.createElement("span");
    label.textContent = "Show only what has the words ";
    input.type = "search";
    input.autocomplete = "off";
    status.setAttribute("role", "status");
    label.append(input);
    place.append(label, status);

    function filter() {
      var wanted = words(input.value), shown = 0;
      items.forEach(function (one) {
        one.item.hidden = !wanted.every(function (word) { return has(one.words, word); });
        shown += !one.item.hidden;
      });
      rows.forEach(function (row) {
        var item = document.getElementById(row.querySelector("a").hash.slice(1));
        row.hidden = Boolean(item && item.hidden);
      });
      document.querySelectorAll("main .section").forEach(function (section) {
        var inside = items.filter(function (one) { return section.contains(one.item) && one.item !== section; });
        if (inside.length) section.hidden = inside.every(function (one) { return one.item.hidden; });
      });
      status.textContent = !wanted.length ? "" : shown ? shown + " of " + items.length : "Nothing here has all these words.";
    }

    // Who goes back to this page finds it as it was left, also where a link within it was followed.
    function keep() {
      try { history.replaceState({ filter: input.value }, ""); } catch (refused) { /* too often, says Safari */ }
    }

    input.addEventListener("input", function () { filter(); keep(); });
    window.addEventListener("hashchange", keep);
    if (history.state && history.state.filter) {
      input.value = history.state.filter;
      filter();
    }
  }

  begin();
  // Live reload puts another body in the place of this one.
  new MutationObserver(begin).observe(document.documentElement, { childList: true });
})();
