// What comes out of the printer.

import assert from "node:assert/strict";

import { inEachBrowser, pdfPictures } from "./harness.mjs";
import { example, go, newSheet, type } from "./steps.mjs";

const plain = (text) => text.normalize("NFC").replace(/[\s\u2060]+/g, " ").trim();

inEachBrowser("the page prints at least one page with letters on it", async (t) => {
  await t.open();
  const bytes = await t.pdf();
  const pages = await t.printedPages();
  assert.ok(pages.length >= 1);
  assert.match(pages.join(""), /\p{Letter}{3}/u);
  assert.equal(pdfPictures(bytes).length, pages.length);
});

inEachBrowser("printing announces itself, so that the report can be written first", async (t) => {
  await t.open();
  await t.page.evaluate(() => {
    addEventListener("beforeprint", () => {
      (document.getElementById("paper") ?? document.body).append("TRƯỚC KHI IN");
    });
  });
  const paper = (await t.printedPages()).join("\n");
  assert.match(paper, /TRƯỚC KHI IN/);
});

inEachBrowser("the title, which names a print saved as a file, is the unit's while its sheet is open", async (t) => {
  await t.open();
  const own = await t.page.title();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await t.page.waitForFunction(() => document.title.startsWith("ct05_chi-bo-hoa-mai"));
  await t.page.click("#close");
  await t.page.waitForFunction((own) => document.title === own, {}, own);
});

// Some browsers print the number of a page below it, some above.
const isNumber = (line) => /^\d{1,3}$/.test(line);

inEachBrowser("a heading, and what stands over a table, is never the last line of a page", { timeout: 120_000 }, async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "report");
  const titles = (await t.page.$$eval(
    ".sheet-of-paper :is(h1, h2, h3, h4, caption)",
    (all) => all.map((one) => one.innerText),
  )).map(plain).filter((title) => title !== "");
  assert.ok(titles.length > 20, `${titles.length} headings and captions`);
  const pages = (await t.printedPages()).map((page) => page.split("\n").map(plain).filter((line) => line && !isNumber(line)));
  assert.ok(pages.length > 3, `${pages.length} pages`);
  // A long one may stand on two lines: then its end would be the last.
  const ends = (last) => titles.find((title) => title === last || (last.length > 15 && title.endsWith(` ${last}`)));
  for (const [at, lines] of pages.slice(0, -1).entries()) {
    assert.equal(ends(lines.at(-1)), undefined, `the last line of page ${at + 1} of ${pages.length}`);
  }
});

inEachBrowser("a bar is as long as its rate, and both come out of the printer", async (t) => {
  await t.open();
  await example(t, 0);
  await go(t, "report");
  const bars = await t.page.$$eval(".sheet-of-paper .paper-chart tr", (all) => all.map((row) => {
    const [svg, rect] = [row.querySelector("svg"), row.querySelector("rect")];
    return {
      said: row.querySelector(".paper-figure").textContent,
      label: row.querySelector("th").textContent,
      part: rect.getBoundingClientRect().width / svg.getBoundingClientRect().width,
    };
  }));
  assert.ok(bars.length > 1, JSON.stringify(bars));
  const paper = plain((await t.printedPages()).join("\n"));
  for (const { said, label, part } of bars) {
    const rate = Number(said.match(/([\d.]+(?:,\d+)?)%/)[1].replace(",", ".")) / 100;
    assert.ok(Math.abs(part - rate) < 0.01, `${label}: ${said} is drawn as ${part}`);
    assert.ok(paper.includes(plain(said)), said);
  }
});
