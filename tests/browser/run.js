// Looks at finished reports in a browser. Started by tests/browser.rs with a plan, writes what it found beside it.
// What a check looks for is said in its own file in checks/.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");
const axe = require("./checks/axe");
const keyboard = require("./checks/keyboard");
const layout = require("./checks/layout");
const letters = require("./checks/letters");
const print = require("./checks/print");
const quiet = require("./checks/quiet");
const structure = require("./checks/structure");
const valid = require("./checks/valid");

// What a report is seen at. 320 px is also 1280 px at 400 % zoom (WCAG 1.4.10), which is looked at as such as well,
// with the pixels that it then has. 760 px is just above the width at which charts change to their narrow form.
const VIEWS = [
  { width: 1280, scheme: "light", shot: true, axe: true, keyboard: true, structure: true, said: true },
  { width: 1280, scheme: "dark", shot: true, axe: true },
  { width: 760, scheme: "light" },
  { width: 360, scheme: "light", shot: true },
  { width: 320, scheme: "light", shot: true, axe: true },
  { width: 320, scheme: "dark", axe: true, keyboard: true },
  { width: 320, height: 256, pixels: 4, scheme: "light" },
];
// Nothing is timed: this ends what hangs.
const HANGS = 120_000;

const plan = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const results = { checks: {}, printed: {} };
for (const name of ["axe", "keyboard", "layout", "letters", "print", "quiet", "structure", "valid"]) {
  results.checks[name] = { looked: 0, faults: [] };
}

/** Notes what a check found, each fault with the place it was found at. */
function note(check, place, faults) {
  results.checks[check].looked += 1;
  results.checks[check].faults.push(...faults.map((fault) => `${place}: ${fault}`));
}

/** A window of its own for a page. */
async function open(browser, settings) {
  const context = await browser.newContext({ offline: true, ...settings });
  context.setDefaultTimeout(HANGS);
  return context;
}

async function look(browser, report, view) {
  const place = `${report.name}, ${view.width} px${view.pixels ? " (1280 px at 400 %)" : ""}, ${view.scheme}`;
  const context = await open(browser, {
    viewport: { width: view.width, height: view.height ?? 900 },
    deviceScaleFactor: view.pixels ?? 1,
    colorScheme: view.scheme,
  });
  const page = await context.newPage();
  const heard = quiet.listen(page);
  await page.goto(report.url);
  if (view.shot) {
    const file = `${report.name.replaceAll(/[^\w.-]+/g, "-")}-${view.width}-${view.scheme}.jpeg`;
    await page.screenshot({ path: path.join(plan.shots, file), fullPage: true, quality: 75 });
  }
  note("quiet", place, heard());
  // What is folded away is looked at too.
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  note("layout", place, await layout.faults(page));
  note("letters", place, await letters.faults(page));
  if (view.structure) note("structure", place, await structure.faults(page, report));
  if (view.keyboard) note("keyboard", place, await keyboard.faults(page));
  if (view.axe) note("axe", place, await axe.faults(page, view.scheme === "dark"));
  if (view.said) report.said = await quiet.said(page);
  await context.close();
}

async function all(browser, report) {
  for (const view of VIEWS) await look(browser, report, view);
  note("quiet", `${report.name}, without JavaScript`, await quiet.withoutScript((settings) => open(browser, settings), report));
  const { pages, faults } = await print.faults((settings) => open(browser, settings), report);
  note("print", `${report.name}, on paper`, faults);
  results.printed[report.name] = pages;
}

(async () => {
  fs.mkdirSync(plan.shots, { recursive: true });
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const browser = await chromium.launch({ executablePath: plan.chromium, args, timeout: HANGS });
  // Two reports at a time: one core draws while the other is asked.
  const waiting = [...plan.reports];
  const work = async () => {
    for (let report = waiting.shift(); report; report = waiting.shift()) await all(browser, report);
  };
  await Promise.all([work(), work(), plan.vnu ? valid.faults(plan, (place, faults) => note("valid", place, faults)) : null]);
  await browser.close();
  fs.writeFileSync(plan.results, JSON.stringify(results, null, 1));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
