// Files a second in the page, beside decoding and JSON.parse of the same files in the same page, and
// how long the page ever stood still. Usage: node browser.mjs FOLDER…
// Each FOLDER holds files/ as `cargo xtask province FOLDER --case plain` makes them.

import fs from "node:fs";
import path from "node:path";

const { closeBrowsers, pageUrl, withPage } = await import("../../tests/browser/harness.mjs");
const { newSheet, put, go } = await import("../../tests/browser/steps.mjs");

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Reads the chosen files as any page would: decode, JSON.parse, and nothing else. */
async function floor(t, paths) {
  await t.page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.id = "floor-input";
    document.body.append(input);
  });
  const input = await t.page.$("#floor-input");
  await input.uploadFile(...paths);
  return t.page.evaluate(async () => {
    const files = [...document.getElementById("floor-input").files];
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const began = performance.now();
    let read = 0;
    let sum = 0;
    for (const file of files) {
      const bytes = await file.arrayBuffer();
      const from = performance.now();
      sum += Object.keys(JSON.parse(decoder.decode(bytes)).answers).length;
      read += performance.now() - from;
    }
    return { all: performance.now() - began, parse: read, sum };
  });
}

const rows = [];
for (const folder of process.argv.slice(2)) {
  const dir = path.join(folder, "files");
  const paths = fs.readdirSync(dir).map((name) => path.join(dir, name));
  const bytes = paths.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  await withPage("chromium", { width: 1280, height: 900 }, async (t) => {
    await t.open(`${pageUrl}#collect`);
    await newSheet(t, "ct05");
    await put(t, "head.unit_name", "Tỉnh ủy Thử Nghiệm");
    await put(t, "head.period_from", "2019");
    await go(t, "gather-files");
    const rounds = paths.length > 2000 ? 1 : 3;
    const floors = [];
    for (let n = 0; n < rounds; n += 1) floors.push(await floor(t, paths));
    await t.page.evaluate(() => {
      // How long the page ever stood still: the longest time between two turns.
      globalThis.__still = 0;
      let last = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const now = performance.now();
        if (now - last > globalThis.__still) globalThis.__still = now - last;
        if (now - last > 60) globalThis.__at?.push([Math.round(now - (globalThis.__began ?? now)), Math.round(now - last)]);
        last = now;
        setTimeout(() => port2.postMessage(0), 0);
      };
      port2.postMessage(0);
    });
    const input = await t.page.$("#choose-files-input");
    await t.page.evaluate(() => {
      document.getElementById("choose-files-input").addEventListener("change", () => { globalThis.__began = performance.now(); globalThis.__still = 0; globalThis.__at = []; }, { once: true });
      new MutationObserver(() => {
        if (document.querySelector("#summary") && !document.querySelector("#work-progress")) globalThis.__ended ??= performance.now();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await input.uploadFile(...paths);
    await t.page.waitForFunction(() => globalThis.__ended, { timeout: 600_000, polling: 200 });
    const { took, still, heap } = await t.page.evaluate(() => ({
      took: globalThis.__ended - globalThis.__began, still: globalThis.__still, heap: performance.memory?.usedJSHeapSize ?? 0,
    }));
    const all = middle(floors.map((one) => one.all));
    if (process.env.STILL) console.log(JSON.stringify(await t.page.evaluate(() => globalThis.__at)));
    rows.push({ files: paths.length, bytes, took, floor: all, parse: middle(floors.map((one) => one.parse)), still, heap });
  });
}
await closeBrowsers();
console.log("| files | MB | page, s | files a second | decode and JSON.parse, s | ratio | longest standstill, ms |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const row of rows) {
  const seconds = (ms) => (ms / 1000).toFixed(2);
  console.log(`| ${row.files} | ${(row.bytes / 1e6).toFixed(1)} | ${seconds(row.took)} | ${Math.round(row.files / (row.took / 1000))} | ${seconds(row.floor)} | ${(row.took / row.floor).toFixed(2)} | ${Math.round(row.still)} |`);
}
