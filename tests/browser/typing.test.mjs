// Vietnamese typing: input methods compose, Unikey sends Backspaces and letters, people hurry.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import { at, example, focus, focused, go, gone, kept, newSheet, put, resume, says, type, value } from "./steps.mjs";

const LINE = "B1.presenter.value"; // a single line
const AREA = "B2.note.value"; // several lines
const ABOVE = at("finding.present_above_summoned@B2.attendance.members/done");

async function section(t) {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ");
  await go(t, "g1");
}

/** Another part of the page is drawn again while somebody types here: findings come and go. */
async function disturb(t) {
  await t.page.evaluate((id) => {
    const field = document.getElementById(id);
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    let on = false;
    globalThis.__disturbed = 0;
    globalThis.__disturbance = setInterval(() => {
      on = !on;
      globalThis.__disturbed += 1;
      set.call(field, on ? "99" : "9");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    }, 15);
  }, "B2.attendance.members/done");
}

async function calm(t) {
  const times = await t.page.evaluate(() => {
    clearInterval(globalThis.__disturbance);
    return globalThis.__disturbed;
  });
  assert.ok(times >= 2, `the page was drawn again ${times} times meanwhile`);
}

const caret = (t) => t.page.evaluate(() => [document.activeElement.selectionStart, document.activeElement.selectionEnd]);

for (const [what, id] of [["a line", LINE], ["a text", AREA]]) {
  inEachBrowser(`composition in ${what} ends right while findings come and go`, async (t) => {
    await section(t);
    await type(t, "B2.attendance.members/total", "50");
    await focus(t, id);
    await disturb(t);
    await t.compose("v", "vi", "viê", "việ", "việt");
    await t.page.keyboard.type(" ");
    await t.compose("n", "na", "nam");
    await t.page.waitForSelector(ABOVE);
    assert.equal((await value(t, id)).normalize("NFC"), "việt nam");
    // In the middle of what stands there.
    await t.page.keyboard.press("Home");
    await t.compose("đ", "đấ", "đất");
    await t.page.keyboard.type(" ");
    await t.page.waitForFunction(() => globalThis.__disturbed >= 4);
    assert.equal((await value(t, id)).normalize("NFC"), "đất việt nam");
    assert.deepEqual(await caret(t), [4, 4]);
    assert.equal(await focused(t), id);
    await calm(t);
    await kept(t);
    await t.reload();
    await resume(t);
    await go(t, "g1");
    assert.equal((await value(t, id)).normalize("NFC"), "đất việt nam");
  });

  inEachBrowser(`Unikey's Backspaces and letters in ${what} end right while findings come and go`, async (t) => {
    await section(t);
    await type(t, "B2.attendance.members/total", "50");
    await focus(t, id);
    await disturb(t);
    await t.page.keyboard.type("vie");
    await t.retype(1, "ê");
    await t.page.keyboard.type("t");
    await t.retype(2, "ệ");
    await t.page.keyboard.type("t nam");
    await t.page.waitForFunction(() => globalThis.__disturbed >= 4);
    assert.equal((await value(t, id)).normalize("NFC"), "việt nam");
    for (let i = 0; i < 4; i++) await t.page.keyboard.press("ArrowLeft");
    await t.page.keyboard.type("d");
    await t.retype(1, "đ");
    await t.page.waitForFunction(() => globalThis.__disturbed >= 8);
    assert.equal((await value(t, id)).normalize("NFC"), "việtđ nam");
    assert.deepEqual(await caret(t), [5, 5], "the caret stays where it was");
    await calm(t);
  });
}

inEachBrowser("nothing typed is trimmed, refused or turned into something else", async (t) => {
  await section(t);
  // Spaces at the end, doubled, in front.
  await type(t, LINE, "  đồng chí  A ");
  assert.equal(await value(t, LINE), "  đồng chí  A ");
  // Decomposed letters stay as they came.
  const apart = "ế".normalize("NFD");
  await focus(t, AREA);
  for (const sign of apart) await t.page.keyboard.sendCharacter(sign);
  assert.equal(await value(t, AREA), apart);
  await t.page.keyboard.press("Enter");
  await t.page.keyboard.type("dòng hai ");
  assert.equal(await value(t, AREA), `${apart}\ndòng hai `);

  // A number on its way, and what is none.
  await type(t, "B3.turns.value", "1.");
  assert.equal(await value(t, "B3.turns.value"), "1.");
  await t.page.keyboard.type("250");
  await gone(t, at("finding.unreadable@B3.turns.value"));
  await put(t, "B3.turns.value", "12a");
  await t.page.waitForSelector(at("finding.unreadable@B3.turns.value"));
  assert.equal(await value(t, "B3.turns.value"), "12a");
  await put(t, "B3.turns.value", "007");
  assert.equal(await value(t, "B3.turns.value"), "007");

  await kept(t);
  await t.reload();
  await resume(t);
  await go(t, "g1");
  assert.equal(await value(t, LINE), "  đồng chí  A ");
  assert.equal(await value(t, AREA), `${apart}\ndòng hai `);
  assert.equal(await value(t, "B3.turns.value"), "007");
});

inEachBrowser("Ctrl+S gives the file from any field, and the field keeps the focus", async (t) => {
  await section(t);
  await type(t, AREA, "đang viết");
  const file = await t.download(async () => {
    await t.page.keyboard.down("Control");
    await t.page.keyboard.press("s");
    await t.page.keyboard.up("Control");
  });
  assert.match(file.bytes.toString("utf8"), /đang viết/);
  assert.equal(await focused(t), AREA);
  await t.page.keyboard.type(" tiếp");
  assert.equal(await value(t, AREA), "đang viết tiếp");
});

inEachBrowser("the space bar writes spaces in every field and presses what has the focus", async (t) => {
  await t.open();
  await example(t, 1);
  const wrong = [];
  for (const view of ["unit", "letterhead", "g1", "g6", "overall", "report"]) {
    await go(t, view);
    // A handful of each page.
    const ids = await t.page.$$eval("main input[type=text], main textarea", (all) => all
      .filter((one) => one.id).map((one) => one.id).filter((_, index) => index % 9 === 0).slice(0, 5));
    assert.ok(ids.length > 0, view);
    for (const id of ids) {
      await focus(t, id);
      const before = await value(t, id);
      await t.page.keyboard.press(" ");
      await t.page.keyboard.press(" ");
      if (await value(t, id) !== `${before}  `) wrong.push(id);
    }
  }
  assert.deepEqual(wrong, []);
  await go(t, "g1");
  const option = at("B1.ways.chosen/direct");
  await t.page.focus(option);
  await t.page.keyboard.press(" ");
  await t.page.waitForFunction((one) => document.querySelector(one).checked, {}, option);
  await t.page.keyboard.press(" ");
  await t.page.waitForFunction((one) => !document.querySelector(one).checked, {}, option);
  await t.page.focus("#go-g2");
  await t.page.keyboard.press(" ");
  await t.page.waitForSelector("#go-g2[aria-current]");
});

inEachBrowser("fast typing on a slow computer loses no letter", { timeout: 120_000 }, async (t) => {
  const words = "Cán bộ, đảng viên ở thôn bản, đường sá xa xôi, vẫn dự học đủ. ";
  await t.open();
  await example(t, 1);
  await go(t, "g1");
  await t.slowDown(4);
  await type(t, AREA, words.repeat(3));
  const now = await value(t, AREA);
  await t.slowDown(1);
  assert.ok(now.endsWith(words.repeat(3)), now);
  await says(t, "#saved", "Đã lưu");
});
