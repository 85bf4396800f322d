// What comes out of the printer.

import assert from "node:assert/strict";

import { inEachBrowser, pdfPictures } from "./harness.mjs";
import { newSheet, type } from "./steps.mjs";

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
