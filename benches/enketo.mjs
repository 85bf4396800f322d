// The same fields in Enketo Core, as one HTML file. The form is transformed beforehand, which a
// server usually does: the page itself would take longer to open.

import path from "node:path";
import { pathToFileURL } from "node:url";

export async function enketoPage(groups, { esbuild, sass, browser, folder }) {
  const form = await transformed(xform(groups), { esbuild, browser, folder });
  const core = path.join(folder, "node_modules/enketo-core");
  const style = sass.compile(path.join(core, "src/sass/plain/plain.scss"), {
    style: "compressed",
    importers: [{
      findFileUrl: (url) => (url.startsWith("/packages/enketo-core/") ? pathToFileURL(path.join(folder, url.slice("/packages/enketo-core/".length))) : null),
    }],
    loadPaths: [core, path.join(folder, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "slash-div", "color-functions", "mixed-decls"],
  }).css;
  const source = `
    import { Form } from "enketo-core";
    document.getElementById("app").innerHTML = ${JSON.stringify(form.form)};
    const element = document.querySelector("form.or");
    const form = new Form(element, { modelStr: ${JSON.stringify(form.model)}, instanceStr: null, submitted: false, external: [], session: {} }, {});
    window.__errors = form.init();
    element.addEventListener("xforms-value-changed", () => { try { localStorage.setItem("bench-enketo", form.getDataStr()); } catch {} });
  `;
  const inside = (file) => path.join(core, file);
  const built = await esbuild.build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true, minify: true, format: "iife", target: "chrome109", write: false, outdir: folder, logLevel: "error",
    alias: {
      "enketo/config": inside("config.js"),
      "enketo/widgets": inside("src/js/widgets.js"),
      "enketo/translator": inside("src/js/fake-translator.js"),
      "enketo/dialog": inside("src/js/fake-dialog.js"),
      "enketo/file-manager": inside("src/js/file-manager.js"),
      "enketo/xpath-evaluator-binding": inside("src/js/xpath-evaluator-binding.js"),
    },
    loader: { ".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl", ".html": "text" },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = built.outputFiles.find(({ path: file }) => file.endsWith(".js")).text.replaceAll("</script", "<\\/script");
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Enketo Core</title><style>${style}</style><body><div id="app"></div><script>${script}</script></body></html>`;
}

/** The transformer needs an XSLT processor: the browser has one, Node only as a native module. */
async function transformed(xml, { esbuild, browser, folder }) {
  const built = await esbuild.build({
    stdin: { contents: `import { transform } from "enketo-transformer/web"; window.__transform = transform;`, resolveDir: folder },
    bundle: true, format: "iife", write: false, logLevel: "error", external: ["libxslt"],
  });
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.evaluate(built.outputFiles[0].text);
  const form = await page.evaluate(async (xform) => {
    const { form, model } = await window.__transform({ xform, theme: "plain" });
    return { form, model };
  }, xml);
  await page.close();
  return form;
}

/** The fields as an ODK XForm. */
function xform(groups) {
  const at = (group, id) => `/data/${group.id}/${id}`;
  const instance = groups.map((group) => `<${group.id}>${group.fields.map((field) => `<${field.id}/>`).join("")}</${group.id}>`).join("");
  const binds = groups.flatMap((group) => group.fields.map((field) => {
    const attributes = [`nodeset="${at(group, field.id)}"`, `type="${{ int: "int", date: "date" }[field.kind] ?? "string"}"`];
    if (field.required) attributes.push('required="true()"');
    if (field.requiredIf) attributes.push(`required="${at(group, field.requiredIf[0])} = '${field.requiredIf[1]}'"`);
    if (field.max) attributes.push(`constraint=". &lt;= ${at(group, field.max)}"`, 'jr:constraintMsg="vượt quá"');
    if (field.kind === "calc") {
      const [part, whole] = [at(group, field.part), at(group, field.whole)];
      attributes.push('readonly="true()"', `calculate="if(${whole} &gt; 0, round(${part} div ${whole} * 100, 1), '')"`);
    }
    return `<bind ${attributes.join(" ")}/>`;
  })).join("");
  const control = (group, field) => {
    const label = `<label>${field.label}</label>`;
    const ref = `ref="${at(group, field.id)}"`;
    if (field.options) {
      const items = field.options.map(([value, text]) => `<item><label>${text}</label><value>${value}</value></item>`).join("");
      return `<select1 ${ref}${field.kind === "select" ? ' appearance="minimal"' : ""}>${label}${items}</select1>`;
    }
    return `<input ${ref}${field.kind === "area" ? ' appearance="multiline"' : ""}>${label}</input>`;
  };
  const body = groups.map((group) => `<group ref="/data/${group.id}"><label>${group.title}</label>${group.fields.map((field) => control(group, field)).join("")}</group>`).join("");
  return `<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Bench</h:title><model><instance><data id="ref" version="1">${instance}<meta><instanceID/></meta></data></instance>${binds}<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/></model></h:head><h:body>${body}</h:body></h:html>`;
}
