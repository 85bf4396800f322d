// The figures as Markdown tables, with the aims beside them.

const NAMES = {
  "plain-100": "plain HTML, 100 fields (the floor)",
  "surveyjs-100": "SurveyJS 2.5.38, 100 fields",
  "enketo-100": "Enketo Core 9.0.1, 100 fields",
  "ours-100": "**Phiếu, 100 fields**",
  "plain-1000": "plain HTML, 1,000 fields",
  "ours-1000": "**Phiếu, 1,000 fields**, 100 on each page of the form",
  "ours-one-view-1000": "**Phiếu, 1,000 fields**, all on one page of the form",
  "ours-own": "Phiếu, the form it brings along",
};

export function markdown(result) {
  const out = [];
  for (const slowed of Object.keys(result.cpu)) {
    out.push(`### ${slowed === "1" ? "Processor at its own speed" : `Processor slowed ${slowed}×`}`, "", times(result, slowed), "");
  }
  out.push("### What an opening is made of", "", stages(result), "");
  out.push("### Size and memory", "", space(result), "", "### Aims", "", aims(result), "");
  return out.join("\n");
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const number = (value, digits) => (value === undefined ? "–" : value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ","));

function times(result, slowed) {
  const columns = [
    ["first field usable, ms", "usable_ms", 0],
    ["of that, script ms", "usable_script_ms", 0],
    ["key: script ms", "key_script_ms", 2],
    ["key: main thread ms", "key_task_ms", 1],
    ["key to paint, ms", "key_paint_ms", 1],
    ["the slowest 5 %", "key_paint_p95_ms", 1],
    ["edit: script ms", "edit_script_ms", 1],
    ["to the long page of the form: script ms", "view_script_ms", 0],
    ["elements", "nodes", 0],
    ["kept, characters", "kept_chars", 0],
  ];
  const pages = Object.entries(result.cpu[slowed]).filter(([key]) => key in NAMES);
  const rows = pages.map(([key, value]) => [NAMES[key], ...columns.map(([, name, digits]) => number(value[name], digits))]);
  return table(["", ...columns.map(([head]) => head)], rows);
}

/** The way to the first field and to the program: each stage is an opening of its own that ends there. */
function stages(result) {
  const names = [
    ["ours-100", "the first question, above the program: it can be typed in"],
    ["ours-read", "the whole file read, a field shown"],
    ["ours-unpacked", "and the program unpacked"],
    ["ours-compiled", "and compiled"],
    ["ours-taken-over", "and started: it has drawn the first page and taken over what was typed"],
    ["ours-begun", "with a sheet begun by the address, its first field"],
    ["plain-100", "plain HTML, 100 fields (the floor)"],
  ];
  const columns = Object.entries(result.cpu);
  const head = columns.map(([slowed]) => (slowed === "1" ? "usable, ms" : `slowed ${slowed}×, ms`));
  return table(["", ...head], names.map(([key, name]) => [name, ...columns.map(([, of]) => number(of[key]?.usable_ms, 0))]));
}

function space(result) {
  const rows = Object.keys(result.bytes).map((key) => {
    const { file, first_field, gzipped } = result.bytes[key];
    const { heap_mb, wasm_mb, process_mb } = result.memory[key];
    return [NAMES[key], number(file, 0), number(first_field, 0), number(gzipped, 0), number(heap_mb, 1), number(wasm_mb, 1), number(process_mb, 0)];
  });
  return table(["", "file, bytes", "needed for the first field", "file gzipped", "script heap, MB", "memory of the wasm program, MB", "private memory of the page's process, MB"], rows);
}

/** What was aimed at; each a ratio or a number, its limit, and whether it holds. */
function aims(result) {
  const rows = [];
  const ratio = (what, a, b, limit, atLeast = false) => {
    if (!a || !b) return;
    const value = a / b;
    const holds = atLeast ? value >= limit : value <= limit;
    rows.push([what, `${number(value, 2)}×`, `${atLeast ? "at least" : "at most"} ${limit}×`, holds ? "met" : "**missed**"]);
  };
  for (const [slowed, of] of Object.entries(result.cpu)) {
    const when = slowed === "1" ? "" : `, slowed ${slowed}×`;
    const ours = of["ours-100"];
    ratio(`first field usable, against the floor${when}`, ours?.usable_ms, of["plain-100"]?.usable_ms, 1.5);
    ratio(`SurveyJS's time until then, against ours${when}`, of["surveyjs-100"]?.usable_ms, ours?.usable_ms, 3, true);
    if (ours && of["ours-taken-over"]) {
      const started = of["ours-taken-over"].usable_ms / of["plain-100"].usable_ms;
      rows.push([`the program runs and has taken over what was typed, against the floor${when}`, `${number(started, 2)}×`, "–", ""]);
    }
    ratio(`script a key at 100 fields, against the floor${when}`, ours?.key_script_ms, of["plain-100"]?.key_script_ms, 1.5);
    ratio(`script a key at 1,000 fields, against the floor at 1,000${when}`, of["ours-1000"]?.key_script_ms, of["plain-1000"]?.key_script_ms, 1.5);
    ratio(`script a key at 1,000 fields, against 100 fields${when}`, of["ours-1000"]?.key_script_ms, ours?.key_script_ms, 1.1);
    ratio(`script a key, 1,000 fields on one page of the form, against the floor at 1,000${when}`, of["ours-one-view-1000"]?.key_script_ms, of["plain-1000"]?.key_script_ms, 1.5);
  }
  const page = result.bytes["ours-own"];
  if (page) rows.push(["bytes needed for the first field, of the page as it is given away", number(page.first_field, 0), "at most 600,000", page.first_field <= 600_000 ? "met" : "**missed**"]);
  return table(["", "measured", "aim", ""], rows);
}
