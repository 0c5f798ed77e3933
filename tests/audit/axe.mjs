// Runs axe-core, with every rule of WCAG 2.2 AA and of good practice, on the pages of a site in Chromium.
// `node tests/audit/axe.mjs public` prints a line for each fault and exits 1 where there is one.
//
// Every page is looked at by every rule with all of it unfolded. What colours, folding and width can change is
// looked at again on a page of each kind: that every text of every page has contrast, light and dark, and that no
// page scrolls sideways, tests/browser/test_pages.py proves. axe is evaluated over the debugging protocol, which the
// pages' policy does not govern; nothing is put into the page that the policy would have to allow.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, conclude, unfold, wishes } from "./browsers.mjs";
import { pages, serve, smallest } from "./site.mjs";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// target-size is a rule of WCAG 2.2 AA that axe runs only where it is asked to.
const EVERY = { rules: { "target-size": { enabled: true } } };
const of = (...rules) => ({ runOnly: { type: "rule", values: rules } });
const but = (...rules) =>
  ({ rules: { ...EVERY.rules, ...Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) } });
const LOOKS = [
  { name: "light", width: 1280, folded: false, options: EVERY, on: pages },
  { name: "dark", width: 1280, folded: false, options: of("color-contrast", "link-in-text-block"), on: smallest },
  { name: "light, folded", width: 1280, folded: true, options: but("color-contrast", "link-in-text-block"), on: smallest },
  { name: "light, 360 px", width: 360, folded: false, on: smallest,
    options: of("target-size", "scrollable-region-focusable", "meta-viewport", "page-has-heading-one") },
];

// What axe cannot decide, decided by other means: each takes an element and tells whether it is as it should be.
// They run in the page. A rule that is not here has to be decided by axe.
const PROOFS = {
  // axe takes a text of one letter for a symbol. A name that has the letter as a word of it holds what is seen.
  "label-content-name-mismatch": (link) =>
    (link.getAttribute("aria-label") ?? "").split(" ").includes(link.textContent.trim()),
  // axe takes a drawing for an image, whatever its words stand on: here, on the page's ground and on no drawn part.
  "color-contrast": (text) => {
    const drawing = text.closest(".chart svg");
    if (!drawing) return false;
    const light = (colour) => {
      const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [low, high] = [getComputedStyle(text).fill, getComputedStyle(document.body).backgroundColor].map(light).sort((a, b) => a - b);
    const words = text.getBoundingClientRect();
    const under = [...drawing.querySelectorAll("rect")].some((part) => {
      const box = part.getBoundingClientRect();
      return box.left + 1 < words.right && words.left + 1 < box.right && box.top + 1 < words.bottom && words.top + 1 < box.bottom;
    });
    return (high + 0.05) / (low + 0.05) >= 4.5 && !under;
  },
};

const folder = resolve(process.argv[2] ?? "public");
const served = await serve(folder);
const browser = await chromium();
const page = await browser.newPage();
const faults = new Set();
const proved = new Map();
let looked = 0;

for (const { name, width, folded, options, on } of LOOKS) {
  await page.setViewport({ width, height: 800 });
  await wishes(page, name.split(",")[0]);
  for (const { path } of on(folder)) {
    await page.goto(served.root + path);
    // Where nothing is folded the page was looked at as it is.
    if (folded && !(await page.$("details:not([open])"))) continue;
    if (!folded) await unfold(page);
    await page.evaluate(SOURCE);
    const found = await page.evaluate(examine, options, texts(PROOFS));
    for (const { rule, help, target } of found.wrong) faults.add(`${path} (${name}): ${rule}: ${target}: ${help}`);
    for (const rule of found.proved) proved.set(rule, (proved.get(rule) ?? 0) + 1);
    looked += 1;
  }
}
await browser.close();
await served.close();
for (const [rule, times] of proved) console.log(`${rule}: ${times} that axe left open were decided here`);
conclude([...faults], `axe-core looked ${looked} times at ${pages(folder).length} pages`);

function texts(functions) {
  return Object.entries(functions).map(([rule, proof]) => [rule, proof.toString()]);
}

// Runs in the page: what axe finds wrong, and what it leaves open that no proof decides.
async function examine(options, proofs) {
  const held = Object.fromEntries(proofs.map(([rule, text]) => [rule, (0, eval)(text)]));
  const result = await axe.run(document, { ...options, resultTypes: ["violations", "incomplete"], elementRef: true });
  const each = (rules) => rules.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, element, any }) => ({ rule: id, target: target.join(" "), element, help: any[0]?.message ?? help })));
  const open = each(result.incomplete).map((one) => ({ ...one, fine: held[one.rule]?.(one.element) ?? false }));
  const wrong = [...each(result.violations), ...open.filter((one) => !one.fine)];
  return {
    wrong: wrong.map(({ rule, help, target }) => ({ rule, help, target })),
    proved: open.filter((one) => one.fine).map((one) => one.rule),
  };
}
