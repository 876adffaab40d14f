// Every chart has a table of its numbers in the same figure, ids are unique, headings are in order, the language is set.
"use strict";

exports.faults = (page, report) =>
  page.evaluate((language) => {
    const faults = [];
    // The language alone or with a region, as en-GB.
    if (document.documentElement.lang.split("-")[0] !== language) {
      faults.push(`lang is “${document.documentElement.lang}”, not “${language}”`);
    }
    const ids = new Map();
    for (const { id } of document.querySelectorAll("[id]")) ids.set(id, (ids.get(id) ?? 0) + 1);
    for (const [id, times] of ids) if (times > 1) faults.push(`the id ${id} is there ${times} times`);
    for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
      for (const id of `${element.getAttribute("aria-labelledby") ?? ""} ${element.getAttribute("aria-describedby") ?? ""}`.split(/\s+/)) {
        if (id && !ids.has(id)) faults.push(`nothing has the id ${id} that names <${element.localName}>`);
      }
    }
    for (const link of document.querySelectorAll("a[href^='#']")) {
      if (!ids.has(link.getAttribute("href").slice(1))) faults.push(`the link to ${link.getAttribute("href")} leads nowhere`);
    }
    const headings = Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"), (heading) => [
      Number(heading.localName[1]),
      heading.textContent,
    ]);
    if (headings.filter(([level]) => level === 1).length !== 1) faults.push("there is not one h1");
    let above = 0;
    for (const [level, text] of headings) {
      if (level > above + 1) faults.push(`h${level} “${text}” follows h${above}`);
      above = level;
    }
    for (const chart of document.querySelectorAll("svg[role='img']")) {
      // The small trend among the key figures is that of the trend's own figure. In an index the table of clients,
      // with its choice of order, follows the figure.
      if (chart.closest(".spark")) continue;
      const place = chart.closest(".tier") ?? chart.closest("figure");
      const name = chart.getAttribute("aria-labelledby");
      if (!place?.querySelector("table td")) faults.push(`the chart ${name} has no table of its numbers`);
      if (!chart.querySelector("title")?.textContent || !chart.querySelector("desc")?.textContent) {
        faults.push(`the chart ${name} has no title or no description`);
      }
    }
    for (const table of document.querySelectorAll("table")) {
      const named = table.caption?.textContent || table.getAttribute("aria-labelledby");
      if (!named) faults.push(`a table that begins with “${table.textContent.trim().slice(0, 40)}” has no name`);
      for (const head of table.querySelectorAll("th:not([scope])")) faults.push(`“${head.textContent}” has no scope`);
    }
    return faults;
  }, report.language);
