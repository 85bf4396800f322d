// What can happen to a computer: power cuts, full storage, other pages, damaged and newer drafts.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { inEachBrowser, sleep } from "./harness.mjs";
import {
  at, download, example, go, gone, kept, newSheet, openFile, resume, says, text, type, value,
} from "./steps.mjs";

const fixtures = path.join(path.dirname(fileURLToPath(import.meta.url)), "../fixtures");
const WORDS = "Đang viết dở thì mất điện";

/** Takes all room of localStorage, to the last letter. */
const fillStorage = (t) => t.page.evaluate(() => {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (let i = 0; ; i++) {
      try {
        localStorage.setItem(`junk-${size}-${i}`, "x".repeat(size));
      } catch {
        break;
      }
    }
  }
});

/** As after a newer program: its database has a version that this one cannot open. */
const breakJournal = (t) => t.page.evaluateOnNewDocument(() => {
  if (location.protocol === "file:") indexedDB.open("phieu", 2);
});

const texts = (t) => t.page.evaluate(() =>
  Object.fromEntries(Object.keys(localStorage).sort().map((key) => [key, localStorage.getItem(key)])));

inEachBrowser("what was typed 300 ms before a power cut is still there", { profile: true }, async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await go(t, "g1");
  await type(t, "B2.note.value", WORDS);
  await sleep(300);
  await t.kill();
  await t.open();
  await resume(t);
  await go(t, "g1");
  assert.equal(await value(t, "B2.note.value"), WORDS);
});

inEachBrowser("with localStorage full the journal still keeps, and says so", async (t) => {
  await t.open();
  await fillStorage(t);
  await newSheet(t);
  await type(t, "head.unit_name", WORDS);
  await kept(t);
  assert.deepEqual(Object.keys(await texts(t)).filter((key) => key.startsWith("phieu/")), [], "it was indeed full");
  await t.reload();
  await resume(t);
  await says(t, ".head-sheet", WORDS);
});

inEachBrowser("with localStorage full nothing is lost on the way to the journal", async (t) => {
  await t.open();
  await fillStorage(t);
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  // Closed before the journal was written: the list knows what waits for it.
  await t.page.click("#close");
  await says(t, ".shelf-line", "Chi bộ Hoa Mai");
  await resume(t);
  await says(t, ".head-sheet", "Chi bộ Hoa Mai");
});

inEachBrowser("the line about keeping does not change at every key, and what it says is kept", async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "C");
  await kept(t);
  await t.page.evaluate(() => {
    const line = document.getElementById("saved");
    globalThis.__said = [];
    new MutationObserver(() => globalThis.__said.push(line.textContent))
      .observe(line, { childList: true, characterData: true, subtree: true });
  });
  await type(t, "head.unit_name", "hi bộ Hoa Mai, xã Tân Lập");
  const said = await t.page.evaluate(() => globalThis.__said);
  assert.ok(said.every((text) => text.startsWith("Đã lưu trên máy này lúc ")), said.join("; "));
  assert.equal(new Set(said).size, said.length, "each second once");
  assert.equal(Object.values(await texts(t)).filter((text) => text.includes("Tân Lập")).length, 1);
});

inEachBrowser("without the journal localStorage still keeps, and says so", async (t) => {
  await breakJournal(t);
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", WORDS);
  await kept(t);
  await t.reload();
  await resume(t);
  await says(t, ".head-sheet", WORDS);
});

inEachBrowser("with both gone the page says NOT SAVED, still gives the file, and recovers", async (t) => {
  await breakJournal(t);
  await t.open();
  await fillStorage(t);
  await newSheet(t);
  await type(t, "head.unit_name", WORDS);
  await t.page.waitForSelector("#saved.refused");
  assert.equal(await text(t, "#saved"), "CHƯA LƯU ĐƯỢC");
  await says(t, ".notices [role=alert]", "Lưu tệp để gửi");
  const { bytes } = await download(t);
  assert.match(bytes.toString("utf8"), new RegExp(WORDS));
  await t.page.waitForSelector("#saved.refused");
  await t.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("junk")).forEach((key) => localStorage.removeItem(key)));
  await type(t, "head.unit_name", "!");
  await kept(t);
  await t.reload();
  await resume(t);
  await says(t, ".head-sheet", `${WORDS}!`);
});

inEachBrowser("a sheet that filled the storage by growing loses nothing", async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ");
  await kept(t);
  await fillStorage(t);
  await type(t, "head.unit_name", " Hoa Mai 1234567890");
  await kept(t);
  await t.reload();
  await resume(t);
  await says(t, ".head-sheet", "Chi bộ Hoa Mai 1234567890");
});

inEachBrowser("“remove everything” removes ours alone", async (t) => {
  await t.open();
  await t.page.evaluate(() => {
    localStorage.setItem("another page", "1");
    localStorage.setItem("phieu", "of another page too");
  });
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await kept(t);
  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line");
  await t.page.click("#remove-all");
  await t.page.waitForSelector("#remove-all-no");
  assert.equal(await t.page.evaluate(() => document.activeElement.id), "remove-all-no", "the harmless button first");
  await t.page.click("#remove-all-no");
  await gone(t, "#remove-all-no");
  assert.ok(await t.page.$(".shelf-line"));
  await t.page.click("#remove-all");
  await t.page.click("#remove-all-yes");
  await says(t, "#notice", "Đã xóa mọi phiếu");
  await gone(t, ".shelf-line");
  assert.deepEqual(await texts(t), { "another page": "1", phieu: "of another page too" });
  await t.reload();
  await sleep(200);
  assert.equal(await t.page.$(".shelf-line"), null, "not in the journal either");
});

inEachBrowser("a damaged draft and one of a newer version are listed and never written over", async (t) => {
  const file = fs.readFileSync(path.join(fixtures, "s4.phieu.json"));
  const { sheet } = JSON.parse(file);
  const theirs = {
    [`phieu/1/draft/${sheet}`]: '{"draft":1,"stamp":{"count":5,"tab":"t","at":"2026-01-02T03:04:05"},"file":{"phieu":1,"temp',
    "phieu/1/draft/newer": '{"draft":9,"stamp":{"count":3,"tab":"t","at":"2026-01-02T03:04:05"},"file":{"phieu":9,"x":[]}}',
    "phieu/2/draft/other": "of a much newer version",
  };
  await t.open();
  await t.page.evaluate((theirs) => Object.entries(theirs).forEach(([key, text]) => localStorage.setItem(key, text)), theirs);
  await t.reload();
  await t.page.waitForSelector(".shelf-line");
  assert.equal((await t.page.$$(".shelf-line .unreadable")).length, 2);
  assert.equal((await t.page.$$(".shelf-line .button.strong")).length, 0, "no button that opens them");

  // The file of the same sheet is opened beside what is there.
  await openFile(t, { name: "a.phieu.json", bytes: file });
  await t.page.waitForSelector("#go-unit");
  await go(t, "unit");
  await type(t, "head.unit_name", " 2");
  await kept(t);
  await t.page.click("#close");
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ");
  await kept(t);
  await t.reload();
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length === 4);
  const now = await texts(t);
  for (const [key, text] of Object.entries(theirs)) assert.equal(now[key], text, key);

  // A backup takes them along, to the letter.
  const backup = await t.download(() => t.page.click("#backup"));
  const inside = Object.fromEntries(JSON.parse(backup.bytes).texts.map(({ key, text }) => [key, text]));
  assert.equal(inside["phieu/1/draft/newer"], theirs["phieu/1/draft/newer"]);
  assert.equal(Object.keys(inside).length, 4);
});

inEachBrowser("a backup brings everything back", async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await go(t, "g1");
  await type(t, "B2.note.value", WORDS);
  await t.page.click("#close");
  // An example only looked at leaves no draft; the first edit keeps it.
  await example(t, 0);
  await go(t, "g1");
  await type(t, "B1.held.value", "1");
  await kept(t);
  await t.page.click("#close");
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length === 2);
  const backup = await t.download(() => t.page.click("#backup"));
  assert.match(backup.name, /\.sao-luu\.json$/);
  await t.page.click("#remove-all");
  await t.page.click("#remove-all-yes");
  await gone(t, ".shelf-line");
  await t.upload("#restore-input", backup);
  await says(t, "#notice", "Đã phục hồi 2 phiếu");
  await t.reload();
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length === 2);
  await t.page.click(".shelf-line [aria-label='Mở tiếp: Chi bộ Hoa Mai']");
  await t.page.waitForSelector("#go-g1");
  await go(t, "g1");
  assert.equal(await value(t, "B2.note.value"), WORDS);

  // Put back once more it changes nothing: what is here is as new.
  await t.page.click("#close");
  await t.upload("#restore-input", backup);
  await says(t, "#notice", "Đã phục hồi 0 phiếu");
});

/** All texts of a page's journal. */
const journal = (t) => t.page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open("phieu");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("texts").objectStore("texts").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
}));

inEachBrowser("a deleted sheet is listed, and comes back or goes for good", async (t) => {
  await t.open();
  for (const name of ["Chi bộ Một", "Chi bộ Hai"]) {
    await newSheet(t);
    await type(t, "head.unit_name", name);
    await kept(t);
    await t.page.click("#close");
    await t.page.waitForSelector(`[aria-label='Xóa: ${name}']`);
  }
  /** Waits until these stand in the list, and those among the deleted. */
  const lists = async (tab, kept, deleted) => {
    const wanted = JSON.stringify([kept.sort(), deleted.sort()]);
    const shown = () => tab.page.evaluate(() => {
      const names = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent).sort();
      return JSON.stringify([names(".shelf:not(#bin) .shelf-line strong"), names("#bin .shelf-line strong")]);
    });
    for (let tries = 0; tries < 100 && await shown() !== wanted; tries += 1) await sleep(50);
    assert.equal(await shown(), wanted);
  };
  const [one, two] = ["Chi bộ Một", "Chi bộ Hai"];
  await t.page.click(`[aria-label='Xóa: ${one}']`);
  await t.page.waitForFunction(() => document.activeElement?.id === "undelete");
  await lists(t, [two], [one]);
  await t.page.keyboard.press("Enter");
  await lists(t, [one, two], []);
  await t.reload();
  await lists(t, [one, two], []);

  // Deleted, it stays where it can be seen: after a reload, and in another tab.
  await t.page.click(`[aria-label='Xóa: ${one}']`);
  await lists(t, [two], [one]);
  await t.reload();
  await lists(t, [two], [one]);
  const other = await t.newTab();
  await other.open();
  await lists(other, [two], [one]);
  await other.page.click(`[aria-label='Lấy lại: ${one}']`);
  await lists(other, [one, two], []);
  await t.page.bringToFront();
  await t.reload();
  await lists(t, [one, two], []);

  // For good: in neither store is anything left of it.
  await t.page.click(`[aria-label='Xóa: ${one}']`);
  await lists(t, [two], [one]);
  // Pressed twice by a shaking hand, the button has asked and been told no.
  await t.page.click(`[aria-label='Xóa hẳn: ${one}']`);
  await t.page.click(`[aria-label='Thôi: Xóa hẳn: ${one}']`);
  await lists(t, [two], [one]);
  await t.page.click(`[aria-label='Xóa hẳn: ${one}']`);
  await t.page.click(`[aria-label='Có, xóa hẳn: Xóa hẳn: ${one}']`);
  await lists(t, [two], []);
  await gone(t, "#undelete");
  assert.ok(!JSON.stringify([await texts(t), await journal(t)]).includes(one));
  await t.reload();
  await lists(t, [two], []);
  await resume(t);
  assert.equal(await value(t, "head.unit_name"), two);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("with localStorage full a sheet can be deleted, which gives room, and brought back", async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", WORDS);
  await kept(t);
  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line");
  await fillStorage(t);
  await t.page.click(`[aria-label='Xóa: ${WORDS}']`);
  await t.page.waitForSelector("#bin .shelf-line");
  assert.deepEqual(Object.keys(await texts(t)).filter((key) => key.startsWith("phieu/")), []);
  await t.page.evaluate(() => localStorage.setItem("junk", "x".repeat(100)));
  await t.page.click("#undelete");
  await gone(t, "#bin");
  await t.reload();
  await resume(t);
  await says(t, ".head-sheet", WORDS);
});

inEachBrowser("a removed line comes back, and only what was removed", async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "g6");
  const name = await value(t, "E1.named.r2/name");
  assert.ok(name.length > 5);
  await t.page.click(at("E1.named.r2.remove"));
  await gone(t, at("E1.named.r2/name"));
  await t.page.waitForSelector("#undo");
  await t.page.click("#undo");
  await t.page.waitForSelector(at("E1.named.r2/name"));
  assert.equal(await value(t, "E1.named.r2/name"), name);
});
