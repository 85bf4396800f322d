// Every wrong file that people choose gets its sentence, and nothing is lost by choosing it.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { inEachBrowser } from "./harness.mjs";
import { at, gone, go, kept, newSheet, openFile, says, text, type, value } from "./steps.mjs";

const files = path.join(path.dirname(fileURLToPath(import.meta.url)), "../files");

const fixture = path.join(files, "../fixtures/s4.phieu.json");

/** The Vietnamese sentence of each file: a line without indent names it, two lines say it in both languages. */
const sentences = (() => {
  const lines = fs.readFileSync(path.join(files, "sentences.txt"), "utf8").split("\n");
  const all = new Map();
  lines.forEach((line, index) => {
    if (line !== "" && !line.startsWith(" ")) all.set(line, lines[index + 1].trim());
  });
  return all;
})();

const names = fs.readdirSync(path.join(files, "wrong")).sort();

// By other doors than ours such a file is never refused: a backup is put back by the same input.
const taken = (name) => name.endsWith(".sao-luu.json");

// These answer a form that the page does not have, which it says before it looks into the answers.
const unknown = /^(22|4[0-8])-/;
const expected = (name) =>
  unknown.test(name) && fs.readFileSync(path.join(files, "wrong", name), "utf8").includes('"id": "mau-thu"')
    ? sentences.get("39-unknown-form.phieu.json").replace("ct99", "mau-thu") : sentences.get(name);

async function start(t) {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await kept(t);
  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line");
}

async function refuses(t, name) {
  const before = await t.page.evaluate(() => JSON.stringify({ ...localStorage }));
  await openFile(t, path.join(files, "wrong", name));
  await says(t, "#notice.wrong p", expected(name)).catch((error) => { throw new Error(`${name}: ${error.message}`); });
  assert.equal(await text(t, "#notice.wrong p"), expected(name), name);
  assert.equal(await t.page.evaluate(() => JSON.stringify({ ...localStorage })), before, `${name}: what is kept is unchanged`);
  assert.equal((await t.page.$$(".shelf-line")).length, 1, name);
  assert.equal(await t.page.$("#go-unit"), null, `${name}: nothing was opened`);
  await t.page.click("#dismiss");
  await gone(t, "#notice");
}

inEachBrowser("every wrong file gets its own sentence and changes nothing", { browsers: ["chromium"] }, async (t) => {
  assert.deepEqual([...sentences.keys()].sort().filter((name) => names.includes(name)), names, "each file has a sentence");
  await start(t);
  for (const name of names.filter((name) => !taken(name))) await refuses(t, name);
  // The sheet of before is whole.
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#go-unit");
  await go(t, "unit");
  assert.equal(await value(t, "head.unit_name"), "Chi bộ Hoa Mai");
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a wrong file gets its sentence in the other browsers too", { browsers: ["chromium-109", "firefox"] }, async (t) => {
  await start(t);
  for (const name of ["01-empty.phieu.json", "03-report.docx", "17-cut-short.phieu.json"]) await refuses(t, name);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a file that was altered by hand opens with a warning", async (t) => {
  const right = fs.readFileSync(fixture, "utf8");
  const { unit } = JSON.parse(right);
  await t.open();
  await openFile(t, { name: "a.phieu.json", bytes: Buffer.from(right.replace(unit.name, `${unit.name} (sửa)`)) });
  await t.page.waitForSelector("#go-unit, #notice.wrong");
  await says(t, "#notice.wrong", "dấu kiểm tra không khớp");
  await go(t, "unit");
  assert.equal(await value(t, "head.unit_name"), `${unit.name} (sửa)`);
});

inEachBrowser("the same file chosen twice opens the sheet that is here, and the same wrong file speaks again", async (t) => {
  await start(t);
  const name = "16-note.txt";
  await refuses(t, name);
  await refuses(t, name);
  await openFile(t, fixture);
  await t.page.waitForSelector("#go-unit");
  assert.equal(await t.page.$("#notice.wrong"), null);
  await t.page.click("#close");
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length === 2);
  await openFile(t, fixture);
  await t.page.waitForSelector("#go-unit");
  await says(t, "#notice", "giống phiếu đang lưu trên máy");
  assert.equal(await t.page.$("#notice.wrong"), null, "which is no alarm");
  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line");
  assert.equal((await t.page.$$(".shelf-line")).length, 2, "and no second entry");
  assert.equal(await t.page.$(at("head.unit_name")), null);
});
