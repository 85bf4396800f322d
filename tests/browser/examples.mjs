// The printed reports of the sheets made from published ones: `cargo xtask examples [NAME…]` writes
// them to docs/examples.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { closeBrowsers, withPage } from "./harness.mjs";
import { openFile } from "./steps.mjs";

const MOST_BYTES = 400_000;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "docs/examples");
const fixtures = path.join(root, "tests/fixtures");
fs.mkdirSync(folder, { recursive: true });

const names = fs.readdirSync(fixtures)
  .map((file) => file.match(/^(s\d+)\.phieu\.json$/)?.[1])
  .filter(Boolean)
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no sheet is called ${unknown.join(", ")}; there are ${names.join(", ")}`);

for (const name of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  await withPage("chromium", {}, async (t) => {
    await t.open();
    await openFile(t, path.join(fixtures, `${name}.phieu.json`));
    await t.page.waitForSelector("#go-unit");
    const bytes = undated(await t.pdf());
    if (bytes.length > MOST_BYTES) throw new Error(`${name}.pdf has ${bytes.length} bytes, more than ${MOST_BYTES}`);
    const file = path.join(folder, `${name}.pdf`);
    fs.writeFileSync(file, bytes);
    console.log(`${path.relative(root, file)}: ${bytes.length} bytes`);
  });
}
await closeBrowsers();

/** Without the time of printing, which says nothing about the report; no byte moves. */
function undated(bytes) {
  const text = bytes.toString("latin1");
  const still = text.replace(/(\/(?:Creation|Mod)Date \(D:)\d{14}/g, (_, start) => `${start}20000101000000`);
  return Buffer.from(still, "latin1");
}
