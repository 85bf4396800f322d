// Many files, one sheet: a province of made-up files is dropped into the page, good and bad.
// The files and what must come of them are made by `cargo xtask province` before; its ledger is
// written before any file, by code that knows nothing of the roll-up.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

import { inEachBrowser, pageUrl } from "./harness.mjs";
import { at, choose, download, flat, go, gone, kept, newSheet, openFile, put, says, text, type } from "./steps.mjs";

const folder = process.env.PHIEU_PROVINCE;
const ledger = JSON.parse(fs.readFileSync(path.join(folder, "ledger.json"), "utf8"));
const collect = `${pageUrl}#collect`;

/** Every file on the disk that somebody would have sent by now, as it is named in the ledger. */
const sent = ledger.files.filter((file) => !file.path.startsWith("late/") && !file.path.startsWith("own/"));
const file = (one) => ({ name: one.path.replaceAll("/", "_"), bytes: fs.readFileSync(path.join(folder, one.path)) });

/** What stands in the files themselves, read without any code of ours. */
const members = (one) => JSON.parse(file(one).bytes).answers.U1?.members?.figure?.own?.value?.read ?? 0;
const counts = (one) => one.counted || one.reason === "unknown_unit";
const sumOfFiles = (files) => files.filter(counts).reduce((sum, one) => sum + members(one), 0);
const dotted = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");

async function begin(t, name, { from = "2016", to = "2018" } = {}) {
  // A page that differs behind the # alone would not be opened anew.
  await t.open("about:blank");
  await t.open(collect);
  await newSheet(t, "ct05");
  await put(t, "head.unit_name", name);
  await choose(t, "head.period_kind", "years");
  await put(t, "head.period_from", from);
  await put(t, "head.period_to", to);
  await go(t, "gather-files");
}

async function take(t, files) {
  await t.upload("#choose-files-input", ...files);
  await t.page.waitForFunction(
    () => document.querySelector("#received, #refused") && !document.querySelector("#work-progress"),
    { timeout: 60_000 },
  );
}

/** The sum of a question over all units, as the table of figures shows it. */
async function total(t, question, column = 1) {
  await go(t, "gather-table");
  await t.page.select("#question", question);
  await t.page.waitForFunction((q) => document.querySelector("#question").value === q, {}, question);
  return t.page.$eval(`#figures tr.total td:nth-of-type(${column})`, (cell) => cell.textContent.trim());
}

const refusedNames = (t) => t.page.$$eval("#refused li strong", (all) => all.map((one) => one.textContent));

inEachBrowser("two hundred files with twenty bad ones: each bad one is named, the good are added up",
  { timeout: 240_000 }, async (t) => {
    const bad = sent.filter((one) => one.reason !== "counted");
    // As many cut files more as make twenty.
    const more = sent.filter((one) => one.reason === "counted").slice(0, Math.max(0, 20 - bad.length));
    const cut = more.map((one) => ({ name: `cut_${path.basename(one.path)}`, bytes: file(one).bytes.subarray(0, 4000) }));
    const all = [...sent.map(file), ...cut];
    assert.ok(all.length >= 200, `${all.length} files`);
    assert.ok(bad.length + cut.length >= 20, `${bad.length} bad files`);

    await begin(t, "Tỉnh ủy Thử Nghiệm");
    await take(t, all);
    const refused = await refusedNames(t);
    const wrong = ["cut", "other_period", "other_form", "newer_format", "not_a_sheet"];
    const expected = [
      ...sent.filter((one) => wrong.includes(one.reason)).map((one) => file(one).name),
      ...cut.map((one) => one.name),
    ];
    assert.deepEqual(refused.sort(), expected.sort());
    // Each reason is a sentence, and says what to do.
    const reasons = await t.page.$$eval("#refused li", (all) => all.map((one) => one.querySelectorAll("p")[1].textContent));
    for (const reason of reasons) assert.match(reason, /Hãy|hãy|Tệp/, reason);
    // A file cut short still says whose it was.
    const salvaged = await t.page.$$eval("#refused li", (all) => all.filter((one) => one.textContent.includes("Trong tệp ghi tên")).length);
    assert.ok(salvaged >= cut.length, `${salvaged} of ${cut.length}`);
    // A long list is drawn in parts, and all of it can be reached.
    const drawn = () => t.page.$$eval("#received tbody tr", (all) => all.length);
    const first = await drawn();
    await received(t);
    assert.ok(first < await drawn(), "more were drawn");
    // The lines of a part come by and by.
    await t.page.waitForFunction((n) => document.querySelectorAll("#received tbody tr").length === n, {}, all.length - refused.length);
    // What a person must decide: altered files, and units with two files.
    const asked = sent.filter((one) => ["altered", "two_sheets", "forked"].includes(one.reason));
    const decide = await text(t, "#to-decide");
    for (const one of asked) assert.ok(decide.includes(file(one).name), `${one.path} (${one.reason})`);
    // Whoever decides between two files is told in what they differ.
    assert.match(decide, /Khác nhau ở: .+ \(tệp đang tính: .+\)|chỉ khác ở lời văn/);
    await says(t, ".notices", "tệp không nhận được");
    await says(t, "#summary", "tạm tính");
    // What a person sets aside waits no more, and can be taken back.
    const left = () => t.page.$eval("#decide-title", (title) => Number(title.textContent.match(/\d+/)[0]));
    const before = await left();
    await t.page.evaluate(() => [...document.querySelectorAll("#to-decide li button")].find((one) => one.textContent.includes("Không tính tệp này")).click());
    await t.page.waitForSelector("#set-aside");
    assert.ok(await left() < before, `${before} waited`);
    await t.page.evaluate(() => document.querySelector("#set-aside").setAttribute("open", ""));
    await t.page.click("#set-aside li .buttons button");
    await gone(t, "#set-aside");
    assert.equal(await left(), before);
    // The sum is the sum of what stands in the good files.
    assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(sent)));
    assert.deepEqual(t.requests, []);
    assert.deepEqual(await t.problems(), []);
  });

/** The lines of the files that came, all of them, by the name of the file. */
async function received(t) {
  await t.page.evaluate(() => document.querySelector("#received").setAttribute("open", ""));
  for (let tries = 0; tries < 20 && await t.page.$("#received-more"); tries += 1) {
    const before = await t.page.$$eval("#received tbody tr", (all) => all.length);
    await t.page.click("#received-more");
    await t.page.waitForFunction((n) => document.querySelectorAll("#received tbody tr").length > n, {}, before);
  }
  return t.page.$$eval("#received tbody tr", (all) => all.map((row) => row.textContent));
}

/** The sums of a question as the table has them: of the units, of the body itself, of both. */
async function sums(t, question) {
  await total(t, question);
  return t.page.$$eval("#figures tr.total", (all) => all.slice(0, 3).map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent.trim())));
}

// What the report of seed S4 states is in the ledger, written before any file. The files of the province
// are dropped as they came, odd ones among them; two come late.
inEachBrowser("a province's list and all that came: the seed's figures, each odd file by its reason, and late files",
  { browsers: ["chromium", "firefox"], timeout: 240_000 }, async (t) => {
    const mine = fs.readdirSync(path.join(folder, "own"))[0];
    // The body's own sheet was filled before, like any other; its units are added to it.
    await t.open("about:blank");
    await t.open(collect);
    await t.upload("#open-collection-input", { name: mine, bytes: fs.readFileSync(path.join(folder, "own", mine)) });
    await t.page.waitForSelector("#go-gather-files");
    await go(t, "gather-files");
    // Here all send straight to the province, so its list is those of all bodies.
    await paste(t, ledger.rosters.map((one) => fs.readFileSync(path.join(folder, one), "utf8")).join(""));
    await take(t, sent.map(file));
    // Some made their sheet without a starter file: known by name alone, and the name is of another
    // body's unit, so a person says whose they are. Of a name that many have, which one.
    await t.page.click("#accept-named");
    await gone(t, "#accept-named");
    const alike = sent.filter((one) => one.counted && ledger.units.find((unit) => unit.code === one.unit).spelling);
    for (const one of alike) {
      const found = await t.page.evaluate((name, code) => {
        const item = [...document.querySelectorAll("#to-decide li")].find((li) => li.textContent.includes(name));
        const choice = item?.querySelector("select");
        const line = choice && [...choice.options].find((option) => option.value.endsWith(`.${code}`));
        return line && { select: choice.id, line: line.value };
      }, file(one).name, one.unit);
      if (!found) continue;
      await t.page.select(`[id="${found.select}"]`, found.line);
      await t.page.evaluate((id) => {
        const item = document.getElementById(id).closest("li");
        [...item.querySelectorAll("button")].find((button) => button.textContent.includes("Là đơn vị này")).click();
      }, found.select);
      await gone(t, `[id="${found.select}"]`);
    }

    const lacking = ledger.units.filter((unit) => unit.on_roster && !unit.counted);
    const listed = ledger.units.filter((unit) => unit.on_roster).length;
    await says(t, "#summary", `Đã nhận ${listed - lacking.length}/${listed} đơn vị`);
    const lines = await received(t);
    const line = (one) => lines.find((row) => row.includes(` · ${file(one).name} · `));
    const odd = (reason) => {
      const found = sent.filter((one) => one.reason === reason);
      assert.ok(found.length > 0, `the province has a file that is ${reason}`);
      return found;
    };
    for (const one of odd("older_revision")) assert.match(line(one), /Đã có bản mới hơn của cùng phiếu/);
    // Of two that are the same to the byte either may count, and the other says so.
    for (const one of odd("same_bytes")) {
      const both = sent.filter((other) => other.unit === one.unit).map(line);
      assert.equal(both.filter((row) => row.includes("Trùng hệt một tệp đã nhận")).length, 1, both.join("\n"));
      assert.equal(both.filter((row) => row.includes("Được tính.")).length, 1, both.join("\n"));
    }
    for (const one of odd("unknown_unit")) assert.match(line(one), /Không có trong danh sách/);
    for (const one of odd("altered")) assert.match(line(one), /Bị sửa hoặc hỏng/);

    // Every sum that the seed states, of this body and its units together.
    const whole = (question) => ledger.wanted.filter((one) => one.scope === "all" && one.question === question);
    for (const question of new Set(ledger.wanted.map((one) => one.question))) {
      const rows = await sums(t, question);
      for (const { cell, sum } of whole(question)) {
        assert.ok(rows.at(-1).includes(dotted(sum)) || rows[0].includes(dotted(sum)), `${question}/${cell} is ${sum}: ${JSON.stringify(rows)}`);
      }
    }
    assert.ok((await sums(t, "B2.attendance"))[0].includes("94,2%"));
    const paper = await (async () => { await go(t, "report"); return text(t, ".sheet-of-paper"); })();
    for (const words of ["257", "41.004", "43.519", "94,2%", "290", "52.087"]) assert.ok(paper.includes(words), words);

    // One unit says more came than were called, and why; another says it without a reason: that one is
    // to be asked, in the list and on paper, the other is explained.
    const named = (reason) => ledger.units.find((unit) => unit.reason === reason).name;
    await go(t, "gather-notices");
    await says(t, "main", named("contradiction_open"), { timeout: 30_000 });
    const notices = await t.page.$$eval("main li", (all) => all.map((one) => one.textContent));
    const about = (unit) => notices.find((one) => one.includes(unit) && one.includes("lớn hơn tổng số"));
    assert.match(about(named("contradiction_open")), /Hãy hỏi lại đơn vị/);
    assert.match(about(named("contradiction_kept")), /Đơn vị giữ nguyên, với lý do/);
    const told = paper.split(/(?<=\.)/).filter((one) => one.includes("còn chỗ chưa khớp, chưa nêu lý do"));
    assert.ok(told.some((one) => one.includes(named("contradiction_open"))), told.join(""));
    assert.ok(!told.some((one) => one.includes(named("contradiction_kept"))), told.join(""));

    // Tomorrow the late ones come: their units are not missed any more, and the sums grow by what they say.
    const late = ledger.files.filter((one) => one.reason === "late");
    assert.ok(late.length > 0);
    await go(t, "gather-files");
    await take(t, late.map(file));
    await says(t, "#summary", `Đã nhận ${listed - lacking.length + late.length}/${listed} đơn vị`);
    const points = ledger.wanted.find((one) => one.question === "B1.points").sum;
    const theirs = ledger.late.questions["B1.points"].cells.value.exact;
    assert.equal((await sums(t, "B1.points")).at(-1)[0], dotted(points + theirs));
    assert.deepEqual(t.requests, []);
    assert.deepEqual(await t.problems(), []);
  });

/** The files of made-up cells, each filled in a sheet of its own: turns, present of summoned, one limitation. */
async function typed(t, cells) {
  const files = [];
  for (const [name, turns, done, all, limitation] of cells) {
    await home(t);
    await newSheet(t, "ct05");
    await put(t, "head.unit_name", name);
    await choose(t, "head.unit_kind", "cell");
    await choose(t, "head.period_kind", "years");
    await put(t, "head.period_from", "2016");
    await put(t, "head.period_to", "2018");
    await go(t, "g1");
    await put(t, "B3.turns.value", turns);
    await put(t, "B2.attendance.members/done", done);
    await put(t, "B2.attendance.members/total", all);
    await go(t, "overall");
    await t.page.click(at("I2.limitations.add"));
    await put(t, "I2.limitations.p1/text", limitation);
    const { bytes } = await download(t);
    files.push({ name: `${name}.phieu.json`, bytes });
    await kept(t);
  }
  return files;
}

inEachBrowser("the table sorts and draws its rates, what many wrote is one line, and the next period begins from this one",
  { browsers: ["chromium", "firefox"], timeout: 240_000 }, async (t) => {
    const files = await typed(t, [
      ["Chi bộ Bến", "10", "5", "10", "Sinh hoạt chuyên đề còn ít"],
      ["Chi bộ Cầu", "30", "9", "10", "sinh hoạt chuyên đề còn ít."],
      ["Chi bộ An", "20", "10", "10", "Đảng viên trẻ đi làm xa"],
    ]);
    await begin(t, "Đảng ủy xã Thử Nghiệm");
    await take(t, files);
    await says(t, "#summary", "3 đơn vị");

    // By a click the greatest come first, by another the least; by name as names are read.
    assert.equal(await total(t, "B3.turns"), "60");
    const shown = () => t.page.$$eval("#figures tbody tr:not(.total) th", (all) => all.map((one) => one.textContent.trim().split(" ").slice(0, 3).join(" ")));
    const sort = async (column, state) => {
      await t.page.click(`#figures thead th:nth-child(${column}) button`);
      await t.page.waitForSelector(`#figures thead th:nth-child(${column})[aria-sort=${state}]`);
      return shown();
    };
    assert.deepEqual(await sort(2, "descending"), ["Chi bộ Cầu", "Chi bộ An", "Chi bộ Bến"]);
    assert.deepEqual(await sort(2, "ascending"), ["Chi bộ Bến", "Chi bộ An", "Chi bộ Cầu"]);
    assert.deepEqual(await sort(1, "ascending"), ["Chi bộ An", "Chi bộ Bến", "Chi bộ Cầu"]);

    // A rate is a bar as long as it says: 24 of 30 above, and each unit's own.
    await total(t, "B2.attendance");
    const bars = () => t.page.$$eval("#figures tbody tr", (all) => all.map((row) => {
      const bar = row.querySelector("meter");
      return bar && [bar.value / bar.max, bar.parentElement.textContent.trim(), bar.getBoundingClientRect().width > 20];
    }));
    assert.deepEqual((await bars())[0], [0.8, "80,0%", true]);
    assert.deepEqual((await bars()).slice(1).map((one) => one[0]).sort(), [0.5, 0.9, 1]);

    // The same limitation in two spellings is one, and says of how many it is.
    await go(t, "gather-texts");
    await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
    await t.page.select("#text-item", "I2");
    await says(t, "#theirs-list", "2 đơn vị cùng viết: Chi bộ");
    assert.equal(await t.page.$$eval("#theirs-list li", (all) => all.length), 2);
    // Taken over, and the other one brought together with it: one point with the names of all three.
    const words = await t.page.$$eval("#theirs-list li > p:first-child", (all) => all.map((one) => one.textContent));
    await t.page.click("#theirs-list li:first-child > button");
    await t.page.waitForFunction(() => !document.querySelector("#theirs-list li:first-child > button"));
    await t.page.click("#theirs-list li:last-child details.merge summary");
    await t.page.click("#theirs-list li:last-child details.merge button");
    await says(t, "#notice", "Đã gộp vào ý đó");
    const mine = await t.page.$$eval("[aria-labelledby=mine] textarea", (all) => all.map((one) => one.value).filter(Boolean));
    assert.equal(mine.length, 1);
    for (const one of words) assert.ok(mine[0].includes(one), `${one} in ${mine[0]}`);
    const origins = await t.page.$eval("#origins", (one) => one.textContent);
    for (const name of ["Chi bộ Bến", "Chi bộ Cầu", "Chi bộ An"]) assert.ok(origins.includes(name), origins);
    assert.equal(await t.page.$("#theirs-list li > button"), null, "both are there already");

    // The next period: who must send is taken from this sheet, which then stands beside.
    await go(t, "gather-files");
    await kept(t);
    const saved = await t.download(() => t.page.click("#download-sheet"));
    await begin(t, "Đảng ủy xã Thử Nghiệm", { from: "2019", to: "2021" });
    await t.upload("#roster-from-input", { name: "ky-truoc.phieu.json", bytes: saved.bytes });
    await t.page.waitForSelector("#roster");
    // Nobody was on a list last period: those who sent are the list.
    const expected = await t.page.$$eval("#roster tbody tr", (all) => all.map((row) => row.textContent));
    assert.equal(expected.length, 3);
    for (const name of ["Chi bộ Bến", "Chi bộ Cầu", "Chi bộ An"]) assert.ok(expected.some((row) => row.includes(name)), name);
    await go(t, "section-unit");
    await go(t, "unit");
    await t.upload("#previous-open-input", { name: "ky-truoc.phieu.json", bytes: saved.bytes });
    await says(t, "#previous-of", "2016");
    await go(t, "gather-notices");
    await t.page.waitForSelector("#since", { timeout: 30_000 });
    const since = await t.page.$$eval("#since tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.ok(since.some((row) => row[1] === "60" && row[2] === "–"), JSON.stringify(since));
    assert.deepEqual(await t.problems(), []);
  });

inEachBrowser("taking in can be stopped: what was read stays, and the rest can be dropped again", { timeout: 180_000 }, async (t) => {
  const good = sent.filter((one) => one.reason === "counted");
  await begin(t, "Tỉnh ủy Thử Nghiệm");
  // Pressed as soon as it is there: a person has more time where it takes longer.
  await t.page.evaluate(() => {
    new MutationObserver((_, watching) => {
      const button = document.querySelector("#work-cancel");
      if (!button) return;
      watching.disconnect();
      button.click();
      globalThis.__stopped = true;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await t.upload("#choose-files-input", ...good.map(file));
  await t.page.waitForFunction(() => globalThis.__stopped && !document.querySelector("#work-progress"), { timeout: 60_000 });
  // It may have been stopped before the first was read.
  const came = await t.page.$("#received") ? (await received(t)).length : 0;
  assert.ok(came < good.length, `${came} of ${good.length} came before it was stopped`);
  await take(t, good.map(file));
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"), { timeout: 60_000 });
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good)));
  assert.deepEqual(await t.problems(), []);
});

/** The period that a file names, read without any code of ours. */
const period = (one) => JSON.stringify(JSON.parse(file(one).bytes).period);

inEachBrowser("the period may be given after the files: what is of another one is named, and none is lost", async (t) => {
  const mine = sent.filter((one) => one.reason === "counted" || one.reason === "other_period");
  const other = mine.filter((one) => one.reason === "other_period");
  const few = [...other.slice(0, 1), ...mine.filter((one) => one.reason === "counted" && !one.path.includes("own")).slice(0, 9)];
  assert.equal(new Set(few.map(period)).size, 2, "one file of another period");
  await t.open("about:blank");
  await t.open(collect);
  await newSheet(t, "ct05");
  await put(t, "head.unit_name", "Tỉnh ủy Thử Nghiệm");
  await go(t, "gather-files");
  await take(t, few.map(file));
  await says(t, "#period-of-files", "9 tệp đã nhận ghi kỳ");
  await says(t, "#summary", "10 đơn vị");
  await t.page.click("#take-period");
  await says(t, "#refused", "của kỳ khác");
  assert.deepEqual(await refusedNames(t), [file(few[0]).name]);
  await says(t, ".notices", "1 tệp đã nhận là của kỳ khác");
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(few.slice(1))));
  // A total typed where the own part belongs is noticed, and what both would make stands there.
  const sum = sumOfFiles(few.slice(1));
  await go(t, "section-unit");
  await put(t, "U1.members.value", String(sum));
  await says(t, "main", `báo cáo ghi: ${dotted(2 * sum)}`);
  await says(t, "main", "bằng đúng tổng các đơn vị");
  assert.deepEqual(await t.problems(), []);
});

const district = ledger.units.find((unit) => unit.level === "district" && unit.counted !== undefined && unit.parent !== "")?.code
  ?? path.dirname(ledger.files.find((one) => one.path.includes("/") && !one.path.startsWith("own")).path);
const ofDistrict = sent.filter((one) => path.dirname(one.path) === district);
const roster = () => fs.readFileSync(path.join(folder, district, "roster.tsv"), "utf8");

async function paste(t, names) {
  await t.page.evaluate(() => document.querySelector("#roster-text").closest("details").setAttribute("open", ""));
  await t.page.$eval("#roster-text", (box, names) => { box.value = names; }, names);
  await t.page.click("#roster-add");
  await t.page.waitForSelector("#roster");
}

/** The body above the units of the district: what they name as theirs. */
const body = ledger.units.find((unit) => unit.code === district)?.name ?? "Huyện ủy Thử Nghiệm";

inEachBrowser("a roster: who is missing, files from tomorrow, all of it there again after closing",
  { timeout: 180_000 }, async (t) => {
    await begin(t, body);
    await paste(t, roster());
    const lines = roster().trim().split("\n").length;
    const [today, tomorrow] = [ofDistrict.slice(0, 5), ofDistrict.slice(5)];
    await take(t, today.map(file));
    const good = (files) => new Set(files.filter((one) => one.counted).map((one) => one.unit)).size;
    await says(t, "#summary", `Đã nhận ${good(today)}/${lines} đơn vị`);
    await kept(t);
    await t.reload();
    // A reload of #collect shows the list; the sheet is opened from it.
    await t.page.waitForSelector(".shelf-line .button.strong");
    await t.page.click(".shelf-line .button.strong");
    await t.page.waitForSelector("#received");
    await says(t, "#summary", `Đã nhận ${good(today)}/${lines} đơn vị`);
    await take(t, tomorrow.map(file));
    const missing = ledger.units.filter((unit) => unit.parent === district && unit.on_roster && !unit.counted);
    await says(t, "#summary", `Đã nhận ${lines - missing.length}/${lines} đơn vị`);
    for (const unit of missing) assert.ok((await text(t, "#summary")).includes(unit.name), unit.name);
    // Those alone, for a letter to them; and whose file came damaged has sent all the same.
    await t.page.click("#only-missing");
    const rows = () => t.page.$$eval("#roster tbody tr", (all) => all.map((row) => row.textContent));
    await t.page.waitForFunction((n) => document.querySelectorAll("#roster tbody tr").length === n, {}, missing.length);
    const broken = ofDistrict.filter((one) => one.reason === "cut").map((one) => one.unit);
    const changed = ofDistrict.filter((one) => one.reason === "altered").map((one) => one.unit);
    for (const [at, row] of (await rows()).entries()) {
      const { code } = missing[at];
      const said = changed.includes(code) ? "chờ quyết định"
        : broken.includes(code) ? "tệp không nhận được" : "Chưa gửi";
      assert.ok(row.includes(said), row);
    }
    await t.page.click("#copy-missing");
    await says(t, "#notice", "Đã chép tên");
    const wanted = ledger.totals.districts[district].questions["U1.members"].cells.value.exact;
    const own = JSON.parse(fs.readFileSync(ownFile(), "utf8")).answers.U1?.members?.figure?.own?.value?.read ?? 0;
    assert.equal(await total(t, "U1.members"), dotted(wanted - own));
  });

function ownFile() {
  const dir = path.join(folder, district, "own");
  return path.join(dir, fs.readdirSync(dir)[0]);
}

inEachBrowser("“Chi bộ 1” of another body waits for a person, and the body's own sheet is no unit's",
  { timeout: 120_000 }, async (t) => {
    await begin(t, "Đảng ủy phường Nơi Khác");
    const one = ofDistrict.find((one) => one.counted && one.reason === "counted");
    const { unit } = JSON.parse(file(one).bytes);
    await paste(t, `${unit.name}\tKHAC-001\n`);
    await take(t, [file(one)]);
    await says(t, "#to-decide", "mã hoặc đơn vị cấp trên ghi trong tệp lại khác");
    await says(t, "#to-decide", unit.parent);
    await says(t, "#summary", "Đã nhận 0/1 đơn vị");
    await begin(t, body);
    await t.upload("#choose-files-input", { name: "own.phieu.json", bytes: fs.readFileSync(ownFile()) });
    await says(t, "#refused", "phiếu của chính đơn vị đang tổng hợp");
  });

// Only Chromium's driver drops what lies on the disk.
inEachBrowser("a folder is dropped with all that is in it", { browsers: ["chromium", "chromium-109"], timeout: 120_000 },
  async (t) => {
    await begin(t, body);
    const { x, y } = await t.page.$eval("#drop", (drop) => {
      drop.scrollIntoView();
      const { x, y, width, height } = drop.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    const session = await t.cdp();
    const data = { items: [], files: [path.join(folder, district)], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, x, y, data });
    }
    await t.page.waitForSelector("#received", { timeout: 30_000 });
    await t.page.waitForFunction(() => !document.querySelector("#work-progress"));
    assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(ofDistrict)));
  });

inEachBrowser("the consolidated sheet travels upward like any other, and the report says the sums",
  { timeout: 180_000 }, async (t) => {
    await begin(t, "Huyện ủy Thử Nghiệm");
    const good = ofDistrict.filter((one) => one.counted);
    await take(t, good.map(file));
    const sum = dotted(sumOfFiles(good));
    assert.equal(await total(t, "U1.members"), sum);
    // What the body did itself is added, and stands apart.
    await go(t, "section-unit");
    assert.match(await text(t, ".collected"), new RegExp(`cộng các đơn vị là ${sum.replaceAll(".", "\\.")}`));
    await put(t, "U1.members.value", "12");
    await go(t, "report");
    await says(t, ".sheet-of-paper", dotted(sumOfFiles(good) + 12));
    await says(t, ".sheet-of-paper", "Số liệu theo đơn vị");
    await go(t, "gather-files");
    await kept(t);
    const saved = await t.download(() => t.page.click("#download-sheet"));
    assert.match(saved.name, /\.phieu\.json$/);
    const json = JSON.parse(saved.bytes);
    assert.equal(json.below.units.length, good.length);
    const dearest = saved.bytes.toString("utf8").split("\n").filter((line) => line.includes('"fingerprint":"'));
    assert.equal(dearest.length, good.length, "a unit is one line of the file");

    // One level up it is taken in like any other file; a cell's own file, which is inside already,
    // adds nothing.
    await begin(t, "Tỉnh ủy Thử Nghiệm");
    await take(t, [{ name: "huyen.phieu.json", bytes: saved.bytes }, file(good[0])]);
    await says(t, "#summary", `có thêm ${good.length - 1} phiếu`);
    assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good) + 12));

    // The first program hands it over to this one.
    await t.open("about:blank");
    await t.open(pageUrl);
    await openFile(t, { name: "huyen.phieu.json", bytes: saved.bytes });
    await t.page.waitForFunction(() => location.hash.startsWith("#collect/"), { timeout: 20_000 });
    await t.page.waitForSelector("#summary", { timeout: 20_000 });
    assert.equal(await total(t, "U1.members"), sum);
  });

inEachBrowser("the whole collection in one file, opened on another computer", { timeout: 180_000 }, async (t) => {
  await begin(t, "Huyện ủy Thử Nghiệm");
  const good = ofDistrict.filter((one) => one.counted);
  await take(t, good.map(file));
  await kept(t);
  // What is being asked of a unit belongs to the collection.
  await total(t, "U1.members");
  await t.page.click("#figures tbody tr:not(.total) th button");
  await t.page.waitForSelector("#remark-U1");
  await t.page.evaluate(() => document.getElementById("remark-U1").closest("details").setAttribute("open", ""));
  await type(t, "remark-U1", "Số đảng viên lấy từ đâu?");
  await t.page.waitForSelector(".remark-state[data-state=kept]");
  await go(t, "gather-files");
  await says(t, "#remarks-waiting", "1 nhận xét");
  const archive = await t.download(() => t.page.click("#save-all"));
  assert.match(archive.name, /_bo-tong-hop\.zip$/);
  // Another computer has nothing of it.
  await t.open("about:blank");
  await t.open(pageUrl);
  await t.page.click("#remove-all");
  await t.page.click("#remove-all-yes");
  await says(t, "main", "chưa có phiếu nào được lưu");
  const left = () => t.page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  for (let tries = 0; tries < 40 && (await left()).includes("phieu-received"); tries += 1) await new Promise((r) => setTimeout(r, 50));
  assert.ok(!(await left()).includes("phieu-received"), "what was received is removed too");
  await t.open("about:blank");
  await t.open(collect);
  await t.upload("#open-collection-input", archive);
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"));
  await says(t, "#remarks-waiting", "1 nhận xét");
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good)));
  // And it is kept here: the page opened anew has all of it.
  await kept(t);
  await t.page.reload();
  await t.page.waitForSelector(".shelf-line .button.strong", { timeout: 20_000 });
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"));
  await says(t, "#remarks-waiting", "1 nhận xét");
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good)));
  // The files came along: what the units wrote is there.
  await go(t, "gather-texts");
  await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
  // Once more, where the sheet is kept already: it opens beside that, with its files.
  await kept(t);
  await t.open("about:blank");
  await t.open(collect);
  await t.upload("#open-collection-input", archive);
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"));
  await go(t, "gather-texts");
  await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
});

/** The keys of all that is kept beside the drafts. */
const receivedKeys = (t) => t.page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open("phieu-received");
  request.onerror = () => reject(request.error);
  request.onupgradeneeded = () => request.result.createObjectStore("files");
  request.onsuccess = () => {
    const all = request.result.transaction("files").objectStore("files").getAllKeys();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
}));

/** Opens the first page of the first program. */
async function home(t) {
  await t.open("about:blank");
  await t.open(pageUrl);
}

/** Opens the one collection that is kept, from the list, and waits until its files are read. */
async function reopen(t) {
  await t.page.waitForSelector(".shelf-line .button.strong");
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForFunction(() => location.hash.startsWith("#collect"), { timeout: 20_000 });
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"), { timeout: 60_000 });
}

async function removeAll(t) {
  await t.page.click("#remove-all");
  await t.page.click("#remove-all-yes");
  // The browser waits with it for what a page that has just gone was still writing.
  await says(t, "#notice", "Đã xóa mọi phiếu", { timeout: 60_000 });
}

inEachBrowser("one backup holds a collection whole, and one step brings it back", { timeout: 180_000 }, async (t) => {
  await begin(t, body);
  await paste(t, roster());
  const good = ofDistrict.filter((one) => one.counted);
  // Files that are no text are kept as they came, too.
  const picture = { name: "anh.png", bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10, 13, 34, 92]) };
  await take(t, [...good.map(file), picture]);
  await kept(t);
  const summary = await text(t, "#summary");
  const refused = await refusedNames(t);
  const keys = await receivedKeys(t);
  assert.ok(keys.length > good.length, `${keys.length} keys`);
  await home(t);
  await t.page.waitForSelector(".shelf-line");
  const backup = await t.download(() => t.page.click("#backup"));
  const json = JSON.parse(backup.bytes);
  assert.deepEqual(json.received.map((one) => one.key).sort(), keys.toSorted());
  const sent = file(good[0]);
  assert.equal(json.received.find((one) => one.name === sent.name).text, sent.bytes.toString("utf8"));

  await removeAll(t);
  await t.upload("#restore-input", backup);
  await says(t, "#notice", "Đã phục hồi 1 phiếu");
  assert.deepEqual(await receivedKeys(t), keys);
  await reopen(t);
  assert.equal(await text(t, "#summary"), summary);
  assert.deepEqual(await refusedNames(t), refused);
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good)));
  await go(t, "gather-texts");
  await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
  // Once more it changes nothing.
  await home(t);
  await t.page.waitForSelector(".shelf-line");
  await t.upload("#restore-input", backup);
  await says(t, "#notice", "Đã phục hồi ");
  await t.page.waitForFunction(() => document.querySelectorAll(".shelf-line").length > 0);
  const after = await receivedKeys(t);
  assert.deepEqual(await t.problems(), []);
  // The sheet was opened meanwhile; its collection is there once.
  assert.deepEqual(after, keys);
});

inEachBrowser("a deleted collection comes back whole; removed for good nothing is left of it", { timeout: 180_000 }, async (t) => {
  await begin(t, "Huyện ủy Thử Nghiệm");
  const good = ofDistrict.filter((one) => one.counted);
  await take(t, good.map(file));
  await kept(t);
  const keys = await receivedKeys(t);
  await home(t);
  await t.page.waitForSelector(".shelf-line");
  await t.page.click(".shelf-line .button.quiet");
  await t.page.waitForSelector("#bin .shelf-line");
  await t.reload();
  await t.page.waitForSelector("#bin .shelf-line");
  assert.deepEqual(await receivedKeys(t), keys);
  await t.page.click("#bin .shelf-line .button:not(.quiet)");
  await gone(t, "#bin");
  await reopen(t);
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(good)));
  await home(t);
  await t.page.waitForSelector(".shelf-line");
  await t.page.click(".shelf-line .button.quiet");
  await t.page.waitForSelector("#bin .shelf-line");
  await t.page.click("#bin .shelf-line .button.quiet");
  await t.page.click("#bin .shelf-line .button.sure");
  await gone(t, "#bin");
  await says(t, "main", "chưa có phiếu nào được lưu");
  assert.deepEqual(await receivedKeys(t), []);
});

// Firefox cannot be made slow enough to be left in time.
inEachBrowser("a collection left while it takes files in keeps what it read, and counts it once",
  { browsers: ["chromium", "chromium-109"], timeout: 240_000 }, async (t) => {
  await begin(t, "Tỉnh ủy Thử Nghiệm");
  const good = sent.filter((one) => one.reason === "counted").map(file);
  await t.slowDown(8);
  await t.upload("#choose-files-input", ...good);
  await t.page.waitForSelector("#work-progress", { timeout: 60_000 });
  await t.page.waitForFunction(() => document.querySelector("#saved")?.dataset.state !== "kept");
  await t.page.click("#close");
  await t.page.waitForSelector(".shelf-line .button.strong", { timeout: 60_000 });
  await says(t, "#notice", "Đã dừng nhận tệp", { timeout: 60_000 });
  await t.slowDown(1);
  const files = (await receivedKeys(t)).filter((key) => key.includes("/file/")).length;
  assert.ok(files < good.length, `${files} of ${good.length} were read: it was left too late`);
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#go-gather-files");
  await go(t, "gather-files");
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await t.page.waitForFunction(() => !document.querySelector("#work-progress"), { timeout: 60_000 });
  await says(t, "#received", String(files));
  // The rest is dropped, with what was read among it: each file counts once.
  await take(t, good);
  await kept(t);
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(sent.filter((one) => one.reason === "counted"))));
  await t.reload();
  await reopen(t);
  assert.equal(await total(t, "U1.members"), dotted(sumOfFiles(sent.filter((one) => one.reason === "counted"))));
});

inEachBrowser("a restore stopped half way loses nothing and counts nothing by half", { timeout: 240_000 }, async (t) => {
  await begin(t, "Huyện ủy Thử Nghiệm");
  const good = sent.filter((one) => one.reason === "counted");
  await take(t, good.map(file));
  await kept(t);
  const sum = dotted(sumOfFiles(good));
  const keys = await receivedKeys(t);
  await home(t);
  await t.page.waitForSelector(".shelf-line");
  const backup = await t.download(() => t.page.click("#backup"));
  let whole = 0;
  for (const wait of [0, 20, 60, 120, 250]) {
    await t.page.waitForSelector("#remove-all");
    await removeAll(t);
    await t.slowDown(4);
    await t.upload("#restore-input", backup);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await t.reload();
    await t.slowDown(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // All of the files or none; and where the sheet is, they are. What is being handed from one
    // program to the other is below no sheet.
    const now = (await receivedKeys(t)).filter((key) => !key.startsWith("~"));
    assert.ok(now.length === 0 || now.length === keys.length, `${now.length} of ${keys.length} after ${wait} ms`);
    if (await t.page.$(".shelf-line")) {
      assert.equal(now.length, keys.length);
      whole += 1;
    }
  }
  assert.ok(whole < 5, "stopped at least once");
  if (await t.page.$(".shelf-line")) await removeAll(t);
  await t.upload("#restore-input", backup);
  await says(t, "#notice", "Đã phục hồi 1 phiếu", { timeout: 20_000 });
  assert.deepEqual(await receivedKeys(t), keys);
  await reopen(t);
  assert.equal(await total(t, "U1.members"), sum);
});

inEachBrowser("what a unit takes back after it was taken over is named, and decided about", { timeout: 240_000 }, async (t) => {
  const [an, ben] = await typed(t, [
    ["Chi bộ An", "20", "10", "10", "Đảng viên trẻ đi làm xa"],
    ["Chi bộ Bến", "10", "5", "10", "Sinh hoạt chuyên đề còn ít"],
  ]);
  await home(t);
  await openFile(t, an);
  await t.page.waitForSelector("#go-unit");
  await go(t, "overall");
  await put(t, "I2.limitations.p1/text", "Sinh hoạt còn muộn giờ");
  const newer = await download(t);
  await begin(t, "Đảng ủy xã Thử Nghiệm");
  await take(t, [an, ben]);
  await go(t, "gather-texts");
  await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
  await t.page.select("#text-item", "I2");
  for (const left of [1, 0]) {
    await t.page.click("#theirs-list li > button");
    await t.page.waitForFunction((left) => document.querySelectorAll("#theirs-list li > button").length === left, {}, left);
  }
  // What is rewritten here is still known as theirs.
  const mine = "[aria-labelledby=mine] textarea";
  const ids = await t.page.$$eval(mine, (all) => all.filter((one) => one.value).map((one) => one.id));
  await type(t, ids[0], " và ít về");
  assert.equal(await t.page.$("#theirs-list li > button"), null, "a rewritten point is not offered again");
  assert.equal(await t.page.$("#taken-back"), null);
  await go(t, "gather-files");
  await take(t, [{ name: "an-moi.phieu.json", bytes: newer.bytes }]);
  await go(t, "gather-notices");
  await says(t, "#taken-back", "Chi bộ An không còn nêu trong phiếu mới nhất: “Đảng viên trẻ đi làm xa”");
  assert.equal((await t.page.$$("#taken-back > li")).length, 1, "the other unit still says it");
  // Kept over a reload, until somebody decides.
  await kept(t);
  await t.reload();
  await t.page.waitForSelector(".shelf-line .button.strong");
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#received", { timeout: 30_000 });
  await go(t, "gather-notices");
  await says(t, "#taken-back", "Đảng viên trẻ đi làm xa");
  await press("#taken-back", "Giữ nguyên");
  await gone(t, "#taken-back");
  async function press(where, words) {
    await t.page.evaluate((where, words) => {
      [...document.querySelectorAll(`${where} button`)].find((one) => one.textContent.trim() === words).click();
    }, where, words);
  }
});

inEachBrowser("words are picked with where they come from; a file goes back with a remark",
  { timeout: 180_000 }, async (t) => {
    await begin(t, "Huyện ủy Thử Nghiệm");
    const good = ofDistrict.filter((one) => one.counted && one.reason === "counted").slice(0, 6);
    await take(t, good.map(file));
    await go(t, "gather-texts");
    await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
    // Limitations: a list of points, each of which keeps where it was taken from.
    await t.page.select("#text-item", "I2");
    await t.page.waitForFunction(() => document.querySelector("#text-item").value === "I2");
    const point = await text(t, "#theirs-list li p");
    await t.page.click("#theirs-list li .button");
    await t.page.waitForSelector("#origins");
    assert.ok((await text(t, "#origins")).includes(point));
    assert.match(await text(t, "#origins"), /lấy từ: \S/);
    await go(t, "gather-table");
    await t.page.click("#figures tbody tr:not(.total) th button");
    await t.page.waitForSelector(at("remark-U1"));
    await t.page.evaluate(() => document.getElementById("remark-U1").closest("details").setAttribute("open", ""));
    await type(t, "remark-U1", "Đề nghị kiểm tra lại số đảng viên.");
    const back = await t.download(() => t.page.click("#give-back"));
    // The box is empty again: where the remark went is said, and what to do with the file.
    await says(t, "#give-back-said", "Đã ghi 1 nhận xét vào tệp trả lại");
    const json = JSON.parse(back.bytes);
    assert.equal(json.returned_by, "Huyện ủy Thử Nghiệm");
    assert.deepEqual(json.remarks.map((one) => [one.item, one.text]), [["U1", "Đề nghị kiểm tra lại số đảng viên."]]);
    assert.equal(json.history.length, 1);
    // The returned file comes back into the collection as the newer file of its unit.
    await go(t, "gather-files");
    await take(t, [{ name: "tra-lai.phieu.json", bytes: back.bytes }]);
    await says(t, "#summary", `${good.length} đơn vị`);
    await t.page.evaluate(() => document.querySelector("#received").setAttribute("open", ""));
    await says(t, "#received", "Đã có bản mới hơn của cùng phiếu");
  });

inEachBrowser("all that a unit wrote is read beside its figures; a remark waits for its file, over a reload",
  { timeout: 180_000 }, async (t) => {
    await begin(t, "Huyện ủy Thử Nghiệm");
    const one = ofDistrict.find((one) => one.counted && one.reason === "counted");
    await take(t, [file(one)]);
    const look = async () => {
      await go(t, "gather-table");
      await t.page.click("#figures tbody tr:not(.total) th button");
      await t.page.waitForSelector("details#unit-original");
    };
    await look();
    // What the unit typed stands in its file, read without any code of ours, and on the paper shown.
    const sheet = JSON.parse(file(one).bytes);
    const words = Object.values(sheet.answers).flatMap(Object.values).flatMap(({ text }) => text?.own ?? []);
    const typed = words.map((own) => own.value ?? own).find((word) => typeof word === "string" && word.length > 20);
    await t.page.click("#unit-original > summary");
    const paper = await text(t, "#unit-original");
    assert.ok(paper.includes(sheet.unit.name.toUpperCase()) || paper.includes(sheet.unit.name), paper.slice(0, 300));
    assert.ok(typed, "the unit wrote something");
    assert.ok(flat(paper).includes(flat(typed).replace(/[.;]$/, "")), typed);
    await t.page.evaluate(() => document.getElementById("remark-U1").closest("details").setAttribute("open", ""));
    await type(t, "remark-U1", "Số đảng viên lấy từ đâu?");
    await t.page.waitForSelector(".remark-state[data-state=kept]");
    await kept(t);

    await t.reload();
    await t.page.waitForSelector(".shelf-line .button.strong");
    await t.page.click(".shelf-line .button.strong");
    // Whoever comes back is told for which unit something waits.
    await says(t, "#remarks-waiting", "1 nhận xét");
    await t.page.click("#remarks-waiting li button");
    await t.page.waitForSelector("details#unit-original");
    assert.equal(await t.page.$eval("#remark-U1", (area) => area.value), "Số đảng viên lấy từ đâu?");
    const back = JSON.parse((await t.download(() => t.page.click("#give-back"))).bytes);
    assert.deepEqual(back.remarks.map((one) => one.text), ["Số đảng viên lấy từ đâu?"]);
    // Sent once, it does not wait any more, and goes upward in no file of this body.
    assert.equal(await t.page.$eval("#remark-U1", (area) => area.value), "");
    await says(t, ".remark-past", "Số đảng viên lấy từ đâu?");
    await go(t, "gather-files");
    assert.equal(await t.page.$("#remarks-waiting"), null);
    const upward = await t.download(() => t.page.click("#download"));
    assert.ok(!upward.bytes.includes("lấy từ đâu"));
  });

// A number that does not read counts as "said, no number" in the sums: the body above must see what was
// typed, and need not open each unit to learn which left something open.
inEachBrowser("what a unit left open in its own sheet is asked back above", { timeout: 120_000 }, async (t) => {
  await t.open();
  await newSheet(t, "ct05");
  await put(t, "head.unit_name", "Chi bộ Một");
  await choose(t, "head.period_kind", "years");
  await put(t, "head.period_from", "2016");
  await put(t, "head.period_to", "2018");
  await go(t, "g1");
  await put(t, "B3.turns.value", "khá nhiều");
  const left = await t.download(() => t.page.click("#download"));

  await begin(t, "Đảng ủy xã Thử Nghiệm");
  await paste(t, "Chi bộ Một\nChi bộ Hai");
  await take(t, [left]);
  await go(t, "gather-notices");
  await t.page.waitForSelector("#left-open li strong", { timeout: 30_000 });
  const named = () => t.page.$$eval("#left-open > li", (all) => all.map((one) => one.textContent));
  const of = (await named()).find((one) => one.includes("Chi bộ Một"));
  assert.match(of ?? "", /“khá nhiều”/);
  await t.page.evaluate(() => [...document.querySelectorAll("#left-open > li")]
    .find((one) => one.textContent.includes("Chi bộ Một")).querySelector("button").click());
  // The item that it is about, with a remark to write below it.
  await t.page.waitForSelector("#unit-B3");
  await t.page.waitForFunction(() => document.activeElement?.id === "unit-B3");
  await says(t, "section[aria-labelledby=unit-B3] .still-open", "khá nhiều");
  // Asked, the unit is one that has to send again, and the list of units says so.
  await t.page.evaluate(() => document.getElementById("remark-B3").closest("details").setAttribute("open", ""));
  await type(t, "remark-B3", "Khá nhiều là bao nhiêu lượt?");
  await t.page.waitForSelector("#give-back:not([disabled])");
  await t.download(() => t.page.click("#give-back"));
  await go(t, "gather-files");
  await says(t, "#roster tbody tr:first-child", "đã trả lại kèm nhận xét");
  await says(t, "#roster tbody tr:last-child", "Chưa gửi");
  await go(t, "report");
  await says(t, "#report-gaps", "Phần thu phiếu chưa xong");
  await go(t, "findings");
  await says(t, "#findings-state", "Chỗ cần hỏi lại các đơn vị xem ở trang “Chỗ cần hỏi lại, so kỳ trước”");
  // Opened again, the files are read once more while the page is looked at.
  await kept(t);
  await t.reload();
  await t.page.waitForSelector(".shelf-line .button.strong");
  await t.page.click(".shelf-line .button.strong");
  await t.page.waitForSelector("#go-gather-notices");
  await go(t, "gather-notices");
  await says(t, "#left-open", "khá nhiều", { timeout: 30_000 });
});

inEachBrowser("a neighbour's sheet filled over is asked about, and so is whose a strange name is",
  { browsers: ["chromium", "firefox"], timeout: 180_000 }, async (t) => {
    const name = async (unit, said) => {
      if (files.length > 0) await go(t, "unit");
      await put(t, "head.unit_name", unit);
      await go(t, "g1");
      await put(t, "B3.turns.value", said);
      return t.download(() => t.page.click("#download"));
    };
    await t.open();
    await newSheet(t, "ct05");
    await choose(t, "head.period_kind", "years");
    await put(t, "head.period_from", "2016");
    await put(t, "head.period_to", "2018");
    const files = [];
    for (const [unit, said] of [["Chi bộ Đông", "20"], ["Chi bộ Đoài", "30"]]) {
      files.push({ ...(await name(unit, said)), name: `${unit}.phieu.json` });
    }
    const press = (section, words) => t.page.evaluate((id, said) => {
      [...document.querySelectorAll(`${id} button`)].find((one) => one.textContent.includes(said)).click();
    }, section, words);
    // Without a list: both may count, and nothing is added before a person said so.
    await begin(t, "Đảng ủy xã Thử Nghiệm");
    await take(t, files);
    await says(t, "#to-decide", "làm tiếp từ phiếu của “Chi bộ Đông” nhưng ghi tên khác");
    await says(t, "#summary", "Đã nhận phiếu của 1 đơn vị");
    await press("#to-decide", "cộng cả hai");
    await gone(t, "#to-decide");
    assert.equal(await total(t, "B3.turns"), "50");
    // A list that has neither name: whose each is, is chosen from those who have not sent.
    await begin(t, "Đảng ủy xã Thử Nghiệm Hai");
    await paste(t, "Chi bộ Một\nChi bộ Hai");
    await take(t, files.slice(1));
    // It resembles the second; the choice is among all.
    await says(t, "#to-decide", "gần giống");
    const choice = await t.page.$eval("#to-decide select", (one) => ({ id: one.id, second: one.options[2].value }));
    await t.page.select(`[id="${choice.id}"]`, choice.second);
    await press("#to-decide", "Là đơn vị này");
    await gone(t, "#to-decide");
    await says(t, "#roster tbody tr:last-child", "Đã nhận");
    await says(t, "#summary", "Đã nhận 1/2 đơn vị");
  });

inEachBrowser("starter files know their unit", { browsers: ["chromium", "firefox"], timeout: 120_000 }, async (t) => {
  await begin(t, "Huyện ủy Thử Nghiệm");
  await paste(t, "Chi bộ Một\tCB01\nChi bộ Hai\tCB02\n");
  const one = await t.download(() => t.page.click("#roster tbody tr:nth-child(2) td.buttons button"));
  const json = JSON.parse(one.bytes);
  assert.equal(json.unit.name, "Chi bộ Hai");
  assert.equal(json.unit.parent, "Huyện ủy Thử Nghiệm");
  assert.match(json.unit.id, /\.CB02$/);
  const all = await t.download(() => t.page.click("#starters"));
  assert.match(all.name, /\.zip$/);
  assert.equal(all.bytes.subarray(0, 2).toString(), "PK");
  // Filled under another name, it is known all the same.
  await kept(t);
  await home(t);
  await openFile(t, { name: "khoi-dau.phieu.json", bytes: one.bytes });
  await t.page.waitForSelector("#go-unit");
  await go(t, "unit");
  await put(t, "head.unit_name", "Tổ đảng số hai");
  await go(t, "g1");
  await put(t, "B3.turns.value", "9");
  const filled = await download(t);
  assert.equal(JSON.parse(filled.bytes).unit.name, "Tổ đảng số hai");
  await home(t);
  await t.page.evaluate(() => {
    const line = [...document.querySelectorAll(".shelf-line")].find((one) => one.textContent.includes("Huyện ủy Thử Nghiệm"));
    line.querySelector(".button.strong").click();
  });
  await t.page.waitForSelector("#choose-files-input", { timeout: 20_000 });
  // As it was sent out it says nothing, and its unit still owes a sheet.
  await take(t, [{ name: "con-trong.phieu.json", bytes: one.bytes }]);
  await says(t, "#refused", "Phiếu này còn trống");
  await says(t, "#summary", "Đã nhận 0/2 đơn vị");
  await take(t, [filled]);
  await says(t, "#summary", "Đã nhận 1/2 đơn vị");
  await says(t, "#summary", "Chi bộ Một");
});

for (const width of [1280, 360]) {
  inEachBrowser(`no page of the collection has a fault that axe sees, ${width} wide`,
    { width, height: 800, browsers: ["chromium"], timeout: 180_000 }, async (t) => {
      const faults = {};
      const look = async (view) => {
        await t.page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => fold.setAttribute("open", "")));
        const found = await t.axe();
        if (found.length > 0) faults[view] = found;
        const wide = await t.page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
        if (wide > 0) faults[`${view} sticks out`] = wide;
      };
      await t.open(collect);
      await look("start");
      await begin(t, "Huyện ủy Thử Nghiệm");
      await look("files, empty");
      await paste(t, roster());
      await take(t, ofDistrict.map(file));
      await look("files");
      await total(t, "U1.members");
      await look("table");
      await t.page.click("#figures tbody tr:not(.total) th button");
      await t.page.waitForSelector("#give-back");
      await look("unit");
      await go(t, "gather-texts");
      await t.page.waitForSelector("#theirs-list li", { timeout: 30_000 });
      await look("texts");
      await go(t, "gather-notices");
      await t.page.waitForSelector("#left-open-none, #left-open", { timeout: 30_000 });
      await look("notices");
      assert.deepEqual(faults, {});
    });
}

inEachBrowser("the printed report holds the appendix by unit", { browsers: ["chromium"], timeout: 120_000 }, async (t) => {
  await begin(t, "Huyện ủy Thử Nghiệm");
  const good = ofDistrict.filter((one) => one.counted);
  await take(t, good.map(file));
  const pages = flat(await t.printedPages());
  assert.ok(pages.includes("Số liệu theo đơn vị"));
  assert.ok(pages.includes(dotted(sumOfFiles(good))));
});
