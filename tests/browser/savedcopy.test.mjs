// "Save page as" keeps no sheet: a page opened from such a copy says so, and works all the same.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { inEachBrowser, temporary } from "./harness.mjs";
import { download, example, flat, go, kept, newSheet, says, type, value } from "./steps.mjs";

inEachBrowser("a copy that the browser saved says what it is, and can be filled", async (t) => {
  await t.open();
  assert.equal(await t.page.$("#saved-copy"), null);
  await example(t, 1);
  await go(t, "g1");
  await t.printedPages(); // leaves the report on the paper
  const html = await t.page.evaluate(() => `<!DOCTYPE html>\n${document.documentElement.outerHTML}`);
  const copy = path.join(temporary("copy"), "phieu.html");
  fs.writeFileSync(copy, html);

  await t.open(pathToFileURL(copy).href);
  await says(t, "#saved-copy", "lưu trang");
  await says(t, "#page-heading", "Tự đánh giá");
  assert.equal(await t.page.$$eval("h1", (all) => all.filter((one) => !one.closest("#paper")).length), 1,
    "the old drawing is gone");
  assert.equal(await t.page.$eval("#paper", (paper) => paper.textContent), "", "and the old paper");
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await kept(t);
  assert.match((await download(t)).bytes.toString("utf8"), /Chi bộ Hoa Mai/);
  assert.match(flat(await t.printedPages()), /CHI BỘ HOA MAI/);
  assert.equal(await value(t, "head.unit_name"), "Chi bộ Hoa Mai");
  assert.deepEqual(await t.problems(), []);
});
