// Finds entries of the search index. It knows no page: search.js shows what it finds. The index is
// made by site_builder/wordindex.py, whose rule for taking a text apart stands here again.
"use strict";

var siteFinder = (function () {
  // How well a word of the index answers one of the question.
  var EXACT = 1, FORM = 0.9, BEGUN = 0.75, SLIP = 0.5, BEGUN_SLIP = 0.3;
  var PHRASE = 1.5; // for an entry that has the question as it was asked
  var WHOLE = 4; // for one that has nothing else: a name, a heading
  var LEAST = 4; // letters of a word that may have one wrong
  var MOST = 32; // words of a question that are looked for
  var NEAR = 500; // entries that are read again for words in a row
  var KEPT = 64; // words of which it is kept what they find: all but one of a question were there a letter ago

  function plain(text) {
    return text.normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "").toLowerCase()
      .replace(/['‘’](?:s(?![\p{L}\p{N}]))?/gu, "").replace(/[‐‑]/g, "-");
  }

  /** Return the words of a text as the index has them, those with hyphens only in their parts. */
  function words(text) {
    var found = plain(text).match(/[0-9]+(?:[.,][0-9]+)+|[\p{L}\p{N}]+/gu) || [];
    return found.map(function (word) { return word.replace(/,/g, ""); });
  }

  /** Return a word without the ending that a form of it may have. */
  function stem(word) {
    if (/^[0-9]/.test(word)) return word.replace(/s$/, ""); // "100" is no form of "10"
    if (word.length > 4 && /ies$/.test(word)) return word.slice(0, -3) + "y";
    var left = word.replace(word.length > 5 ? /(?:ings?|ed|ers?|es|s)$/ : /s$/, "");
    if (left.length < 3) return word;
    return left.replace(/([^aeiouls])\1$/, "$1").replace(/e$/, "");
  }

  /** Tell whether one letter too many, too few, other or swapped with the next makes b of a. */
  function alike(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    var from = 0, end = 0;
    while (from < a.length && a[from] === b[from]) from++;
    while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    var restA = a.slice(from, a.length - end), restB = b.slice(from, b.length - end);
    if (restA.length < 2 && restB.length < 2) return true;
    return restA.length === 2 && restA === restB[1] + restB[0];
  }

  function Finder(index) {
    this.index = index;
    this.terms = index.terms.split(" ");
    this.posts = index.posts.split(" ");
    this.stop = new Set(index.stop.split(" "));
    this.stems = this.terms.map(stem);
    this.known = new Map();
  }

  /** Return [number of a term, how well it answers] for each term that answers a word. */
  Finder.prototype.answers = function (word) {
    var found = [], close = [], root = stem(word), letters = !/^[0-9.]+$/.test(word), may = letters && word.length >= LEAST;
    this.terms.forEach(function (term, number) {
      if (term === word) found.push([number, EXACT]);
      else if (this.stems[number] === root) found.push([number, FORM]);
      else if (letters && word.length > 1 && term.startsWith(word)) {
        found.push([number, BEGUN * Math.pow(word.length / term.length, 0.3)]);
      } else if (may && alike(word, term)) close.push([number, SLIP]);
      else if (may && term.length > word.length && alike(word, term.slice(0, word.length))) {
        close.push([number, BEGUN_SLIP]);
      }
    }, this);
    var sure = found.some(function (one) { return one[1] >= FORM; });
    return sure ? found : found.concat(close);
  };

  /** Return {worth, terms} of a word: what each entry is worth for it, by its number, and what matched. */
  Finder.prototype.worth = function (word) {
    var known = this.known.get(word);
    if (known) return known;
    var count = this.index.entries.length, worth = new Float64Array(count), terms = [];
    this.answers(word).forEach(function (answer) {
      var posts = this.posts[answer[0]], held = posts.match(/[A-Z]/g).length, at = 0, step = 0;
      var rare = Math.log(1 + (count - held + 0.5) / (held + 0.5));
      terms.push(this.terms[answer[0]]);
      for (var i = 0; i < posts.length; i++) {
        var code = posts.charCodeAt(i);
        if (code < 58) step = step * 36 + code - 48; // 0 to 9
        else if (code > 96) step = step * 36 + code - 87; // a to z
        else {
          at += step;
          step = 0;
          worth[at] = Math.max(worth[at], answer[1] * rare * ((code - 64) / 26));
        }
      }
    }, this);
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(word, { worth: worth, terms: terms });
    return this.known.get(word);
  };

  /** Return {entries, terms, some, help}: what answers a question, best first, and by which words.
      Entries with all words of it stand before those with some; `some` tells that none has all.
      `help` tells that it is one of somebody who may need help. */
  Finder.prototype.find = function (question) {
    var asked = words(question), terms = new Set(), count = this.index.entries.length;
    var scores = new Float64Array(count), hits = new Uint8Array(count);
    // "six-fold" is looked for as "sixfold", which stands for both in the index.
    var joined = plain(question).replace(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu, function (word) {
      var whole = word.replace(/-/g, "");
      return this.terms.indexOf(whole) < 0 ? word : whole;
    }.bind(this));
    var wanted = words(joined).filter(function (word) { return !this.stop.has(word); }, this).slice(0, MOST);
    wanted.forEach(function (word, place) {
      var known = this.worth(word), worth = known.worth;
      known.terms.forEach(terms.add, terms);
      // "self harm" and "self-harm" find "selfharm" too.
      [wanted[place - 1] + word, word + wanted[place + 1]].forEach(function (joined, side) {
        if (wanted[place + (side ? 1 : -1)] === undefined || this.terms.indexOf(joined) < 0) return;
        var both = this.worth(joined);
        both.terms.forEach(terms.add, terms);
        if (worth === known.worth) worth = worth.slice(); // what is known stays as it is
        both.worth.forEach(function (value, at) {
          worth[at] = Math.max(worth[at], value);
        });
      }, this);
      worth.forEach(function (value, at) {
        scores[at] += value;
        hits[at] += value > 0;
      });
    }, this);
    var most = hits.reduce(function (one, other) { return Math.max(one, other); }, 0);
    var self = this, phrase = asked.join(" ");

    function better(a, b) { return b.all - a.all || b.score - a.score || a.at - b.at; }

    /** Return by how much an entry is worth more for having the words in a row, or only them. */
    function closeness(entry) {
      var has = words(entry[2]), rest = has.filter(function (word) { return !self.stop.has(word); });
      if (rest.join(" ") === wanted.join(" ")) return WHOLE;
      return wanted.length > 1 && (" " + has.join(" ") + " ").indexOf(" " + phrase + " ") >= 0 ? PHRASE : 1;
    }
    var found = [];
    hits.forEach(function (has, at) {
      if (!has || (has !== most && has * 2 <= wanted.length)) return;
      found.push({ at: at, all: has === wanted.length, score: scores[at] * Math.pow(has / wanted.length, 3) });
    });
    var near = found.sort(better).splice(0, NEAR);
    near.forEach(function (one) { one.score *= closeness(this.index.entries[one.at]); }, this);
    return {
      entries: near.sort(better).concat(found).map(function (one) { return this.index.entries[one.at]; }, this),
      terms: terms,
      some: most < wanted.length,
      help: this.needsHelp(asked)
    };
  };

  /** Tell whether words have those of a phrase in the list of help, in a row, perhaps with a slip. */
  Finder.prototype.needsHelp = function (asked) {
    function same(wanted, word) {
      return word === wanted || (wanted.length > 5 && word.length > 4 &&
        (alike(wanted, word) || (word.length > 5 && wanted.startsWith(word))));
    }
    return this.index.help.some(function (phrase) {
      var wanted = phrase.split(" ");
      return asked.some(function (_, from) {
        return wanted.every(function (word, place) { return from + place < asked.length && same(word, asked[from + place]); });
      });
    });
  };

  return { Finder: Finder, words: words, stem: stem };
})();
