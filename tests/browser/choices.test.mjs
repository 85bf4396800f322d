// What a unit decides: what becomes of answers nobody asks, that there is none, which appendices are
// printed, which sheet is the period before.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import {
  at, choose, download, go, gone, kept, newSheet, put, resume, says, text, type, value,
} from "./steps.mjs";

async function begin(t, kind, year = "2019") {
  await t.open();
  await newSheet(t);
  await put(t, "head.unit_name", "Chi bộ thôn Đông");
  await choose(t, "head.unit_kind", kind);
  await put(t, "head.period_from", year);
}

inEachBrowser("after another kind of unit is chosen, a person decides about what it is not asked", async (t) => {
  await begin(t, "district");
  await go(t, "unit");
  await t.page.click("#to-first");
  await type(t, "U1.direct.value", "14");
  await go(t, "unit");
  await choose(t, "head.unit_kind", "cell");
  await says(t, "#no-longer-asked", "Số tổ chức đảng, đơn vị trực thuộc");
  await says(t, "#unit-level", "Chi bộ");

  await t.page.click("#drop-U1");
  await gone(t, "#no-longer-asked");
  await t.page.click("#undo");
  await t.page.waitForSelector("#no-longer-asked");
  await t.page.click("#aside-U1");
  await gone(t, "#no-longer-asked");
  await kept(t);
  const { bytes } = await download(t);
  const file = JSON.parse(bytes.toString("utf8"));
  assert.ok(file.set_aside.U1.direct && !file.answers.U1, "kept in the file, and no answer");

  await t.reload();
  await resume(t);
  await go(t, "unit");
  await t.page.click("#to-first");
  await t.page.click("#put-back-U1");
  assert.equal(await value(t, "U1.direct.value"), "14");
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("none is an answer, and how the sheet stands is said in one sentence", async (t) => {
  await begin(t, "cell");
  await go(t, "findings");
  const state = await text(t, "#findings-state");
  assert.match(state, /^Không có điểm nào cần xem; còn thiếu \d+ nội dung/);
  assert.equal(await text(t, "#findings-status"), state);
  await go(t, "overall");
  // What the form demands is not answered by "none": nobody signs a report without a limitation.
  assert.equal(await t.page.$(at("I2.limitations.none")), null);
  await t.page.click(at("I5.proposals.none"));
  await go(t, "report");
  await says(t, ".sheet-of-paper", "Chi bộ không có kiến nghị.");
  await go(t, "overall");
  await t.page.click(at("I5.proposals.add"));
  await type(t, "I5.proposals.p1/text", "cấp thêm sách cho chi bộ");
  await gone(t, at("I5.proposals.none"));
  await go(t, "report");
  await says(t, ".sheet-of-paper", "Cấp thêm sách cho chi bộ.");
});

inEachBrowser("the unit chooses which appendices are printed", async (t) => {
  await begin(t, "cell");
  await go(t, "g1");
  await type(t, "B2.attendance.members/total", "20");
  await type(t, "B2.attendance.members/done", "19");
  await go(t, "report");
  assert.ok(!(await text(t, ".sheet-of-paper")).includes("Phụ lục"), "one figure is said in the text");
  await t.page.$eval("#appendix", (fold) => { fold.open = true; });
  await t.page.click(at("appendix.table/B1.conferences"));
  await says(t, ".sheet-of-paper", "Phụ lục 1. Học tập, quán triệt");
  await kept(t);
  await t.reload();
  await resume(t);
  await go(t, "report");
  await says(t, ".sheet-of-paper", "Phụ lục 1. Học tập, quán triệt");
});

inEachBrowser("only sheets of earlier periods are offered as the period before", async (t) => {
  for (const year of ["2017", "2020"]) {
    await begin(t, "cell", year);
    await kept(t);
    await t.page.click("#close");
  }
  await begin(t, "cell", "2018");
  await says(t, "#previous-choose", "năm 2017");
  assert.ok(!(await text(t, "#previous-choose")).includes("2020"));
});

inEachBrowser("on a phone whether it is kept stays in sight, and no frame is cut off", { width: 360, height: 640 }, async (t) => {
  await begin(t, "cell");
  await go(t, "g1");
  await t.page.evaluate(() => scrollTo(0, 2000));
  const seen = await t.page.$eval("#saved", (line) => {
    const { top, bottom, left } = line.getBoundingClientRect();
    return { top, bottom, shown: document.elementFromPoint(left + 20, (top + bottom) / 2) === line };
  });
  assert.deepEqual([seen.top, seen.shown], [0, true]);
  assert.ok(seen.bottom <= 32, `${seen.bottom}`);
  const room = await t.page.$eval(".scroll input", (input) =>
    input.getBoundingClientRect().left - input.closest(".scroll").getBoundingClientRect().left);
  assert.ok(room >= 5, `${room}`);
});

inEachBrowser("on a phone the head leaves the screen to the form", { width: 360, height: 640 }, async (t) => {
  await begin(t, "cell");
  const head = await t.page.$eval(".head", (head) => head.getBoundingClientRect().height);
  assert.ok(head <= 640 / 5, `${head} of 640`);
  const hints = await t.page.$$eval(".key-hint", (all) => all.filter((one) => one.offsetParent).length);
  assert.equal(hints, 0, "no keys are named");
  const wide = await t.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide}`);
});

inEachBrowser("a line removed by the keyboard leaves the keyboard at the way back", async (t) => {
  await begin(t, "cell");
  await go(t, "lead");
  await t.page.focus(at("A1.plan.add"));
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(at("A1.plan.d1/number"));
  await type(t, "A1.plan.d1/number", "12-KH/CB");
  await t.page.focus(at("A1.plan.d1.remove"));
  await t.page.keyboard.press("Enter");
  await t.page.waitForFunction(() => document.activeElement.id === "undo");
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(at("A1.plan.d1/number"));
  assert.equal(await value(t, "A1.plan.d1/number"), "12-KH/CB");
  assert.deepEqual(await t.problems(), []);
});
