// The fields of `fields.mjs` as forms of our own: `node template.mjs FOLDER` writes them there.
// `cargo xtask build --template FILE` builds one in.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { GRADES, groups } from "./fields.mjs";

const both = (text) => ({ vi: text, en: text });

/** A form of `count` groups, `perSection` of them on each page. */
export function template(id, count, perSection) {
  const all = groups(count);
  const sections = [];
  for (let at = 0; at < count; at += perSection) {
    const number = sections.length + 1;
    sections.push({
      code: `s${number}`,
      title: both(`Mục ${number}`),
      short: both(`Mục ${number}`),
      why: both("Để đo."),
      items: all.slice(at, at + perSection).map((group) => group.id),
    });
  }
  return {
    format: 1,
    id,
    version: "1",
    title: both(`Mẫu để đo: ${count * 10} ô`),
    short: both(id),
    documents: [{ number: "01-CT/TW", date: "01/01/2020", issuer: both("Cơ quan"), title: both("Chỉ thị về việc đo") }],
    years: { from: 2020 },
    unit_kinds: [{ code: "cell", name: both("Chi bộ"), letterhead: "party", subject: both("Chi bộ") }],
    levels: [{ code: "cell", name: both("Chi bộ") }],
    sections,
    items: all.map(item),
    relations: all.map((group) => ({
      code: `${group.id}_achieved`,
      relation: "at_most",
      left: { item: group.id, field: "achieved" },
      right: [{ item: group.id, field: "planned" }],
      words: both("Kết quả vượt quá chỉ tiêu."),
    })),
    report: {
      subject: both("Kết quả {period}"),
      opening: [both("{unit} báo cáo kết quả {period} như sau.")],
      status: {
        done: both("{subject} đã triển khai {topic}."),
        under_way: both("{subject} đang triển khai {topic}."),
        not_started: both("{subject} chưa triển khai {topic}[ ({cause})]."),
        not_concerned: both("{topic} không thuộc phạm vi."),
      },
      parts: [{ title: both("Kết quả"), content: sections.map(({ code }) => ({ section: code })), empty: both("Chưa có.") }],
      appendix: [{ status: { title: both("Tình hình") } }],
    },
  };
}

function item(group) {
  const label = (name) => both(group.fields.find((field) => field.id === `${group.id}_${name}`).label);
  const figure = { figure: { counts: "things", unit: both("việc") } };
  return {
    code: group.id,
    title: both(group.title),
    topic: both(`nhóm ${group.title}`),
    why: both("Để đo."),
    example: both("Ví dụ."),
    required: true,
    note: false, // a text of its own instead, which is not folded away
    fields: [
      { code: "docno", label: label("docno"), kind: { text: {} } },
      { code: "docdate", label: label("docdate"), kind: { date: { event: true } } },
      {
        code: "attendance",
        label: label("rate"),
        kind: { share: { counts: "people", unit: both("người"), done: label("attended"), total: label("summoned") } },
      },
      { code: "planned", label: label("planned"), kind: figure },
      { code: "achieved", label: label("achieved"), kind: figure },
      { code: "grade", label: label("grade"), kind: { choice: { options: GRADES.map(([code, text]) => ({ code, name: both(text) })) } } },
      { code: "words", label: label("note"), kind: { text: { long: true } } },
    ],
    sentences: [
      {
        code: "attendance",
        wordings: [
          { when: { attendance: ["all", "both"] }, ...both("Có {attendance.done} trên {attendance.total} người dự, đạt {attendance.rate}.") },
          { when: { attendance: ["done_only"] }, ...both("Có {attendance.done} người dự.") },
        ],
      },
      { code: "achieved", wordings: [both("{subject} đạt {achieved} việc[ trên {planned} việc đề ra].")] },
      { code: "words", wordings: [both("{words}.")] },
    ],
  };
}

/** The forms that are measured. */
export const FORMS = [
  { id: "bench100", groups: 10, perSection: 10 },
  { id: "bench1000", groups: 100, perSection: 10 },
  { id: "bench1000one", groups: 100, perSection: 100 },
];

const folder = process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2];
if (folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const { id, groups: count, perSection } of FORMS) {
    fs.writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(template(id, count, perSection)));
  }
}
