//! Reads the built page as text and looks for what it must not contain: features that Chromium 109
//! or Firefox 115 lack, addresses outside the file, and what the page's own policy refuses.
//!
//! The browser tests see only what they click on; this sees every line of script and style. It
//! knows names, not types: a name on the lists is refused even where an older meaning would do.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::pack::{between, packed_texts};

/// Names in style sheets, with the versions that first had them (Chromium, Firefox).
/// Everything inside `@supports` is free, since there the page has another way.
const NEW_IN_STYLES: &[(&str, &str)] = &[
    (":has(", "105, 121"),
    (":dir(", "120, 49"),
    (":user-valid", "119, 88"),
    (":user-invalid", "119, 88"),
    (":popover-open", "114, 125"),
    (":state(", "125, 126"),
    ("::details-content", "131, 143"),
    ("::highlight(", "105, 140"),
    ("@scope", "118, 146"),
    ("@starting-style", "117, 129"),
    ("@property", "85, 128"),
    ("@position-try", "125, 147"),
    ("@view-transition", "126, none"),
    ("@font-palette-values", "101, 107"),
    ("color-mix(", "111, 113"),
    ("light-dark(", "123, 120"),
    ("oklch(", "111, 113"),
    ("oklab(", "111, 113"),
    ("lch(", "111, 113"),
    ("lab(", "111, 113"),
    ("color(", "111, 113"),
    ("contrast-color(", "147, 146"),
    ("linear(", "113, 112"),
    ("anchor(", "125, 147"),
    ("anchor-size(", "125, 147"),
    ("anchor-name", "125, 147"),
    ("position-anchor", "125, 147"),
    ("position-area", "129, 147"),
    ("position-try", "125, 147"),
    ("subgrid", "117, 71"),
    ("text-wrap", "114, 121"),
    ("text-box", "133, none"),
    ("white-space-collapse", "114, 124"),
    ("field-sizing", "123, none"),
    ("interpolate-size", "129, none"),
    ("calc-size(", "129, none"),
    ("transition-behavior", "117, 129"),
    ("animation-timeline", "115, none"),
    ("view-transition-name", "111, 144"),
    ("content-visibility", "85, 125"),
    ("scrollbar-color", "121, 64"),
    ("scrollbar-width", "121, 64"),
    ("zoom:", "1, 126"),
    ("lh;", "109, 120"),
    ("lh}", "109, 120"),
    ("rlh", "111, 120"),
    ("round(", "125, 118"),
    ("sqrt(", "120, 118"),
    ("pow(", "120, 118"),
    ("abs(", "138, 118"),
    ("sign(", "138, 118"),
    ("if(", "137, none"),
    ("attr(type", "133, none"),
    ("corner-shape", "139, none"),
    ("reading-flow", "137, none"),
];

/// Names in scripts, likewise.
const NEW_IN_SCRIPTS: &[(&str, &str)] = &[
    ("fromBase64", "140, 133"),
    ("toBase64", "140, 133"),
    ("fromHex", "140, 133"),
    ("toHex(", "140, 133"),
    ("Promise.withResolvers", "119, 121"),
    ("Promise.try", "128, 134"),
    ("Array.fromAsync", "121, 115"),
    (".toSorted(", "110, 115"),
    (".toReversed(", "110, 115"),
    (".toSpliced(", "110, 115"),
    (".with(", "110, 115"),
    ("Object.groupBy", "117, 119"),
    ("Map.groupBy", "117, 119"),
    (".symmetricDifference(", "122, 127"),
    (".isSubsetOf(", "122, 127"),
    (".isSupersetOf(", "122, 127"),
    (".isDisjointFrom(", "122, 127"),
    (".isWellFormed(", "111, 119"),
    (".toWellFormed(", "111, 119"),
    (".transferToFixedLength(", "114, 122"),
    ("maxByteLength", "111, 128"),
    ("URL.canParse", "120, 115"),
    ("URL.parse(", "126, 126"),
    ("AbortSignal.any", "116, 124"),
    ("ReadableStream.from", "none, 117"),
    ("Iterator.from", "122, 131"),
    ("Iterator.prototype", "122, 131"),
    ("RegExp.escape", "136, 134"),
    ("Error.isError", "134, 138"),
    ("Math.sumPrecise", "147, 137"),
    ("Math.f16round", "135, 129"),
    ("Float16Array", "135, 129"),
    ("JSON.rawJSON", "114, 135"),
    ("Symbol.dispose", "134, 141"),
    ("Intl.Segmenter", "87, 125"),
    ("Intl.DurationFormat", "129, 136"),
    ("Atomics.waitAsync", "87, 145"),
    ("Atomics.pause", "133, 137"),
    ("showPopover", "114, 125"),
    ("hidePopover", "114, 125"),
    ("togglePopover", "114, 125"),
    ("startViewTransition", "111, 144"),
    ("setHTMLUnsafe", "124, 123"),
    ("parseHTMLUnsafe", "126, 128"),
    (".moveBefore(", "133, 144"),
    ("CloseWatcher", "126, none"),
    ("scheduler.", "94, 142"),
    ("requestClose(", "134, 139"),
    ("caretPositionFromPoint", "128, 20"),
    ("WebAssembly.Suspending", "137, none"),
    ("WebAssembly.JSTag", "115, 131"),
    ("navigator.userAgentData", "90, none"),
    ("showOpenFilePicker", "86, none"),
    ("showDirectoryPicker", "86, none"),
    ("SharedWorker(", "a worker has no script to load here"),
    ("importScripts", "a worker has no script to load here"),
    ("import(", "the page has no second file"),
    ("XMLHttpRequest", "the page asks no network"),
    ("WebSocket", "the page asks no network"),
    ("EventSource", "the page asks no network"),
    ("sendBeacon", "the page asks no network"),
    ("RTCPeerConnection", "the page asks no network"),
    ("eval(", "the policy refuses it"),
    ("new Function", "the policy refuses it"),
];

/// Attributes and elements of the page's own markup.
const NEW_IN_MARKUP: &[(&str, &str)] = &[
    (" popover", "114, 125"),
    (" popovertarget", "114, 125"),
    (" commandfor", "135, 144"),
    (" closedby", "134, 141"),
    (" blocking=", "105, none"),
    (" shadowrootmode", "111, 123"),
    (" inert-", "none"),
    ("<search", "118, 118"),
    ("<selectedcontent", "135, none"),
];

pub fn check(page: &Path) -> Result<String> {
    let faults = faults(&fs::read_to_string(page)?);
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(faults.is_empty(), "faults: {}; the first: {}", faults.len(), faults[0]);
    Ok(String::new())
}

/// Everything in the built page that must not be there.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let packed = packed_texts(html).unwrap_or_else(|error| {
        faults.push(format!("markup: {error:#}"));
        Vec::new()
    });
    let scripts = between(html, "<script>", "</script>").into_iter();
    for script in scripts.chain(packed.iter().map(|(_, script)| script.as_str())) {
        names("script", NEW_IN_SCRIPTS, &without_comments(script), &mut faults);
    }
    let styles = between(html, "<style>", "</style>").into_iter();
    for style in styles.chain(packed.iter().map(|(style, _)| style.as_str())) {
        style_faults(style, &mut faults);
    }
    markup_faults(&markup(html), &mut faults);
    faults
}

/// Whole-line comments speak about features without using them.
fn without_comments(script: &str) -> String {
    script
        .lines()
        .filter(|line| !["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn names(place: &str, list: &[(&str, &str)], text: &str, faults: &mut Vec<String>) {
    for (name, since) in list {
        for (at, _) in text.match_indices(name) {
            // A longer word that only ends like the name is another word.
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let word = name.starts_with(|c: char| c.is_alphanumeric());
            if word && (before.is_alphanumeric() || "_-$".contains(before)) {
                continue;
            }
            let around: String = text[at..].chars().take(60).collect();
            faults.push(format!("{place}: `{name}` ({since}): {}", around.replace('\n', " ")));
        }
    }
}

/// What a style sheet's opening brace belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Block {
    /// `@media`, `@layer` and the like: rules may follow inside.
    Group,
    /// `@supports`: anything may follow inside.
    Supports,
    /// A style rule, or an at-rule of declarations.
    Rule,
    /// `@page`: margin boxes may follow inside.
    Page,
}

fn style_faults(style: &str, faults: &mut Vec<String>) {
    let style = without_strings(style);
    for (sign, why) in
        [("@import", "the page has no second file"), ("url(", "the policy refuses it")]
    {
        names("style", &[(sign, why)], &style, faults);
    }
    let mut open: Vec<Block> = Vec::new();
    // The text outside `@supports`, in which the names are looked for.
    let mut plain = String::new();
    let mut prelude = String::new();
    for c in style.chars() {
        match c {
            '{' => {
                let block = kind_of(prelude.trim());
                if open.contains(&Block::Rule) && !open.contains(&Block::Supports) {
                    faults.push(format!(
                        "style: `{}` is nested in another rule (120, 117)",
                        prelude.trim()
                    ));
                }
                open.push(block);
                prelude.clear();
            }
            '}' => {
                open.pop();
                prelude.clear();
            }
            ';' => prelude.clear(),
            c => prelude.push(c),
        }
        if !open.contains(&Block::Supports) {
            plain.push(c);
        }
    }
    names("style", NEW_IN_STYLES, &plain, faults);
}

fn kind_of(prelude: &str) -> Block {
    match prelude.split([' ', '(']).next().unwrap_or_default() {
        "@supports" => Block::Supports,
        "@page" => Block::Page,
        // @keyframes holds rules of its own kind, one level deep, like a group.
        "@media" | "@layer" | "@container" | "@keyframes" => Block::Group,
        _ => Block::Rule,
    }
}

/// The same style sheet with empty texts and no comments: words in them mean nothing.
fn without_strings(style: &str) -> String {
    let mut kept = String::new();
    let mut rest = style;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        kept.push_str(&rest[..at]);
        let tail = &rest[at..];
        let length = match tail.as_bytes() {
            [b'/', b'*', ..] => tail.find("*/").map_or(tail.len(), |end| end + 2),
            [b'/', ..] => {
                kept.push('/');
                1
            }
            [quote, ..] => {
                kept.push_str("\"\"");
                tail[1..].find(char::from(*quote)).map_or(tail.len(), |end| end + 2)
            }
            [] => 0,
        };
        rest = &tail[length..];
    }
    kept + rest
}

/// The page without the texts of its scripts and styles.
fn markup(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = ["<script", "<style"]
        .iter()
        .filter_map(|open| rest.find(open))
        .min()
        .map(|at| rest.split_at(at))
    {
        kept.push_str(before);
        let close = if after.starts_with("<script") { "</script>" } else { "</style>" };
        let tag = after.find('>').map_or(after.len(), |end| end + 1);
        kept.push_str(&after[..tag]);
        rest = after.find(close).map_or("", |end| &after[end..]);
    }
    kept + rest
}

fn markup_faults(markup: &str, faults: &mut Vec<String>) {
    for tag in markup.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        // The policy's own tag names sources without being one.
        let lower = tag.to_lowercase();
        let shown: String = tag.chars().take(60).collect();
        for attribute in [" src=", " href=", " action=", " srcset=", " poster=", " data="] {
            let value =
                lower.split_once(attribute).map(|(_, value)| value.trim_start_matches(['"', '\'']));
            if value.is_some_and(|value| !value.starts_with("data:,") && !value.starts_with('#')) {
                faults.push(format!("markup: <{shown}> points outside the file"));
            }
        }
        if lower.contains(" style=") {
            faults.push(format!("markup: <{shown}> has an inline style"));
        }
        let handler = lower.match_indices(" on").any(|(at, _)| {
            let name: String =
                lower[at + 3..].chars().take_while(char::is_ascii_alphabetic).collect();
            !name.is_empty() && lower[at + 3 + name.len()..].starts_with('=')
        });
        if handler {
            faults.push(format!("markup: <{shown}> has an inline event handler"));
        }
        names("markup", NEW_IN_MARKUP, &format!("<{lower}>"), faults);
    }
    if !markup.contains("http-equiv=\"Content-Security-Policy\"") {
        faults.push("markup: there is no Content-Security-Policy".to_owned());
    }
    for word in ["'unsafe-inline'", "'unsafe-eval'", " http:", " https:", " *"] {
        let policy =
            between(markup, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").join(" ");
        if policy.contains(word) {
            faults.push(format!("policy: {word} opens it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    const POLICY: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    #[test]
    fn what_is_refused() {
        for (page, count) in [
            ("<p>x</p>", 0),
            ("<style>a{color:red}</style>", 0),
            ("<style>a{b{color:red}}</style>", 1),
            ("<style>a{@media print{color:red}}</style>", 1),
            ("<style>@layer x{@media print{a{color:red}}}</style>", 0),
            ("<style>@keyframes k{from{top:0}to{top:1px}}</style>", 0),
            ("<style>a:has(b){}</style>", 1),
            ("<style>@supports (selector(a:has(b))){a:has(b){}}</style>", 1),
            ("<style>@supports (text-wrap:balance){a{text-wrap:balance}}</style>", 1),
            ("<style>a::after{content:\":has(\"}</style>", 0),
            ("<style>a{background-color:red}</style>", 0),
            ("<style>a{background:linear-gradient(red,blue)}</style>", 0),
            ("<style>a{background:url(https://a.example)}</style>", 1),
            ("<style>@page{size:A4;@bottom-center{content:counter(page)}}</style>", 0),
            ("<script>a.toSorted()</script>", 1),
            ("<script>// a.toSorted()\nb()</script>", 0),
            (
                "<script type=\"application/octet-stream\" data-length=\"9\" data-style=\"0\" data-script=\"9\">##</script>",
                1,
            ),
            ("<script type=\"application/octet-stream;base64\">eval(</script>", 0),
            ("<script src=\"https://a.example/x.js\"></script>", 1),
            ("<a href=\"https://a.example\">x</a>", 1),
            ("<link rel=\"icon\" href=\"data:,\">", 0),
            ("<p style=\"color:red\">x</p>", 1),
            ("<p onclick=\"x()\">x</p>", 1),
            ("<div popover>x</div>", 1),
        ] {
            let faults = faults(&format!("{POLICY}{page}"));
            assert_eq!(faults.len(), count, "{page}: {faults:?}");
        }
    }

    #[test]
    fn packed_styles_and_scripts_are_looked_into() {
        let page = pack::Page {
            html: "<!--build:policy--><!--build:styles--><!--build:data--><!--build:later-->"
                .to_owned(),
            first_styles: String::new(),
            styles: "a:has(b){}".to_owned(),
            later_styles: String::new(),
            unpacker: Vec::new(),
            programs: vec![pack::Program {
                id: "program",
                script: "a.toSorted()".to_owned(),
                wasm: vec![0; 9],
                behind: None,
            }],
            texts: Vec::new(),
        };
        let (html, _) = pack::pack(&page).expect("it packs");
        let faults = faults(&html);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains(".toSorted") && faults[1].contains(":has("), "{faults:?}");
    }

    #[test]
    fn a_page_needs_a_policy_that_closes() {
        assert_eq!(faults("<p>x</p>").len(), 1);
        assert_eq!(faults(&POLICY.replace("none", "unsafe-inline")).len(), 1);
    }
}
