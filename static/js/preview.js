// Shows what a link leads to, beside it: the passage behind a reference or a statement, the versions
// behind a difference. Links work without it; a finger's first touch shows, its second goes there.
(function () {
  "use strict";

  var SOON = 150, LATER = 300; // milliseconds until it shows, and until it goes
  var MOST = 4; // versions of a difference
  var box = null, owner = null, timer = 0, wide = 0;

  function line(kind, text) {
    var element = document.createElement("p");
    element.className = "preview__" + kind;
    element.textContent = text.replace(/\s+/g, " ").trim();
    return element;
  }

  function text(part, selector) {
    var found = part.querySelector(selector);
    return found ? found.textContent : "";
  }

  /** Return lines on a passage of a statement of this page. */
  function ofStatement(statement) {
    var passage = statement.querySelector(".passage");
    if (!passage) return null;
    var from = text(passage, ".passage__source"), speaker = text(statement, ".speaker");
    return [line("words", "“" + text(passage, "blockquote").trim() + "”"), line("from", speaker ? speaker + " · " + from : from)];
  }

  function ofDifference(difference) {
    var lines = [], accounts = Array.from(difference.querySelectorAll(".account"));
    accounts.slice(0, MOST).forEach(function (account) {
      lines.push(line("words", text(account, ".account__says")), line("from", text(account, ".account__by") + " · " + text(account, ".ref")));
    });
    if (accounts.length > MOST) lines.push(line("words", "and " + (accounts.length - MOST) + " more"));
    return lines;
  }

  /** Return what is to be shown of a link; null where its words stand on the page already, or nowhere. */
  function about(link) {
    if (link.dataset.words) return [line("words", link.dataset.words), line("from", link.dataset.from || "")];
    var href = link.getAttribute("href");
    if (href.charAt(0) === "#" && href.length > 1) {
      var there = document.getElementById(decodeURIComponent(href.slice(1)));
      if (there && there.matches(".statement") && !there.contains(link)) return ofStatement(there);
      if (there && there.matches(".difference") && !there.contains(link)) return ofDifference(there);
    }
    var head = link.closest(".badge--differ") && document.querySelector('.difference__head a[href="' + CSS.escape(href) + '"]');
    return head ? ofDifference(head.closest(".difference")) : null;
  }

  function linkOf(event) {
    return event.target.closest ? event.target.closest("main a[href]") : null;
  }

  function hide() {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    if (box) box.remove();
    box = owner = null;
  }

  function later(act, wait) {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  }

  function show(link, touched) {
    var lines = about(link);
    if (link === owner) return true;
    hide();
    if (!lines || !lines.length || !link.isConnected) return false;
    owner = link;
    box = document.createElement("div");
    box.className = "preview";
    box.id = "preview";
    if (touched) {
      var go = document.createElement("a");
      go.href = link.href;
      go.className = "preview__go";
      go.textContent = "Go there";
      lines.push(go);
    } else {
      box.setAttribute("role", "tooltip");
      link.setAttribute("aria-describedby", "preview");
    }
    box.append.apply(box, lines);
    document.body.append(box);
    place(link.getClientRects()[0] || link.getBoundingClientRect(), box.getBoundingClientRect());
    return true;
  }

  /** Put the box under the link, or over it where there is more room; never outside the window. */
  function place(at, size) {
    wide = document.documentElement.clientWidth;
    var above = at.bottom + size.height + 8 > innerHeight && at.top > innerHeight - at.bottom;
    box.style.left = scrollX + Math.max(8, Math.min(at.left, wide - size.width - 8)) + "px";
    box.style.top = scrollY + (above ? Math.max(at.top - size.height - 4, 4 - scrollY) : at.bottom + 4) + "px";
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = linkOf(event);
    if (link && link !== owner) later(function () { show(link); }, SOON);
    else if (link || (box && box.contains(event.target))) clearTimeout(timer);
    else if (owner && owner !== document.activeElement) later(hide, LATER);
    else if (!owner) clearTimeout(timer);
  });
  document.addEventListener("focusin", function (event) {
    var link = linkOf(event);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!box || !box.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
  // Zoomed or turned, the page may end where the box was. A bar that goes as a finger scrolls changes the height alone.
  addEventListener("resize", function () {
    if (box && document.documentElement.clientWidth !== wide) hide();
  });
  document.addEventListener("click", function (event) {
    var link = linkOf(event);
    if (box && box.contains(event.target)) return void (event.target.closest("a") && setTimeout(hide)); // it may lead to this page
    if (link && event.pointerType === "touch" && link.dataset.words && link !== owner && show(link, true)) event.preventDefault();
    else hide();
  });
})();
