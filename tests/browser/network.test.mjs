// One run through everything: the page asks for nothing, its policy refuses nothing, nothing goes wrong.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import { download, example, go, kept, newSheet, openFile, resume, type } from "./steps.mjs";

inEachBrowser("a run through the whole page asks for nothing outside itself", { profile: true }, async (t) => {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Hoa Mai");
  await kept(t);
  await t.page.click("#close");
  await t.page.waitForSelector("#backup:not([disabled])");
  await t.download(() => t.page.click("#backup"));

  await example(t, 1);
  const views = await t.page.$$eval(".section-link", (links) => links.map((link) => link.id.replace("go-", "")));
  assert.ok(views.length > 10, views.join());
  for (const view of views) await go(t, view);
  await t.page.click("#copy");
  await t.page.click("#help");
  await t.page.waitForFunction(() => document.querySelectorAll("main h2").length > 3);
  await t.page.click("#language");
  await t.page.waitForFunction(() => document.documentElement.lang === "en");
  await go(t, "report");
  const file = await download(t);
  assert.ok((await t.printedPages()).length > 1);
  await t.page.click("#close");
  await openFile(t, file);
  await t.page.waitForSelector("#go-unit");
  assert.deepEqual(await t.problems(), []);
  await t.reload();
  await resume(t);
  await go(t, "g1");
  await t.page.click("#close");
  await t.page.click("#remove-all");
  await t.page.click("#remove-all-yes");
  await t.page.waitForFunction(() => !document.querySelector(".shelf-line"));

  assert.deepEqual(t.requests, []);
  assert.deepEqual(await t.problems(), []);
  assert.deepEqual(t.dialogs, []);
  // What the page itself holds can be asked for: nothing else but the file was.
  const inside = t.insideRequests.filter((url) => !/^(blob:|data:)/.test(url));
  assert.deepEqual(inside, []);
});

inEachBrowser("the page's policy allows nothing but itself", async (t) => {
  await t.open();
  const policy = await t.page.$eval("meta[http-equiv='Content-Security-Policy']", (meta) => meta.content);
  const directives = Object.fromEntries(policy.split(";").map((one) => {
    const [name, ...values] = one.trim().split(/\s+/);
    return [name, values];
  }));
  for (const name of ["default-src", "connect-src", "img-src", "form-action", "base-uri"]) {
    assert.deepEqual(directives[name], ["'none'"], name);
  }
  for (const name of ["script-src", "style-src"]) {
    assert.ok(directives[name].length > 0, name);
    for (const one of directives[name]) {
      assert.match(one, name === "script-src" ? /^'(sha256-[\w+/]+=*|wasm-unsafe-eval)'$/ : /^'sha256-[\w+/]+=*'$/, name);
    }
  }
  // Before anything that it governs.
  assert.ok(await t.page.evaluate(() => {
    const meta = document.querySelector("meta[http-equiv='Content-Security-Policy']");
    return [...document.querySelectorAll("script, style, link, img")]
      .every((one) => meta.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  }));
  // And it holds: a request, an image, an inline script are refused.
  const refused = await t.page.evaluate(async () => {
    const seen = [];
    addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective ?? event.violatedDirective));
    await fetch("http://127.0.0.1:9/").catch(() => {});
    document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.__ran = 1" }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [...seen, globalThis.__ran ?? "not run"].map(String).map((one) => one.replace(/-elem$/, "")).sort();
  });
  assert.deepEqual(refused, ["connect-src", "img-src", "not run", "script-src"]);
});
