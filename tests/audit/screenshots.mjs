// Photographs every kind of page, light and dark, at the widths of a phone, a tablet, a laptop and a desk.
//
// `node tests/audit/screenshots.mjs public screenshots` needs CHROME and writes a contact sheet, index.html, beside the
// pictures. `… docs --readme` writes the few that README.md shows into a folder: small, of the top of a page.
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, wishes } from "./browsers.mjs";
import { largest, serve } from "./site.mjs";

const WIDTHS = [360, 768, 1280, 1920];
const SCHEMES = ["light", "dark"];
const TALLEST = 6000;

// The pictures of README.md: name, path with what it points at, width, height, scheme.
const README = [
  ["theme", "themes/com-networks.html#sixfold-rise", 1280, 640, "light"],
  ["passage", "articles/001.html", 1280, 800, "light"],
  ["differences", "differences.html", 1280, 800, "dark"],
  ["phone", "index.html", 360, 740, "dark"],
];
const HEAVIEST = 150_000;

const [site = "public", into = "screenshots", option] = process.argv.slice(2);
const folder = resolve(site);
const served = await serve(folder);
const browser = await chromium({ mouse: true });
const page = await browser.newPage();
mkdirSync(into, { recursive: true });
if (option === "--readme") await forReadme();
else await all();
await browser.close();
await served.close();

async function all() {
  const kinds = largest(folder);
  for (const [at, { kind, path }] of kinds.entries()) {
    const heights = [];
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) {
        const whole = await show(path, width, 900, scheme);
        const height = Math.min(whole, TALLEST);
        await page.screenshot({ path: join(into, `${kind}-${width}-${scheme}.png`), captureBeyondViewport: true,
          clip: { x: 0, y: 0, width, height } });
        heights.push(whole);
      }
    }
    console.log(`${at + 1} of ${kinds.length}: ${kind} (${path}), ${Math.min(...heights)} to ${Math.max(...heights)} px high`);
  }
  writeFileSync(join(into, "index.html"), sheet(kinds));
  console.log(`${kinds.length * WIDTHS.length * SCHEMES.length} pictures: ${resolve(into, "index.html")}`);
}

async function forReadme() {
  for (const [name, path, width, height, scheme] of README) {
    await show(path, width, height, scheme);
    const file = join(into, `${name}.png`);
    await page.screenshot({ path: file });
    const size = statSync(file).size;
    console.log(`${file}: ${size.toLocaleString("en")} bytes`);
    if (size > HEAVIEST) {
      console.log(`  more than the ${HEAVIEST.toLocaleString("en")} that a picture may have: take less of the page`);
      process.exitCode = 1;
    }
  }
}

/** Open a page as a reader sees it and return how high it is. */
async function show(path, width, height, scheme) {
  await page.setViewport({ width, height });
  await wishes(page, scheme);
  await page.goto("about:blank"); // else an address that differs by its end alone is not loaded anew
  await page.goto(served.root + path, { waitUntil: "load" });
  return page.evaluate(() => document.documentElement.scrollHeight);
}

function sheet(kinds) {
  const row = (kind, scheme) => WIDTHS.map((width) => {
    const file = `${kind}-${width}-${scheme}.png`;
    return `<a href="${file}"><img src="${file}" alt="${kind}, ${width} px, ${scheme}" loading="lazy" style="flex: ${width}"></a>`;
  }).join("\n");
  const part = ({ kind, path }) =>
    `<h2>${kind} <small>${path}</small></h2>\n${SCHEMES.map((scheme) => `<div>\n${row(kind, scheme)}\n</div>`).join("\n")}`;
  return `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<title>Every kind of page</title>
<style>
body { font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; background: #888; }
div { display: grid; grid-template-columns: ${WIDTHS.map((width) => `${width}fr`).join(" ")}; gap: 0.5rem; margin-bottom: 0.5rem; }
a { height: 60vh; overflow: auto; background: #fff; } img { width: 100%; display: block; }
</style>
<h1>Every kind of page: ${WIDTHS.join(", ")} px, ${SCHEMES.join(" and ")}</h1>
${kinds.map(part).join("\n")}
`;
}
