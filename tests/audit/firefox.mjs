// What a reader with Firefox meets, from a disk in light and from a host in dark: every page loads without a word
// of complaint, in the reader's colours, no wider than a phone; a passage link marks its passage; search finds.
// `node tests/audit/firefox.mjs public` needs FIREFOX. Firefox has no command to wish for colours, hence two runs.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { conclude, firefox, unfold } from "./browsers.mjs";
import { largest, pages, serve } from "./site.mjs";

const folder = resolve(process.argv[2] ?? "public");
const served = await serve(folder);
const PLACES = [
  { name: "file", root: `${pathToFileURL(folder)}/`, scheme: "light" },
  { name: "http", root: served.root, scheme: "dark" },
];
const faults = [];
let looked = 0;

for (const place of PLACES) {
  const browser = await firefox({
    "layout.css.prefers-color-scheme.content-override": place.scheme === "dark" ? 0 : 1,
    "ui.prefersReducedMotion": 1,
  });
  const page = await browser.newPage();
  const fault = (text) => faults.push(`${place.name}: ${page.url().replace(place.root, "")}: ${text}`);
  page.on("console", (message) => fault(`console: ${message.text()}`));
  page.on("pageerror", (error) => fault(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // What Firefox itself gave up when the page was left, as it does with an icon nobody waits for.
    if (request.failure()?.errorText !== "NS_BINDING_ABORTED") fault(`not loaded: ${request.url()}`);
  });
  await page.setViewport({ width: 360, height: 740 });
  for (const { path } of pages(folder)) {
    await page.goto(place.root + path);
    await unfold(page);
    const { title, over, dark } = await page.evaluate(examine);
    if (!title) fault("no title");
    if (over > 0) fault(`${over} px wider than a screen of 360 px`);
    if (dark !== (place.scheme === "dark")) fault(`not ${place.scheme}, as the reader wishes`);
    looked += 1;
  }
  await passage(page, place.root, fault);
  await search(page, place.root, fault);
  await browser.close();
}
await served.close();
conclude(faults, `Firefox looked at ${looked} pages, from a disk and from a host`);

/** Go from a statement by its passage link and see that the words it rests on, and only they, are lit. */
async function passage(page, root, fault) {
  const { path } = largest(folder).find(({ kind }) => kind === "theme");
  await page.goto(root + path);
  const link = await page.$(".statement .passage a.ref");
  const words = await link.evaluate((one) => one.closest(".passage").querySelector("blockquote").textContent.trim());
  await Promise.all([page.waitForNavigation(), link.click()]);
  const lit = await page.evaluate(() => {
    const ground = (mark) => getComputedStyle(mark).backgroundColor;
    const marks = [...document.querySelectorAll("main mark")];
    const first = document.querySelector(":target mark");
    const box = first?.getBoundingClientRect();
    return {
      same: first ? marks.filter((mark) => ground(mark) === ground(first)).length : 0,
      all: marks.length,
      seen: Boolean(box) && box.top >= 0 && box.top < innerHeight,
      words: document.querySelector(":target")?.textContent ?? "",
    };
  });
  if (!lit.seen) fault("the passage pointed at is not in view");
  if (!lit.same || lit.same === lit.all) fault("the passage pointed at does not stand out");
  if (!lit.words.includes(words.slice(0, 20))) fault(`the passage pointed at is not “${words.slice(0, 40)}…”`);
}

/** Search as a reader does: by the address, by typing, and from another page by the keyboard. */
async function search(page, root, fault) {
  const found = async (what) => page.waitForSelector(".found mark", { timeout: 10_000 }).catch(() => fault(`${what} finds nothing`));
  await page.goto(`${root}search.html?q=taskforce`);
  await found("?q=taskforce");
  await page.goto(`${root}search.html`);
  await page.waitForSelector(".search input");
  await page.type(".search input", "sixfold");
  await found("typing “sixfold”");
  await page.goto(`${root}people.html`);
  await page.keyboard.press("/");
  await page.waitForSelector(".search-dialog[open] input");
  await page.type(".search-dialog input", "sucide");
  await found("“/” and “sucide”");
  if (!(await page.$(".search-dialog #search-help"))) fault("no lines of help above what is found for “sucide”");
  await page.keyboard.press("Escape");
  if (await page.$(".search-dialog[open]")) fault("Escape leaves search open");
}

// Runs in the page.
function examine() {
  const root = document.documentElement;
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return { title: document.title, over: root.scrollWidth - root.clientWidth, dark: red + green + blue < 200 };
}
