//! Sentences with slots: `Đơn vị có {models.total} mô hình[, trong đó {models.level}].`
//!
//! `{name}` is a slot; `[ … ]` falls away when a slot inside it is blank. A sentence of which a
//! slot outside brackets is blank is not said at all. `{name|noun}` is a number with what it counts
//! ([`counted`]): "96 lượt học", "từ 90 lượt học trở lên". English words follow the number, so there
//! they are given for one and for many, and for none where that is not "no" with many; `#` is the
//! number's place: `{n|# page was|# pages were} opened`, `{n|#|#|none} of them`, `{n|has|have}`.
//! Brackets that begin with `&` are the further parts of an English list: `A[& B][& C]` is "A, B and
//! C", or "A and C". An English "a " before a slot becomes "an " where the slot begins so.

use super::fold;

/// A sentence cut into its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The slot's name, and the noun that its number counts, if any.
    Slot(String, String),
    Optional(Vec<Piece>),
}

impl Pattern {
    /// Cuts a sentence into its pieces; brackets do not nest, an unclosed one ends with the text.
    pub fn parse(text: &str) -> Pattern {
        let mut pieces = Vec::new();
        let mut optional: Option<Vec<Piece>> = None;
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[', ']']) {
            let (before, from) = rest.split_at(at);
            let into = optional.as_mut().unwrap_or(&mut pieces);
            if !before.is_empty() {
                into.push(Piece::Text(before.to_owned()));
            }
            let mark = &from[..1];
            rest = &from[1..];
            match mark {
                "{" => {
                    let end = rest.find('}').unwrap_or(rest.len());
                    let (name, noun) = rest[..end].split_once('|').unwrap_or((&rest[..end], ""));
                    into.push(Piece::Slot(name.to_owned(), noun.to_owned()));
                    rest = rest.get(end + 1..).unwrap_or("");
                }
                "[" => optional = Some(Vec::new()),
                _ => pieces.extend(optional.take().map(Piece::Optional)),
            }
        }
        let into = optional.as_mut().unwrap_or(&mut pieces);
        if !rest.is_empty() {
            into.push(Piece::Text(rest.to_owned()));
        }
        pieces.extend(optional.map(Piece::Optional));
        Pattern(pieces)
    }

    /// The names of its slots.
    pub fn slots(&self) -> Vec<&str> {
        fn collect<'a>(pieces: &'a [Piece], out: &mut Vec<&'a str>) {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Slot(name, _) => out.push(name),
                    Piece::Optional(inner) => collect(inner, out),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.0, &mut out);
        out
    }

    /// The sentence with its slots filled; none when one outside brackets is blank.
    pub fn fill(&self, mut slot: impl FnMut(&str) -> Option<String>) -> Option<String> {
        fill(&self.0, "", &mut slot)
    }

    /// The text again, with every slot's name changed.
    #[must_use]
    pub fn rename(&self, rename: &dyn Fn(&str) -> String) -> String {
        fn write(pieces: &[Piece], rename: &dyn Fn(&str) -> String, out: &mut String) {
            for piece in pieces {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Slot(name, noun) => {
                        out.push('{');
                        out.push_str(&rename(name));
                        if !noun.is_empty() {
                            out.push('|');
                            out.push_str(noun);
                        }
                        out.push('}');
                    }
                    Piece::Optional(inner) => {
                        out.push('[');
                        write(inner, rename, out);
                        out.push(']');
                    }
                }
            }
        }
        let mut out = String::new();
        write(&self.0, rename, &mut out);
        out
    }
}

/// The pieces behind what the sentence has already.
fn fill(
    pieces: &[Piece],
    before: &str,
    slot: &mut dyn FnMut(&str) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    // What the bracket that ends the sentence so far began with.
    let mut last_lead = "";
    // Where the parts of an English list begin that the sentence has so far.
    let mut parts: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if is_needless(pieces, at, slot) {
            continue;
        }
        let lead_before = std::mem::take(&mut last_lead);
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Slot(name, noun) if noun.is_empty() => {
                let text = slot(name)?;
                // Who typed the marks of a quotation does not get them twice.
                let is_name = out.ends_with('“');
                let text = if is_name { unquoted(&text) } else { &text };
                // One word may be the end of another in a bracket of its own: "tổng kết", "kết quả".
                let whole = format!("{before}{out}");
                let text = if is_name { without_title(&whole, text) } else { text };
                let repeated = if out.trim().is_empty() { 2 } else { 1 };
                let article = out == "a " || out.ends_with(" a ");
                if article && text.starts_with(['a', 'e', 'i', 'o', 'u']) {
                    out.insert(out.len() - 1, 'n');
                }
                out.push_str(without_repeated(&whole, text, repeated));
            }
            Piece::Slot(name, noun) => {
                let number = slot(name)?;
                match out.strip_suffix("có ").or_else(|| out.strip_suffix("Có ")) {
                    _ if is_english(noun) => out.push_str(&counted(&number, noun)),
                    // "có 0 lượt học" is "không có lượt học".
                    Some(rest) if number == "0" => {
                        let no = if rest.is_empty() { "Không có" } else { NO };
                        out = format!("{rest}{no} {noun}");
                    }
                    None if number == "0" => out.push_str(&format!("0 {noun}")),
                    _ => out.push_str(&counted(&number, noun)),
                }
            }
            Piece::Optional(inner) => {
                // "Yes, number not stated" is no number for a phrase that could be left out.
                let mut stated = |name: &str| slot(name).filter(|text| !is_unstated(text));
                let has_noun =
                    inner.iter().any(|p| matches!(p, Piece::Slot(_, noun) if !noun.is_empty()));
                let text = match has_noun {
                    true => fill(inner, &out, slot),
                    false => fill(inner, &out, &mut stated),
                };
                let Some(text) = text else {
                    last_lead = lead_before;
                    continue;
                };
                last_lead = match inner.first() {
                    Some(Piece::Text(lead)) => lead,
                    _ => "",
                };
                // "Tặng 02 tập thể, tặng 03 cá nhân" is one gift to both; so is ", to 2 collectives, to 3
                // individuals". A word without Vietnamese letters may be English.
                let english = inner.iter().any(|p| matches!(p, Piece::Slot(_, n) if is_english(n)));
                let and = match last_lead.is_ascii() {
                    false => Some(" và "),
                    true if english && last_lead.contains(char::is_alphabetic) => Some(" and "),
                    true => None,
                };
                let rest = text.strip_prefix(last_lead).filter(|_| last_lead == lead_before);
                match (text.strip_prefix('&'), rest.zip(and)) {
                    (Some(part), _) => {
                        parts.push(out.len());
                        out.push_str(part);
                    }
                    (None, Some((rest, and))) => out.push_str(&format!("{and}{rest}")),
                    (None, None) => out.push_str(&text),
                }
            }
        }
    }
    for (nth, at) in parts.into_iter().rev().enumerate() {
        out.insert_str(at, if nth == 0 { " and" } else { "," });
    }
    Some(out)
}

/// Whether a piece only says that a part is 0 where another part of the same list is not: "tặng 0 tập
/// thể, tặng 02 cá nhân" is "tặng 02 cá nhân", "không có tập thể và 02 cá nhân" is "02 cá nhân". A
/// list is made of brackets that begin alike, or of two numbers with "và" between them.
fn is_needless(pieces: &[Piece], at: usize, slot: &mut dyn FnMut(&str) -> Option<String>) -> bool {
    let zero = |text: &String| text == "0";
    let mut number = |piece: Option<&Piece>| match piece {
        Some(Piece::Slot(name, noun)) if !noun.is_empty() => slot(name),
        Some(Piece::Optional(inner)) => inner.iter().find_map(|piece| match piece {
            Piece::Slot(name, _) => slot(name),
            _ => None,
        }),
        _ => None,
    };
    let and = |at: usize| {
        let between = pieces.get(at);
        matches!(between, Some(Piece::Text(text)) if text == " và ")
    };
    match pieces.get(at) {
        Some(Piece::Optional(inner)) => {
            let Some(Piece::Text(lead)) = inner.first() else { return false };
            if !number(pieces.get(at)).is_some_and(|n| zero(&n)) {
                return false;
            }
            let mut others = pieces.iter().enumerate().filter(|(i, other)| {
                let alike = matches!(other, Piece::Optional(inner)
                    if matches!(inner.first(), Some(Piece::Text(text)) if text == lead));
                let first = lead == ", " && matches!(other, Piece::Slot(..)) && *i < at;
                *i != at && (alike || first)
            });
            others.any(|(_, other)| number(Some(other)).is_some_and(|n| !zero(&n)))
        }
        // "0 và 02": the first goes, with the word between; "02 và 0": that word and the second.
        Some(Piece::Slot(..)) => {
            let here = number(pieces.get(at));
            let after = if and(at + 1) { number(pieces.get(at + 2)) } else { None };
            let before = match at.checked_sub(2) {
                Some(first) if and(first + 1) => number(pieces.get(first)),
                _ => None,
            };
            here.is_some_and(|n| zero(&n)) && after.or(before).is_some_and(|other| !zero(&other))
        }
        Some(Piece::Text(_)) if and(at) => {
            let before = at.checked_sub(1).and_then(|at| number(pieces.get(at)));
            let after = number(pieces.get(at + 1));
            before.zip(after).is_some_and(|(a, b)| zero(&a) != zero(&b))
        }
        _ => false,
    }
}

/// A text without the pair of quotation marks around it; one that has further marks inside is left.
pub fn unquoted(text: &str) -> &str {
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’'), ('\'', '\'')];
    let bare = pairs.into_iter().find_map(|(open, close)| {
        let inner = text.trim().strip_prefix(open)?.strip_suffix(close)?;
        let whole = !inner.contains([open, close]) && !inner.trim().is_empty();
        whole.then_some(inner.trim())
    });
    bare.unwrap_or(text)
}

/// "Yes, number not stated", as a sentence says it without more.
pub const UNSTATED: [&str; 2] = ["có (không nêu số)", "yes (number not stated)"];

const NO: &str = "không có";

fn is_unstated(text: &str) -> bool {
    UNSTATED.contains(&text)
}

/// A text without its first words where the sentence before it ends in them: "vào dịp {Dịp kỷ niệm}", "vào
/// dịp {Nhân dịp 19/5}", "hội nghị tổng kết {Tổng kết năm}"; at least so many of them, at most two. What is
/// all of the text stays.
fn without_repeated<'a>(before: &str, text: &'a str, least: usize) -> &'a str {
    let Some(before) = before.strip_suffix(' ').map(str::to_lowercase) else { return text };
    let same = |text: &'a str| {
        let spaces = text.match_indices(' ').map(|(at, _)| at).take(2).collect::<Vec<_>>();
        spaces.into_iter().skip(least - 1).rev().find_map(|at| {
            let (first, rest) = text.split_at(at);
            let is_word =
                first.chars().count() > 1 && first.chars().all(|c| c.is_alphabetic() || c == ' ');
            let rest_of = before.strip_suffix(&first.to_lowercase())?;
            let whole = rest_of.is_empty() || rest_of.ends_with(' ');
            (is_word && whole).then(|| rest.trim_start())
        })
    };
    let on = ["Nhân ", "nhân "].iter().find_map(|on| text.strip_prefix(on));
    same(text).or_else(|| same(on?)).unwrap_or(text)
}

/// A name without what it is the name of, where the phrase begins with that and a colon stood behind it:
/// "chuyên đề “{Chuyên đề: Nêu gương}”".
fn without_title<'a>(before: &str, name: &'a str) -> &'a str {
    let Some((title, rest)) = name.split_once(':') else { return name };
    let begins = fold(before).starts_with(&fold(title)) && !title.trim().is_empty();
    if begins { rest.trim_start() } else { name }
}

/// Whether a number was typed with words behind it that name what it counts, or another unit: "1.200 kg".
/// "20 triệu" is a number all the same.
fn names_its_unit(number: &str) -> bool {
    let after = number.rfind(|c: char| c.is_ascii_digit()).and_then(|at| number.get(at + 1..));
    let words = after.unwrap_or_default().split_whitespace();
    let mut unit = words.filter(|word| !crate::number::is_scale(word));
    unit.any(|word| word.chars().any(char::is_alphabetic))
}

/// Whether what a number counts is given in English: for one and for many.
fn is_english(noun: &str) -> bool {
    noun.contains('|')
}

/// Whether an English number takes the words for one: "1", "more than 1", and not "0.1" or "1 to 3".
pub fn is_one(number: &str) -> bool {
    let mut numbers = number.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let mut numbers = numbers.by_ref().filter(|n| n.contains(|c: char| c.is_ascii_digit()));
    let one = numbers.next().is_some_and(|n| n.trim_start_matches('0') == "1");
    one && numbers.next().is_none()
}

/// A number with what it counts, in English: "1 page was", "hundreds of pages were", "no pages were".
fn counted_in_english(number: &str, noun: &str) -> String {
    let mut forms = noun.splitn(3, '|');
    let (one, many) = (forms.next().unwrap_or_default(), forms.next().unwrap_or_default());
    let (form, number) = match number {
        "0" => match forms.next() {
            Some(none) => return none.to_owned(),
            None => (many, "no"),
        },
        number if is_unstated(number) => (many, "some"),
        number if is_one(number) => (one, number),
        number => (many, number),
    };
    let Some((before, after)) = form.split_once('#') else { return form.to_owned() };
    // "Hundreds" and "tens of thousands" are nouns themselves.
    let is_noun = number.ends_with('s') && !number.contains(|c: char| c.is_ascii_digit());
    match after.strip_prefix(' ') {
        Some(_) if names_its_unit(number) => format!("{before}{number}"),
        Some(after) if is_noun && !after.starts_with("of ") => {
            format!("{before}{number} of {after}")
        }
        _ => format!("{before}{number}{after}"),
    }
}

/// What is counted in English, of many, without a number.
pub fn uncounted(noun: &str) -> &str {
    let many = noun.split('|').nth(1).unwrap_or(noun);
    many.strip_prefix("# ").unwrap_or(many)
}

/// A number with what it counts. In Vietnamese: "96 lượt học", "từ 90 lượt học trở lên"; "không có
/// lượt học" for 0, and "lượt học" where the number is not stated. In English where the words are given
/// for one and for many.
pub fn counted(number: &str, noun: &str) -> String {
    if is_english(noun) {
        return counted_in_english(number, noun);
    }
    if number == "0" {
        return format!("{NO} {noun}");
    }
    if is_unstated(number) {
        return noun.to_owned();
    }
    // "4 (mỗi quý 1 lần)": what is counted stands behind the number, and then what was added to it.
    if let Some((number, added)) = number.strip_suffix(')').and_then(|n| n.split_once(" (")) {
        return format!("{} ({added})", counted(number, noun));
    }
    let words: Vec<&str> = number.split_whitespace().collect();
    match words.as_slice() {
        [before @ .., up, down]
            if ["tro len", "tro xuong"].contains(&&*fold(&format!("{up} {down}"))) =>
        {
            format!("{} {noun} {up} {down}", before.join(" "))
        }
        _ if names_its_unit(number) => number.to_owned(),
        _ => format!("{number} {noun}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was typed with its unit is not given another one, and a word is not said twice where a
    /// slot begins with it.
    #[test]
    fn nothing_is_said_twice() {
        for (number, said) in [
            ("1.200 kg", "1.200 kg"),
            ("trên 15 lượt/tháng", "trên 15 lượt/tháng"),
            ("khoảng 1 tỷ", "khoảng 1 tỷ đồng"),
            ("20", "20 đồng"),
            ("từ 20 trở lên", "từ 20 đồng trở lên"),
            ("hàng trăm", "hàng trăm đồng"),
            ("4 (mỗi quý 1 lần)", "4 đồng (mỗi quý 1 lần)"),
            ("10 kỳ (tháng 9 - tháng 6)", "10 kỳ (tháng 9 - tháng 6)"),
        ] {
            assert_eq!(counted(number, "đồng"), said);
        }
        let day = |text: &str| Pattern::parse("họp vào dịp {d}.").fill(|_| Some(text.to_owned()));
        assert_eq!(day("Dịp kỷ niệm").as_deref(), Some("họp vào dịp kỷ niệm."));
        assert_eq!(day("dịp").as_deref(), Some("họp vào dịp dịp."), "alone it is all there is");
        assert_eq!(day("kỷ niệm").as_deref(), Some("họp vào dịp kỷ niệm."));
        assert_eq!(day("Nhân dịp 19/5").as_deref(), Some("họp vào dịp 19/5."));
        assert_eq!(day("nhân ngày 19/5").as_deref(), Some("họp vào dịp nhân ngày 19/5."));
        // Also where the two stand in brackets of their own.
        let meeting = Pattern::parse("hội nghị[ {kind}][ {content}].");
        let said = |content: &str| {
            meeting.fill(|slot| Some(if slot == "kind" { "tổng kết" } else { content }.to_owned()))
        };
        let once = Some("hội nghị tổng kết năm 2026.");
        assert_eq!(said("Tổng kết năm 2026").as_deref(), once);
        assert_eq!(said("năm 2026").as_deref(), once);
        assert_eq!(said("kết quả").as_deref(), Some("hội nghị tổng kết kết quả."));
    }

    #[test]
    fn a_noun_stands_inside_an_open_number() {
        let pattern = Pattern::parse("Có {n|lượt học}[, gồm {m|lượt bù}].");
        let fill = |number: &str| pattern.fill(|slot| (slot == "n").then(|| number.to_owned()));
        assert_eq!(fill("96").as_deref(), Some("Có 96 lượt học."));
        assert_eq!(fill("02 - 05").as_deref(), Some("Có 02 - 05 lượt học."));
        assert_eq!(fill("từ 90 trở lên").as_deref(), Some("Có từ 90 lượt học trở lên."));
        assert_eq!(fill("10 trở xuống").as_deref(), Some("Có 10 lượt học trở xuống."));
        assert_eq!(fill("0").as_deref(), Some("Không có lượt học."));
        let whole = Pattern::parse("Có {n} lượt học[, trong đó có {m|lượt bù}].");
        let fill = |m: &str| whole.fill(|slot| Some(if slot == "n" { "96" } else { m }.to_owned()));
        assert_eq!(fill("0").as_deref(), Some("Có 96 lượt học, trong đó không có lượt bù."));
        assert_eq!(fill(UNSTATED[0]).as_deref(), Some("Có 96 lượt học, trong đó có lượt bù."));
        let bare = Pattern::parse("There were 96[, of which {m} made up].");
        let fill = |m: &str| bare.fill(|_| Some(m.to_owned()));
        assert_eq!(fill(UNSTATED[1]).as_deref(), Some("There were 96."));
        assert_eq!(pattern.slots(), ["n", "m"]);
        let renamed = pattern.rename(&|name| format!("q{name}"));
        assert_eq!(renamed, "Có {qn|lượt học}[, gồm {qm|lượt bù}].");
    }

    #[test]
    fn english_words_agree_with_their_number() {
        for (number, noun, said) in [
            ("1", "# page was|# pages were", "1 page was"),
            ("more than 1", "# page was|# pages were", "more than 1 page was"),
            ("20", "# page was|# pages were", "20 pages were"),
            ("1 to 3", "# page was|# pages were", "1 to 3 pages were"),
            ("1.1", "# tonne|# tonnes", "1.1 tonnes"),
            ("1,000", "# tonne|# tonnes", "1,000 tonnes"),
            ("0", "# page was|# pages were", "no pages were"),
            ("0", "#|#|none", "none"),
            ("5", "has|have", "have"),
            ("hundreds", "is # page|are # pages", "are hundreds of pages"),
            ("hundreds", "#|#|none", "hundreds"),
            (UNSTATED[1], "# page|# pages", "some pages"),
            // Another unit than the one that was asked for stays the only one.
            ("500 USD", "# đồng|# đồng", "500 USD"),
        ] {
            assert_eq!(counted(number, noun), said, "{number} {noun}");
        }
    }

    /// The last part of an English list has "and" before it, whichever parts there are.
    #[test]
    fn an_english_list_ends_in_and() {
        let list = Pattern::parse("It has {a}[& is at {b}][& lacks {c}].");
        let said = |there: &str| {
            list.fill(|slot| there.contains(slot).then(|| "1".to_owned())).unwrap_or_default()
        };
        assert_eq!(said("a"), "It has 1.");
        assert_eq!(said("ac"), "It has 1 and lacks 1.");
        assert_eq!(said("abc"), "It has 1, is at 1 and lacks 1.");
        let award =
            Pattern::parse("a {form}[, to {n|# group|# groups}][, to {m|# person|# people}]");
        let said = |form: &str, n: &str| {
            award.fill(|slot| Some(if slot == "form" { form } else { n }.to_owned()))
        };
        assert_eq!(said("medal", "1").as_deref(), Some("a medal, to 1 group and 1 person"));
        assert_eq!(said("order", "2").as_deref(), Some("an order, to 2 groups and 2 people"));
    }

    #[test]
    fn optional_parts_fall_away() {
        let pattern = Pattern::parse("Có {n} mô hình[, trong đó {cut}][ ({rate})].");
        let fill = |n: Option<&str>, cut: Option<&str>| {
            pattern.fill(|slot| match slot {
                "n" => n.map(str::to_owned),
                "cut" => cut.map(str::to_owned),
                _ => None,
            })
        };
        assert_eq!(
            fill(Some("290"), Some("03 cấp tỉnh")).as_deref(),
            Some("Có 290 mô hình, trong đó 03 cấp tỉnh.")
        );
        assert_eq!(fill(Some("290"), None).as_deref(), Some("Có 290 mô hình."));
        assert_eq!(fill(None, None), None);
        assert_eq!(pattern.slots(), ["n", "cut", "rate"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_pattern(text in "[a-z{}\\[\\]ệ ]{0,30}") {
            let _ = Pattern::parse(&text).fill(|_| Some("x".to_owned()));
        }
    }
}
