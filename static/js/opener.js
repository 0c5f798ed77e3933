// Opens search: by "/" and by the link to the page for it. What searches is loaded on first use.
// On a large site that Pagefind has an index of, search is on the page for it alone.
(function () {
  "use strict";

  // Where the other scripts are stands on this one's element: their names tell what is in them.
  var told = document.currentScript.dataset;
  var root = new URL("../../", document.currentScript.src).href;
  var scripts = {};
  ["finder", "search", "pagefinder"].forEach(function (name) { scripts[name] = new URL(told[name], document.baseURI).href; });
  var loading = null, dialog = null;

  function load(address) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  function script(name) { return load(scripts[name]); }

  /** Load our own index, and return what finds in it. */
  function ours(searching) {
    return Promise.all([searching, load(root + "search-index.js")]).then(function () { return new siteFinder.Finder(searchIndex); });
  }

  /** Load Pagefind, and return what finds by it. */
  function theirs(searching, address) {
    return Promise.all([searching, script("pagefinder"), load(root + "search-words.js")]).then(function () {
      return sitePagefinder.begin(new URL(address, location.href).href, searchIndex);
    });
  }

  /** Load what searches, once; again if it could not be had. On a disk, and where Pagefind cannot be
      had, that is our own index. */
  function ready(address) {
    if (!loading) {
      var searching = Promise.all([script("finder"), script("search")]);
      loading = address && location.protocol !== "file:" ?
        theirs(searching, address).catch(function () { return ours(searching); }) : ours(searching);
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function open() {
    return ready().then(function (finder) {
      if (dialog && dialog.isConnected) return dialog.open || dialog.showModal();
      dialog = document.createElement("dialog");
      dialog.className = "search-dialog";
      dialog.setAttribute("aria-label", "Search");
      var close = document.createElement("button");
      close.type = "button";
      close.className = "search-dialog__close";
      close.textContent = "Close";
      close.addEventListener("click", function () { dialog.close(); });
      var beside = false; // was pressed there: words can be selected with a mouse that ends outside
      dialog.addEventListener("pointerdown", function (event) {
        var box = dialog.getBoundingClientRect(), x = event.clientX, y = event.clientY;
        beside = x < box.left || x > box.right || y < box.top || y > box.bottom;
      });
      dialog.addEventListener("click", function (event) {
        if ((event.target === dialog && beside) || (event.target.closest("a") && !event.shiftKey && plainly(event))) dialog.close();
      });
      dialog.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || event.isComposing) return; // which would empty the box first
        event.preventDefault();
        dialog.close();
      });
      document.body.append(dialog);
      siteSearch.mount(dialog, root, finder, "");
      dialog.append(close);
      dialog.showModal();
    });
  }

  /** Put search into the page for it; what is asked stands in the address, so that it can be kept. */
  function inPage(place) {
    var asked = new URLSearchParams(location.search).get("q") || "";
    ready(place.dataset.pagefind).then(function (finder) {
      if (place.firstChild) return;
      siteSearch.mount(place, root, finder, asked, function (now) {
        var query = now ? "?" + new URLSearchParams({ q: now }) : "";
        try { history.replaceState(null, "", location.pathname + query); } catch (refused) { /* on a disk */ }
      }).focus();
    }).catch(function () { place.textContent = "Search cannot be loaded."; });
  }

  function here() { return document.querySelector(".search-place"); }

  function plainly(event) { return !event.ctrlKey && !event.metaKey && !event.altKey; }

  function begin() { if (here()) inPage(here()); }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || !plainly(event) || event.isComposing) return;
    var field = event.target.closest("input, textarea, select, [contenteditable]");
    if (field && !field.closest("dialog:not([open])")) return; // a box that was just closed keeps the focus for a moment
    event.preventDefault();
    var input = (dialog && dialog.open && dialog) || here();
    input = input && input.querySelector("input");
    if (input) input.focus();
    else if (here()) return;
    else if (!document.querySelector("a.opens-search")) location.href = root + "search.html";
    else open().catch(function () { location.href = root + "search.html"; });
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.opens-search");
    if (!link || here() || event.button || event.shiftKey || !plainly(event)) return;
    event.preventDefault();
    open().catch(function () { location.href = link.href; });
  });
  begin();
  // Live reload puts another body in the place of this one.
  new MutationObserver(begin).observe(document.documentElement, { childList: true });
})();
