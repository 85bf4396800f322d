// The page in English holds no Vietnamese but names; what was typed stays as it is.

import assert from "node:assert/strict";

import { inEachBrowser, pageUrl } from "./harness.mjs";
import { download, example, go, newSheet, says, text, type, value } from "./steps.mjs";

/** What is Vietnamese in English too: names, symbols of papers, words quoted as what may be typed. */
const NAMES =
  /Hồ Chí Minh|Tiếng Việt|Tân Lập|Cốc Cốc|Hà Nam|Hoa Mai|BÍ THƯ|CHI BỘ|BAN THƯỜNG VỤ|\d+-\p{Lu}+\/\p{Lu}+|“[^”]{1,20}”|đồng(?!\p{L})/gu;

/** Texts of the shown page that are not English: visible text, names for screen readers, hints. */
async function vietnamese(t, root = "body") {
  const texts = await t.page.evaluate((root) => {
    const found = [];
    const shown = (element) => element && !element.closest("#paper, script, style, body [lang=vi], #language, template");
    for (const top of document.querySelectorAll(root)) {
      const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) if (shown(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
      for (const one of top.querySelectorAll("[aria-label], [title], [placeholder]")) {
        if (shown(one)) found.push(...["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""));
      }
    }
    return found;
  }, root);
  const letters = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
  return [...new Set(texts.filter((one) => letters.test(one.normalize("NFC").replace(NAMES, ""))))];
}

async function english(t) {
  await t.page.click("#language");
  await t.page.waitForFunction(() => document.documentElement.lang === "en");
}

inEachBrowser("in English no page of an empty sheet holds a Vietnamese word, and back again", async (t) => {
  const left = {};
  const look = async (view) => {
    const found = await vietnamese(t);
    if (found.length > 0) left[view] = found;
  };
  await t.open();
  assert.ok((await vietnamese(t)).length > 10, "the measure sees Vietnamese");
  assert.equal(await t.page.evaluate(() => document.documentElement.lang), "vi");
  await english(t);
  await look("start");
  await newSheet(t);
  const views = await t.page.$$eval(".section-link", (links) => links.map((link) => link.id.replace("go-", "")));
  for (const view of views.filter((one) => one !== "report")) {
    await go(t, view);
    await look(view);
  }
  await t.page.click("#help");
  await says(t, "#page-heading", "Help");
  await look("help");
  assert.deepEqual(left, {});
  assert.equal(await text(t, "#language"), "Tiếng Việt");

  await t.page.click("#language");
  await t.page.waitForFunction(() => document.documentElement.lang === "vi");
  await says(t, "#page-heading", "Hướng dẫn");
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a form that was opened in Vietnamese becomes English as a whole", async (t) => {
  await t.open();
  await newSheet(t, "ct07");
  const views = await t.page.$$eval(".section-link", (links) => links.map((link) => link.id.replace("go-", "")));
  await type(t, "head.unit_name", "Cell 1");
  await english(t);
  const left = {};
  for (const view of views) {
    await go(t, view);
    const found = await vietnamese(t);
    if (found.length > 0 && view !== "report") left[view] = found;
  }
  assert.deepEqual(left, {});
  await says(t, "main", "The report");
  assert.doesNotMatch((await download(t)).bytes.toString("utf8"), /"form"/);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("the English report has English headings and sentences; the answers stay", async (t) => {
  await t.open();
  await example(t, 1);
  await english(t);
  await go(t, "report");
  const found = await vietnamese(t, ".sheet-of-paper h1, .sheet-of-paper h2, .sheet-of-paper h3, .sheet-of-paper th, main > *:not(.paper-frame)");
  assert.deepEqual(found, []);
  assert.equal(await t.page.$eval(".sheet-of-paper", (paper) => paper.lang), "en");
  await says(t, ".sheet-of-paper", "94.2%");
  await says(t, ".sheet-of-paper", "41,004");
  const paper = (await t.printedPages()).join("\n");
  assert.match(paper, /94\.2%/);
  assert.match(paper, /52,087/);
  await go(t, "g1");
  assert.equal(await value(t, "B2.attendance.members/done"), "41.004", "what was typed stays as typed");
});

inEachBrowser("findings follow the language at once, and what is being typed is not touched", async (t) => {
  await t.open();
  await newSheet(t);
  await go(t, "g1");
  await type(t, "B2.attendance.members/total", "50");
  await type(t, "B2.attendance.members/done", "51");
  await type(t, "B2.note.value", "đang viết dở ");
  const card = "[id='finding.present_above_summoned@B2.attendance.members/done']";
  await says(t, card, "nhiều hơn");
  await english(t);
  await says(t, card, "more than");
  await says(t, "#summary-title", "1 finding in this section");
  assert.equal(await value(t, "B2.note.value"), "đang viết dở ");
});

inEachBrowser("the chosen language is there after a reload and in the other program, and so is the way back", async (t) => {
  const spoken = () => t.page.evaluate(() => document.documentElement.lang);
  const begun = async (lang) => {
    await t.page.waitForSelector("#language");
    await t.page.waitForFunction((lang) => document.documentElement.lang === lang, {}, lang);
    assert.equal(await text(t, "#language"), lang === "en" ? "Tiếng Việt" : "English");
  };
  await t.open();
  await begun("vi");
  await english(t);
  await t.reload();
  await begun("en");
  assert.deepEqual(await vietnamese(t), []);
  // Only another address begins the page anew in the other program.
  await t.page.goto("about:blank");
  await t.open(`${pageUrl}#collect`);
  await begun("en");
  assert.deepEqual(await vietnamese(t), []);
  await t.page.click("#language");
  await begun("vi");
  await t.page.goto("about:blank");
  await t.open();
  await begun("vi");

  // A sheet is left and the list read anew: the language of the page stays.
  await english(t);
  await newSheet(t);
  await t.page.evaluate(() => localStorage.removeItem("phieu/1/language"));
  await t.page.click("#close");
  await t.page.waitForSelector("#new-ct05");
  assert.equal(await spoken(), "en");
  assert.deepEqual(await t.problems(), []);
});
