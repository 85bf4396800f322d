//! Puts template, styles, script and program into one HTML file. Bytes in, bytes out: the same
//! input gives the same file.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest, Sha256};

/// What the browser must read before the first field stands: all but the blocks marked `data-later`.
const FIRST_FIELD_LIMIT: usize = 600_000;

/// What may travel by e-mail and USB stick without a second thought.
const FILE_LIMIT: usize = 1_500_000;

/// What every browser compiles while the page waits; Chromium 109 no more than that.
const UNPACKER_LIMIT: usize = 4096;

const POLICY: &str = "<!--build:policy-->";
const STYLES: &str = "<!--build:styles-->";
const DATA: &str = "<!--build:data-->";
/// Behind the loader, so that the browser comes to that sooner.
const LATER: &str = "<!--build:later-->";

pub struct Page {
    /// `index.html` with its places.
    pub html: String,
    /// What the page's first words need of the style sheets.
    pub first_styles: String,
    /// The other style sheets, one after the other; they are packed with each program.
    pub styles: String,
    /// What only the programs need that are packed behind another.
    pub later_styles: String,
    /// The wasm that unpacks the programs.
    pub unpacker: Vec<u8>,
    pub programs: Vec<Program>,
    /// Texts that not every visit needs, in blocks of their own, in the order in which the page looks.
    pub texts: Vec<Texts>,
}

/// A wasm program and the script that wasm-bindgen made for it.
pub struct Program {
    /// The id of its data block in the page.
    pub id: &'static str,
    pub script: String,
    pub wasm: Vec<u8>,
    /// The id of the program that it is packed behind: most of it is the same, and unpacked it begins
    /// where the other ends. It is started in place of the first one, whose first field does not wait
    /// for it.
    pub behind: Option<&'static str>,
}

/// What is packed of a program: its bytes begin with the style and the script.
struct Parts {
    style: String,
    script: String,
    bytes: Vec<u8>,
}

/// A block of texts by its id, and the texts by their names.
pub type Texts = (&'static str, Vec<(String, String)>);

/// What the limits speak about.
pub struct Sizes {
    file: usize,
    first_field: usize,
    programs: Vec<(&'static str, usize, usize)>,
}

impl Sizes {
    /// In one line.
    pub fn note(&self) -> String {
        format!("first field {} bytes, whole file {} bytes", self.first_field, self.file)
    }

    /// Refuses a page that is too big.
    pub fn check(&self) -> Result<()> {
        ensure!(
            self.first_field <= FIRST_FIELD_LIMIT,
            "the first field needs {} bytes of the file; the limit is {FIRST_FIELD_LIMIT}",
            self.first_field
        );
        ensure!(
            self.file <= FILE_LIMIT,
            "the file has {} bytes; the limit is {FILE_LIMIT}",
            self.file
        );
        Ok(())
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, raw, packed) in &self.programs {
            writeln!(f, "wasm `{id}`: {raw} bytes, packed {packed}")?;
        }
        writeln!(
            f,
            "needed for the first field: {} bytes (limit {FIRST_FIELD_LIMIT})",
            self.first_field
        )?;
        write!(f, "whole file: {} bytes (limit {FILE_LIMIT})", self.file)
    }
}

/// The finished file and its sizes.
pub fn pack(page: &Page) -> Result<(String, Sizes)> {
    let (mut data, mut later) = (String::new(), String::new());
    let mut packed = Vec::new();
    let mut programs = Vec::new();
    // What is unpacked when a program is, by the program's id.
    let mut unpacked = BTreeMap::new();
    for program in &page.programs {
        let more = if program.behind.is_some() { &page.later_styles } else { "" };
        let parts = parts(&format!("{}{more}", page.styles), program)?;
        let before: &Vec<u8> = match program.behind {
            Some(id) => unpacked.get(id).with_context(|| format!("no `{id}` to be behind"))?,
            None => &Vec::new(),
        };
        let bytes = lzma(before, &parts.bytes)?;
        programs.push((program.id, program.wasm.len(), bytes.len()));
        let text = as_text(&bytes);
        comes_back(&text, before, &parts.bytes)
            .with_context(|| format!("packing `{}`", program.id))?;
        let mut attributes =
            format!(" data-style=\"{}\" data-script=\"{}\"", parts.style.len(), parts.script.len());
        if let Some(id) = program.behind {
            attributes.push_str(&format!(" data-behind=\"{id}\""));
        }
        let is_later = program.behind.is_some();
        let block = data_block(program.id, &parts.bytes, &attributes, &text, is_later);
        if is_later { &mut later } else { &mut data }.push_str(&block);
        unpacked.insert(program.id, [before.as_slice(), &parts.bytes].concat());
        packed.push(parts);
    }
    for (id, named) in &page.texts {
        later.push_str(&texts(id, named)?);
    }

    ensure!(
        page.unpacker.len() <= UNPACKER_LIMIT,
        "the unpacker has {} bytes; the limit is {UNPACKER_LIMIT}",
        page.unpacker.len()
    );
    data.insert_str(0, &unpacker(&page.unpacker));

    let mut html = strip_scripts(&strip_markup_comments(&page.html));
    let later_bytes = later.len();
    let styles = format!("<style>{}</style>", strip_style(&page.first_styles));
    for (place, text) in [(STYLES, styles), (DATA, data), (LATER, later)] {
        html = fill(&html, place, &text)?;
    }
    let policy = policy(&html, &packed);
    let html = fill(&html, POLICY, &policy)?;

    let first = html.find("<script").into_iter().chain(html.find("<style")).min();
    let policy_at = html.find(&policy).context("the policy is lost")?;
    ensure!(
        first.is_none_or(|first| policy_at < first),
        "the policy must stand before every script and style"
    );

    let sizes = Sizes { file: html.len(), first_field: html.len() - later_bytes, programs };
    Ok((html, sizes))
}

/// What unpacks the others, in the one coding that a browser reads by itself.
fn unpacker(wasm: &[u8]) -> String {
    let text = STANDARD.encode(wasm);
    format!("<script type=\"application/octet-stream\" data-block=\"unpack\">{text}</script>")
}

/// Texts in one block: each after its name, and a record separator between them, which JSON
/// never has.
fn texts(id: &str, texts: &[(String, String)]) -> Result<String> {
    let all: Vec<String> = texts.iter().map(|(name, text)| format!("{name}\n{text}")).collect();
    ensure!(all.iter().all(|text| !text.contains('\u{1e}')), "a text has a record separator in it");
    let bytes = all.join("\u{1e}").into_bytes();
    let packed = as_text(&lzma(&[], &bytes)?);
    comes_back(&packed, &[], &bytes).context("packing the texts")?;
    Ok(data_block(id, &bytes, " data-texts", &packed, true))
}

/// Style and script are packed with the program: as they are they would take four times the room.
/// The policy names their hashes, so the page may use them, and nothing else.
fn parts(styles: &str, program: &Program) -> Result<Parts> {
    let style = strip_style(styles);
    let script = handed_over(&strip_script(&program.script));
    // In a copy that a browser saves, the style stands as an element.
    ensure!(!style.contains("</style"), "the style would end its element early");
    let bytes = [style.as_bytes(), script.as_bytes(), &program.wasm].concat();
    Ok(Parts { style, script, bytes })
}

/// Bytes as the loader finds them; `lengths` says which of them are what.
fn data_block(id: &str, bytes: &[u8], lengths: &str, packed: &str, later: bool) -> String {
    let later = if later { " data-later" } else { "" };
    format!(
        "<script type=\"application/octet-stream\" data-block=\"{id}\" data-length=\"{}\"{lengths} data-sum=\"{}\"{later}>{packed}</script>",
        bytes.len(),
        phieu_unpack::sum(packed.as_bytes())
    )
}

/// A program's script leaves its one function where the loader looks for it, and no other name.
fn handed_over(script: &str) -> String {
    format!("globalThis[\"phieu:start\"] = (() => {{\n{script}\nreturn wasm_bindgen;\n}})();")
}

/// The styles and scripts that are packed in a finished page.
pub fn packed_texts(html: &str) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    let mut before = BTreeMap::new();
    for element in between(html, "<script type=\"application/octet-stream\"", "</script>") {
        let (attributes, text) = element.split_once('>').context("an element without an end")?;
        let attribute = |name: &str| -> Option<&str> {
            attributes.split_once(&format!(" data-{name}=\""))?.1.split_once('"').map(|(of, _)| of)
        };
        let number = |name: &str| -> Option<usize> { attribute(name)?.parse().ok() };
        let Some((style, script)) = number("style").zip(number("script")) else { continue };
        let length = number("length").context("a block without its length")?;
        let behind = attribute("behind").and_then(|id| before.get(id));
        let behind: &[u8] = behind.map_or(&[], Vec::as_slice);
        let bytes = unpacked(text, text, behind, length).context("a block does not unpack")?;
        let part = |from: usize, to: usize| -> Result<String> {
            let part = bytes.get(behind.len() + from..behind.len() + to);
            Ok(String::from_utf8(part.context("a block is too short")?.to_vec())?)
        };
        texts.push((part(0, style)?, part(style, style + script)?));
        before.insert(attribute("block").unwrap_or_default(), bytes);
    }
    Ok(texts)
}

/// The Content-Security-Policy: nothing comes in, nothing goes out, and only what stands in this
/// file runs.
fn policy(html: &str, packed: &[Parts]) -> String {
    let scripts = packed.iter().map(|parts| parts.script.as_str());
    let scripts = hashes(between(html, "<script>", "</script>").into_iter().chain(scripts));
    let styles = packed.iter().map(|parts| parts.style.as_str());
    let styles = hashes(between(html, "<style>", "</style>").into_iter().chain(styles));
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'none'; \
         script-src {scripts} 'wasm-unsafe-eval'; style-src {styles}; img-src 'none'; form-action 'none'; \
         base-uri 'none'\">"
    )
}

fn hashes<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let hash = |text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let mut hashes: Vec<String> = texts.map(hash).collect();
    // Programs may have the same style and the same script.
    hashes.dedup();
    hashes.join(" ")
}

/// The texts of all elements that open with exactly `open`.
pub fn between<'a>(html: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    html.split(open)
        .skip(1)
        .filter_map(|rest| rest.split_once(close))
        .map(|(text, _)| text)
        .collect()
}

fn fill(html: &str, place: &str, text: &str) -> Result<String> {
    ensure!(html.matches(place).count() == 1, "index.html must hold {place} exactly once");
    Ok(html.replacen(place, text, 1))
}

/// The page has room for the text and unpacks it to the same bytes.
fn comes_back(text: &str, before: &[u8], bytes: &[u8]) -> Result<()> {
    ensure!(
        text.len() <= phieu_unpack::LONGEST_TEXT
            && before.len() + bytes.len() <= phieu_unpack::LONGEST_OUT,
        "{} bytes in {} characters are more than the page has room for",
        before.len() + bytes.len(),
        text.len()
    );
    let back = unpacked(text, text, before, bytes.len());
    ensure!(back.is_some_and(|all| all[before.len()..] == *bytes), "it comes back another");
    Ok(())
}

/// What stood before, and after it what a text gives in a page that expects the sum of another one.
fn unpacked(text: &str, expected: &str, before: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut text = text.as_bytes().to_vec();
    let mut out = [before, &vec![0; length]].concat();
    let mut chances = [0; phieu_unpack::CHANCES];
    let sum = phieu_unpack::sum(expected.as_bytes());
    phieu_unpack::unpack(&mut text, sum, &mut chances, &mut out, before.len()).ok().map(|()| out)
}

/// LZMA without a header: the crate `unpack` knows these three numbers, and the block's element
/// tells the length. What the bytes have in common with those `before` them is not packed again.
fn lzma(before: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    options.preset_dict = (!before.is_empty()).then(|| before.to_vec());
    (options.lc, options.lp, options.pb) = (4, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    options.depth_limit = 1000;
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// 13 bits in two characters, the low digit first: 23 % longer than the bytes, where base64 is 33 %.
/// The digits are `#` to `}`, with `~` for `<`, which could end the element.
fn as_text(bytes: &[u8]) -> String {
    let digit = |value: u32| match char::from_u32(35 + value) {
        Some('<') | None => '~',
        Some(c) => c,
    };
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    let mut put = |pair: u32| text.extend([digit(pair % 91), digit(pair / 91)]);
    for &byte in bytes {
        held |= u32::from(byte) << bits;
        bits += 8;
        if bits >= 13 {
            put(held & 8191);
            held >>= 13;
            bits -= 13;
        }
    }
    if bits > 0 {
        put(held);
    }
    text
}

fn strip_markup_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(start) = rest.find("<!--") {
        let end = rest[start..].find("-->").map_or(rest.len(), |end| start + end + 3);
        let comment = &rest[start..end];
        kept.push_str(&rest[..start]);
        if comment.starts_with("<!--build:") {
            kept.push_str(comment);
        }
        rest = &rest[end..];
    }
    kept + rest
}

/// The page with its own scripts stripped.
fn strip_scripts(html: &str) -> String {
    let mut parts = html.split("<script>");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (script, rest) = part.split_once("</script>").unwrap_or((part, ""));
        kept.push_str(&format!("<script>{}</script>{rest}", strip_script(script).trim_end()));
    }
    kept
}

/// Takes away indentation and whole-line comments, and nothing else: less would not be worth the
/// risk of changing what the script means. A text that spans lines would be changed by that, so a
/// script that may hold one stays as it is.
fn strip_script(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\')) {
        return script.to_owned();
    }
    let mut kept = String::new();
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            let Some((_, after)) = line.split_once("*/") else {
                in_comment = true;
                continue;
            };
            in_comment = false;
            if after.trim().is_empty() {
                continue;
            }
            kept.push_str(after.trim());
        } else if line.is_empty() || line.starts_with("//") {
            continue;
        } else {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}

/// Takes away comments and the white space that no style sheet needs.
fn strip_style(style: &str) -> String {
    let mut kept = String::new();
    let mut chars = style.chars().peekable();
    // The length up to which the last character is an escaped one, which is a letter like any other.
    let mut escaped = None;
    while let Some(c) = chars.next() {
        match c {
            '"' | '\'' => {
                kept.push(c);
                while let Some(inner) = chars.next() {
                    kept.push(inner);
                    if inner == '\\' {
                        kept.extend(chars.next());
                    } else if inner == c {
                        break;
                    }
                }
            }
            '\\' => {
                kept.push(c);
                kept.extend(chars.next());
                escaped = Some(kept.len());
            }
            '/' if chars.peek() == Some(&'*') => {
                let mut before = ' ';
                chars.next();
                for inner in chars.by_ref() {
                    if before == '*' && inner == '/' {
                        break;
                    }
                    before = inner;
                }
                // Two words must not grow together where a comment stood between them.
                if kept.chars().next_back().is_some_and(is_word)
                    && chars.peek().copied().is_some_and(is_word)
                {
                    kept.push_str("/**/");
                }
            }
            c if c.is_ascii_whitespace() => {
                let next = chars.peek().copied().unwrap_or('}');
                let last = kept.chars().next_back().unwrap_or('{');
                if !next.is_ascii_whitespace()
                    && !"{};".contains(next)
                    && (escaped == Some(kept.len()) || !" {};".contains(last))
                {
                    kept.push(' ');
                }
            }
            c => kept.push(c),
        }
    }
    kept
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "-_%#.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let html = format!(
            "<head>{POLICY}<!-- gone -->{STYLES}</head><body>{DATA}<script>start()</script>{LATER}</body>"
        );
        let program = |id, behind| Program {
            id,
            script: "// why\n  run();\n".into(),
            wasm: vec![7; 9],
            behind,
        };
        Page {
            html,
            first_styles: "p { color : blue }".into(),
            styles: "a { color : red }".into(),
            later_styles: "b { color : green }".into(),
            unpacker: vec![1; 5],
            programs: vec![program("program", None), program("office", Some("program"))],
            texts: vec![("texts", vec![("a".into(), "{}".into()), ("b".into(), "[]\n".into())])],
        }
    }

    #[test]
    fn the_same_tree_gives_the_same_bytes() {
        assert_eq!(
            pack(&page()).expect("the page packs").0,
            pack(&page()).expect("the page packs").0
        );
    }

    #[test]
    fn the_policy_names_what_runs_and_comes_first() {
        let html = pack(&page()).expect("the page packs").0;
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        assert!(html.starts_with("<head><meta http-equiv=\"Content-Security-Policy\""), "{html}");
        let packed = packed_texts(&html).expect("it unpacks");
        let (style, script) = ("a{color : red}", handed_over("run();\n"));
        // What is packed behind another program has the styles of its own pages too.
        let both = format!("{style}b{{color : green}}");
        let wanted = [(style.to_owned(), script.clone()), (both.clone(), script.clone())];
        assert_eq!(packed, wanted);
        for hashes in [
            format!("script-src {} {} 'wasm-unsafe-eval'", hash("start()"), hash(&script)),
            format!("style-src {} {} {};", hash("p{color : blue}"), hash(style), hash(&both)),
        ] {
            assert!(html.contains(&hashes), "{hashes}: {html}");
        }
        assert!(!html.contains("unsafe-inline") && !html.contains("gone"), "{html}");
    }

    #[test]
    fn later_blocks_do_not_count_for_the_first_field() {
        let (html, sizes) = pack(&page()).expect("the page packs");
        let loader = "<script>start()</script>";
        let later = html.split_once(loader).and_then(|(_, rest)| rest.strip_suffix("</body>"));
        let later = later.expect("it stands behind the loader");
        assert!(
            later.starts_with("<script type=\"application/octet-stream\" data-block=\"office\"")
        );
        assert!(later.contains("data-block=\"texts\""), "{html}");
        assert_eq!((sizes.file, sizes.file - sizes.first_field), (html.len(), later.len()));
    }

    #[test]
    fn packed_bytes_are_plain_text_that_ends_no_element() {
        let bytes: Vec<u8> = (0..=u16::MAX).flat_map(u16::to_le_bytes).collect();
        let text = as_text(&bytes);
        assert_eq!(text.len(), (bytes.len() * 8).div_ceil(13) * 2);
        assert!(text.bytes().all(|c| (b'#'..=b'~').contains(&c) && c != b'<'));
        assert_eq!(as_text(&[25, 0]), "~###");
    }

    #[test]
    fn what_was_packed_comes_back() {
        let text = include_bytes!("pack.rs");
        let zeros = [0; 70_000];
        let numbers: Vec<u8> = (0..40_000_u32).flat_map(|n| (n * n).to_le_bytes()).collect();
        for bytes in [&b""[..], b"a", b"abcabcabcabcd", text, &zeros, &numbers, &text[..4001]] {
            for before in [&b""[..], text, &zeros[..100]] {
                let packed = as_text(&lzma(before, bytes).expect("it packs"));
                let back = comes_back(&packed, before, bytes);
                assert_eq!(back.map_err(|e| e.to_string()), Ok(()));
            }
        }
    }

    #[test]
    fn what_stood_before_is_not_packed_again() {
        let text = include_bytes!("pack.rs");
        let both = lzma(text, &text[1000..5000]).expect("it packs");
        assert!(both.len() < 100, "{}", both.len());
        let packed = as_text(&both);
        let other = text.map(|byte| byte ^ 1);
        let behind_another = unpacked(&packed, &packed, &other, 4000);
        assert_ne!(
            behind_another.as_deref().map(|all| &all[text.len()..]),
            Some(&text[1000..5000])
        );
        assert_eq!(unpacked(&packed, &packed, &[], 4000), None, "it copies from what is not there");
    }

    #[test]
    fn what_was_damaged_does_not_come_back() {
        let bytes = include_bytes!("pack.rs");
        let whole = as_text(&lzma(&[], bytes).expect("it packs"));
        let cut = &whole[..whole.len() - 100];
        for place in [3, whole.len() / 2, whole.len() - 1] {
            let mut other = whole.clone();
            let digit = if &whole[place..=place] == "#" { "$" } else { "#" };
            other.replace_range(place..=place, digit);
            assert_eq!(unpacked(&other, &whole, &[], bytes.len()), None, "by its sum");
        }
        assert_eq!(unpacked(cut, &whole, &[], bytes.len()), None, "by its sum");
        assert_eq!(unpacked(cut, cut, &[], bytes.len()), None, "by its end");
    }

    #[test]
    fn styles_lose_only_what_means_nothing() {
        for (given, kept) in [
            ("a  >  b { color : red ; }\n\n c{}", "a > b{color : red;}c{}"),
            ("/* why */ a{content:\"/* x */  }\"}", "a{content:\"/* x */  }\"}"),
            ("a/**/b{}", "a/**/b{}"),
            ("div /* x */ .y{}", "div .y{}"),
            ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
            (".\\{ b{}", ".\\{ b{}"),
        ] {
            assert_eq!(strip_style(given), kept);
        }
    }

    #[test]
    fn a_script_with_a_text_over_lines_stays_whole() {
        assert_eq!(strip_script("/** x\n * y */\n  // z\n  a();\n"), "a();\n");
        let text = "a(`\n  // kept\n`);\n";
        assert_eq!(strip_script(text), text);
    }
}
