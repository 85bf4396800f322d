//! Puts template, styles, script and program into one HTML file. Bytes in, bytes out: the same
//! input gives the same file.

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
const GLUE: &str = "/*build:glue*/";

pub struct Page {
    /// `index.html` with its places.
    pub html: String,
    /// The style sheets, one after the other.
    pub styles: String,
    /// The wasm that unpacks the programs.
    pub unpacker: Vec<u8>,
    pub programs: Vec<Program>,
    /// Texts that not every visit needs, by their names.
    pub texts: Vec<(String, String)>,
}

/// A wasm program and the script that wasm-bindgen made for it.
pub struct Program {
    /// The id of its data block in the page.
    pub id: &'static str,
    pub script: String,
    pub wasm: Vec<u8>,
    /// Unpacked on first use, so the first field does not wait for it.
    pub later: bool,
}

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
    let mut data = String::new();
    let mut glue = String::new();
    let mut later_bytes = 0;
    let mut late_scripts = Vec::new();
    let mut programs = Vec::new();
    for program in &page.programs {
        let mut script = strip_script(&program.script);
        if program.later {
            script = handed_over(program.id, &script);
        }
        ensure!(
            !script.contains("</script") && !script.contains("<!--"),
            "the script of `{}` would end its element early",
            program.id
        );
        let packed = lzma(&program.wasm)?;
        programs.push((program.id, program.wasm.len(), packed.len()));
        let text = as_text(&packed);
        comes_back(&text, &program.wasm).with_context(|| format!("packing `{}`", program.id))?;
        let block = block(program, &script, &text);
        if program.later {
            later_bytes += block.len();
            late_scripts.push(script);
        } else {
            glue.push_str(&script);
        }
        data.push_str(&block);
    }
    let texts = texts(&page.texts)?;
    later_bytes += texts.len();
    data.push_str(&texts);

    ensure!(
        page.unpacker.len() <= UNPACKER_LIMIT,
        "the unpacker has {} bytes; the limit is {UNPACKER_LIMIT}",
        page.unpacker.len()
    );
    data.insert_str(0, &unpacker(&page.unpacker));

    let mut html = strip_markup_comments(&page.html);
    for (place, text) in [
        (STYLES, format!("<style>{}</style>", strip_style(&page.styles))),
        (DATA, data),
        (GLUE, glue),
    ] {
        html = fill(&html, place, &text)?;
    }
    let policy = policy(&html, &late_scripts);
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

/// The texts in one block: each after its name, and a record separator between them, which JSON
/// never has.
fn texts(texts: &[(String, String)]) -> Result<String> {
    let all: Vec<String> = texts.iter().map(|(name, text)| format!("{name}\n{text}")).collect();
    ensure!(all.iter().all(|text| !text.contains('\u{1e}')), "a text has a record separator in it");
    let bytes = all.join("\u{1e}").into_bytes();
    let packed = as_text(&lzma(&bytes)?);
    comes_back(&packed, &bytes).context("packing the texts")?;
    Ok(data_block("texts", &bytes, &packed, true))
}

/// A later program keeps its script beside it as text; the policy names that script's hash, so the
/// page may run it when it is wanted, and nothing else.
fn block(program: &Program, script: &str, packed: &str) -> String {
    let id = program.id;
    let data = data_block(id, &program.wasm, packed, program.later);
    if program.later {
        format!(
            "<script type=\"text/plain\" id=\"{id}-script\" data-later>{script}</script>\n{data}\n"
        )
    } else {
        data
    }
}

/// Bytes as the loader finds them.
fn data_block(id: &str, bytes: &[u8], packed: &str, later: bool) -> String {
    let later = if later { " data-later" } else { "" };
    format!(
        "<script type=\"application/octet-stream\" data-block=\"{id}\" data-length=\"{}\" data-sum=\"{}\"{later}>{packed}</script>",
        bytes.len(),
        phieu_unpack::sum(packed.as_bytes())
    )
}

/// A later script leaves its one function where the loader looks for it, and no other name.
fn handed_over(id: &str, script: &str) -> String {
    format!("globalThis[\"phieu:{id}\"] = (() => {{\n{script}\nreturn wasm_bindgen;\n}})();")
}

/// The Content-Security-Policy: nothing comes in, nothing goes out, and only what stands in this
/// file runs.
fn policy(html: &str, late_scripts: &[String]) -> String {
    let hashes = |texts: Vec<&str>| {
        texts
            .iter()
            .map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))))
            .collect::<Vec<_>>()
    };
    let mut scripts = between(html, "<script>", "</script>");
    scripts.extend(late_scripts.iter().map(String::as_str));
    let scripts = hashes(scripts).join(" ");
    let styles = hashes(between(html, "<style>", "</style>")).join(" ");
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'none'; \
         script-src {scripts} 'wasm-unsafe-eval'; style-src {styles}; img-src 'none'; form-action 'none'; \
         base-uri 'none'\">"
    )
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
fn comes_back(text: &str, bytes: &[u8]) -> Result<()> {
    ensure!(
        text.len() <= phieu_unpack::LONGEST_TEXT && bytes.len() <= phieu_unpack::LONGEST_OUT,
        "{} bytes in {} characters are more than the page has room for",
        bytes.len(),
        text.len()
    );
    ensure!(unpacked(text, text, bytes.len()).as_deref() == Some(bytes), "it comes back another");
    Ok(())
}

/// What a text gives in a page that expects the sum of another one.
fn unpacked(text: &str, expected: &str, length: usize) -> Option<Vec<u8>> {
    let mut text = text.as_bytes().to_vec();
    let mut out = vec![0; length];
    let mut chances = [0; phieu_unpack::CHANCES];
    let sum = phieu_unpack::sum(expected.as_bytes());
    phieu_unpack::unpack(&mut text, sum, &mut chances, &mut out).ok().map(|()| out)
}

/// LZMA without a header: the crate `unpack` knows these three numbers, and the block's element
/// tells the length.
fn lzma(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
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
            "<head>{POLICY}<!-- gone -->{STYLES}</head><body>{DATA}<script>{GLUE}start()</script></body>"
        );
        let program = |id, later| Program {
            id,
            script: "// why\n  run();\n".into(),
            wasm: vec![7; 9],
            later,
        };
        Page {
            html,
            styles: "a { color : red }".into(),
            unpacker: vec![1; 5],
            programs: vec![program("program", false), program("office", true)],
            texts: vec![("a".into(), "{}".into()), ("b".into(), "[]\n".into())],
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
        let hash = STANDARD.encode(Sha256::digest("run();\nstart()"));
        assert!(html.starts_with("<head><meta http-equiv=\"Content-Security-Policy\""), "{html}");
        assert!(html.contains(&format!("script-src 'sha256-{hash}'")), "{html}");
        assert!(!html.contains("unsafe-inline") && !html.contains("gone"), "{html}");
    }

    #[test]
    fn later_blocks_do_not_count_for_the_first_field() {
        let (html, sizes) = pack(&page()).expect("the page packs");
        let later = between(&html, "<script type=\"text/plain\"", "<script>");
        assert_eq!(later.len(), 1);
        assert!(later[0].contains("data-block=\"texts\""), "{html}");
        let length = later[0].len() + "<script type=\"text/plain\"".len();
        assert_eq!((sizes.file, sizes.file - sizes.first_field), (html.len(), length));
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
            let packed = as_text(&lzma(bytes).expect("it packs"));
            assert_eq!(comes_back(&packed, bytes).map_err(|e| e.to_string()), Ok(()));
        }
    }

    #[test]
    fn what_was_damaged_does_not_come_back() {
        let bytes = include_bytes!("pack.rs");
        let whole = as_text(&lzma(bytes).expect("it packs"));
        let cut = &whole[..whole.len() - 100];
        for place in [3, whole.len() / 2, whole.len() - 1] {
            let mut other = whole.clone();
            let digit = if &whole[place..=place] == "#" { "$" } else { "#" };
            other.replace_range(place..=place, digit);
            assert_eq!(unpacked(&other, &whole, bytes.len()), None, "by its sum");
        }
        assert_eq!(unpacked(cut, &whole, bytes.len()), None, "by its sum");
        assert_eq!(unpacked(cut, cut, bytes.len()), None, "by its end");
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
