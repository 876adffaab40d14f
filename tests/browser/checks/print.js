// On A4 paper: no blank page, everything that is folded on the screen is open or in the appendix, every cell of a table is on the paper, and
// no more pages than a report of its kind had before (tests/browser/printed.json).
"use strict";
const zlib = require("node:zlib");

/** The pages of a PDF that Chromium wrote: what each draws, as the operators of its content. */
function pagesOf(pdf) {
  const text = pdf.toString("latin1");
  const objects = new Map();
  for (const [, number, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)\nendobj/g)) objects.set(number, body);
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b(?!s)/.test(body.split("stream")[0]));
  return pages.map((body) => {
    const stream = objects.get(body.match(/\/Contents\s+(\d+) 0 R/)[1]);
    const bytes = Buffer.from(stream.slice(stream.indexOf("stream") + 6).replace(/^\r?\n/, ""), "latin1");
    // What is short is not packed.
    if (!stream.split("stream")[0].includes("FlateDecode")) return stream;
    return zlib.inflateSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString("latin1");
  });
}

exports.faults = async (open, report) => {
  const context = await open({ colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto(report.url);
  await page.emulateMedia({ media: "print" });
  // What the paper's style opens is there from the next frame on.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const faults = await page.evaluate(() =>
    Array.from(document.querySelectorAll("details"))
      .filter((details) => {
        // The tables behind a chart are in the appendix, which it names each of.
        const named = Array.from(details.closest(".drawn")?.querySelectorAll(".numbers a") ?? []);
        const there = named.filter((link) => {
          const table = document.querySelector(link.getAttribute("href"))?.closest(".appendix, .appendix *");
          return table?.checkVisibility() && link.checkVisibility();
        });
        if (there.length > 0 && there.length === details.querySelectorAll("table").length) return false;
        const within = Array.from(details.children).find((child) => child.localName !== "summary");
        return within && !(within.checkVisibility({ contentVisibilityAuto: true }) && within.getBoundingClientRect().height > 0);
      })
      .map((details) => `the details “${details.textContent.trim().slice(0, 60)}” are closed`),
  );
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if (background !== "rgb(255, 255, 255)") faults.push(`a dark screen prints on ${background}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  // As wide as A4 is between its margins of 16 mm, where nothing can be scrolled to. A browser prints what is wider than
  // that smaller, and cuts off what is wider than twice that.
  const paper = { width: Math.floor(((210 - 2 * 16) / 25.4) * 96), height: 1000 };
  await page.setViewportSize(paper);
  faults.push(
    ...(await page.evaluate((width) =>
      Array.from(document.querySelectorAll("caption, th, td"))
        .filter((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const hidden = getComputedStyle(cell).clipPath !== "none";
          return !hidden && Array.from(range.getClientRects()).some((box) => box.right > 1.6 * width || box.left < -1);
        })
        .map((cell) => `the cell “${cell.textContent.trim().slice(0, 60)}” is off the paper`), paper.width)),
  );
  await context.close();
  const pages = pagesOf(pdf);
  const size = pdf.toString("latin1").match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/);
  if (Math.abs(size[1] - 595.3) > 1 || Math.abs(size[2] - 841.9) > 1) faults.push(`a page is ${size[1]} × ${size[2]} pt`);
  pages.forEach((drawn, i) => {
    // The margins hold the report's name and the number of the page: two lines of text.
    const runs = (drawn.match(/T[jJ]\b/g) ?? []).length;
    if (runs <= 4) faults.push(`page ${i + 1} of ${pages.length} is blank`);
  });
  return { pages: pages.length, faults };
};
