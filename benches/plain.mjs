// The floor: the same fields as hand-written HTML and thirty lines of script that keep every key,
// compute the rates and check the rules. Nobody can ask the same for less.

export function plainPage(groups) {
  const body = groups
    .map((group) => `<section><h2>${group.title}</h2>${group.fields.map((field) => `<div>${input(field)}</div>`).join("\n")}</section>`)
    .join("\n");
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>plain</title><style>${STYLE}</style><body><main><form>${body}</form></main><script>${SCRIPT}</script></body></html>`;
}

const STYLE = "body{font:16px/1.4 sans-serif;max-width:60em;margin:1em auto}";

function input(field) {
  const fault = `<p id="${field.id}-e" hidden></p>`;
  const label = `<label for="${field.id}">${field.label}</label>${fault}`;
  switch (field.kind) {
    case "select":
      return `${label}<select id="${field.id}" name="${field.id}"><option></option>${field.options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("")}</select>`;
    case "radio":
      return `<fieldset><legend>${field.label}</legend>${fault}<div>${field.options.map(([value, text]) => `<div><input type="radio" id="${field.id}-${value}" name="${field.id}" value="${value}"><label for="${field.id}-${value}">${text}</label></div>`).join("")}</div></fieldset>`;
    case "area":
      return `${label}<textarea id="${field.id}" name="${field.id}" rows="4"></textarea>`;
    case "calc":
      return `<label for="${field.id}">${field.label}</label><output id="${field.id}" data-part="${field.part}" data-whole="${field.whole}"></output>`;
    default: {
      const type = { date: "date", int: "number" }[field.kind] ?? "text";
      const max = field.max ? ` data-max="${field.max}"` : "";
      const when = field.requiredIf ? ` data-when="${field.requiredIf.join("=")}"` : "";
      return `${label}<input id="${field.id}" name="${field.id}" type="${type}"${max}${when}>`;
    }
  }
}

const SCRIPT = `
(function () {
  var KEY = "bench-plain", form = document.forms[0];
  function value(name) { var e = form.elements[name]; return e ? e.value : ""; }
  function fault(id, words) { var e = document.getElementById(id + "-e"); if (e) { e.textContent = words || ""; e.hidden = !words; } }
  function check() {
    form.querySelectorAll("[data-max]").forEach(function (e) {
      var max = value(e.dataset.max);
      fault(e.id, e.value !== "" && max !== "" && +e.value > +max ? "vượt quá" : "");
    });
    form.querySelectorAll("[data-when]").forEach(function (e) {
      var pair = e.dataset.when.split("=");
      fault(e.id, value(pair[0]) === pair[1] && !e.value ? "cần nhập" : "");
    });
    form.querySelectorAll("output").forEach(function (e) {
      var whole = +value(e.dataset.whole), part = value(e.dataset.part);
      e.value = whole > 0 && part !== "" ? (Math.round(1000 * part / whole) / 10).toLocaleString("vi-VN") : "";
    });
  }
  function keep() {
    var all = {};
    new FormData(form).forEach(function (value, name) { all[name] = value; });
    try { localStorage.setItem(KEY, JSON.stringify(all)); } catch (e) {}
  }
  try {
    var kept = JSON.parse(localStorage.getItem(KEY) || "{}");
    Object.keys(kept).forEach(function (name) { var e = form.elements[name]; if (e) e.value = kept[name]; });
  } catch (e) {}
  form.addEventListener("input", function () { check(); keep(); });
  check();
})();`;
