// Nothing is wider than the window: the page does not scroll sideways, and only what stands in a box that scrolls by
// itself may reach beyond it.
"use strict";

exports.faults = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const faults = [];
    const scrolled = document.documentElement.scrollWidth - width;
    if (scrolled > 0) faults.push(`the page scrolls sideways by ${scrolled} px`);
    const named = (element) => {
      const text = element.textContent.trim().replaceAll(/\s+/g, " ").slice(0, 40);
      return `<${element.localName} class="${element.getAttribute("class") ?? ""}"> “${text}”`;
    };
    const scrolls = (style) => ["auto", "scroll"].includes(style.overflowX);
    const hidden = (style) => style.clipPath !== "none" && style.position === "absolute";
    const walk = (element) => {
      const style = getComputedStyle(element);
      // The skip link waits beside the page until it has the focus; what is clipped away is for screen readers.
      if (style.display === "none" || element.matches(".skip:not(:focus)") || hidden(style)) return;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && (box.right > width + 1 || box.left < -1)) {
        faults.push(`${named(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
        return;
      }
      // Letters that leave a box which hides them.
      if (style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) {
        faults.push(`${named(element)} is cut`);
      }
      if (!scrolls(style) && element.localName !== "svg") for (const child of element.children) walk(child);
    };
    walk(document.body);
    return faults;
  });
