// A report says nothing on the console, meets no error, asks for nothing but itself, and says the same without JavaScript.
"use strict";

/** Listens from before a page is loaded; gives what was heard when it is asked. */
exports.listen = (page) => {
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`page error: ${error.message}`));
  let first = true;
  page.on("request", (request) => {
    if (!first && !request.url().startsWith("data:")) heard.push(`asks for ${request.url().slice(0, 200)}`);
    first = false;
  });
  return () => heard.splice(0);
};

/** What a reader can read, line by line. A field that only a script can answer may be missing without one. */
const said = (page) =>
  page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => (details.open = true));
    document.querySelectorAll(".filter").forEach((field) => field.remove());
    return document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
  });
exports.said = said;

exports.withoutScript = async (open, report) => {
  const context = await open({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(report.url);
  const without = await said(page);
  await context.close();
  if (without.length < 5) return [`there are ${without.length} lines`];
  const at = report.said.findIndex((line, i) => line !== without[i]);
  if (at === -1 && report.said.length === without.length) return [];
  return [`“${without[at] ?? "(end)"}” stands where with JavaScript there is “${report.said[at] ?? "(end)"}”`];
};
