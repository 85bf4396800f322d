// What a person does on the page, in one line each, and what the page's ids mean.

import { createHash } from "node:crypto";

/** An input by its id, which has dots and slashes in it: `B2.attendance.members/done`. */
export const at = (id) => `[id="${id}"]`;

/** Begins a new sheet of a form; the forms of earlier years wait behind a line. */
export async function newSheet(t, form = "ct05") {
  await t.page.waitForSelector(`#new-${form}`);
  await t.page.evaluate((id) => {
    const fold = document.getElementById(id).closest("details");
    if (fold) fold.open = true;
  }, `new-${form}`);
  await t.page.click(`#new-${form}`);
  await t.page.waitForSelector(at("head.unit_name"));
}

/** Opens an example: 0 is the made-up cell, 1 the province with published figures. */
export async function example(t, number) {
  await t.page.click(`#example-${number}`);
  await t.page.waitForSelector("#go-unit");
}

/** Goes to a page by its entry in the list of sections: `g1`, `unit`, `findings`, `report`. */
export async function go(t, where) {
  // In a narrow window the list is folded, and open it covers nothing else.
  await t.page.evaluate(() => document.querySelector(".sections-fold")?.setAttribute("open", ""));
  await t.page.click(`#go-${where}`);
  await t.page.waitForSelector(`#go-${where}[aria-current]`);
}

/** Types at the end of a field. */
export async function type(t, id, text) {
  await focus(t, id);
  await t.page.keyboard.type(text);
}

/** Types in place of what a field holds. */
export async function put(t, id, text) {
  await focus(t, id);
  await t.page.$eval(at(id), (field) => field.select());
  if (text === "") await t.page.keyboard.press("Delete");
  else await t.page.keyboard.type(text);
}

/** Puts the focus into a field, opening the fold around it, the caret at the end. */
export async function focus(t, id) {
  await t.page.waitForSelector(at(id));
  await t.page.$eval(at(id), (field) => {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  });
}

/** Puts a long text in at once where the caret is, as a program that types for a person does. */
export async function insert(t, text) {
  // Firefox's driver sends single characters only.
  if (t.isFirefox) await t.page.evaluate((text) => document.execCommand("insertText", false, text), text);
  else await t.page.keyboard.sendCharacter(text);
}

/** Chooses in a list. */
export async function choose(t, id, code) {
  await t.page.select(at(id), code);
}

export async function value(t, id) {
  return t.page.$eval(at(id), (field) => field.value);
}

export async function text(t, selector) {
  return t.page.$eval(selector, (element) => element.textContent);
}

/** Waits until an element holds these words. */
export async function says(t, selector, words, options = {}) {
  await t.page.waitForFunction(
    (selector, words) => document.querySelector(selector)?.textContent.includes(words),
    { timeout: 5_000, ...options }, selector, words,
  ).catch(async () => {
    const now = await t.page.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
    throw new Error(`${selector} should say “${words}”, says ${JSON.stringify(now)}`);
  });
}

/** Waits until an element is gone. */
export async function gone(t, selector) {
  await t.page.waitForFunction((selector) => !document.querySelector(selector), { timeout: 5_000 }, selector);
}

/** Waits until a storage has answered for what was typed last; the words of the line change less often. */
export async function kept(t) {
  await t.page.waitForSelector("#saved[data-state=kept]", { timeout: 5_000 });
}

/** Opens the first sheet of the list. */
export async function resume(t) {
  await t.page.waitForSelector(".shelf-line .button.strong");
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#go-unit");
}

/** The file, as the download button gives it. */
export async function download(t) {
  return t.download(() => t.page.click("#download"));
}

/** Opens a file by its input. */
export async function openFile(t, file) {
  await t.upload("#open-file-input", file);
}

/** The id that has the focus. */
export async function focused(t) {
  return t.page.evaluate(() => document.activeElement?.id ?? "");
}

/** What the fingerprint of a file should be: its own digits count as zeros. */
export function fingerprint(bytes) {
  const text = bytes.toString("utf8");
  const stated = JSON.parse(text).fingerprint;
  return { stated, right: createHash("sha256").update(text.replace(stated, "0".repeat(64))).digest("hex") };
}

/** One long string out of pages, with single spaces. */
export const flat = (pages) => [pages].flat().join("\n").replace(/\s+/g, " ");
