// The browsers of this machine, driven by puppeteer-core, which downloads none.
import puppeteer from "puppeteer-core";

const QUIET = [
  "--no-sandbox", // which does not start for root
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
];

// Without a screen Chromium has no mouse either; what shows only with one would never be seen.
const MOUSE = "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";

/** Open Chromium, with a mouse if asked for; CHROME is its path, as tests/browser/chromium.py prints it. */
export function chromium({ mouse = false } = {}) {
  return puppeteer.launch({ executablePath: named("CHROME"), args: mouse ? [...QUIET, MOUSE] : QUIET, headless: true });
}

/** Open Firefox by WebDriver BiDi; FIREFOX is its path, as tests/audit/firefox.py prints it. */
export function firefox(preferences = {}) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: named("FIREFOX"),
    headless: true,
    extraPrefsFirefox: preferences,
  });
}

function named(setting) {
  const path = process.env[setting];
  if (!path) throw new Error(`${setting} has to be the path of the browser: make sets it`);
  return path;
}

/** Set the colours that the reader of a page wishes for, in Chromium; nothing moves. */
export function wishes(page, scheme) {
  return page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}

/** Open all that is folded on a page. */
export function unfold(page) {
  return page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
}

/** Print what is wrong, or that nothing is, and set the exit status. */
export function conclude(faults, counted) {
  for (const fault of faults) console.log(fault);
  console.log(`${counted}: ${faults.length || "nothing"} wrong`);
  process.exitCode = faults.length ? 1 : 0;
}
