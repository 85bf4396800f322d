// The harness itself, on a small page: a test that cannot see a fault proves nothing.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { inEachBrowser, sleep } from "./harness.mjs";

const fixture = pathToFileURL(path.join(path.dirname(fileURLToPath(import.meta.url)), "fixtures/harness.html")).href;

inEachBrowser("a file is saved, and chosen again", async (t) => {
  await t.open(fixture);
  for (let round = 0; round < 2; round++) {
    const saved = await t.download(() => t.page.click("#save"));
    assert.equal(saved.name.normalize("NFC"), "tệp.phieu.json");
    assert.equal(saved.bytes.toString(), "Chữ Việt");
    await t.upload("#file", { name: "a.json", bytes: saved.bytes });
    await t.page.waitForFunction(() => document.getElementById("log").textContent === "Chữ Việt");
  }
  assert.deepEqual(t.requests, []);
});

inEachBrowser("requests, refusals and errors are seen", async (t) => {
  await t.open(fixture);
  assert.deepEqual(await t.problems(), []);
  await t.page.evaluate(() => {
    setTimeout(() => { throw new Error("thrown later"); });
    document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
  });
  await sleep(300);
  const problems = (await t.problems()).join("\n");
  assert.match(problems, /thrown later/);
  assert.match(problems, /policy: img-src refused/);
  // Where no policy stands in the way, the request itself is seen.
  const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${server.address().port}/y`;
  await t.page.goto("about:blank");
  t.requests.length = 0;
  await t.page.evaluate((url) => fetch(url, { mode: "no-cors" }).catch(() => {}), address);
  await sleep(300);
  server.closeAllConnections();
  server.close();
  assert.deepEqual(t.requests, [address]);
});

// Only what says nothing about the page may be tried again: a page that fails, or hangs, has failed.
inEachBrowser("a browser that draws nothing is told from a page that is wrong", async (t) => {
  await t.open(fixture);
  assert.equal(await t.isStalled(), false);
  await t.page.evaluate(() => { globalThis.requestAnimationFrame = () => 0; });
  assert.equal(await t.isStalled(), true);
  await t.open(fixture);
  t.page.evaluate(() => { const end = Date.now() + 12_000; while (Date.now() < end); }).catch(() => {});
  assert.equal(await t.isStalled(), false);
});

inEachBrowser("storage survives a restart and a killed browser", { profile: true }, async (t) => {
  await t.open(fixture);
  await t.page.evaluate(() => localStorage.setItem("a", "1"));
  await t.page.evaluate(() => keep("one"));
  await t.reopen();
  await t.open(fixture);
  assert.equal(await t.page.evaluate(() => localStorage.getItem("a")), "1");
  assert.equal(await t.page.evaluate(() => kept()), "one");
  await t.page.evaluate(() => keep("two"));
  await sleep(300);
  await t.kill();
  await t.open(fixture);
  assert.equal(await t.page.evaluate(() => kept()), "two");
});

inEachBrowser("tests do not see each other's storage; two tabs do", async (t) => {
  await t.open(fixture);
  assert.equal(await t.page.evaluate(() => localStorage.getItem("b")), null);
  await t.page.evaluate(() => localStorage.setItem("b", "1"));
  const other = await t.newTab();
  await other.open(fixture);
  assert.equal(await other.page.evaluate(() => localStorage.getItem("b")), "1");
});

inEachBrowser("storage is empty again in the next test", async (t) => {
  await t.open(fixture);
  assert.equal(await t.page.evaluate(() => localStorage.getItem("b")), null);
});

inEachBrowser("Vietnamese is typed by composition and by Unikey", async (t) => {
  await t.open(fixture);
  await t.page.focus("#text");
  await t.compose("v", "vi", "viê", "việt");
  await t.page.keyboard.type(" na");
  await t.retype(1, "ă");
  assert.equal(await t.page.$eval("#text", (field) => field.value.normalize("NFC")), "việt nă");
});

inEachBrowser("axe finds a fault and no fault", async (t) => {
  await t.open(fixture);
  assert.deepEqual(await t.axe(), []);
  await t.page.evaluate(() => document.querySelector("main").append(document.createElement("input")));
  assert.match((await t.axe()).join("\n"), /^label: /m);
});

inEachBrowser("a narrow window, a picture, a slow processor", { width: 360, height: 640 }, async (t) => {
  await t.open(fixture);
  assert.equal(await t.page.evaluate(() => innerWidth), 360);
  assert.ok((await t.screenshot()).length > 1000);
  const work = () => t.page.evaluate(() => {
    const start = performance.now();
    let x = 0;
    for (let i = 0; i < 2e7; i++) x = (x * 31 + i) | 0;
    return performance.now() - start + (x & 0);
  });
  const before = await work();
  if (await t.slowDown(6)) assert.ok((await work()) > before * 2);
});
