import { launch, temporary, browserNames } from "./launch.mjs";
const pages = process.argv.slice(2);
for (const name of browserNames) {
  const browser = await launch(name, { profile: temporary("profile"), downloads: temporary("downloads") });
  for (const rate of name === "firefox" ? [1] : [1, 4])
  for (const file of pages) {
    const times = [], un = [];
    for (let i = 0; i < 9; i++) {
      const page = await browser.newPage();
      if (rate > 1) await page.emulateCPUThrottling(rate).catch(() => {});
      await page.evaluateOnNewDocument(() => {
        new MutationObserver((_, o) => { const f = document.querySelector("#app button, #app input"); if (f) { globalThis.fieldAt = performance.now(); o.disconnect(); } }).observe(document, { childList: true, subtree: true });
      }).catch(() => {});
      await page.goto("file://" + file);
      await page.waitForFunction(() => globalThis.fieldAt, { timeout: 20000 });
      times.push(await page.evaluate(() => globalThis.fieldAt)); un.push(await page.evaluate(() => globalThis.unpackTime ?? 0));
      await page.close();
    }
    times.sort((a, b) => a - b); un.sort((a, b) => a - b);
    console.log(name, "x" + rate, file, "field median", times[4].toFixed(0), "min", times[0].toFixed(0), "unpack median", un[4].toFixed(0), "min", un[0].toFixed(0));
  }
  await browser.close();
}
process.exit(0);
