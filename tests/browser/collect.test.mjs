// The page's second program: the address chooses it, and it is the same page besides.

import assert from "node:assert/strict";

import { inEachBrowser, pageUrl } from "./harness.mjs";
import { focused, kept, newSheet, says, text, type } from "./steps.mjs";

const collectUrl = `${pageUrl}#collect`;
const TITLE = "Tổng hợp phiếu của các đơn vị";

inEachBrowser("#collect starts the second program from a file", async (t) => {
  await t.open(collectUrl);
  assert.equal(await text(t, "#page-heading"), TITLE);
  await t.page.click("#language");
  await says(t, "#page-heading", "Roll up");
  // The language that was chosen is there again.
  await t.reload();
  await says(t, "#page-heading", "Roll up");
  await t.page.click("#language");
  await says(t, "#page-heading", TITLE);
  assert.equal(await t.page.$$eval("style[data-packed]", (all) => all.length), 1);
  assert.deepEqual(t.requests, []);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("the form does not wait for the second program, which is packed behind it", async (t) => {
  // The loader finds a block by its id and by nothing else.
  await t.page.evaluateOnNewDocument(() => {
    globalThis.__blocks = [];
    const { querySelector } = Document.prototype;
    Document.prototype.querySelector = function (selector) {
      const [, id] = /data-block="(.*)"/.exec(selector) ?? [];
      const found = querySelector.call(this, selector);
      if (id === "program" || id === "collect") globalThis.__blocks.push(id);
      return found;
    };
  });
  await t.open(collectUrl);
  assert.deepEqual([...new Set(await t.page.evaluate(() => globalThis.__blocks))], ["collect", "program"]);
  await t.open();
  await t.page.reload({ waitUntil: "load" });
  await t.page.waitForFunction(() => document.getElementById("words") === null);
  assert.deepEqual([...new Set(await t.page.evaluate(() => globalThis.__blocks))], ["program"]);
});

inEachBrowser("another address changes the program, and what was typed is kept", async (t) => {
  await t.open();
  assert.notEqual(await text(t, "#page-heading"), TITLE);
  await newSheet(t, "ct07");
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await kept(t);
  const changed = t.page.waitForNavigation({ waitUntil: "load" });
  await t.page.evaluate(() => { location.hash = "collect"; });
  await changed;
  await says(t, "#page-heading", TITLE, { timeout: 30_000 });

  // The way past the head leaves the address, and so the program, as it is.
  await t.page.$eval(".skip", (link) => link.click());
  assert.equal(await focused(t), "page-heading");
  assert.equal(await t.page.evaluate(() => location.hash), "#collect");

  const back = t.page.waitForNavigation({ waitUntil: "load" });
  await t.page.evaluate(() => { location.hash = ""; });
  await back;
  await says(t, ".shelf-list", "Chi bộ Hoa Mai", { timeout: 30_000 });
  assert.deepEqual(await t.problems(), []);
});
