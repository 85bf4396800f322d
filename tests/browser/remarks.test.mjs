// A file sent back with remarks: seen at the item, answered, sent again.

import assert from "node:assert/strict";
import fs from "node:fs";
import { fileURLToPath } from "node:url";

import { inEachBrowser } from "./harness.mjs";
import { at, download, fingerprint, go, kept, openFile, put, resume, says, text, type, value } from "./steps.mjs";

const fixture = (name) => fileURLToPath(new URL(`../fixtures/returned/${name}.phieu.json`, import.meta.url));
const BODY = "Đảng ủy xã Tân Lập";
const FIRST = "remark.0001-000-x";
const SECOND = "remark.0001-001-x";

inEachBrowser("a file given back goes into the sheet that is there, is answered and sent again", async (t) => {
  await t.open();
  await openFile(t, fixture("sent"));
  await t.page.waitForSelector("#go-g1");
  await go(t, "g1");
  await put(t, "B3.turns.value", "61");
  await kept(t);
  await t.page.click("#close");
  await openFile(t, fixture("returned"));

  // Who, how many, where; and the way there.
  await says(t, "#notice", `${BODY} đã trả lại phiếu này. Số nhận xét chưa trả lời: 2`);
  await says(t, ".finding-group h2", "Nhận xét của cấp trên (2)");
  assert.ok(await t.page.$("#go-g1 .section-see"), "the section says so too");
  assert.deepEqual(await t.axe(), []);
  await t.page.click(".finding-group .finding .button");
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, FIRST);
  await says(t, ".remark", `${BODY} nhận xét`);
  await says(t, ".remark-text", "Vì sao nay 257?");
  await says(t, ".remark .mark", "chưa trả lời");
  assert.ok(await t.page.$(at(SECOND)), "an item that a cell is not asked is in sight with its remark");
  assert.deepEqual(await t.axe(), []);
  assert.equal(await value(t, "B3.turns.value"), "61", "what was changed meanwhile stays");

  await type(t, FIRST, "Năm nay thêm 7 điểm.");
  await says(t, ".remark .mark", "đã trả lời");
  await type(t, SECOND, "Không có.");
  await kept(t);
  await t.reload();
  await resume(t);
  await go(t, "g1");
  assert.equal(await value(t, FIRST), "Năm nay thêm 7 điểm.");
  assert.doesNotMatch((await t.printedPages()).join(" "), /thêm 7 điểm/, "it is not printed");

  const file = await download(t);
  const { stated, right } = fingerprint(file.bytes);
  assert.equal(stated, right);
  const sheet = JSON.parse(file.bytes.toString("utf8"));
  assert.deepEqual(sheet.remarks.map(({ item, by, answer }) => [item, by, answer]), [
    ["B1", BODY, "Năm nay thêm 7 điểm."],
    ["B4", BODY, "Không có."],
  ]);
  assert.equal(sheet.revision, 3);
  assert.equal(sheet.returned_by, undefined);
  assert.equal(sheet.previous, JSON.parse(fs.readFileSync(fixture("returned"), "utf8")).fingerprint);
  assert.deepEqual(sheet.history.map((past) => [past.revision, past.returned_by]), [[1, undefined], [2, BODY]]);

  await go(t, "unit");
  await t.page.click("#history > summary");
  const lines = await t.page.$$eval("#history li", (lines) => lines.map((line) => line.textContent));
  assert.equal(lines.length, 3);
  assert.match(lines[0], /^Bản 1, mã [0-9A-F]{4}-[0-9A-F]{4}: đơn vị lập$/);
  assert.match(lines[1], new RegExp(`: ${BODY} trả lại kèm nhận xét$`));
  assert.deepEqual(await t.axe(), []);

  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line");
  assert.equal((await t.page.$$(".shelf-line")).length, 1, "one sheet, no copy beside it");
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("on a narrow screen, without the sheet, the file just opens", { width: 360 }, async (t) => {
  await t.open();
  await openFile(t, fixture("returned"));
  await says(t, "#notice", BODY);
  await t.page.click(".finding-group .finding .button");
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, FIRST);
  const wide = await t.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false);
  assert.match(await text(t, ".remark .mark"), /chưa trả lời/);
  assert.deepEqual(await t.problems(), []);
});
