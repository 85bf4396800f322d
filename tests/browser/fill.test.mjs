// Filling a sheet: what is read, what is noticed, what is kept, what goes into the file and onto paper.

import assert from "node:assert/strict";

import { inEachBrowser, withPage } from "./harness.mjs";
import {
  at, choose, download, fingerprint, flat, focus, focused, go, gone, insert, kept, newSheet, openFile, put, resume, says, text,
  type, value,
} from "./steps.mjs";

const PRESENT = "B2.attendance.members/done";
const SUMMONED = "B2.attendance.members/total";
const ABOVE = `finding.present_above_summoned@${PRESENT}`;

async function begin(t, name = "Chi bộ Trường Tiểu học Hoa Mai") {
  await t.open();
  await newSheet(t);
  await type(t, "head.unit_name", name);
  await choose(t, "head.unit_kind", "cell");
  await choose(t, "head.period_kind", "year");
  await type(t, "head.period_from", "2019");
}

inEachBrowser("a sheet is begun and filled; figures are read aloud and rates computed", async (t) => {
  await begin(t);
  await says(t, "#period-reading", "năm 2019");
  await says(t, ".head-sheet", "Chi bộ Trường Tiểu học Hoa Mai");
  await t.page.click("#to-first");

  // A figure and a breakdown.
  await type(t, "U1.members.value", "60000");
  await says(t, at("U1.members.value.reading"), "Đọc là: 60.000");
  await type(t, "U1.staff.total", "41");
  await type(t, "U1.staff.type/cadres", "2");
  await type(t, "U1.staff.type/employees", "39");
  await says(t, at("U1.staff"), "Các phần cộng lại: 41");

  // The grid of audiences.
  await go(t, "g1");
  await type(t, SUMMONED, "43519");
  await type(t, PRESENT, "41004");
  await says(t, at(`${PRESENT}.reading`), "Đọc là: 41.004");
  await says(t, at("B2.attendance.members.computed"), "94,2%");
  assert.ok((await t.page.$eval(at(PRESENT), (field) => field.getAttribute("aria-describedby")))
    .split(" ").includes(`${PRESENT}.reading`), "the reading belongs to the field");

  // A share.
  await type(t, "B2.discussion.total", "32");
  await type(t, "B2.discussion.done", "30");
  await says(t, at("B2.discussion.computed"), "93,8%");
  await kept(t);
  assert.match(await text(t, "#saved"), /Đã lưu trên máy này lúc \d\d:\d\d/);
  assert.deepEqual(await t.problems(), []);
});

inEachBrowser("more present than summoned is noticed while typing, and gone when mended", async (t) => {
  await begin(t);
  await go(t, "g1");
  await type(t, SUMMONED, "50");
  await type(t, PRESENT, "5");
  assert.equal(await t.page.$(at(ABOVE)), null);
  await type(t, PRESENT, "1");
  await t.page.waitForSelector(at(ABOVE));
  const [invalid, described] = await t.page.$eval(at(PRESENT), (field) =>
    [field.getAttribute("aria-invalid"), field.getAttribute("aria-describedby")]);
  assert.equal(invalid, "true");
  assert.ok(described.split(" ").includes(ABOVE), described);
  assert.match(await text(t, at(ABOVE)), /51.*nhiều hơn.*50/);
  const over = () => t.page.$eval(at("B2.attendance.members.computed"), (rate) => rate.classList.contains("over"));
  assert.equal(await over(), true, "102% is shown as no good news");
  assert.equal(await focused(t), PRESENT, "the focus stays where one types");

  // The summary at the top leads there.
  await t.page.click("#summary-title ~ ul button");
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, PRESENT);

  await t.page.keyboard.press("End");
  await t.page.keyboard.press("Backspace");
  await gone(t, at(ABOVE));
  assert.equal(await over(), false);
  assert.equal(await t.page.$eval(at(PRESENT), (field) => field.getAttribute("aria-invalid")), null);
  assert.equal(await value(t, PRESENT), "5");
});

inEachBrowser("a finding is kept with a reason, counts as kept and prints", async (t) => {
  await begin(t);
  await go(t, "g1");
  await type(t, SUMMONED, "50");
  await type(t, PRESENT, "51");
  await go(t, "findings");
  const listed = at(`${ABOVE}.all`);
  await t.page.waitForSelector(listed);
  // Nothing stands there when nothing calls for a look; what is merely missing is not counted.
  // With nothing to look at the list tells what is missing.
  const count = () => t.page.$eval("#go-findings", (go) => Number(/^\d+$/.exec(go.querySelector(".section-state")?.textContent)?.[0] ?? 0));
  const before = await count();
  await t.page.click(`${listed} .buttons .quiet`);
  await t.page.waitForSelector(`${listed} textarea`);
  assert.equal(await t.page.$eval(`${listed} .keep .strong`, (button) => button.disabled), true, "not without a reason");
  await t.page.focus(`${listed} textarea`);
  await t.page.keyboard.type("Một đồng chí dự ngoài danh sách triệu tập");
  await t.page.click(`${listed} .keep .strong`);
  await t.page.waitForSelector(`${listed}.kept`);
  await says(t, listed, "Giữ lại vì: Một đồng chí dự ngoài danh sách triệu tập");
  assert.equal(await count(), before - 1);
  assert.match(flat(await t.printedPages()), /Một đồng chí dự ngoài danh sách triệu tập/);
});

inEachBrowser("the reason of a kept finding is typed at once, and the focus stays at the finding", async (t) => {
  await begin(t);
  await go(t, "g1");
  await type(t, SUMMONED, "50");
  await type(t, PRESENT, "51");
  const button = ABOVE.replace("finding.", "keep@");
  for (const [card, reason] of [[ABOVE, "Dự ngoài danh sách"], [`${ABOVE}.all`, "Một đồng chí mới"]]) {
    if (card !== ABOVE) await go(t, "findings");
    const box = `${card.replace("finding.", "reason.")}`;
    await t.page.focus(at(button));
    await t.page.keyboard.press("Enter");
    await t.page.keyboard.type(reason);
    assert.ok((await value(t, box)).endsWith(reason), `${card}: ${await value(t, box)}`);
    await t.page.keyboard.press("Tab");
    await t.page.keyboard.press("Enter");
    await t.page.waitForSelector(`${at(card)}.kept`);
    await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, button);
    assert.doesNotMatch(await text(t, `${at(card)} p`), /Hãy/, "once kept it asks for nothing");
    await t.page.keyboard.press("Enter");
    await gone(t, `${at(card)}.kept`);
    await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, button);
    if (card !== ABOVE) continue;
    // Taken back, the reason still stands in the box: one press keeps it again.
    await t.page.keyboard.press("Enter");
    await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, box);
    assert.equal(await value(t, box), reason);
    await t.page.keyboard.press("Tab");
    await t.page.keyboard.press("Enter");
    await says(t, `${at(card)}.kept`, `Giữ lại vì: ${reason}`);
    await t.page.keyboard.press("Enter");
    await gone(t, `${at(card)}.kept`);
  }
  // Whoever leaves the page with the reason half written finds it there, as all that is typed.
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(".keep textarea");
  await t.page.keyboard.type("Hai đồng chí mới");
  assert.equal(await t.page.evaluate(() => document.activeElement?.tagName), "TEXTAREA", "and types on");
  await go(t, "g1");
  await says(t, at(ABOVE), "Giữ lại vì: Hai đồng chí mới");
  await go(t, "findings");
  await t.page.click(at(button));
  await gone(t, `${at(`${ABOVE}.all`)}.kept`);
  // Left without a reason, one goes on at the button.
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(".keep textarea");
  await t.page.click(".keep .quiet");
  await t.page.waitForFunction((id) => document.activeElement?.id === id, {}, button);
});

inEachBrowser("why an item is asked is read where somebody asks, with an example", async (t) => {
  // Of the newest form the program has the questions alone.
  await t.open();
  await newSheet(t, "ct07");
  await put(t, "head.unit_name", "Chi bộ Một");
  await go(t, "g1");
  const fold = '[aria-labelledby="item-B3"] details.why';
  assert.equal(await t.page.$eval(`${fold} p`, (one) => one.textContent), "", "it waits in the later block");
  await t.page.click(`${fold} summary`);
  await t.page.waitForSelector(`${fold} .example`);
  assert.ok((await text(t, `${fold} p`)).length > 40);
});

inEachBrowser("what is filled and has something to look at does not look good", async (t) => {
  await begin(t);
  await go(t, "g1");
  const mark = '[aria-labelledby="item-B3"] .item-marks';
  await type(t, "B3.turns.value", "23 lượt");
  await says(t, mark, "đã trả lời");
  await says(t, at("B3.turns.value.reading"), "Đọc là: 23");
  await put(t, "B3.turns.value", "12a");
  await says(t, mark, "có điểm cần xem");
  assert.equal(await t.page.$(`${mark} .done`), null);
  await says(t, "#go-g1 .section-see", "còn 1 điểm cần xem");
  await says(t, "#go-letterhead .section-state", "còn trống");

  await go(t, "section-unit");
  await type(t, "U1.staff.total", "41");
  await type(t, "U1.staff.type/cadres", "42");
  await says(t, at("U1.staff"), "Các phần cộng lại: 42");
  await t.page.waitForSelector(`${at("U1.staff")} .computed.over`);
});

inEachBrowser("the file just made opens the sheet itself; an older one is marked in the list", async (t) => {
  await begin(t, "Chi bộ Hoa Mai");
  const first = await download(t);
  await type(t, "head.unit_name", " 2");
  const second = await download(t);
  await kept(t);
  const lines = () => t.page.$$eval(".shelf-line", (all) => all.map((one) => one.textContent));
  const back = async () => {
    await t.page.click("#close");
    await t.page.waitForSelector(".shelf-line");
  };
  await back();
  await openFile(t, second);
  await says(t, "#notice", "giống phiếu đang lưu trên máy");
  assert.equal(await t.page.$("#notice.wrong"), null);
  await back();
  assert.equal((await lines()).length, 1);
  for (const words of ["mới hơn tệp này", "giống phiếu đang lưu"]) {
    await openFile(t, first);
    await says(t, "#notice", words);
    assert.equal(await t.page.$("#notice.wrong"), null);
    await back();
    assert.equal((await lines()).length, 2);
  }
  // What was opened from the file stands behind the sheet that is gone on with.
  const [sheet, copy] = await lines();
  assert.ok(!sheet.includes("bản mở từ tệp") && copy.includes("bản mở từ tệp, bản số 1"), `${sheet}\n${copy}`);
});

inEachBrowser("what was typed is there after a reload and after closing the browser; its file is the same everywhere",
  { profile: true }, async (t) => {
    await begin(t, "Chi bộ Hoa Mai");
    await go(t, "g1");
    await type(t, SUMMONED, "43519");
    await type(t, PRESENT, "41004");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await t.reload();
    await resume(t);
    await go(t, "g1");
    assert.equal(await value(t, PRESENT), "41004");

    await kept(t);
    await t.reopen();
    await t.open();
    await resume(t);
    await says(t, ".head-sheet", "Chi bộ Hoa Mai");
    await go(t, "g1");
    assert.equal(await value(t, PRESENT), "41004");
    assert.equal(await value(t, SUMMONED), "43519");

    const first = await download(t);
    assert.match(first.name, /\.phieu\.json$/);
    assert.doesNotMatch(first.name, /[^\x20-\x7e]/, "a name that survives old mail programs");
    const { stated, right } = fingerprint(first.bytes);
    assert.equal(stated, right);
    assert.match(first.bytes.toString("utf8"), /"41004"/);
    await says(t, "#notice", first.name);

    // On another machine: the same bytes come out again.
    await withPage(t.browserName, {}, async (other) => {
      await other.open();
      await openFile(other, first);
      await other.page.waitForSelector("#go-unit");
      assert.equal(await other.page.$("#notice.wrong"), null, "nothing to remark on the file");
      await go(other, "g1");
      assert.equal(await value(other, PRESENT), "41004");
      const second = await download(other);
      assert.ok(second.bytes.equals(first.bytes), "the same file");
      assert.deepEqual(await other.problems(), []);
    });
  });

inEachBrowser("Ctrl+P on a page of the form prints the report", async (t) => {
  await begin(t);
  await go(t, "letterhead");
  await type(t, "head.upper_body", "Đảng ủy xã Tân Lập");
  await type(t, "head.place", "Tân Lập");
  await type(t, "head.signer", "Nguyễn Thị Giả Định");
  await go(t, "g1");
  await type(t, SUMMONED, "43519");
  await type(t, PRESENT, "41004");
  // A table of one line would only repeat the text.
  await type(t, "B2.attendance.cadres/total", "12");
  await type(t, "B2.attendance.cadres/done", "12");
  const paper = flat(await t.printedPages());
  assert.match(paper, /ĐẢNG CỘNG SẢN VIỆT NAM/);
  assert.match(paper, /ĐẢNG ỦY XÃ TÂN LẬP/);
  assert.match(paper, /CHI BỘ TRƯỜNG TIỂU HỌC HOA MAI/);
  assert.match(paper, /BÁO CÁO/);
  assert.match(paper, /Nguyễn Thị Giả Định/);
  assert.match(paper, /41\.004/);
  assert.match(paper, /94,2%/);
  assert.match(paper, /Phụ lục 1\. /, "the table");
  assert.match(paper, /Đối tượng .*Được triệu tập .*Có mặt/);
  assert.doesNotMatch(paper, /Lưu tệp để gửi|Đến nội dung còn trống/, "nothing of the form");
});

inEachBrowser("a note of 3,000 characters reaches the paper to its last sentence", async (t) => {
  const sentences = Array.from({ length: 60 }, (_, i) =>
    `Câu thứ ${i + 1} trong 60 câu kể lại việc mà chi bộ đã làm.`);
  await begin(t);
  await go(t, "g1");
  await focus(t, "B2.note.value");
  for (let i = 0; i < 60; i += 10) {
    await insert(t, (i ? " " : "") + sentences.slice(i, i + 10).join(" "));
  }
  const written = await value(t, "B2.note.value");
  assert.equal(written, sentences.join(" "));
  assert.ok(written.length >= 3_000, String(written.length));
  const paper = flat(await t.printedPages());
  const missing = sentences.filter((sentence) => !paper.includes(sentence));
  // A page number may stand within one sentence, where a page ends.
  const broken = missing.filter((sentence) => !new RegExp(sentence.replaceAll(" ", "( \\d+)? ")).test(paper));
  assert.deepEqual(broken, []);
});

inEachBrowser("an answer is chosen, taken back, and a field emptied again", async (t) => {
  await begin(t);
  await go(t, "g1");
  const done = at("g1.status.progress");
  await t.page.click(done);
  await t.page.waitForFunction((one) => document.querySelector(one).checked, {}, done);
  await put(t, "B3.turns.value", "12");
  await put(t, "B3.turns.value", "");
  assert.equal(await value(t, "B3.turns.value"), "");
  await kept(t);
  await t.reload();
  await resume(t);
  await go(t, "g1");
  assert.equal(await t.page.$eval(done, (one) => one.checked), true);
  assert.equal(await value(t, "B3.turns.value"), "");
});
