// `node measure.mjs FOLDER`: measures the pages in FOLDER side by side and writes result.json and
// result.md there. `cargo xtask bench` prepares the folder and starts this; see README.md.

import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";

import { launch, temporary } from "../tests/browser/launch.mjs";
import { enketoPage } from "./enketo.mjs";
import { groups } from "./fields.mjs";
import { plainPage } from "./plain.mjs";
import { privateMemory, processOf } from "./process.mjs";
import { markdown } from "./result.mjs";
import { surveyPage } from "./surveyjs.mjs";

const folder = path.resolve(process.argv[2]);
/** Times each page is opened, times it is typed into, keys and edits each time. */
const ROUNDS = { load: +(process.env.LOADS ?? 5), type: +(process.env.ROUNDS ?? 3), keys: +(process.env.KEYS ?? 40), edits: 15 };
const only = process.env.ONLY?.split(",");

/** Ours as a double-click opens it: the first question stands above the program, which is being unpacked. */
const FIRST = { hash: "", ready: "#early-name" };

// What is typed into: a long text in the middle of the form, and an "attended" field with a rule and
// a computed rate behind it.
const ours = (id, sections) => ({
  page: `phieu-${id}.html`,
  hash: `#new/${id}`,
  ready: "#head\\.unit_name",
  first: FIRST,
  view: "#go-s1",
  sections,
  type: "#g5\\.words\\.value",
  whole: "#g1\\.attendance\\.total",
  part: "#g1\\.attendance\\.done",
  rate: "#g1\\.attendance\\.computed",
});
const plain = { ready: "#g1_docno", type: "#g5_note", whole: "#g1_summoned", part: "#g1_attended", rate: "#g1_rate" };
const targets = [
  { name: "plain", fields: 100, page: "plain-100.html", ...plain },
  { name: "surveyjs", fields: 100, page: "surveyjs.html", ready: "input[type=text],textarea", type: "textarea@4", whole: "input[type=number]@0", part: "input[type=number]@1", rate: ".sd-expression" },
  { name: "enketo", fields: 100, page: "enketo.html", ready: "form.or input[type=text],form.or textarea", type: "form.or textarea@4", whole: "input[name='/data/g1/g1_summoned']", part: "input[name='/data/g1/g1_attended']", rate: "input[name='/data/g1/g1_rate']" },
  { name: "ours", fields: 100, ...ours("bench100", 1) },
  { name: "plain", fields: 1000, page: "plain-1000.html", ...plain },
  { name: "ours", fields: 1000, ...ours("bench1000", 10) },
  { name: "ours-one-view", fields: 1000, ...ours("bench1000one", 1) },
  // The form that the page really brings along, on its longest view.
  { name: "ours-own", page: "phieu-own.html", hash: "#new/ct07", ready: "#head\\.unit_name", first: FIRST, view: "#go-g6", type: "main input.input@0" },
  // Our page with a loader that stops half-way and shows a field then: what an opening is made of.
  ...["read", "unpacked", "compiled"].map((name) => ({ name: `ours-${name}`, page: `stage-${name}.html`, ready: "#stage", stage: true })),
  // The program runs: it has drawn the same first question, or begun a sheet where the address asks for one.
  { name: "ours-taken-over", page: "phieu-bench100.html", ready: "#begin-name", stage: true },
  { name: "ours-begun", page: "phieu-bench100.html", hash: "#new/bench100", ready: "#head\\.unit_name", stage: true },
].map((target) => ({ ...target, key: [target.name, target.fields].filter(Boolean).join("-") }));

await makePages();
const chosen = targets.filter(({ key, page }) => (!only || only.includes(key)) && fs.existsSync(path.join(folder, page)));
const whole = chosen.filter(({ stage }) => !stage);
const result = { when: new Date().toISOString().slice(0, 10), machine: await machine(), rounds: ROUNDS, bytes: {}, cpu: {} };
for (const target of whole) result.bytes[target.key] = bytes(target);
for (const slowed of [1, 4]) {
  const loads = byTarget(), typed = byTarget();
  // In turns, so that what else the machine does falls on every page alike.
  for (let round = 0; round < ROUNDS.load; round++) {
    for (const target of chosen) loads[target.key].push(await opened(target, slowed));
  }
  for (let round = 0; round < ROUNDS.type; round++) {
    for (const target of whole) typed[target.key].push(await typedInto(target, slowed));
  }
  result.cpu[slowed] = Object.fromEntries(chosen.map(({ key }) => [key, { ...medians(loads[key]), ...medians(typed[key]) }]));
  console.error(`processor slowed ${slowed}×: done, load average ${os.loadavg()[0].toFixed(1)}`);
}
const kept = byTarget();
for (let round = 0; round < ROUNDS.type; round++) {
  for (const target of whole) kept[target.key].push(await memory(target));
}
result.memory = Object.fromEntries(whole.map(({ key }) => [key, medians(kept[key])]));
result.load_after = os.loadavg()[0];
fs.writeFileSync(path.join(folder, "result.json"), `${JSON.stringify(result, null, 1)}\n`);
fs.writeFileSync(path.join(folder, "result.md"), markdown(result));
console.log(markdown(result));

function byTarget() {
  return Object.fromEntries(chosen.map(({ key }) => [key, []]));
}

/** The pages of the others: ours are there already. */
async function makePages() {
  const peers = path.join(folder, "peers");
  const require = createRequire(path.join(peers, "package.json"));
  const [esbuild, sass] = [require("esbuild"), require("sass")];
  const { browser, end } = await fresh();
  const write = (name, html) => fs.writeFileSync(path.join(folder, name), html);
  write("plain-100.html", plainPage(groups(10)));
  write("plain-1000.html", plainPage(groups(100)));
  write("surveyjs.html", await surveyPage(groups(10), { esbuild, folder: peers }));
  write("enketo.html", await enketoPage(groups(10), { esbuild, sass, browser, folder: peers }));
  await end();
  for (const [name, html] of Object.entries(stages())) write(`stage-${name}.html`, html);
}

/** Our page, whose loader shows a field once it has come so far, and does nothing further. */
function stages() {
  const html = fs.readFileSync(path.join(folder, "phieu-bench100.html"), "utf8");
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
  const begin = html.lastIndexOf("seen().then(");
  const end = html.indexOf("})();", begin);
  if (begin < 0 || end < 0 || !policy.test(html)) throw new Error("the loader is not as this script expects it");
  const shown = 'words.remove(); const field = document.createElement("input"); field.id = "stage"; document.body.append(field);';
  const until = (code) => (html.slice(0, begin) + code + html.slice(end)).replace(policy, "");
  const program = "const { style, script } = block(program).dataset; const wasm = take(program).subarray(+style + +script);";
  return {
    read: until(shown),
    unpacked: until(`${program} ${shown}`),
    compiled: until(`${program} WebAssembly.compile(wasm).then(() => { ${shown} });`),
  };
}

async function fresh() {
  const browser = await launch("chromium", { profile: temporary("bench"), downloads: temporary("downloads") });
  return { browser, end: () => browser.close().catch(() => {}) };
}

async function machine() {
  const { browser, end } = await fresh();
  const version = await browser.version();
  await end();
  return { processors: os.cpus().length, model: os.cpus()[0]?.model, system: os.type(), browser: version, load_before: os.loadavg()[0] };
}

/** A page in a browser of its own; `body` gets it once its first field is usable. */
async function open(target, slowed, body) {
  const { browser, end } = await fresh();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error?.message ?? error)));
    const cdp = await page.createCDPSession();
    await cdp.send("Performance.enable");
    if (slowed > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowed });
    // Usable: the first field is there, enabled and visible, and two frames have been drawn since.
    await page.evaluateOnNewDocument((selector) => {
      globalThis.__usable = new Promise((resolve) => {
        const look = () => {
          const field = document.querySelector(selector);
          if (field && !field.disabled && field.getClientRects().length > 0) {
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      });
      // A program's memory is in no heap that the browser reports: keep hold of it.
      for (const name of ["instantiate", "instantiateStreaming"]) {
        const start = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
          const started = await start.apply(WebAssembly, given);
          const memory = (started.instance ?? started).exports.memory;
          if (memory && !(globalThis.__wasm?.buffer.byteLength > memory.buffer.byteLength)) globalThis.__wasm = memory;
          return started;
        };
      }
    }, target.ready);
    await page.goto(pathToFileURL(path.join(folder, target.page)).href + (target.hash ?? ""), { waitUntil: "domcontentloaded" });
    const usable = await Promise.race([page.evaluate(() => globalThis.__usable), sleep(60_000)]);
    if (!usable) throw new Error(`${target.key}: no usable field within a minute ${errors.join("; ")}`);
    const value = await body({ page, cdp, browser, usable, spent: () => spent(cdp) });
    if (errors.length > 0) throw new Error(`${target.key}: ${errors.join("; ")}`);
    return value;
  } finally {
    await end();
  }
}

/** Seconds of the main thread so far. */
async function spent(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { task: value("TaskDuration"), script: value("ScriptDuration"), layout: value("LayoutDuration") + value("RecalcStyleDuration") };
}

async function opened(target, slowed) {
  return open({ ...target, ...target.first }, slowed, async ({ usable, spent }) => {
    const { task, script } = await spent();
    return { usable_ms: usable, usable_task_ms: task * 1000, usable_script_ms: script * 1000 };
  });
}

/** "textarea@4": the fifth one. */
async function find(page, selector) {
  const [, css, at] = /^(.*?)(?:@(\d+))?$/.exec(selector);
  const element = (await page.$$(css))[+(at ?? 0)];
  if (!element) throw new Error(`no ${selector} on the page`);
  return element;
}

async function toView(page, target) {
  if (!target.view) return;
  await page.click(target.view);
  await page.waitForFunction((css) => document.querySelector(css)?.getClientRects().length > 0, {}, target.type.split("@")[0]);
  await sleep(300);
}

/** Answers every question in view, as scripts can: what is typed next is typed into a full form. */
async function answerAll(page) {
  await page.evaluate(() => {
    const seen = new Set();
    for (const field of document.querySelectorAll("main input, main select, main textarea, #app input, #app select, #app textarea")) {
      if (field.readOnly || field.disabled || field.role === "combobox" || /\.rate$/.test(field.id)) continue;
      if (field.type === "radio") {
        if (!seen.has(field.name)) field.click();
        seen.add(field.name);
        continue;
      }
      if (field.tagName === "SELECT") field.selectedIndex = 1;
      else if (field.type === "date") field.value = "2024-05-06";
      else if (/docdate/.test(field.id)) field.value = "06/05/2024";
      else if (field.type === "number" || field.classList.contains("number")) field.value = "15";
      else field.value = field.tagName === "TEXTAREA" ? "Một câu thuyết minh đã được viết ở đây từ trước." : "12-BC/CB";
      for (const name of ["input", "change", "blur"]) field.dispatchEvent(new Event(name, { bubbles: name !== "blur" }));
    }
  });
  await sleep(200);
}

async function typedInto(target, slowed) {
  return open(target, 1, async ({ page, cdp, spent }) => {
    await sleep(500);
    for (let section = 1; section <= (target.sections ?? 0); section++) {
      await page.click(`#go-s${section}`);
      await page.waitForSelector(`#go-s${section}.current`);
      await sleep(100);
      await answerAll(page);
    }
    if (target.sections) await page.click("#go-unit");
    else if (!target.view) await answerAll(page);
    await sleep(500);
    if (slowed > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowed });
    const before_view = await spent();
    await toView(page, target);
    const after_view = await spent();
    await page.evaluate(() => {
      globalThis.__painted = [];
      addEventListener("keydown", ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => globalThis.__painted.push(performance.now() - timeStamp);
          port2.postMessage(0);
        });
      }, { capture: true });
    });
    const painted = () => page.evaluate(() => globalThis.__painted.splice(0));
    const field = await find(page, target.type);
    await field.click();
    await page.keyboard.press("End");
    const start = await field.evaluate((element) => element.value.length);
    const keys = async (count) => {
      for (let k = 0; k < count; k++) {
        await page.keyboard.press(k % 6 === 5 ? "Space" : "a");
        await sleep(40);
      }
      await sleep(300);
    };
    await keys(10);
    await painted();
    const before = await spent();
    await keys(ROUNDS.keys);
    const after = await spent();
    const latencies = await painted();
    const held = (await field.evaluate((element) => element.value.length)) - start;
    if (held !== ROUNDS.keys + 10) throw new Error(`${target.key}: ${held} characters arrived`);
    const each = (a, b, count, name) => ((b[name] - a[name]) * 1000) / count;
    const out = {
      view_script_ms: target.view ? each(before_view, after_view, 1, "script") : undefined,
      key_script_ms: each(before, after, ROUNDS.keys, "script"),
      key_task_ms: each(before, after, ROUNDS.keys, "task"),
      key_layout_ms: each(before, after, ROUNDS.keys, "layout"),
      key_paint_ms: median(latencies),
      key_paint_p95_ms: percentile(latencies, 0.95),
      nodes: await page.evaluate(() => document.querySelectorAll("*").length),
      inputs: await page.evaluate(() => document.querySelectorAll("input,select,textarea,[role=combobox]").length),
      kept_chars: await page.evaluate(() => Object.values({ ...localStorage }).join("").length),
    };
    return target.part ? { ...out, ...(await edited(page, target, spent, painted, each)) } : out;
  });
}

/** Three digits into a field that a rule and a computed rate look at, and Tab. */
async function edited(page, target, spent, painted, each) {
  const replace = async (selector, text) => {
    await (await find(page, selector)).click();
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.type(text);
  };
  await replace(target.whole, "500");
  await replace(target.part, "50");
  await page.keyboard.press("Tab");
  await sleep(300);
  await painted();
  const before = await spent();
  for (let k = 0; k < ROUNDS.edits; k++) {
    await replace(target.part, String(100 + k));
    await page.keyboard.press("Tab");
    await sleep(120);
  }
  await sleep(200);
  const after = await spent();
  const rate = await (await find(page, target.rate)).evaluate((element) => element.value ?? element.textContent);
  if (!/22[.,]8/.test(rate)) throw new Error(`${target.key}: 114 of 500 gave the rate ${rate}`);
  return { edit_script_ms: each(before, after, ROUNDS.edits, "script"), edit_task_ms: each(before, after, ROUNDS.edits, "task") };
}

/** Once the page is open and shows its long view. */
async function memory(target) {
  return open(target, 1, async ({ page, cdp, browser }) => {
    await toView(page, target);
    await sleep(1000);
    await cdp.send("HeapProfiler.collectGarbage");
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await cdp.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => globalThis.__wasm?.buffer.byteLength ?? 0);
    return { heap_mb: (usedSize + backingStorageSize) / 1e6, wasm_mb: wasm / 1e6, process_mb: privateMemory(await processOf(page, browser)) };
  });
}

/** The file, and what of it has to be read before the first field. */
function bytes({ page }) {
  const file = fs.readFileSync(path.join(folder, page));
  const later = [...file.toString("latin1").matchAll(/<script [^>]*data-later>.*?<\/script>/gs)].reduce((sum, [block]) => sum + block.length, 0);
  return { file: file.length, first_field: file.length - later, gzipped: zlib.gzipSync(file, { level: 9 }).length };
}

function medians(rounds) {
  const names = [...new Set(rounds.flatMap(Object.keys))];
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]).filter((value) => value !== undefined))]));
}

function median(values) { return percentile(values, 0.5); }

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function sleep(ms) { return new Promise((resolve) => { setTimeout(resolve, ms); }); }
