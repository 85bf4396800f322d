// The memory of the process that shows a page, as the system counts it.

import fs from "node:fs";

/** The process that shows the page: of several, the one that a loop keeps busy. */
export async function processOf(page, browser) {
  const cdp = await browser.target().createCDPSession();
  const times = async () => new Map((await cdp.send("SystemInfo.getProcessInfo")).processInfo
    .filter(({ type }) => type === "renderer").map(({ id, cpuTime }) => [id, cpuTime]));
  const before = await times();
  await page.evaluate(() => { for (const end = performance.now() + 500; performance.now() < end;); });
  const grown = [...await times()].map(([id, time]) => [time - (before.get(id) ?? 0), id]);
  return grown.sort(([a], [b]) => b - a)[0][1];
}

/** Its private memory in MB; only Linux tells. */
export function privateMemory(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB/gm)].reduce((sum, [, kb]) => sum + (kb * 1024) / 1e6, 0);
  } catch {
    return undefined;
  }
}
