// Opening the file by double-click, before anything is typed.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { inEachBrowser, pageUrl, sleep, temporary } from "./harness.mjs";
import { go, kept, newSheet, resume, type, value } from "./steps.mjs";

inEachBrowser("the page starts from a file, asks for nothing and reports no error", async (t) => {
  await t.open();
  assert.ok(await t.page.$("input, button, a"), "something can be used");
  assert.equal(await t.page.$("#words"), null, "the plain words are gone");
  assert.deepEqual(t.requests, []);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("a reload starts it again", async (t) => {
  await t.open();
  await t.reload();
  assert.deepEqual(t.requests, []);
  assert.deepEqual(await t.problems(), []);
});

/**
 * Opens the page and holds the program back until the function is called that this gives: everybody's
 * machine is slow enough now and then for somebody to type before the program runs.
 */
async function before(t) {
  await t.page.evaluateOnNewDocument(() => {
    const start = WebAssembly.instantiate;
    const go = new Promise((resolve) => { globalThis.__go = resolve; });
    WebAssembly.instantiate = (...given) => go.then(() => start.apply(WebAssembly, given));
  });
  t.opened = pageUrl;
  await t.page.goto(pageUrl, { waitUntil: "load" });
  await t.page.waitForSelector("#early:not([hidden])");
  return async () => {
    await t.page.evaluate(() => globalThis.__go());
    await t.page.waitForFunction(() => !document.getElementById("early"), { timeout: 20_000 });
  };
}

const begun = (t) => t.page.$eval("#begin-name", (field) => [field.value, field === document.activeElement, field.selectionStart]);

inEachBrowser("the first question can be answered before the program runs, and nothing of it is lost", async (t) => {
  const go = await before(t);
  assert.deepEqual(await t.axe(), []);
  const places = (names) => t.page.evaluate((names) => names.map((name) => {
    const { x, y, width, height } = document.querySelector(name).getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  }), names);
  const early = await places([".head", ".brand", "h1", ".lead", "#early-name", ".column .strong", "[data-then='#help']"]);
  await t.page.focus("#early-name");
  await t.page.keyboard.type("Chi bộ Thôn Bốn");
  for (let k = 0; k < 4; k += 1) await t.page.keyboard.press("ArrowLeft");
  await go();
  assert.deepEqual(await begun(t), ["Chi bộ Thôn Bốn", true, 11], "the text, and the place in it");
  // Nothing moves below the mouse that is on its way.
  assert.deepEqual(await places([".head", ".brand", "h1", ".lead", "#begin-name", ".begin .strong", "#help"]), early);
  await t.page.keyboard.type(" Hai");
  assert.equal((await begun(t))[0], "Chi bộ Thôn Hai Bốn");
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector("#go-unit");
  assert.equal(await value(t, "head.unit_name"), "Chi bộ Thôn Hai Bốn");
  await kept(t);
  // Whoever comes back comes for the sheet; the name is in it and asked no more.
  const again = await t.newTab();
  await again.open();
  await again.page.waitForSelector(".shelf-line");
  assert.deepEqual((await begun(again))[0], "");
  assert.deepEqual(t.requests, []);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("what is pressed before the program runs is done when it does", async (t) => {
  const go = await before(t);
  await t.page.focus("#early-name");
  await t.page.keyboard.type("Trường");
  await t.page.click("#early .strong");
  await go();
  await t.page.waitForSelector("#go-unit");
  assert.equal(await value(t, "head.unit_name"), "Trường");
});

inEachBrowser("whoever presses three times gets the page of the first press", async (t) => {
  const go = await before(t);
  const { x, y, width, height } = await t.page.$eval("#early .strong", (button) => button.getBoundingClientRect().toJSON());
  const press = (clickCount) => t.page.mouse.click(x + width / 2, y + height / 2, t.isFirefox ? {} : { clickCount, count: 1 });
  await press(1);
  assert.match(await t.page.$eval("#early .strong", (button) => button.textContent), /Đang mở/);
  await go();
  await t.page.waitForSelector("#go-unit");
  if (t.isFirefox) return;
  const below = await t.page.evaluate((x, y) => Boolean(document.elementFromPoint(x, y).closest(".section-link")), x + width / 2, y + height / 2);
  assert.ok(below, "a section of the list is below the hand");
  // Chromium's driver says which press of several it is, as a hand does.
  await press(2);
  await press(3);
  await sleep(200);
  assert.equal(await t.page.$eval("#page-heading", (heading) => heading.textContent), "Đơn vị và kỳ báo cáo");
  // A hand that has rested presses what it sees.
  await t.page.click("#go-g1");
  await t.page.waitForSelector("#go-g1.current");
});

inEachBrowser("a name typed before the program runs is there after the power failed", async (t) => {
  await before(t);
  await t.page.focus("#early-name");
  await t.page.keyboard.type("Chi bộ Một");
  const again = await t.newTab();
  await again.open();
  assert.equal((await begun(again))[0], "Chi bộ Một");
  // With everything else it goes from a computer that others use.
  await again.page.click("#remove-all");
  await again.page.click("#remove-all-yes");
  await again.page.waitForFunction(() => document.querySelector("#begin-name").value === "");
  await again.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("phieu/")));
});

inEachBrowser("a word that an input method composes while the program starts stays whole", async (t) => {
  const go = await before(t);
  await t.page.focus("#early-name");
  const ended = t.isFirefox
    ? await composing(t)
    : async () => (await t.cdp()).send("Input.insertText", { text: "việt" });
  if (!t.isFirefox) {
    await (await t.cdp()).send("Input.imeSetComposition", { text: "viê", selectionStart: 3, selectionEnd: 3 });
  }
  await t.page.evaluate(() => globalThis.__go());
  await sleep(1_000);
  assert.ok(await t.page.$("#early"), "it waits for the word");
  await ended();
  await go();
  assert.deepEqual(await begun(t), ["việt", true, 4]);
});

/** Firefox's driver has no input method: the same events, made by hand. Gives what ends the word. */
async function composing(t) {
  const say = (type, data) => t.page.evaluate((type, data) => {
    const field = document.activeElement;
    field.value = data;
    field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true }));
    field.dispatchEvent(new InputEvent("input", { data, bubbles: true, isComposing: type !== "compositionend" }));
  }, type, data);
  await say("compositionstart", "viê");
  return () => say("compositionend", "việt");
}

inEachBrowser("without JavaScript the page says which browsers open it", { javascript: false }, async (t) => {
  await t.open();
  // On paper, since a tab without JavaScript cannot be asked for its text everywhere.
  const paper = (await t.printedPages()).join("\n").replace(/\s+/g, " ");
  assert.match(paper, /Trình duyệt đang tắt JavaScript/);
  assert.match(paper, /JavaScript is switched off/);
  assert.match(paper, /Cốc Cốc từ bản 109/);
});

inEachBrowser("a program that cannot start says so and keeps the words", async (t) => {
  // As where an administrator has switched WebAssembly off.
  await t.page.evaluateOnNewDocument(() => {
    delete globalThis.WebAssembly;
  });
  await t.page.goto(pageUrl);
  const words = await t.page.$eval("#words", (element) => element.textContent);
  assert.match(words, /không mở được phiếu/);
  assert.match(words, /WebAssembly/);
  assert.match(words, /Firefox từ bản 115/);
});

inEachBrowser("a program that breaks at its start says so", async (t) => {
  await t.page.evaluateOnNewDocument(() => {
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new Error("xyz"));
  });
  await t.page.goto(pageUrl);
  await t.page.waitForFunction(() => document.querySelector("#words-state[role=alert]"));
  const words = await t.page.$eval("#words", (element) => element.textContent);
  assert.match(words, /Không khởi động được phiếu/);
  assert.match(words, /xyz/);
});

inEachBrowser("a file that was damaged on its way says so", async (t) => {
  const whole = fs.readFileSync(fileURLToPath(pageUrl), "utf8");
  const begin = whole.indexOf(">", whole.indexOf('data-block="program"')) + 1;
  const end = whole.indexOf("<", begin);
  const place = (begin + end) >> 1;
  const file = path.join(temporary("damaged"), "phieu.html");
  for (const damaged of [
    whole.slice(0, place) + (whole[place] === "#" ? "$" : "#") + whole.slice(place + 1),
    whole.slice(0, place) + whole.slice(end),
  ]) {
    fs.writeFileSync(file, damaged);
    await t.page.goto(pathToFileURL(file).href);
    await t.page.waitForFunction(() => document.querySelector("#words-state[role=alert]"));
    assert.match(await t.page.$eval("#words", (element) => element.textContent), /Tệp bị hỏng/);
  }
});

inEachBrowser("a program that breaks later says that what was saved is still there", async (t) => {
  await t.open();
  await t.page.evaluate(() => {
    // Thrown by the driver's own script, a browser would hide what it was.
    dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("xyz") }));
  });
  await t.page.waitForSelector("#words");
  const words = await t.page.$eval("#words", (element) => element.textContent);
  assert.match(words, /Những gì đã lưu vẫn còn nguyên/);
});

inEachBrowser("the loader leaves no name behind", async (t) => {
  await t.open();
  const left = await t.page.evaluate(() =>
    // An element's id is a name of the window too, which is why the words must be gone.
    ["wasm_bindgen", "words", "state", "take", "say", "whenDrawn", "program"].filter((name) => name in globalThis));
  assert.deepEqual(left, []);
  // `let` and `const` of a script are no properties of the window, but in everybody's reach.
  await assert.rejects(t.page.evaluate("wasm_bindgen"));
});

inEachBrowser("Back and Forward go through the pages of a sheet, and nothing typed is lost by it", async (t) => {
  await t.open();
  await newSheet(t);
  await go(t, "g1");
  await type(t, "B2.note.value", "gốc");
  await go(t, "findings");
  const heading = () => t.page.$eval("#page-heading", (element) => element.textContent);
  const last = await heading();
  const step = async (way) => {
    const before = await heading();
    await t.page.evaluate((where) => history[where](), way);
    await t.page.waitForFunction((was) => document.querySelector("#page-heading")?.textContent !== was, {}, before);
  };
  await step("back");
  assert.equal(await value(t, "B2.note.value"), "gốc");
  await step("forward");
  assert.equal(await heading(), last);
  await step("back");
  await step("back");
  // Another way from here: what was ahead is no longer.
  await go(t, "letterhead");
  await t.page.evaluate(() => history.forward());
  await step("back");
  // Before the first page of the sheet is the list of sheets.
  await step("back");
  await t.page.waitForSelector(".shelf-line");
  await resume(t);
  // Loaded again, entries of before mean nothing any more, and do no harm.
  await kept(t);
  await t.reload();
  const start = await heading();
  await t.page.evaluate(() => history.back());
  await sleep(300);
  assert.equal(await heading(), start);
  await resume(t);
  await go(t, "g1");
  assert.equal(await value(t, "B2.note.value"), "gốc");
});
