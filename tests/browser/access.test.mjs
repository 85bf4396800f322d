// Used without a mouse, with a screen reader, in a narrow window.

import assert from "node:assert/strict";

import { inEachBrowser } from "./harness.mjs";
import { at, example, focus, focused, go, newSheet, put, says, type } from "./steps.mjs";

const narrow = { width: 360, height: 740 };

/** What is wider than the window and does not scroll by itself. */
async function sticksOut(t) {
  return t.page.evaluate(() => {
    const wide = document.scrollingElement.scrollWidth;
    if (wide <= innerWidth) return [];
    const all = [...document.body.querySelectorAll("*")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, .paper-frame"))
      .map((one) => `${one.tagName.toLowerCase()}#${one.id}.${one.className}`);
    return [`the page is ${wide} wide`, ...all.slice(0, 5)];
  });
}

/** Every page of the sheet, all findings with their reason open, the help. */
async function everyView(t, look) {
  await look("start");
  await t.page.click("#remove-all");
  await t.page.waitForSelector("#remove-all-no");
  await look("start, asking");
  await t.page.click("#remove-all-no");
  await example(t, 1);
  // Something to find: contradictions, a doubt, an unreadable figure.
  await go(t, "g1");
  await put(t, "B2.attendance.members/done", "50000");
  await type(t, "B3.turns.value", "12a");
  await t.page.waitForSelector(".finding.contradiction");
  const views = await t.page.$$eval(".section-link", (links) => links.map((link) => link.id.replace("go-", "")));
  for (const view of views) {
    await go(t, view);
    if (view === "findings") {
      for (const button of await t.page.$$(".finding .button.quiet")) await button.click();
      await t.page.waitForSelector(".keep textarea");
    }
    await t.page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => fold.setAttribute("open", "")));
    await look(view);
  }
  await t.page.click("#help");
  await t.page.waitForFunction(() => !document.querySelector(".section-link[aria-current]"));
  await look("help");
}

for (const size of [{ width: 1280, height: 800 }, narrow]) {
  inEachBrowser(`no page has a fault that axe sees, ${size.width} wide`,
    { ...size, browsers: ["chromium"], timeout: 180_000 }, async (t) => {
      const faults = {};
      await t.open();
      await everyView(t, async (view) => {
        const found = await t.axe();
        if (found.length > 0) faults[view] = found;
      });
      assert.deepEqual(faults, {});
    });
}

inEachBrowser("the first page and a section have no fault that axe sees",
  { browsers: ["chromium-109", "firefox"] }, async (t) => {
    await t.open();
    assert.deepEqual(await t.axe(), []);
    await example(t, 1);
    await go(t, "g1");
    assert.deepEqual(await t.axe(), []);
  });

inEachBrowser("no page scrolls sideways in a narrow window", narrow, async (t) => {
  const faults = {};
  await t.open();
  await everyView(t, async (view) => {
    const found = await sticksOut(t);
    if (found.length > 0) faults[view] = found;
  });
  assert.deepEqual(faults, {});
});

inEachBrowser("in a narrow window a chosen section is in view, not the list it was chosen from", narrow, async (t) => {
  await t.open();
  await example(t, 1);
  assert.equal(await t.page.$eval(".sections-fold", (fold) => fold.open), false, "folded at first");
  for (const view of ["g1", "findings", "report"]) {
    await go(t, view);
    await t.page.waitForFunction(() => {
      const box = document.getElementById("page-heading").getBoundingClientRect();
      return box.top >= 0 && box.top < innerHeight - 100;
    }, { timeout: 3_000 }).catch(() => assert.fail(`${view}: its heading is not in view`));
  }
});

inEachBrowser("the keyboard alone reaches everything, and the focus is seen", async (t) => {
  await t.open();
  await t.page.keyboard.press("Tab");
  const skip = await t.page.evaluate(() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    return { text: one.textContent, seen: box.top >= 0 && box.left >= 0 && box.width > 20 && box.height > 10 };
  });
  assert.equal(skip.text, "Đến phần nội dung");
  assert.ok(skip.seen, "the link to the content is seen once it has the focus");
  await t.page.keyboard.press("Enter");
  await t.page.waitForFunction(() => document.activeElement?.id === "page-heading");

  // From the heading the next stops are the unit's name and "new sheet"; Enter begins it.
  await t.page.keyboard.press("Tab");
  assert.equal(await focused(t), "begin-name");
  await t.page.keyboard.press("Tab");
  assert.match(await focused(t), /^new-/);
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(at("head.unit_name"));
  await t.page.waitForFunction(() => document.activeElement?.id === "page-heading", { timeout: 3_000 });

  const stops = [];
  let unseen = [];
  for (let i = 0; i < 40; i++) {
    await t.page.keyboard.press("Tab");
    const stop = await t.page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return { id: one.id, shown: ring || style.boxShadow !== "none" };
    });
    if (!stop.id) break;
    stops.push(stop.id);
    if (!stop.shown) unseen.push(stop.id);
    if (stop.id === "to-first") break;
  }
  // A year asks for one date; the second box comes with the kinds of period that have two ends.
  // The level is asked once the kind of unit is chosen, where that does not say it.
  assert.deepEqual(stops, ["head.unit_name", "head.unit_kind", "head.unit_parent", "head.period_kind",
    "head.period_from", "previous-open", "to-first"]);
  assert.deepEqual(unseen, []);

  // Backwards into the list of sections; Enter goes there and the heading is read.
  await t.page.focus("#page-heading");
  await t.page.keyboard.down("Shift");
  await t.page.keyboard.press("Tab");
  await t.page.keyboard.up("Shift");
  assert.equal(await focused(t), "go-report");
  await t.page.focus("#go-g1");
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector("#go-g1[aria-current]");
  await t.page.waitForFunction(() => document.activeElement?.id === "page-heading");
});

inEachBrowser("“go there” and “next open item” lead to the field, or to the button of a list without lines", async (t) => {
  await t.open();
  await example(t, 1);
  await go(t, "g1");
  await put(t, "B2.attendance.members/done", "50000");
  await go(t, "findings");
  const card = at("finding.present_above_summoned@B2.attendance.members/done.all");
  await t.page.focus(`${card} .buttons .button`);
  await t.page.keyboard.press("Enter");
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, "B2.attendance.members/done");
  const inView = await t.page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  assert.ok(inView);

  // The next open item takes the focus, a list without lines by its button.
  const places = [];
  while (places.length < 8 && !places.some((id) => id.endsWith(".add"))) {
    const before = await focused(t);
    await t.page.click("#next-open");
    await t.page.waitForFunction((before) => {
      const now = document.activeElement;
      return now?.id !== before && now?.id !== "next-open" && now?.closest("section.item .field-group");
    }, {}, before);
    places.push(await focused(t));
  }
  assert.ok(places.length > 1 && places.at(-1).endsWith(".add"), places.join());
});

inEachBrowser("what changes is told to a screen reader, and every input has a name", async (t) => {
  await t.open();
  await newSheet(t);
  await go(t, "g1");
  const nameless = await t.page.$$eval("main input, main textarea, main select", (all) => all
    .filter((one) => !one.labels?.length && !one.getAttribute("aria-label")).map((one) => one.id));
  assert.deepEqual(nameless, []);
  // A region that speaks was there before it had something to say.
  const live = await t.page.$$eval(".notices [role]", (all) => all.map((one) => one.getAttribute("role")));
  assert.deepEqual([...new Set(live)].sort(), ["alert", "status"]);
  await focus(t, "B3.turns.value");
  await t.page.keyboard.down("Control");
  await t.page.keyboard.press("s");
  await t.page.keyboard.up("Control");
  await says(t, ".notices [role=status] #notice", "Đã tạo tệp");
  assert.equal(await focused(t), "B3.turns.value");
});
