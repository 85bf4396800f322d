import { withPage } from "./harness.mjs";
import { at, choose, go, newSheet, type } from "./steps.mjs";
import fs from "node:fs";
const out = "/tmp/form-look"; fs.mkdirSync(out, { recursive: true });
for (const [width, height] of [[1280, 800], [360, 640]]) {
  await withPage("chromium", { width, height, profile: true, timeout: 300000 }, async (t) => {
    const shot = (name, full = false) => t.screenshot(`${out}/${width}-${name}.png`, { fullPage: full });
    await t.open();
    await newSheet(t, "ct05");
    await shot("unit-blank");
    await type(t, "head.unit_name", "Chi bộ thôn Đông");
    await choose(t, "head.unit_kind", "district");
    await type(t, "head.unit_parent", "Đảng ủy xã Tân Lập");
    await type(t, "head.period_from", "2019");
    await t.page.click("#to-first");
    await shot("u1");
    await type(t, "U1.members.value", "18");
    await type(t, "U1.direct.value", "14");
    await go(t, "unit");
    await choose(t, "head.unit_kind", "cell");
    await shot("unit-changed", true);
    await t.page.click("#aside-U1");
    await shot("unit-aside", true);
    await go(t, "lead"); await shot("lead", true);
    await go(t, "g6"); await shot("g6", true);
    await go(t, "overall"); 
    await t.page.click(at("I5.proposals.none"));
    await shot("overall", true);
    await go(t, "findings"); await shot("findings", true);
    await go(t, "report"); 
    await shot("report", true);
    await go(t, "unit"); await shot("unit", true);
    await t.page.click("#close"); await t.page.waitForSelector(".shelf-line"); await shot("start", true);
  });
}
