// Starts the browsers. Only the harness imports this; tests go through `harness.mjs`.

import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import puppeteer from "puppeteer-core";
// Puppeteer of that time: today's attaches to tabs, which Chromium 109 does not announce.
import puppeteer109 from "puppeteer-core-109";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");

const ALL = ["chromium", "chromium-109", "firefox"];

/** The browsers of this run: `PHIEU_BROWSERS=firefox,chromium`, or all that this machine can run. */
export const browserNames = (() => {
  const chosen = (process.env.PHIEU_BROWSERS ?? "").split(",").map((name) => name.trim()).filter(Boolean);
  for (const name of chosen) {
    if (!ALL.includes(name)) throw new Error(`PHIEU_BROWSERS knows ${ALL.join(", ")}, not ${name}`);
  }
  if (chosen.length > 0) return chosen;
  if (process.platform === "linux" && process.arch === "x64") return ALL;
  console.error("chromium-109 is built for Linux on x86-64 alone, so it is left out here");
  return ALL.filter((name) => name !== "chromium-109");
})();

/** Starts a browser with this profile folder, its downloads going to that folder. */
export async function launch(name, { profile, downloads, javascript = true }) {
  const common = {
    userDataDir: profile,
    headless: true,
    protocolTimeout: 60_000,
    defaultViewport: null,
  };
  if (name === "firefox") {
    return puppeteer.launch({
      ...common,
      browser: "firefox",
      executablePath: program("PHIEU_FIREFOX", ["firefox-esr", "firefox"]),
      extraPrefsFirefox: {
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk":
          "application/json,application/octet-stream,text/plain,text/csv,text/html," +
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document," +
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "javascript.enabled": javascript,
      },
    });
  }
  const args = [
    "--no-sandbox", // build machines run as root, where the sandbox does not start
    "--disable-gpu",
    "--disable-dev-shm-usage", // small /dev/shm in containers
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
  ];
  if (name === "chromium") {
    return puppeteer.launch({
      ...common,
      executablePath: program("PHIEU_CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
      args,
    });
  }
  return puppeteer109.launch({
    ...common,
    executablePath: chromium109(),
    // This build has no zygote process to fork from.
    args: [...args, "--no-zygote"],
  });
}

/** A program that xtask found, or one of these names on PATH. */
export function program(variable, names) {
  if (process.env[variable]) return process.env[variable];
  for (const dir of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(dir, name);
      if (fs.existsSync(file)) return file;
    }
  }
  throw new Error(`${names[0]} is missing; put it on PATH or set ${variable}`);
}

const folders = [];
process.on("exit", () => {
  for (const dir of folders) fs.rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
});

/** A new empty folder that goes away with the process. */
export function temporary(purpose) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `phieu-${purpose}-`));
  folders.push(dir);
  return dir;
}

/** Unpacks Chromium 109 once; the folder is renamed into place whole, so half a one is never used. */
function chromium109() {
  const bin = path.join(path.dirname(require.resolve("@sparticuz/chromium/package.json")), "bin");
  const { version } = require("@sparticuz/chromium/package.json");
  const home = path.join(root, "target/browsers", `chromium-${version}`);
  const executable = path.join(home, "chromium");
  if (fs.existsSync(executable)) return executable;

  fs.mkdirSync(path.dirname(home), { recursive: true });
  const fresh = fs.mkdtempSync(`${home}-`);
  const unpacked = (file) => zlib.brotliDecompressSync(fs.readFileSync(path.join(bin, file)));
  fs.writeFileSync(path.join(fresh, "chromium"), unpacked("chromium.br"), { mode: 0o755 });
  // The software renderer that its graphics process asks for.
  execFileSync("tar", ["-xf", "-", "-C", fresh], { input: unpacked("swiftshader.tar.br") });
  try {
    fs.renameSync(fresh, home);
  } catch (error) {
    // Another run was faster.
    fs.rmSync(fresh, { recursive: true, force: true });
    if (!fs.existsSync(executable)) throw error;
  }
  return executable;
}
