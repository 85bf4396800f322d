// The same sheet in two tabs: neither writes over the other unless a person says so.

import assert from "node:assert/strict";

import { inEachBrowser, sleep } from "./harness.mjs";
import { at, focus, go, gone, kept, newSheet, resume, says, type, value } from "./steps.mjs";

const NOTE = "B2.note.value";

const stored = (t) => t.page.evaluate(() => {
  const key = Object.keys(localStorage).find((one) => one.startsWith("phieu/1/draft/"));
  return localStorage.getItem(key);
});

/** Two tabs with the same sheet, the first with the focus in a note. */
async function twoTabs(t) {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await go(t, "g1");
  await type(t, NOTE, "gốc");
  await kept(t);
  const other = await t.newTab();
  await other.open();
  await resume(other);
  await go(other, "g1");
  assert.equal(await value(other, NOTE), "gốc");
  await type(other, NOTE, ", thẻ kia");
  await kept(other);
  await t.page.bringToFront();
  await t.page.waitForSelector("#other-tab");
  assert.equal(await t.page.$("#saved[data-state=kept]"), null);
  return other;
}

inEachBrowser("another tab's change stops this one from saving; this one's state can be used", async (t) => {
  const other = await twoTabs(t);
  const before = await stored(t);
  assert.match(before, /gốc, thẻ kia/);
  await type(t, NOTE, ", thẻ này");
  await sleep(200);
  assert.equal(await stored(t), before, "nothing is written while nobody has decided");

  await t.page.click("#take-over");
  await gone(t, "#other-tab");
  await kept(t);
  assert.match(await stored(t), /gốc, thẻ này/);
  // Now the other one is stopped.
  await other.page.bringToFront();
  await other.page.waitForSelector("#other-tab");
  await type(other, NOTE, "!");
  await sleep(200);
  assert.doesNotMatch(await stored(t), /thẻ kia/);
  assert.equal(await value(other, NOTE), "gốc, thẻ kia!", "what was typed there is still shown there");

  await t.page.bringToFront();
  await t.reload();
  await resume(t);
  await go(t, "g1");
  assert.equal(await value(t, NOTE), "gốc, thẻ này");
});

inEachBrowser("what is typed while another tab keeps the sheet is not left without a question", async (t) => {
  const other = await twoTabs(t);
  const asked = () => t.dialogs.filter((one) => one.type === "beforeunload").length;
  const before = asked();
  await type(t, NOTE, ", thẻ này");
  await t.reload();
  // Firefox's driver says yes before anybody hears of the question.
  if (!t.isFirefox) assert.equal(asked(), before + 1);
  // The tab whose state is kept is left as any other.
  await other.page.bringToFront();
  await other.reload();
  assert.deepEqual(other.dialogs, []);
});

inEachBrowser("the other tab's state can be used, and both go on from it", async (t) => {
  const other = await twoTabs(t);
  await type(t, NOTE, ", thẻ này");
  await t.page.click("#take-theirs");
  await gone(t, "#other-tab");
  await go(t, "g1");
  await t.page.waitForSelector(at(NOTE));
  assert.equal(await value(t, NOTE), "gốc, thẻ kia");
  await focus(t, NOTE);
  await t.page.keyboard.type(", tiếp");
  await kept(t);
  assert.match(await stored(t), /gốc, thẻ kia, tiếp/);
  await other.page.bringToFront();
  await other.page.waitForSelector("#other-tab");
  await other.page.click("#take-theirs");
  await gone(other, "#other-tab");
  await go(other, "g1");
  assert.equal(await value(other, NOTE), "gốc, thẻ kia, tiếp");
  assert.deepEqual(await t.problems(), []);
  assert.deepEqual(await other.problems(), []);
});

inEachBrowser("two sheets in two tabs do not disturb each other; the list follows", async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Một");
  await kept(t);
  const other = await t.newTab();
  await other.open();
  await other.page.waitForSelector(".shelf-line");
  await newSheet(other);
  await type(other, "head.unit_name", "Chi bộ Hai");
  await kept(other);
  await t.page.bringToFront();
  await type(t, "head.unit_name", " B");
  await kept(t);
  assert.equal(await t.page.$("#other-tab"), null);
  await t.page.click("#close");
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length === 2);
  await other.page.bringToFront();
  await type(other, "head.unit_name", " C");
  await t.page.bringToFront();
  await says(t, ".shelf-list", "Chi bộ Hai C");
});
