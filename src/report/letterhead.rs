//! The two letterheads: every figure and sign of the official layouts (FIELD section 6) stands in
//! [`PARTY`] and [`STATE`] and nowhere else.
//!
//! The Party's rules of 2026 were seen in restatements only: when the text itself is at hand, one
//! edit here mends screen, paper and clipboard. `styles/80-letterhead.css` is made from this file
//! (`UPDATE=1 cargo test --test report` writes it again).

use super::Context;
use crate::block::{Block, Letterhead, Signature, Style};
use crate::kinds::{Day, Numbering, Prose, Typed};
use crate::language::{Lang, Words, fold};
use crate::number::Read;
use crate::wording::{self, DOTS};

/// The margins of an A4 page: top, right, bottom, left, in mm. The Party's figures; they lie
/// within the ranges of the state's.
pub const MARGINS_MM: [u8; 4] = [20, 15, 20, 30];

/// How letters are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// Their size in points.
    pub pt: u8,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are slanted.
    pub italic: bool,
    /// Whether they are underlined.
    pub underline: bool,
}

const fn plain(pt: u8) -> Face {
    Face { pt, bold: false, italic: false, underline: false }
}

const fn bold(pt: u8) -> Face {
    Face { bold: true, ..plain(pt) }
}

const fn italic(pt: u8) -> Face {
    Face { italic: true, ..plain(pt) }
}

impl Face {
    /// As declarations of a style sheet.
    pub fn css(self) -> String {
        let weight = if self.bold { "bold" } else { "normal" };
        let slant = if self.italic { "italic" } else { "normal" };
        let line = if self.underline { "underline" } else { "none" };
        let pt = self.pt;
        format!("font-size:{pt}pt;font-weight:{weight};font-style:{slant};text-decoration:{line}")
    }
}

/// One of the two layouts.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The faces, by what they are for; the names are those of the classes on paper.
    pub faces: &'static [(&'static str, Face)],
    /// The first line's indent, in tenths of a mm.
    pub indent: u16,
    /// Between two lines of the body, in points.
    pub line_pt: u8,
    /// Between two paragraphs, in points.
    pub gap_pt: u8,
    /// The left head's share of the width, in per cent.
    pub left_percent: u8,
    /// Under the issuing body: a sign; a rule when empty.
    pub under_issuing: &'static str,
    /// Under the subject: a sign; a rule when empty.
    pub under_subject: &'static str,
    /// After the number of a part, of a heading in it, and of one below.
    heading_signs: [&'static str; 3],
    /// Before the number, in both languages.
    number: [&'static str; 2],
    /// Between the number and a symbol left to be written by hand.
    number_joint: &'static str,
    /// Before the body on whose behalf somebody signs, in both languages.
    on_behalf: [&'static str; 2],
    /// Whether every report is signed on somebody's behalf.
    always_on_behalf: bool,
    /// Between two recipients.
    between_recipients: &'static str,
    /// The last recipient: the copy that is kept, in both languages.
    kept_copy: [&'static str; 2],
    /// The right head in both languages.
    right: [&'static [&'static str]; 2],
}

/// Hướng dẫn 36-HD/VPTW (2018); from 27/5/2026 Hướng dẫn 05-HD/VPTW.
const PARTY: Layout = Layout {
    faces: &[
        ("upper", plain(14)),
        ("issuing", bold(14)),
        ("right", bold(15)),
        ("motto", bold(14)),
        ("number", plain(14)),
        ("place", italic(14)),
        ("title", bold(16)),
        ("subject", bold(14)),
        ("body", plain(14)),
        ("part", bold(14)),
        ("heading", bold(14)),
        ("subheading", Face { italic: true, ..bold(14) }),
        ("behalf", bold(14)),
        ("post", plain(14)),
        ("signer", bold(14)),
        ("recipients-title", Face { underline: true, ..plain(14) }),
        ("recipients", plain(12)),
        ("table", plain(12)),
        ("chart", plain(12)),
        ("small", italic(11)),
        ("page-number", plain(14)),
    ],
    indent: 100,
    line_pt: 18,
    gap_pt: 6,
    left_percent: 44,
    under_issuing: "*",
    under_subject: "-----",
    heading_signs: ["-", ".", ")"],
    number: ["Số ", "No. "],
    number_joint: "-BC/",
    on_behalf: ["T/M ", "On behalf of "],
    always_on_behalf: true,
    between_recipients: ",",
    kept_copy: ["Lưu", "File"],
    right: [&["ĐẢNG CỘNG SẢN VIỆT NAM"], &["COMMUNIST PARTY OF VIETNAM"]],
};

/// Nghị định 30/2020/NĐ-CP.
const STATE: Layout = Layout {
    faces: &[
        ("upper", plain(12)),
        ("issuing", bold(12)),
        ("right", bold(12)),
        ("motto", bold(13)),
        ("number", plain(13)),
        ("place", italic(14)),
        ("title", bold(14)),
        ("subject", bold(14)),
        ("body", plain(14)),
        ("part", bold(14)),
        ("heading", bold(14)),
        ("subheading", Face { italic: true, ..bold(14) }),
        ("behalf", bold(14)),
        ("post", bold(14)),
        ("signer", bold(14)),
        ("recipients-title", Face { italic: true, ..bold(12) }),
        ("recipients", plain(11)),
        ("table", plain(12)),
        ("chart", plain(12)),
        ("small", italic(11)),
        ("page-number", plain(14)),
    ],
    indent: 100,
    line_pt: 18,
    gap_pt: 6,
    left_percent: 40,
    under_issuing: "",
    under_subject: "",
    heading_signs: [".", ".", ")"],
    number: ["Số: ", "No.: "],
    number_joint: "/BC-",
    on_behalf: ["TM. ", "On behalf of "],
    always_on_behalf: false,
    between_recipients: ";",
    kept_copy: ["Lưu: VT", "File: office"],
    right: [
        &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        &["SOCIALIST REPUBLIC OF VIETNAM", "Independence - Freedom - Happiness"],
    ],
};

/// The layout of a style.
pub fn layout(style: Style) -> &'static Layout {
    match style {
        Style::Party => &PARTY,
        Style::State => &STATE,
    }
}

impl Layout {
    /// The face of a name; the body's for a name that there is not.
    pub fn face(&self, name: &str) -> Face {
        self.faces.iter().find(|(n, _)| *n == name).map_or(plain(14), |(_, face)| *face)
    }

    /// A number of a heading with its sign: "I-", "2.", "a)".
    pub(super) fn numbered(&self, level: u8, number: usize) -> String {
        let sign = self.heading_signs[usize::from(level.clamp(1, 3)) - 1];
        match level {
            1 => format!("{}{sign}", roman(number)),
            2 => format!("{number}{sign}"),
            _ => format!("{}{sign}", letter(number)),
        }
    }
}

/// The style sheet of both layouts: `styles/80-letterhead.css`.
pub fn css() -> String {
    let [top, right, bottom, left] = MARGINS_MM;
    let number = PARTY.face("page-number").pt;
    let mut out = format!(
        "/* Made from src/report/letterhead.rs: mend it there, then `UPDATE=1 cargo test --test report`. */\n\
         @page {{\n  size: A4;\n  margin: {top}mm {right}mm {bottom}mm {left}mm;\n\
         \x20 @top-center {{ content: counter(page); font: {number}pt \"Times New Roman\", \"Liberation Serif\", serif; }}\n}}\n\
         @page :first {{\n  @top-center {{ content: none; }}\n}}\n\
         .sheet-of-paper {{ --paper-margins: {top}mm {right}mm {bottom}mm {left}mm; }}\n"
    );
    for (style, layout) in [("party", &PARTY), ("state", &STATE)] {
        let (mm, tenth) = (layout.indent / 10, layout.indent % 10);
        out.push_str(&format!(
            ".paper-{style} {{ --paper-indent: {mm}.{tenth}mm; --paper-line: {}pt; --paper-gap: {}pt; --paper-left: {}%; }}\n",
            layout.line_pt, layout.gap_pt, layout.left_percent
        ));
        for (name, face) in layout.faces.iter().filter(|(name, _)| *name != "page-number") {
            // The body's face is that of the whole paper.
            let inside = if *name == "body" { String::new() } else { format!(" .paper-{name}") };
            out.push_str(&format!(".paper-{style}{inside} {{ {} }}\n", face.css()));
        }
    }
    out
}

fn roman(number: usize) -> String {
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// The Vietnamese order of list letters: a, b, c, d, đ, e.
fn letter(number: usize) -> char {
    const LETTERS: [char; 23] = [
        'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
        't', 'u', 'v', 'x', 'y',
    ];
    LETTERS[number.saturating_sub(1) % LETTERS.len()]
}

/// The heads and the title.
pub(super) fn head(context: &Context) -> Vec<Block> {
    let Context { template, sheet, lang, style, .. } = *context;
    let letterhead = &sheet.letterhead;
    let layout = layout(style);
    let title = match lang {
        Lang::Vi => "BÁO CÁO",
        Lang::En => "REPORT",
    };
    let subject = wording::fill_common(template, sheet, &template.report.subject, lang);
    vec![
        Block::Letterhead(Letterhead {
            style,
            upper_body: body(&letterhead.upper_body, &sheet.unit.parent),
            issuing_body: body(&letterhead.issuing_body, &sheet.unit.name),
            number: number(layout, &letterhead.number, lang),
            right: pick(layout.right, lang).iter().map(|&line| line.to_owned()).collect(),
            place_date: place_date(&letterhead.place, &letterhead.date, lang),
        }),
        Block::Title {
            title: title.to_owned(),
            subject: subject.lines().map(|line| line.trim().to_owned()).collect(),
        },
    ]
}

/// Who signs and who receives.
pub(super) fn signature(context: &Context) -> Block {
    let Context { sheet, lang, style, .. } = *context;
    let letterhead = &sheet.letterhead;
    let layout = layout(style);
    Block::Signature(Signature {
        style,
        on_behalf: on_behalf(layout, &letterhead.on_behalf, lang),
        post: or_dots(letterhead.post.text()).to_uppercase(),
        name: or_dots(letterhead.signer.text()),
        recipients_title: match lang {
            Lang::Vi => "Nơi nhận:".to_owned(),
            Lang::En => "Recipients:".to_owned(),
        },
        recipients: recipients(layout, &letterhead.recipients, lang),
    })
}

fn pick<T: Copy>(both: [T; 2], lang: Lang) -> T {
    match lang {
        Lang::Vi => both[0],
        Lang::En => both[1],
    }
}

fn or_dots(text: &str) -> String {
    match text.trim() {
        "" => DOTS.repeat(2),
        text => text.to_owned(),
    }
}

/// What the letterhead says of a body, or else what the unit said of itself.
fn body(own: &Typed<Prose>, else_this: &Typed<Prose>) -> String {
    let text = if own.is_blank() { else_this } else { own };
    or_dots(text.text()).to_uppercase()
}

/// "Số 05-BC/CB" from "5-BC/CB" or "Số 05-BC/CB"; what is missing is left to be written by hand.
fn number(layout: &Layout, typed: &Typed<Prose>, lang: Lang) -> String {
    let prefix = pick(layout.number, lang);
    let text = typed.text().trim();
    let known = ["Số:", "Số", "số:", "số", "No.:", "No."];
    let bare = known.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text).trim();
    let joint = layout.number_joint;
    if bare.is_empty() {
        return format!("{prefix}……{joint}……");
    }
    match Typed::<Numbering>::new(bare).read() {
        Some(read) => {
            let zero = if read.number.len() == 1 { "0" } else { "" };
            let hand =
                if read.symbol.is_empty() { format!("{joint}……") } else { String::new() };
            format!("{prefix}{zero}{bare}{hand}")
        }
        None => format!("{prefix}{bare}"),
    }
}

fn place_date(place: &Typed<Prose>, date: &Typed<Day>, lang: Lang) -> String {
    let place = match place.text().trim() {
        "" => "…………",
        place => place,
    };
    let date = match (date.read(), lang) {
        (Read::Value(date), _) => date.print_long(lang),
        (Read::Unreadable(_), _) => date.text().trim().to_owned(),
        (Read::Blank, Lang::Vi) => "ngày …… tháng …… năm ……".to_owned(),
        (Read::Blank, Lang::En) => "…… / …… / ……".to_owned(),
    };
    format!("{place}, {date}")
}

fn on_behalf(layout: &Layout, typed: &Typed<Prose>, lang: Lang) -> String {
    let prefix = pick(layout.on_behalf, lang);
    let text = typed.text().trim();
    let known = ["T/M", "TM.", "TM"];
    let bare = known.iter().find_map(|known| text.strip_prefix(known)).unwrap_or(text).trim();
    // Whoever signs for somebody else signs on nobody's behalf beside that: for the head (KT.), by the head's
    // order (TL.) or mandate (TUQ.), or while there is none (Q.).
    let for_another = ["KT", "TL", "TUQ", "Q", "K/T", "T/L"];
    let signs_for = bare.split([' ', '.']).next().unwrap_or_default();
    match bare {
        bare if bare.contains(' ') && for_another.contains(&signs_for) => bare.to_uppercase(),
        "" if layout.always_on_behalf => format!("{prefix}{DOTS}{DOTS}"),
        "" => String::new(),
        bare => format!("{prefix}{}", bare.to_uppercase()),
    }
}

/// One a line, each with its dash and stop, the kept copy last.
fn recipients(layout: &Layout, typed: &Typed<Prose>, lang: Lang) -> Vec<String> {
    let trim = |line: &str| {
        let line = line.trim().trim_start_matches(['-', '–', '+', '•']);
        line.trim_end_matches(['.', ',', ';']).trim().to_owned()
    };
    let mut lines: Vec<String> =
        typed.text().lines().map(trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        lines.push(DOTS.to_owned());
    }
    let keeps = |line: &String| ["luu", "file"].iter().any(|word| fold(line).starts_with(word));
    if !lines.iter().any(keeps) {
        lines.push(pick(layout.kept_copy, lang).to_owned());
    }
    let last = lines.len() - 1;
    let stop = |i: usize| if i == last { "." } else { layout.between_recipients };
    lines.iter().enumerate().map(|(i, line)| format!("- {line}{}", stop(i))).collect()
}

/// What to do where the browser puts no page numbers on paper by itself: where a script finds no
/// `CSSMarginRule`, that is in Chromium before 131 and in Firefox.
pub fn page_numbers_hint() -> Words {
    Words::new(
        "Trình duyệt này không tự đánh số trang. Muốn có số trang, hãy bật mục “Đầu trang và chân trang” (Headers and footers) trong cửa sổ in.",
        "This browser puts no page numbers on paper by itself. For page numbers, switch on “Headers and footers” in the print window.",
    )
}
