// Pictures of the page: `cargo xtask screenshots [NAME…]` writes them to target/screenshots.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { pdfPictures, withPage } from "./harness.mjs";
import { example, go, newSheet, put, type } from "./steps.mjs";

const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };

/** The page from its heading on, where the window is narrow without the head and the list above it. */
async function atHeading(t) {
  await t.page.evaluate(() => {
    if (innerWidth >= 900) return scrollTo(0, 0);
    document.querySelector(".sections-fold")?.removeAttribute("open");
    document.getElementById("page-heading").scrollIntoView();
    scrollBy(0, -12);
  });
}

async function unit(t) {
  await newSheet(t);
  await type(t, "head.unit_name", "Chi bộ Trường Tiểu học Hoa Mai");
  await type(t, "head.period_from", "2019");
  await atHeading(t);
}

/** The province's sheet, at the grid of those who attended. */
async function section(t) {
  await example(t, 1);
  await t.page.click("#dismiss");
  await go(t, "g1");
  await t.page.$eval("#item-B2", (heading) => heading.closest("section").scrollIntoView());
}

/** The same with contradictions typed into it. */
async function mistaken(t) {
  await section(t);
  await put(t, "B2.attendance.members/done", "43.591");
  await type(t, "B3.turns.value", "12a");
}

async function mistakenSection(t) {
  await mistaken(t);
  await atHeading(t);
}

async function findings(t) {
  await mistaken(t);
  await go(t, "findings");
  await atHeading(t);
}

async function report(t) {
  await example(t, 1);
  await t.page.click("#dismiss");
  await go(t, "report");
  await atHeading(t);
}

/** What stands in each picture: `steps` gets the tab and brings the page there. */
const views = { start: null, unit, section, mistaken: mistakenSection, findings, report };

const pictures = [
  ...Object.entries(views).flatMap(([view, steps]) =>
    Object.entries(sizes).map(([size, window]) => ({ name: `${view}-${size}`, steps, ...window }))),
  // The printed pages, one picture each.
  { name: "printed", steps: (t) => example(t, 1), ...sizes.wide, print: true },
];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "target/screenshots");
fs.mkdirSync(folder, { recursive: true });

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !pictures.some((picture) => picture.name === name));
if (unknown.length > 0) {
  throw new Error(`no picture is called ${unknown.join(", ")}; there are ${pictures.map((picture) => picture.name).join(", ")}`);
}

const browser = process.env.PHIEU_BROWSERS?.split(",")[0] ?? "chromium";
for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const { width, height } = picture;
  // A profile of its own: nothing of the picture before is in storage.
  await withPage(browser, { width, height, profile: true }, async (t) => {
    await t.open();
    await picture.steps?.(t);
    await t.page.mouse.move(0, 0); // nothing looks pointed at
    const file = path.join(folder, picture.name);
    const saved = picture.print ? await print(t, file) : await take(t, file);
    for (const one of saved) console.log(path.relative(root, one));
  });
}

async function take(t, file) {
  await t.screenshot(`${file}.png`, { fullPage: false });
  return [`${file}.png`];
}

async function print(t, file) {
  const pages = pdfPictures(await t.pdf(), 100);
  return pages.map((bytes, index) => {
    const name = `${file}-${index + 1}.png`;
    fs.writeFileSync(name, bytes);
    return name;
  });
}
