// The same fields in SurveyJS (survey-core with its plain-JavaScript view), as one HTML file.

import fs from "node:fs";
import path from "node:path";

export async function surveyPage(groups, { esbuild, folder }) {
  const source = `
    import { Model } from "survey-core";
    import { renderSurvey } from "survey-js-ui";
    const KEY = "bench-surveyjs";
    const survey = new Model(${JSON.stringify(model(groups))});
    try { const kept = localStorage.getItem(KEY); if (kept) survey.data = JSON.parse(kept); } catch {}
    survey.onValueChanged.add(() => { try { localStorage.setItem(KEY, JSON.stringify(survey.data)); } catch {} });
    renderSurvey(survey, document.getElementById("app"));
  `;
  const built = await esbuild.build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true, minify: true, format: "iife", target: "chrome109", write: false, logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = built.outputFiles[0].text.replaceAll("</script", "<\\/script");
  const style = fs.readFileSync(path.join(folder, "node_modules/survey-core/survey-core.fontless.min.css"), "utf8");
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>SurveyJS</title><style>${style}</style><body><div id="app"></div><script>${script}</script></body></html>`;
}

function model(groups) {
  return {
    locale: "en",
    showQuestionNumbers: "off",
    textUpdateMode: "onTyping", // keeps every key, as ours and the floor do
    checkErrorsMode: "onValueChanged",
    pages: [{ name: "p", elements: groups.map((group) => ({ type: "panel", name: group.id, title: group.title, elements: group.fields.map(question) })) }],
  };
}

function question(field) {
  const base = { name: field.id, title: field.label, isRequired: !!field.required };
  if (field.requiredIf) base.requiredIf = `{${field.requiredIf[0]}} = '${field.requiredIf[1]}'`;
  if (field.max) {
    const expression = `{${field.id}} empty or {${field.max}} empty or {${field.id}} <= {${field.max}}`;
    base.validators = [{ type: "expression", text: "vượt quá", expression }];
  }
  const choices = () => field.options.map(([value, text]) => ({ value, text }));
  switch (field.kind) {
    case "select": return { ...base, type: "dropdown", choices: choices() };
    case "radio": return { ...base, type: "radiogroup", choices: choices() };
    case "date": return { ...base, type: "text", inputType: "date" };
    case "int": return { ...base, type: "text", inputType: "number", min: 0 };
    case "area": return { ...base, type: "comment" };
    case "calc": return { ...base, type: "expression", expression: `iif({${field.whole}} > 0, round({${field.part}} / {${field.whole}} * 100, 1), '')` };
    default: return { ...base, type: "text" };
  }
}
