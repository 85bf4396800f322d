// The same small interface to the page in every browser: see README.md beside this file.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { browserNames, launch, program, temporary } from "./launch.mjs";

export { browserNames, temporary };

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));

/** The built page, as the address that a double-click opens. */
export const pageUrl = pathToFileURL(
  path.resolve(process.env.PHIEU_PAGE ?? path.join(here, "../../dist/phieu.html")),
).href;

// Registered with the first test: a script without tests, like the screenshots, needs no test runner.
let closing = false;

/** Registers one test a browser: `inEachBrowser("title", {width: 360}, async (t) => …)`. */
export function inEachBrowser(title, options, body) {
  if (typeof options === "function") [options, body] = [{}, options];
  if (!closing) after(closeBrowsers);
  closing = true;
  for (const name of options.browsers?.filter((one) => browserNames.includes(one)) ?? browserNames) {
    // Time for a browser that stalls, and for another one in its place.
    const timeout = 2 * (options.timeout ?? 90_000) + 60_000;
    test(`${title} [${name}]`, { timeout }, () => withPage(name, options, body).catch(async (error) => {
      if (!(error instanceof Stalled)) throw error;
      console.error(`${title} [${name}]: ${error.message}; once more in another browser`);
      await closeBrowsers();
      return withPage(name, options, body);
    }));
  }
}

/**
 * A browser that draws no frame any more, though the page in it answers: once in some hundred tests on
 * a busy machine, and it says nothing about the page. A page that hangs does not answer.
 */
class Stalled extends Error {}

/**
 * Gives `body` a tab with storage of its own.
 *
 * Without `profile` the tab lives in a fresh context of a browser that all tests of the file share.
 * `profile: true` starts a browser with a profile folder of its own, which alone can be closed,
 * killed and reopened; a path uses that folder.
 */
export async function withPage(name, options, body) {
  const own = options.profile || options.javascript === false;
  const session = own ? await OwnBrowser.start(name, options) : await SharedBrowser.start(name);
  const tab = new Tab(name, session, options);
  try {
    await tab.start();
    return await body(tab);
  } catch (error) {
    throw (await tab.isStalled()) ? new Stalled("the browser draws nothing", { cause: error }) : error;
  } finally {
    await tab.end();
    await session.end();
  }
}

// One browser a name and file; contexts keep the tests apart.
const shared = new Map();

/** Ends the shared browsers; a test file has it done for it. */
export async function closeBrowsers() {
  for (const started of shared.values()) await (await started).browser.close().catch(() => {});
  shared.clear();
}

class SharedBrowser {
  static async start(name) {
    if (!shared.has(name)) {
      const downloads = temporary("downloads");
      shared.set(name, launch(name, { profile: temporary("profile"), downloads })
        .then((browser) => ({ browser, downloads })));
    }
    const { browser, downloads } = await shared.get(name);
    const session = new SharedBrowser();
    session.browser = browser;
    session.downloads = downloads;
    // Puppeteer 19, which drives Chromium 109, has the older name.
    session.context = await (browser.createBrowserContext ?? browser.createIncognitoBrowserContext).call(browser);
    return session;
  }
  async newPage() { return this.context.newPage(); }
  async reopen() { throw new Error("only a browser with `profile: true` can be reopened"); }
  async kill() { throw new Error("only a browser with `profile: true` can be killed"); }
  async end() { await this.context.close().catch(() => {}); }
}

class OwnBrowser {
  static async start(name, options) {
    const session = new OwnBrowser();
    session.name = name;
    session.javascript = options.javascript;
    session.profile = typeof options.profile === "string" ? options.profile : temporary("profile");
    session.downloads = temporary("downloads");
    await session.open();
    return session;
  }
  async open() { this.browser = await launch(this.name, this); }
  async newPage() { return this.browser.newPage(); }
  async reopen() {
    await this.browser.close();
    await this.open();
  }
  /** What a power cut leaves: no process of the browser gets another moment. */
  async kill() {
    const child = this.browser.process();
    const gone = new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      child.once("exit", resolve);
    });
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
    await gone;
    await this.#tidied();
    // What says "this profile is in use" belongs to the dead process.
    for (const lock of ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock"]) {
      fs.rmSync(path.join(this.profile, lock), { force: true });
    }
    await this.open();
  }
  /**
   * The driver puts Firefox's settings back when the process has gone, and does not say when it has
   * done so; a browser started meanwhile would find them half moved.
   */
  async #tidied() {
    const moved = () => fs.readdirSync(this.profile).some((name) => name.endsWith(".puppeteer"));
    for (let waited = 0; moved() && waited < 10_000; waited += 20) await sleep(20);
  }
  async end() { await this.browser.close().catch(() => {}); }
}

/** One tab of a browser, and what happened in it. */
class Tab {
  /** Everything asked for besides the page itself, except `blob:` and `data:`, which stay inside. */
  requests = [];
  /** `blob:` and `data:` addresses. */
  insideRequests = [];
  /** Console errors, uncaught errors and refusals of the page's own policy. */
  errors = [];
  /** Questions of the browser ("Leave this page?"); they are answered with yes. */
  dialogs = [];

  constructor(name, session, options) {
    this.browserName = name;
    this.isFirefox = name === "firefox";
    this.session = session;
    this.options = options;
  }

  async start() {
    this.page = await this.session.newPage();
    const page = this.page;
    page.on("request", (request) => this.#record(request));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(String(error?.message ?? error)));
    page.on("dialog", async (dialog) => {
      this.dialogs.push({ type: dialog.type(), message: dialog.message() });
      await dialog.accept().catch(() => {});
    });
    const { width = 1280, height = 800 } = this.options;
    await page.setViewport({ width, height });
    if (this.options.javascript === false) {
      // Firefox was started without JavaScript: its driver cannot switch it off for a tab.
      if (!this.isFirefox) await page.setJavaScriptEnabled(false);
      return;
    }
    // Firefox does not report refusals to the driver's console.
    await page.evaluateOnNewDocument(() => {
      const seen = [];
      Object.defineProperty(globalThis, "__violations", { value: seen });
      addEventListener("securitypolicyviolation", (event) => {
        seen.push(`policy: ${event.violatedDirective} refused ${event.blockedURI || event.sourceFile}`);
      });
    });
    if (!this.isFirefox) {
      const session = await this.cdp();
      await session.send("Browser.setDownloadBehavior", {
        behavior: "allow",
        downloadPath: this.session.downloads,
        browserContextId: this.session.context?.id ?? this.session.context?._id,
      });
    }
  }

  #record(request) {
    const url = request.url();
    if (url === this.opened || url.split("#")[0] === this.opened) return;
    (/^(blob|data):/.test(url) ? this.insideRequests : this.requests).push(url);
  }

  /** Chromium's own protocol, for what no driver has a name for. */
  async cdp() {
    this.session.cdpOf ??= new WeakMap();
    const known = this.session.cdpOf;
    if (!known.has(this.page)) {
      known.set(this.page, await (this.page.createCDPSession?.() ?? this.page.target().createCDPSession()));
    }
    return known.get(this.page);
  }

  /** Opens the built page, or another file, and waits until the program has drawn itself. */
  async open(url = pageUrl) {
    await this.#keepViolations();
    this.opened = url.split("#")[0];
    await this.page.goto(url, { waitUntil: "load" });
    await this.#drawn();
  }

  /** F5. */
  async reload() {
    await this.#keepViolations();
    await this.page.reload({ waitUntil: "load" });
    await this.#drawn();
  }

  async #drawn() {
    if (this.options.javascript === false) return;
    await this.page.waitForFunction(() => document.getElementById("words") === null, { timeout: 30_000 });
  }

  /** Closes the browser in good order and opens it again with the same profile, without the page. */
  async reopen() {
    await this.#keepViolations();
    await this.session.reopen();
    await this.start();
  }

  /** Kills the browser as a power cut would and opens it again with the same profile. */
  async kill() {
    await this.session.kill();
    await this.start();
  }

  /** Another tab of the same browser and storage; it is closed with this one. */
  async newTab() {
    const tab = new Tab(this.browserName, this.session, this.options);
    await tab.start();
    (this.others ??= []).push(tab);
    return tab;
  }

  /** Whether the page answers and yet no frame is drawn. */
  async isStalled() {
    const within = (asked) => Promise.race([asked.then(() => true, () => false), sleep(5_000).then(() => false)]);
    const answers = () => within(this.page.evaluate(() => 1));
    const draws = () => within(this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(1)))));
    if (!this.page || this.options.javascript === false) return false;
    return (await answers()) && !(await draws()) && (await answers());
  }

  /** All errors so far, the refusals of the policy among them. */
  async problems() {
    await this.#keepViolations();
    return [...this.errors];
  }

  async #keepViolations() {
    if (this.options.javascript === false) return;
    const seen = await this.page
      .evaluate(() => (globalThis.__violations ? globalThis.__violations.splice(0) : []))
      .catch(() => []);
    this.errors.push(...seen);
  }

  /** Does `action`, waits for the file it saves, and gives its name and bytes. */
  async download(action, { timeout = 20_000 } = {}) {
    const dir = this.session.downloads;
    const before = new Set(fs.readdirSync(dir));
    await action();
    const end = Date.now() + timeout;
    let last = "";
    while (Date.now() < end) {
      await sleep(50);
      const names = fs.readdirSync(dir).filter((name) => !before.has(name));
      const partial = names.some((name) => /\.(crdownload|part|tmp)$/.test(name) || name.startsWith(".org.chromium"));
      const sizes = names.map((name) => `${name} ${fs.statSync(path.join(dir, name), { throwIfNoEntry: false })?.size}`);
      // Firefox reserves the name with an empty file before it writes: twice the same, and not empty.
      const settled = names.length > 0 && !partial && sizes.join() === last && !sizes.some((size) => size.endsWith(" 0"));
      last = sizes.join();
      if (!settled) continue;
      const file = path.join(dir, names[0]);
      const bytes = fs.readFileSync(file);
      fs.rmSync(file);
      return { name: names[0], bytes };
    }
    throw new Error(`no file was saved within ${timeout} ms (seen: ${last || "nothing"})`);
  }

  /** Chooses files in an `<input type=file>`: each is a path, or `{name, bytes}`. */
  async upload(selector, ...files) {
    const dir = temporary("upload");
    const paths = files.map((file) => {
      if (typeof file === "string") return path.resolve(file);
      const target = path.join(dir, file.name);
      fs.writeFileSync(target, file.bytes);
      return target;
    });
    const input = await this.page.waitForSelector(selector);
    await input.uploadFile(...paths);
  }

  /** Prints as Ctrl+P would, to A4 by default, and gives the PDF's bytes. */
  async pdf(options = {}) {
    return Buffer.from(await this.page.pdf({
      format: "A4",
      printBackground: true,
      // A style sheet's @page decides, as on the user's printer; Firefox's driver knows no such switch.
      ...(this.isFirefox ? {} : { preferCSSPageSize: true }),
      ...options,
    }));
  }

  /** The same print as text: one string a page. */
  async printedPages(options = {}) {
    return pdfPages(await this.pdf(options));
  }

  async screenshot(file, options = {}) {
    return this.page.screenshot({ ...(file ? { path: file } : {}), fullPage: true, ...options });
  }

  /** What axe-core finds, as `rule: selector`; empty is good. */
  async axe(options = {}) {
    // The driver's evaluation is not bound by the page's policy.
    await this.page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    return this.page.evaluate(async (run) => {
      const { violations } = await axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        ...run,
      });
      return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
    }, options);
  }

  /**
   * Writes into the focused field as an input method does: each of `steps` replaces the text being
   * composed, the last one stays ("v", "vi", "viê", "việt").
   */
  async compose(...steps) {
    const final = steps[steps.length - 1];
    if (!this.isFirefox) {
      const session = await this.cdp();
      for (const text of steps) {
        await session.send("Input.imeSetComposition", {
          text, selectionStart: text.length, selectionEnd: text.length,
        });
      }
      await session.send("Input.insertText", { text: final });
      return;
    }
    // Firefox's driver has no input method: the same events, made by hand.
    await this.page.evaluate((texts) => {
      const field = document.activeElement;
      const setValue = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
      const start = field.selectionStart;
      let end = field.selectionEnd;
      const fire = (type, data) => field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true, cancelable: true }));
      fire("compositionstart", "");
      for (const text of texts) {
        fire("compositionupdate", text);
        setValue.call(field, field.value.slice(0, start) + text + field.value.slice(end));
        end = start + text.length;
        field.setSelectionRange(end, end);
        field.dispatchEvent(new InputEvent("input", {
          data: text, inputType: "insertCompositionText", isComposing: true, bubbles: true,
        }));
      }
      fire("compositionend", texts[texts.length - 1]);
    }, steps);
  }

  /** What Unikey does: some Backspaces, then the corrected letters, as fast as keys can come. */
  async retype(backspaces, text) {
    for (let i = 0; i < backspaces; i++) await this.page.keyboard.press("Backspace");
    await this.page.keyboard.sendCharacter(text);
  }

  /** Makes the processor that many times slower; false where the browser cannot. */
  async slowDown(factor) {
    if (this.isFirefox) return false;
    await this.page.emulateCPUThrottling(factor);
    return true;
  }

  async end() {
    for (const other of this.others ?? []) await other.end();
    await this.page?.close({ runBeforeUnload: false }).catch(() => {});
  }
}

/** The text of each page of a PDF. */
export function pdfPages(bytes) {
  const file = path.join(temporary("pdf"), "print.pdf");
  fs.writeFileSync(file, bytes);
  const text = execFileSync(program("PHIEU_PDFTOTEXT", ["pdftotext"]), ["-layout", "-enc", "UTF-8", file, "-"], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  // Some fonts print "fi" as one sign and some letters in parts; a test asks for the letters.
  const ligatures = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl" };
  const plain = text.normalize("NFC").replace(/[ﬀ-ﬄ]/g, (sign) => ligatures[sign]);
  // Every page ends with a form feed.
  return plain.split("\f").slice(0, -1);
}

/** Each page of a PDF as the bytes of a PNG. */
export function pdfPictures(bytes, dotsPerInch = 80) {
  const dir = temporary("pictures");
  const file = path.join(dir, "print.pdf");
  fs.writeFileSync(file, bytes);
  execFileSync(program("PHIEU_PDFTOPPM", ["pdftoppm"]), ["-png", "-r", String(dotsPerInch), file, path.join(dir, "page")]);
  return fs.readdirSync(dir).filter((name) => name.endsWith(".png")).sort()
    .map((name) => fs.readFileSync(path.join(dir, name)));
}

export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
