// Tab reaches the skip link, the contents, every summary and every table that scrolls, in the order of the page, and one
// sees where one is: an outline that stands out from the page (3 : 1), on something that nothing covers.
"use strict";

/** Marks all that should be reached, in order, and says what each is. */
const expected = (page) =>
  page.evaluate(() => {
    const describe = (element) => {
      const text = (element.textContent.trim() || element.className || element.localName).replaceAll(/\s+/g, " ");
      return `<${element.localName}> “${text.slice(0, 50)}”`;
    };
    const all = Array.from(document.querySelectorAll("a[href], summary, button, input, select, [tabindex='0']"));
    const scrolling = Array.from(document.querySelectorAll("body *")).filter(
      (element) =>
        ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth,
    );
    const reached = all
      .filter((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
      // Of a group of radio buttons Tab reaches the one that is chosen.
      .filter((element) => element.type !== "radio" || element.checked);
    reached.forEach((element, i) => (element.dataset.tab = i));
    const faults = scrolling
      .filter((element) => !reached.includes(element))
      .map((element) => `${describe(element)} scrolls, and no key reaches it`);
    const first = reached[0];
    if (!first?.matches("a[href^='#']") || !document.querySelector(first.getAttribute("href"))) {
      faults.push("the first stop is no link to the content");
    }
    return { names: reached.map(describe), faults };
  });

/** What has the focus: its number, and what is wrong with how it shows. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const faults = [];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) faults.push("shows no outline");
    const luminance = (colour) => {
      const [r, g, b] = colour.match(/[\d.]+/g).map((c) => c / 255).map((c) =>
        c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [low, high] = [outlineColor, getComputedStyle(document.body).backgroundColor].map(luminance).sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 3) faults.push(`has an outline of ${outlineColor}, which is hardly seen`);
    // The middle of what is in the window: a long table reaches beyond it.
    const box = element.getClientRects()[0];
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
    const there = document.elementFromPoint(x, y);
    if (!there || !(element.contains(there) || there.contains(element))) {
      faults.push(`is covered by <${there?.localName}> or out of sight at ${Math.round(x)}, ${Math.round(y)}`);
    }
    return { at: Number(element.dataset.tab ?? -1), faults };
  });

/** Presses a key until the page is left. */
async function stops(page, key, limit) {
  const stops = [];
  while (stops.length < limit) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

exports.faults = async (page) => {
  await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  const { names, faults } = await expected(page);
  const forth = await stops(page, "Tab", names.length + 10);
  const ways = [["Tab", forth]];
  // What stands fast at the top of the window can hide only what is reached backwards. There the browser goes on from
  // the first to the last.
  const standsFast = await page.evaluate(() =>
    Array.from(document.querySelectorAll("body *"), getComputedStyle).some(({ position, top }) => position === "sticky" && top !== "auto"),
  );
  if (standsFast) ways.push(["Shift+Tab", (await stops(page, "Shift+Tab", names.length)).reverse()]);
  for (const [way, found] of ways) {
    const order = found.map((stop) => stop.at);
    const at = names.findIndex((_, i) => order[i] !== i);
    if (at !== -1) faults.push(`${way} comes to ${names[order[at]] ?? "something else"} where ${names[at]} should be`);
    else if (order.length > names.length) faults.push(`${way} comes to more than there should be`);
    for (const stop of found) for (const fault of stop.faults) faults.push(`${way}: ${names[stop.at]} ${fault}`);
  }
  return faults;
};
