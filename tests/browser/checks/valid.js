// The Nu HTML checker finds no error and no warning, but for what is named here with its reason.
"use strict";
const { execFile } = require("node:child_process");
const { fileURLToPath } = require("node:url");

const ACCEPTED = [
  // Properties that its CSS part does not know yet; both are in Chromium and in published drafts.
  [/^CSS: “paint-order”: Property “paint-order” doesn't exist\.$/, "SVG 2; all browsers have it"],
  [/^CSS: “reading-flow”: Property “reading-flow” doesn't exist\.$/, "CSS Display 4; others ignore it"],
  // The rows of the table of clients are boxes, so that an order can be chosen without a script. Browsers then forget
  // that it is a table (Roselli 2018, "Tables, CSS Display Properties, and ARIA"): the roles say it again, and are
  // those that the elements have by themselves.
  [/^The “role” attribute must not be used on a “(tr|th|td)” element which has a “table” ancestor /, "roles of rows and cells"],
  [/^The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “(table|thead|tbody|tr|th|td)”\.$/, "the same"],
  // The script's hash is in the policy; the checker does not compare it, Chromium does and says so on the console.
  [/^Inline script violates Content Security Policy \(meta tag\): blocked by “script-src” directive/, "hash not compared"],
];

exports.faults = (plan, note) =>
  new Promise((done, failed) => {
    const files = plan.reports.map((report) => fileURLToPath(report.url));
    const settings = { maxBuffer: 1 << 28, timeout: 300_000 };
    execFile("java", ["-jar", plan.vnu, "--format", "json", "--exit-zero-always", ...files], settings, (error, _, found) => {
      if (error) return failed(error);
      const { messages } = JSON.parse(found);
      for (const report of plan.reports) {
        const own = messages.filter((message) => message.url.replace(/^file:\/+/, "file:///") === report.url && !ACCEPTED.some(([text]) => text.test(message.message)));
        note(report.name, own.map(({ lastLine, message, extract }) => `line ${lastLine}: ${message} “${(extract ?? "").slice(0, 120)}”`));
      }
      done();
    });
  });
