// axe-core finds nothing: WCAG 2.2 A and AA, and what it calls best practices.
"use strict";
const { source } = require("axe-core");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// In the dark only colours are others, and only these rules look at them.
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

exports.faults = async (page, onlyColours) => {
  await page.evaluate(source);
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false }),
    onlyColours ? OF_COLOURS : TAGS,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll(/\s+/g, " ")}`),
  );
};
