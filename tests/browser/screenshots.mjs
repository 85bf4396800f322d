// Pictures of the page: `cargo xtask screenshots [NAME…]` writes them to target/screenshots.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { pageUrl, pdfPictures, withPage } from "./harness.mjs";

/**
 * What to take. `route` is the part of the address after `#`; `steps` gets the tab and brings the
 * page where the picture is wanted; `width` and `height` are those of the window; `print: true`
 * takes the printed pages instead.
 */
const pictures = [
  { name: "start-wide", route: "", width: 1280 },
  { name: "start-narrow", route: "", width: 360 },
  { name: "start-print", route: "", width: 1280, print: true },
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
  const { width = 1280, height = 800 } = picture;
  // A profile of its own: nothing of the picture before is in storage.
  await withPage(browser, { width, height, profile: true }, async (t) => {
    await t.open(pageUrl + (picture.route ? `#${picture.route}` : ""));
    await picture.steps?.(t);
    const file = path.join(folder, picture.name);
    const saved = picture.print ? await print(t, file) : await take(t, file);
    for (const one of saved) console.log(path.relative(root, one));
  });
}

async function take(t, file) {
  await t.screenshot(`${file}.png`);
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
