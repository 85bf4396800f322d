// Forms of other years, kinds of unit, and the sheet of the period before.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import { at, choose, download, go, gone, kept, newSheet, put, resume, says, text, type, value } from "./steps.mjs";

inEachBrowser("every form that is offered begins a sheet, also those in a block of their own", async (t) => {
  await t.open();
  const forms = await t.page.$$eval("[id^=new-]", (buttons) => buttons.map((button) => button.id.slice(4)));
  assert.deepEqual([...forms].sort(), ["ct03", "ct05", "ct07", "kl01"]);
  for (const form of forms) {
    await newSheet(t, form);
    const sections = await t.page.$$eval("[id^=go-g]", (links) => links.length);
    assert.ok(sections >= 7, `${form} has ${sections} task groups`);
    await t.page.click("#close");
    await t.page.waitForSelector("#open-file");
  }
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a sheet begun in the wrong form moves to the one of its period, and back", async (t) => {
  await t.open();
  await newSheet(t, "ct05");
  await put(t, "head.unit_name", "Chi bộ 1");
  await put(t, "head.period_from", "2014");
  await t.page.waitForSelector("#reform-ct03");
  await t.page.click("#reform-ct03");
  await says(t, "#form-used", "Chỉ thị 03");
  assert.equal(await value(t, "head.unit_name"), "Chi bộ 1");
  await t.page.click("#undo");
  await says(t, "#form-used", "Chỉ thị 05");
  await t.page.click("#reform-ct03");
  await kept(t);
  await t.reload();
  await resume(t);
  await go(t, "unit");
  await says(t, "#form-used", "Chỉ thị 03");
});

inEachBrowser("a cell is not asked about units below it, and may answer all the same", async (t) => {
  await t.open();
  await newSheet(t, "ct05");
  await choose(t, "head.unit_kind", "cell");
  await go(t, "g1");
  assert.equal(await t.page.$(at("B4.units.total")), null);
  assert.equal(await t.page.$(at("B2.attendance.front/total")), null, "a cell has no officers of the Front");
  assert.ok(await t.page.$(at("B2.attendance.students/total")), "a school's cell has pupils");
  const before = await text(t, ".sections-progress");
  await t.page.$eval(".not-asked", (fold) => { fold.open = true; });
  await t.page.click("#ask-B4");
  await type(t, "B4.units.total", "14");
  assert.notEqual(await text(t, ".sections-progress"), before, "it counts among what is asked");
  await t.page.click("#ask-B2");
  await t.page.waitForSelector(at("B2.attendance.front/total"));
  // What was answered stays in sight.
  await t.page.click("#unask-B4");
  await gone(t, "#unask-B4");
  assert.equal(await value(t, "B4.units.total"), "14");
  // An agency has them without asking.
  await t.page.click("#unask-B2");
  await gone(t, at("B2.attendance.front/total"));
  await go(t, "unit");
  await choose(t, "head.unit_kind", "agency");
  await go(t, "g1");
  await t.page.waitForSelector(at("B2.attendance.front/total"));
});

inEachBrowser("the period before stands beside: changes on screen and on paper, the rest taken over", async (t) => {
  await t.open();
  await newSheet(t, "ct05");
  await put(t, "head.unit_name", "Chi bộ 1");
  await choose(t, "head.unit_kind", "cell");
  await put(t, "head.period_from", "2017");
  await go(t, "g1");
  await type(t, "B3.turns.value", "60");
  await kept(t);
  const file = await download(t);
  await t.page.click("#close");
  await t.page.waitForSelector("#open-file");

  await newSheet(t, "ct05");
  await put(t, "head.period_from", "2018");
  // From this machine.
  const slot = await t.page.$eval("#previous-choose option:not([value=''])", (option) => option.value);
  await t.page.select("#previous-choose", slot);
  await says(t, "#previous-of", "Chi bộ 1, năm 2017");
  await t.page.click("#carry");
  await t.page.waitForFunction((id) => document.getElementById(id).value === "Chi bộ 1", {}, "head.unit_name");
  assert.equal(await value(t, "head.period_from"), "2018");
  await go(t, "g1");
  await says(t, ".changes", "kỳ trước 60");
  await type(t, "B3.turns.value", "84");
  await says(t, ".changes", "tăng 24");
  await kept(t);
  const paper = (await t.printedPages()).join("\n");
  assert.match(paper, /so với kỳ trước \(năm 2017\)/i);
  assert.match(paper, /tăng 24/);

  // It is still there when the page is opened again.
  await t.reload();
  await t.page.waitForSelector(".shelf-line");
  // Both were written within a second, perhaps: which of them stands first says nothing.
  await t.page.evaluate(() => [...document.querySelectorAll(".shelf-line")]
    .find((line) => line.textContent.includes("năm 2018")).querySelector(".button.strong").click());
  await t.page.waitForSelector("#go-unit");
  await go(t, "g1");
  await says(t, ".changes", "tăng 24");

  // From a file, on a machine that does not have it.
  await t.page.click("#close");
  await t.page.waitForSelector("#open-file");
  await t.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("phieu/")).forEach((key) => localStorage.removeItem(key)));
  await t.reload();
  await newSheet(t, "ct05");
  await t.upload("#previous-open-input", { name: file.name, bytes: file.bytes });
  await says(t, "#previous-of", "Chi bộ 1, năm 2017");
  assert.deepEqual(await t.problems(), []);
  assert.deepEqual(t.requests, []);
});

inEachBrowser("the topics of the period are offered where a topic is typed", async (t) => {
  await t.open();
  await newSheet(t, "ct03");
  await put(t, "head.period_from", "2015");
  const section = await t.page.$$eval("[id^=go-g]", (links) => links.map((link) => link.id.slice(3)));
  let offered = [];
  for (const group of section) {
    await go(t, group);
    if (!await t.page.$(at("A2.topics.add"))) continue;
    await t.page.click(at("A2.topics.add"));
    await t.page.waitForSelector(at("A2.topics.r1/topic"));
    offered = await t.page.$eval(at("A2.topics.r1/topic"), (input) => [...input.list.options].map((one) => one.value));
  }
  // The topic of 2014 is not of this period.
  assert.equal(offered.length, 1, offered.join(" | "));
  assert.match(offered[0], /trung thực/i);
});
