//! # `letters_of_old_font`: a text is in the code of the old fonts, such as .VnTime
//!
//! What it does: counts, in each text, the letters of that code (TCVN3) that Vietnamese does not have in
//! Unicode; three of them are no name from abroad.
//! Why it matters: with any font of today the report prints such a text as nobody can read it.
//! Example: “häc tËp nghiªm tóc” pasted from an old Word file.

use super::{Check, Context, Find, Finding, Gravity};
use crate::language::Words;
use crate::sheet::{ItemAnswer, Place};
use crate::template::Item;

pub(super) const CHECK: Check =
    Check { id: "letters_of_old_font", gravity: Gravity::Doubt, find: Find::Item(find) };

/// Letters and signs that stand for Vietnamese letters in that code, and are none themselves.
const LETTERS: &str = "®µ¸¶·¹¨»¾¼½Æ©ÇËÐÑªÎÏ×ÖØÜÞßäåæçëîïñöøûüþ¬";

fn is_old(text: &str) -> bool {
    let mut before = ' ';
    // Beside a letter: a sign alone is a sign, such as "×" between numbers.
    let found = text.chars().filter(|c| {
        let before = std::mem::replace(&mut before, *c);
        let beside = before.is_alphabetic() || LETTERS.contains(before);
        LETTERS.contains(*c) && (beside || c.is_alphabetic())
    });
    found.take(3).count() == 3
}

fn find(_: &Context, item: &Item, answers: &ItemAnswer, out: &mut Vec<Finding>) {
    for field in &item.fields {
        let Some(answer) = answers.fields.get(&field.code) else { continue };
        for cell in field.kind.cells(&answer.own) {
            let Some(text) = answer.own.get(&cell).filter(|text| is_old(text)) else { continue };
            let label = &item.title;
            out.push(Finding {
                check: CHECK.id,
                gravity: CHECK.gravity,
                place: Place::answer(&item.code, &field.code, cell),
                words: Words::new(
                    format!("{}: có chữ theo bảng mã cũ (.VnTime, TCVN3), in ra sẽ không đọc được.", label.vi),
                    format!("{}: letters of an old font (TCVN3) print as nobody can read them.", label.en),
                ),
                advice: Words::new(
                    "Hãy chép lại từ tệp cũ, bấm Ctrl + Shift + F6 của Unikey để chuyển mã sang Unicode, rồi dán vào đây.",
                    "Copy it from the old file again, turn it to Unicode with Ctrl + Shift + F6 of Unikey, and paste it here.",
                ),
                seen: text,
                kept: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_old;

    #[test]
    fn old_letters_are_told_from_names_and_signs() {
        assert!(is_old("Chi bé ®· tæ chøc häc tËp nghiªm tóc"));
        assert!(is_old("§¶ng bé x· ®· tËp trung"));
        for text in [
            "Chi bộ đã tổ chức học tập nghiêm túc",
            "François và Müller",
            "½ × 3 · 4 ©",
            "2 × 3 × 4 × 5",
        ] {
            assert!(!is_old(text), "{text}");
        }
    }
}
