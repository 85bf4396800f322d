//! What stays on one line: a document's number, "06-NQ/TW", which is one word to a reader but would
//! break behind its hyphen; and the end of a date, "tháng 3 năm 2024", whose year would stand alone.
//!
//! *Invariant:* changes no text, so that what is copied from screen or paper is what was written.

use std::ops::Range;

/// The stretches of a text that stay on one line, from left to right.
pub(super) fn together(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // The three words before, each with where it begins.
    let mut before = [(0, ""); 3];
    let mut at = 0;
    for word in text.split([' ', '\n']) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
        let from = at + word.find(bare).unwrap_or_default();
        let end = from + bare.len();
        let [month, n, year] = before;
        if is_number(bare) {
            out.push(from..end);
        } else if year.1 == "năm" && is_digits(bare, 4) {
            let mut from = year.0;
            if month.1 == "tháng" && is_digits(n.1, 2) {
                from = month.0;
            } else if at + word.len() == text.len() && !n.1.is_empty() {
                // At the end of a text the year would be a line of its own.
                from = n.0;
                if out.last().is_some_and(|last: &Range<usize>| last.end > from) {
                    from = out.pop().map_or(from, |last| last.start);
                }
            }
            out.push(from..end);
        }
        before = [n, year, (at, word)];
        at += word.len() + 1;
    }
    out
}

/// No number of a document is longer; what is, may need its breaks.
const LONGEST: usize = 30;

/// Whether a word is a document's number: digits, and behind hyphens and strokes what begins with a
/// capital.
fn is_number(word: &str) -> bool {
    let symbol = word.trim_start_matches(|c: char| c.is_ascii_digit());
    // "24a-CT/TW"
    let symbol = symbol.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(symbol);
    let fits = |c: char| "-/&.".contains(c) || c.is_alphanumeric() || is_mark(c);
    // "34-CTr/TU"
    let begins = |part: &str| part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    word.starts_with(|c: char| c.is_ascii_digit())
        && symbol.starts_with(['-', '/'])
        && symbol.contains(char::is_uppercase)
        && symbol.chars().all(fits)
        && symbol.split(['-', '/']).skip(1).all(begins)
        && word.chars().count() <= LONGEST
}

/// Whether it stands above or below the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..'\u{370}').contains(&c)
}

fn is_digits(word: &str, most: usize) -> bool {
    (1..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_and_ends_of_dates_are_found() {
        let check = |text: &str, there: &[&str]| {
            let found: Vec<&str> = together(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, there, "{text}");
        };
        check("Nghị quyết số 06-NQ/TW, của Trung ương", &["06-NQ/TW"]);
        check("(05-CT/TW); “35/KH-UBND”.", &["05-CT/TW", "35/KH-UBND"]);
        check("30/2020/NĐ-CP và 24a-CT/TW", &["30/2020/NĐ-CP", "24a-CT/TW"]);
        check("12/KH-SGD&ĐT", &["12/KH-SGD&ĐT"]);
        check("57-KH/TƯ của Tỉnh ủy", &["57-KH/TƯ"]);
        check("57-KH/TU\u{31b}", &["57-KH/TU\u{31b}"]);
        check("ngày 05 tháng 3 năm 2024.", &["tháng 3 năm 2024"]);
        check("34-CTr/TU", &["34-CTr/TU"]);
        check("từ năm 2016 - 2018, cả năm 2024 nữa", &["năm 2016", "năm 2024"]);
        check("năm 2016, chuyên đề năm 2017.", &["năm 2016", "đề năm 2017"]);
        check("về năm 2016, năm 2017", &["năm 2016, năm 2017"]);
        check("năm 2024", &["năm 2024"]);
        check("tháng 3\nnăm 2024", &["tháng 3\nnăm 2024"]);
    }

    #[test]
    fn other_words_may_break() {
        for text in [
            "",
            " ",
            "Độc lập - Tự do - Hạnh phúc",
            "2016-2018",
            "22/9/2011 và 14-5-2011",
            "30/32 đảng viên, 93,8%",
            "5-phút",
            "5-10/phút-A",
            "đảng viên-công chức",
            "COVID-19 và MTTQ-VN",
            "năm học 2024, năm thứ 3a",
            "Số ……-BC/…… ngày …… tháng …… năm ……",
            &format!("1-{}", "A".repeat(LONGEST)),
        ] {
            assert_eq!(together(text), [], "{text}");
        }
    }
}
