// The report: published figures on paper, the unit's own words, the way into Word.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { inEachBrowser, temporary } from "./harness.mjs";
import { program } from "./launch.mjs";
import { at, example, flat, go, gone, newSheet, put, says, value } from "./steps.mjs";

const MEMBERS = "sentence.B2/audiences";

inEachBrowser("the published figures of a province stand on paper, and follow what is typed", async (t) => {
  await t.open();
  await example(t, 1);
  const paper = flat(await t.printedPages());
  for (const words of ["94,2%", "41.004", "43.519", "52.087", "hơn 20", "9/2016", "3/2018", "ĐẢNG BỘ TỈNH HÀ NAM"]) {
    assert.ok(paper.includes(words), words);
  }
  for (const figure of ["290", "03", "36", "251", "257"]) {
    assert.match(paper, new RegExp(`(?<![\\d.,])${figure}(?![\\d]|[.,]\\d)`), figure);
  }
  await go(t, "g6");
  await put(t, "E1.models.level/grassroots", "252");
  await go(t, "g1");
  await put(t, "B2.attendance.members/done", "40.004");
  await put(t, "B2.attendance.members/rate", "");
  const after = flat(await t.printedPages());
  assert.match(after, /(?<![\d.,])252(?![\d.,]\d)/);
  assert.ok(after.includes("40.004") && after.includes("91,9%"));
  assert.ok(!after.includes("41.004") && !after.includes("94,2%"));
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a sentence in the unit's own words is marked, printed, and flagged when its figures change", async (t) => {
  const own = "Có 41.004 trên 43.519 đảng viên đã dự học, một con số đáng mừng.";
  await t.open();
  await example(t, 1);
  await go(t, "report");
  const made = await value(t, MEMBERS);
  assert.match(made, /41\.004/);
  await put(t, MEMBERS, own);
  await says(t, ".reword-one.own .mark", "câu của đơn vị");
  await says(t, ".sheet-of-paper", own);
  const paper = flat(await t.printedPages());
  assert.ok(paper.includes(own));
  assert.ok(!paper.includes(made));

  await go(t, "g1");
  await put(t, "B2.attendance.members/done", "40.004");
  await go(t, "report");
  await says(t, ".reword-one.stale .mark", "số liệu đã đổi");
  assert.equal(await value(t, MEMBERS), own, "the unit's words stay");
  await go(t, "findings");
  await t.page.waitForSelector(`[id^="finding.own_words_stale@${MEMBERS}"]`);

  // "Go there" leads to the box; the page's sentence can be taken back.
  await t.page.click(`[id^="finding.own_words_stale@${MEMBERS}"] .buttons .button`);
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, MEMBERS);
  await t.page.click(".reword-one.own .quiet");
  // The unit's words go at the second press alone.
  await t.page.waitForSelector(".reword-one.own .sure");
  await t.page.click(".reword-one.own .quiet");
  await gone(t, ".reword-one.own .sure");
  assert.equal(await value(t, MEMBERS), own);
  await t.page.click(".reword-one.own .quiet");
  await t.page.waitForSelector(".reword-one.own .sure");
  await t.page.click(".reword-one.own .sure");
  await t.page.waitForFunction(() => !document.querySelector(".reword-one.own"));
  assert.match(await value(t, MEMBERS), /40\.004/);
});

inEachBrowser("the report goes to the clipboard as formatted text", async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "report");
  await t.page.evaluate(() => {
    // After the page's own listener on the document.
    addEventListener("copy", (event) => {
      globalThis.__copied = ["text/html", "text/plain"].map((kind) => event.clipboardData.getData(kind));
    });
  });
  await t.page.click("#copy");
  await t.page.waitForFunction(() => globalThis.__copied);
  const [html, plain] = await t.page.evaluate(() => globalThis.__copied);
  const counted = await t.page.evaluate((html) => {
    const copy = new DOMParser().parseFromString(html, "text/html");
    return {
      headings: copy.querySelectorAll("h1, h2, h3").length,
      tables: copy.querySelectorAll("table[border]").length,
      text: copy.body.textContent,
    };
  }, html);
  assert.ok(counted.headings > 8, `${counted.headings} headings`);
  assert.ok(counted.tables >= 2, `${counted.tables} tables`);
  for (const words of ["94,2%", "52.087", "hơn 20"]) {
    assert.ok(counted.text.includes(words) && plain.includes(words), words);
  }
  await says(t, "#notice", "Đã sao chép");

  if (t.browserName !== "chromium") return;
  // What a word processor makes of it: LibreOffice stands in for Word.
  const dir = temporary("word");
  fs.writeFileSync(path.join(dir, "copied.html"), html);
  const office = program("PHIEU_SOFFICE", ["soffice", "libreoffice"]);
  execFileSync(office, [`-env:UserInstallation=file://${dir}/profile`, "--headless", "--convert-to",
    "fodt:OpenDocument Text Flat XML", "--infilter=HTML (StarWriter)", "--outdir", dir, path.join(dir, "copied.html")],
  { stdio: "pipe", timeout: 60_000 });
  const document = fs.readFileSync(path.join(dir, "copied.fodt"), "utf8");
  const headings = [...document.matchAll(/<text:h [^>]*text:outline-level="(\d)"[^>]*>(.*?)<\/text:h>/gs)]
    .map(([, level, words]) => `${level} ${words.replace(/<[^>]+>/g, "")}`);
  assert.equal(headings.length, counted.headings, headings.join("\n"));
  assert.equal(document.match(/<table:table /g).length >= counted.tables, true);
  assert.match(document, /94,2%/);
  assert.match(document, /Phụ lục 1/);
});

inEachBrowser("pages are numbered at the top from the second one on", { browsers: ["chromium"] }, async (t) => {
  await t.open();
  await example(t, 1);
  const pages = await t.printedPages();
  assert.ok(pages.length > 2);
  pages.forEach((page, index) => {
    const first = page.split("\n").find((line) => line.trim() !== "").trim();
    if (index === 0) assert.doesNotMatch(first, /^\d+$/);
    else assert.equal(first, String(index + 1));
  });
});

inEachBrowser("a browser that numbers no pages says how to switch it on", async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "report");
  const hint = await t.page.$$eval("main .hint", (all) => all.some((one) => /số trang/.test(one.textContent)));
  assert.equal(hint, t.browserName !== "chromium");
});

inEachBrowser("an empty sheet prints a report to be filled by hand, without faults", async (t) => {
  await t.open();
  await newSheet(t);
  const paper = flat(await t.printedPages());
  assert.match(paper, /BÁO CÁO/);
  assert.match(paper, /\.{5,}|…{2,}/, "dotted lines");
  assert.doesNotMatch(paper, /[{}[\]]|undefined|NaN/);
  assert.deepEqual(await t.problems(), []);
});
