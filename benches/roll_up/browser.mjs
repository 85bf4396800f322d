// Files a second in the page, how long it ever stood still, and what memory it needed; beside a bare
// page with one file input, which is handed the same files and decodes and parses them.
// Usage: node browser.mjs FOLDER…
// Each FOLDER holds files/ as `cargo xtask province FOLDER --case plain` makes them. With STILL=1 it
// says when the page stood still for more than 60 ms.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { closeBrowsers, pageUrl, withPage } = await import("../../tests/browser/harness.mjs");
const { newSheet, put, go } = await import("../../tests/browser/steps.mjs");
const { privateMemory, processOf } = await import("../process.mjs");

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const window = { width: 1280, height: 900 };

/** From now on the page notes every time between two of its turns that is longer than 20 ms. */
async function watch(page) {
  await page.evaluate(() => {
    globalThis.__stood = [];
    let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      if (now - last > 20) globalThis.__stood.push({ from: last, for: now - last });
      last = now;
      setTimeout(() => port2.postMessage(0), 0);
    };
    port2.postMessage(0);
  });
}

/** From now on the page notes how long each key waited for the program: from when the browser got it. */
async function watchKeys(page) {
  await page.evaluate(() => {
    globalThis.__waited = [];
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) globalThis.__waited.push({ from: one.startTime, for: one.processingStart - one.startTime });
    }).observe({ type: "event", durationThreshold: 16 });
  });
}

/** Presses a key that does nothing, again and again, until it is told to stop. */
function pressKeys(page) {
  let going = true;
  const pressing = (async () => {
    while (going) {
      await page.keyboard.press("Shift");
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  })();
  return async () => { going = false; await pressing; };
}

/** The longest of those times that end between two moments. */
const longest = (stood, from, to) => Math.max(0, ...stood.filter((one) => one.from + one.for >= from && one.from <= to).map((one) => one.for));

/** Hands the files to an input; gives the moments before it was asked and when the page had them. */
async function handOver(page, input, paths) {
  await input.evaluate((element) => {
    globalThis.__asked = performance.now();
    element.addEventListener("change", () => { globalThis.__given = performance.now(); }, { once: true });
  });
  await input.uploadFile(...paths);
  await page.waitForFunction(() => globalThis.__given, { timeout: 600_000, polling: 50 });
}

/** What any page needs: to be given the files, and to decode and JSON.parse each. */
async function floor(paths) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "bare-")), "bare.html");
  fs.writeFileSync(file, "<!DOCTYPE html><title>Bare</title><input type=file multiple>");
  return withPage("chromium", window, async (t) => {
    await t.page.goto(pathToFileURL(file).href);
    await watch(t.page);
    const input = await t.page.$("input");
    await handOver(t.page, input, paths);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const { stood, asked } = await t.page.evaluate(() => ({ stood: globalThis.__stood, asked: globalThis.__asked }));
    const rounds = [];
    for (let n = 0; n < (paths.length > 2000 ? 1 : 3); n += 1) {
      rounds.push(await t.page.evaluate(async () => {
        const decoder = new TextDecoder("utf-8", { fatal: true });
        const began = performance.now();
        for (const file of document.querySelector("input").files) {
          if (!JSON.parse(decoder.decode(await file.arrayBuffer())).answers) throw new Error(file.name);
        }
        return performance.now() - began;
      }));
    }
    return { read: middle(rounds), still: longest(stood, asked, Infinity) };
  });
}

async function ours(paths) {
  return withPage("chromium", window, async (t) => {
    // A program's memory is in no heap that the browser reports: keep hold of it.
    await t.page.evaluateOnNewDocument(() => {
      for (const name of ["instantiate", "instantiateStreaming"]) {
        const start = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
          const started = await start.apply(WebAssembly, given);
          const memory = (started.instance ?? started).exports.memory;
          if (memory) (globalThis.__memories ??= []).push(memory);
          return started;
        };
      }
    });
    await t.open(`${pageUrl}#collect`);
    await newSheet(t, "ct05");
    await put(t, "head.unit_name", "Tỉnh ủy Thử Nghiệm");
    await put(t, "head.period_from", "2019");
    await go(t, "gather-files");
    const pid = await processOf(t.page, t.page.browser());
    const before = privateMemory(pid);
    let peak = before;
    const sampling = setInterval(() => { peak = Math.max(peak, privateMemory(pid) ?? 0); }, 100);
    await watch(t.page);
    await t.page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector("#summary") && !document.querySelector("#work-progress")) globalThis.__ended ??= performance.now();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await watchKeys(t.page);
    await handOver(t.page, await t.page.$("#choose-files-input"), paths);
    const stop = pressKeys(t.page);
    await t.page.waitForFunction(() => globalThis.__ended, { timeout: 600_000, polling: 200 });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await stop();
    clearInterval(sampling);
    const { stood, waited, asked, given, ended, wasm } = await t.page.evaluate(() => ({
      stood: globalThis.__stood, waited: globalThis.__waited, asked: globalThis.__asked, given: globalThis.__given, ended: globalThis.__ended,
      wasm: Math.max(0, ...(globalThis.__memories ?? []).map((memory) => memory.buffer.byteLength)) / 1e6,
    }));
    if (process.env.STILL) {
      const long = stood.filter((one) => one.for > 60).map((one) => `${Math.round(one.from - given)}: ${Math.round(one.for)}`);
      console.log(`${paths.length} files, from ${Math.round(asked - given)} to ${Math.round(ended - given)} ms: ${long.join(", ")}`);
    }
    return {
      took: ended - given, wasm, before, peak,
      handed: longest(stood, asked, given), still: longest(stood.filter((one) => one.from >= given), given, Infinity),
      key: longest(waited.filter((one) => one.from >= given), given, Infinity),
    };
  });
}

const rows = [];
for (const folder of process.argv.slice(2)) {
  const dir = path.join(folder, "files");
  const paths = fs.readdirSync(dir).map((name) => path.join(dir, name));
  const bytes = paths.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  const bare = await floor(paths);
  rows.push({ files: paths.length, bytes, bare, ...await ours(paths) });
}
await closeBrowsers();
const seconds = (ms) => (ms / 1000).toFixed(2);
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);
line(["files", "MB", "page, s", "files a second", "decode and JSON.parse, s", "ratio", "still while files are handed over, ms", "the same of a bare page, ms", "longest between two turns after that, ms", "longest wait of a key after that, ms", "memory of the wasm program, MB", "most private memory of the page's process, MB", "before that, MB"]);
line(Array(13).fill("---:"));
for (const row of rows) {
  line([row.files, (row.bytes / 1e6).toFixed(1), seconds(row.took), Math.round(row.files / (row.took / 1000)), seconds(row.bare.read), (row.took / row.bare.read).toFixed(2),
    Math.round(row.handed), Math.round(row.bare.still), Math.round(row.still), Math.round(row.key), row.wasm.toFixed(0), row.peak?.toFixed(0) ?? "–", row.before?.toFixed(0) ?? "–"]);
}
