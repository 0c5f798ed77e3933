// Finds entries of a large site by Pagefind, and answers as finder.js does. The index is made by
// site_builder/pagefind.py of sheets: pages of a few entries each, in which the id of a paragraph
// tells the kind, worth and address of an entry. What a sheet holds is loaded only when it is found.
"use strict";

var sitePagefinder = (function () {
  var AT_ONCE = 12; // sheets
  var SURE = "articles"; // the name of a page that every site has
  var LEAST = 4; // letters in which two forms of a word begin alike
  var TIMES = 4; // that so many are looked at for an entry with all words
  var PAUSE = 120; // milliseconds after a key, in which another may come

  /** Return, once Pagefind is there, what finds; `index` has no entries, but the words to leave out. */
  function begin(address, index) {
    return import(address + "pagefind.js").then(function (api) {
      // Its work goes on in a worker, to which the page's policy does not apply.
      return api.options({ basePath: address, excerptLength: 1 }).then(function () {
        return api.search(SURE);
      }).then(function (found) {
        if (!found.results.length) throw new Error("Pagefind finds nothing"); // it says nothing of a part that is missing
        return new Pagefinder(api, index);
      });
    });
  }

  function Pagefinder(api, index) {
    this.api = api;
    this.own = new siteFinder.Finder(index);
  }

  /** Return the word of a question that a word of an entry answers: the one it begins most like.
      Of "Cameron" Pagefind finds "came" where there is nothing nearer; that is no answer. */
  function asked(wanted, word) {
    var best = null, most = LEAST - 1;
    wanted.forEach(function (one) {
      var alike = 0, same = siteFinder.stem(one) === siteFinder.stem(word);
      while (alike < one.length && one[alike] === word[alike]) alike++;
      if (same || alike === one.length) alike = 100 + alike;
      else if (alike === word.length) alike = 0;
      if (alike > most) { best = one; most = alike; }
    });
    return best;
  }

  /** Return the entries of a sheet that have words of the question: {entry, hits, row, worth}. */
  function entries(sheet, wanted, terms) {
    var words = sheet.content.split(/\s+/), marks = sheet.anchors.filter(function (mark) { return mark.id !== "by"; });
    return marks.map(function (mark, number) {
      var end = number + 1 < marks.length ? marks[number + 1].location : Infinity, hits = new Set();
      var by = sheet.anchors[sheet.anchors.indexOf(mark) + 1], what = /^([0-9]+):([0-9.]+):(.*)$/.exec(mark.id);
      sheet.locations.forEach(function (at) {
        if (at < mark.location || at >= end || !words[at]) return;
        siteFinder.words(words[at]).forEach(function (word) {
          var answers = asked(wanted, word);
          if (answers) { hits.add(answers); terms.add(word); }
        });
      });
      var entry = [+what[1], what[3], mark.text, by && by.id === "by" ? by.text : ""];
      var has = siteFinder.words(mark.text).join(" "), all = wanted.join(" ");
      var row = has === all ? 2 : (" " + has + " ").indexOf(" " + all + " ") < 0 ? 0 : 1;
      return { entry: entry, hits: hits.size, row: row, worth: +what[2] };
    }).filter(function (one) { return one.hits; });
  }

  /** Return what search.js shows, or null if another question came in the meantime; `more` loads the
      next sheets, until there are none. Unlike our own index this one knows no slips. */
  Pagefinder.prototype.find = function (question) {
    var words = siteFinder.words(question), stop = this.own.stop, api = this.api;
    var wanted = words.filter(function (word) { return !stop.has(word); });
    var result = { entries: [], terms: new Set(), some: false, help: this.own.needsHelp(words), more: null };
    var most = 0;

    /** Add the entries of the next sheets to the result, of more where none has all words yet. */
    function load(sheets, before, times) {
      return Promise.all(sheets.slice(0, AT_ONCE).map(function (sheet) { return sheet.data(); })).then(function (loaded) {
        var here = [].concat.apply([], loaded.map(function (sheet) { return entries(sheet, wanted, result.terms); }));
        var found = before.concat(here), rest = here.length ? sheets.slice(AT_ONCE) : []; // the best come first
        most = Math.max.apply(null, [most].concat(found.map(function (one) { return one.hits; })));
        if (most < wanted.length && rest.length && times > 1) return load(rest, found, times - 1);
        found = found.filter(function (one) { return one.hits >= most || one.hits * 2 > wanted.length; });
        found.sort(function (a, b) { return b.hits - a.hits || b.row - a.row || b.worth - a.worth; });
        result.entries = result.entries.concat(found.map(function (one) { return one.entry; }));
        result.more = rest.length ? function () { return load(rest, [], 1); } : null;
        result.some = most < wanted.length && !rest.length; // of what is not looked at, nothing is said
        return result;
      });
    }
    /** Return the sheets that hold the word of the question that the fewest hold. */
    function rarest() {
      return Promise.all(wanted.map(function (word) { return api.search(word); })).then(function (each) {
        var held = each.map(function (one) { return one.results; }).filter(function (sheets) { return sheets.length; });
        return held.sort(function (a, b) { return a.length - b.length; })[0] || [];
      });
    }
    if (!wanted.length) return Promise.resolve(result);
    return api.debouncedSearch(wanted.join(" "), {}, PAUSE).then(function (found) {
      if (!found) return null;
      var all = found.results.length || wanted.length < 2;
      return (all ? Promise.resolve(found.results) : rarest()).then(function (sheets) { return load(sheets, [], TIMES); });
    });
  };

  return { begin: begin };
})();
