// A block copied from Excel: shown first, taken in on a yes, taken back as a whole.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import { at, example, focus, focused, go, gone, kept, newSheet, says, type, value } from "./steps.mjs";

/** What Ctrl+V sends, with the clipboard as Excel fills it. */
async function paste(t, id, text) {
  await focus(t, id);
  return t.page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    data.setData("text/html", "<table><tr><td>…</td></tr></table>");
    const event = new ClipboardEvent("paste", {
      clipboardData: data, bubbles: true, cancelable: true,
      // What Firefox called it before it knew `clipboardData`.
      data: text, dataType: "text/plain",
    });
    if (event.clipboardData.getData("text/plain") !== text) throw new Error("no clipboard to paste from");
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  }, text);
}

const preview = (t) => t.page.$$eval(".paste tbody tr", (rows) =>
  rows.map((row) => [...row.children].map((cell) => cell.textContent)));

const grid = (audience, cell) => `B2.attendance.${audience}/${cell}`;

async function section(t) {
  await t.open();
  await newSheet(t);
  await go(t, "g1");
}

inEachBrowser("a block is laid over the grid from the cell on, after a yes; undo takes it back whole", async (t) => {
  await section(t);
  await type(t, grid("members", "total"), "7");
  assert.equal(await paste(t, grid("members", "total"), "43.519\t41.004\r\n120\t118\r\n"), true);
  await t.page.waitForSelector("#paste-yes");
  await t.page.waitForFunction(() => document.activeElement?.id === "paste-yes");
  assert.deepEqual(await preview(t), [
    ["Đảng viên · Được triệu tập", "7", "43.519"],
    ["Đảng viên · Có mặt", "(trống)", "41.004"],
    ["Cán bộ · Được triệu tập", "(trống)", "120"],
    ["Cán bộ · Có mặt", "(trống)", "118"],
  ]);
  // Nothing has changed yet; "no" leaves it so.
  assert.equal(await value(t, grid("members", "total")), "7");
  assert.equal(await value(t, grid("cadres", "done")), "");
  await t.page.click("#paste-no");
  await gone(t, ".paste");
  assert.equal(await value(t, grid("members", "total")), "7");

  await paste(t, grid("members", "total"), "43.519\t41.004\r\n120\t118\r\n");
  await t.page.waitForSelector("#paste-yes");
  await t.page.click("#paste-yes");
  await says(t, at("B2.attendance.members.computed"), "94,2%");
  assert.equal(await value(t, grid("members", "total")), "43.519");
  assert.equal(await value(t, grid("cadres", "done")), "118");
  await t.page.waitForFunction(() => document.activeElement?.id === "undo");
  // Beside another block, "undo" would seem to speak of that one.
  await paste(t, grid("members", "total"), "1\t1\r\n");
  await t.page.waitForSelector("#paste-yes");
  assert.equal(await t.page.$("#undo"), null);
  await t.page.click("#paste-no");
  await t.page.waitForSelector("#undo");
  await focus(t, "undo");
  await t.page.keyboard.press("Enter");
  await gone(t, "#undo");
  assert.equal(await value(t, grid("members", "total")), "7");
  for (const cell of [grid("members", "done"), grid("cadres", "total"), grid("cadres", "done")]) {
    assert.equal(await value(t, cell), "", cell);
  }
  await kept(t);
});

inEachBrowser("rows are found by the names in the first column, a heading is passed over", async (t) => {
  await section(t);
  const block = [
    "Đối tượng\tĐược triệu tập\tCó mặt",
    "Viên chức\t14\t13",
    "ĐẢNG VIÊN\t18\t17",
    "Thân nhân\t5\t5",
  ].join("\r\n");
  await paste(t, grid("members", "total"), block);
  await t.page.waitForSelector("#paste-yes");
  assert.deepEqual((await preview(t)).map(([cell, , after]) => `${cell}: ${after}`), [
    "Viên chức · Được triệu tập: 14",
    "Viên chức · Có mặt: 13",
    "Đảng viên · Được triệu tập: 18",
    "Đảng viên · Có mặt: 17",
  ]);
  await says(t, ".paste .left-over", "Thân nhân · 5 · 5");
  await t.page.click("#paste-yes");
  await gone(t, ".paste");
  assert.equal(await value(t, grid("employees", "total")), "14");
  assert.equal(await value(t, grid("members", "done")), "17");
  assert.equal(await value(t, grid("overall", "total")), "");
});

inEachBrowser("a table of rows grows by what is pasted and shrinks again by undo", async (t) => {
  await section(t);
  await t.page.click(at("B1.conferences.add"));
  await t.page.waitForFunction(() => /^B1\.conferences\..+\/date$/.test(document.activeElement?.id ?? ""));
  const first = await focused(t);
  const line = first.replace(/\/date$/, "");
  assert.equal(await paste(t, first, "28/12/2018\tchuyên đề năm 2019\thội trường\n18/02/2019\t\"hai\ndòng\"\tphòng họp\n"), true);
  await t.page.waitForSelector("#paste-yes");
  assert.equal((await t.page.$$("[id^='B1.conferences.'][id$='/date']")).length, 1, "not before the yes");
  assert.equal((await preview(t)).length, 6);
  await t.page.click("#paste-yes");
  await t.page.waitForFunction(() => document.querySelectorAll("[id^='B1.conferences.'][id$='/date']").length === 2);
  assert.equal(await value(t, `${line}/content`), "chuyên đề năm 2019");
  const places = await t.page.$$eval("[id^='B1.conferences.'][id$='/place']", (all) => all.map((one) => one.value));
  assert.deepEqual(places, ["hội trường", "phòng họp"]);
  await t.page.click("#undo");
  await t.page.waitForFunction(() => document.querySelectorAll("[id^='B1.conferences.'][id$='/date']").length === 1);
  assert.equal(await value(t, first), "");
});

inEachBrowser("columns are found by the block's headings, its ordinals are left out, the rest is said", async (t) => {
  await section(t);
  const block = [
    "STT\tNội dung\tThời gian\tĐịa điểm\tGhi chú",
    "1\tchuyên đề năm 2019\t28/12/2018\thội trường\tđông",
    "2\tchuyên đề năm 2020\t18/02/2020\tphòng họp\t",
  ].join("\r\n");
  assert.equal(await paste(t, "B1.conferences.paste", block), true);
  await t.page.waitForSelector("#paste-yes");
  await says(t, ".paste .columns", "Nội dung → Nội dung · Thời gian → Ngày · Địa điểm → Địa điểm");
  await says(t, ".paste .ordinals", "số thứ tự");
  await says(t, ".paste .left-over", "đông");
  assert.equal((await preview(t)).length, 6);
  await t.page.click("#paste-yes");
  await gone(t, ".paste");
  const all = (cell) => t.page.$$eval(`[id^='B1.conferences.'][id$='/${cell}']`, (all) => all.map((one) => one.value));
  assert.deepEqual(await all("date"), ["28/12/2018", "18/02/2020"]);
  assert.deepEqual(await all("content"), ["chuyên đề năm 2019", "chuyên đề năm 2020"]);
  assert.deepEqual(await all("place"), ["hội trường", "phòng họp"]);
  await kept(t);
});

inEachBrowser("a table without a line takes a block, and is without a line again by undo", async (t) => {
  await section(t);
  const lines = () => t.page.$$eval("[id^='B1.conferences.'][id$='/date']", (all) => all.length);
  assert.equal(await lines(), 0);
  assert.equal(await paste(t, "B1.conferences.paste", "một từ"), false, "a word is no block");
  assert.equal(await paste(t, "B1.conferences.paste", "28/12/2018\tchuyên đề năm 2019\thội trường\n18/02/2019\t\tphòng họp\n"), true);
  await t.page.waitForSelector("#paste-yes");
  assert.equal(await lines(), 0, "not before the yes");
  assert.equal((await preview(t)).length, 6);
  await t.page.click("#paste-yes");
  await t.page.waitForFunction(() => document.querySelectorAll("[id^='B1.conferences.'][id$='/date']").length === 2);
  await gone(t, at("B1.conferences.paste"));
  await t.page.click("#undo");
  await t.page.waitForSelector(at("B1.conferences.paste"));
  assert.equal(await lines(), 0);
});

inEachBrowser("a single word or a text with line breaks is pasted as in any field", async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "g1");
  assert.equal(await paste(t, grid("members", "done"), "41.005\n"), false, "left to the browser");
  assert.equal(await paste(t, "B2.note.value", "một\thai\nba"), false, "a text takes what it is given");
  assert.equal(await t.page.$(".paste"), null);
});
