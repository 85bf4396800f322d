//! Comparing the names of units as people spell them.

/// What is the same for two spellings of one name: small letters with their vowel marks, the tone of
/// a syllable at its end, one space between words.
///
/// So NFC and NFD, "ủy" and "uỷ", "Hoà" and "Hòa", any case and any spaces are one; "Hòa" and "Hóa"
/// are two, because the tone is a different word.
pub fn name_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut tone = None;
    let mut in_word = false;
    for c in name.chars().flat_map(char::to_lowercase) {
        if let Some(mark) = tone_mark(c) {
            tone = Some(mark);
        } else if let Some(mark) = vowel_mark(c) {
            out.push(mark);
        } else if let Some((letter, mark, own)) = parts(c) {
            open_word(&mut out, &mut in_word);
            out.push(letter);
            out.extend(mark);
            tone = own.or(tone);
        } else if c.is_alphanumeric() {
            open_word(&mut out, &mut in_word);
            out.push(c);
        } else {
            // Whatever else stands in a name parts words: spaces, hyphens, brackets.
            out.extend(tone.take());
            in_word = false;
        }
    }
    out.extend(tone);
    out
}

fn open_word(out: &mut String, in_word: &mut bool) {
    if !*in_word && !out.is_empty() {
        out.push(' ');
    }
    *in_word = true;
}

/// A combining tone.
fn tone_mark(c: char) -> Option<char> {
    let at =
        ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'].iter().position(|m| *m == c)?;
    TONES.get(at).copied()
}

/// The tones, behind the letters as signs that no name has; in the order of [`VOWELS`].
const TONES: [char; 5] = ['`', '?', '~', '\'', '.'];

/// A combining mark of a vowel.
fn vowel_mark(c: char) -> Option<char> {
    match c {
        '\u{302}' => Some('^'),
        '\u{306}' => Some('('),
        '\u{31b}' => Some('+'),
        _ => None,
    }
}

/// Each vowel: its letter, its mark, and how it stands without a tone and with each.
const VOWELS: [(char, Option<char>, &str); 12] = [
    ('a', None, "aàảãáạ"),
    ('a', Some('('), "ăằẳẵắặ"),
    ('a', Some('^'), "âầẩẫấậ"),
    ('e', None, "eèẻẽéẹ"),
    ('e', Some('^'), "êềểễếệ"),
    ('i', None, "iìỉĩíị"),
    ('o', None, "oòỏõóọ"),
    ('o', Some('^'), "ôồổỗốộ"),
    ('o', Some('+'), "ơờởỡớợ"),
    ('u', None, "uùủũúụ"),
    ('u', Some('+'), "ưừửữứự"),
    ('y', None, "yỳỷỹýỵ"),
];

/// A vowel as its letter, its mark and its tone.
fn parts(c: char) -> Option<(char, Option<char>, Option<char>)> {
    // Most letters of a name are these.
    if c.is_ascii() {
        return "aeiouy".contains(c).then_some((c, None, None));
    }
    VOWELS.iter().find_map(|(letter, mark, row)| {
        let at = row.chars().position(|v| v == c)?;
        let tone = at.checked_sub(1).and_then(|at| TONES.get(at)).copied();
        Some((*letter, *mark, tone))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_however_it_is_typed() {
        let same = |a: &str, b: &str| assert_eq!(name_key(a), name_key(b), "{a} / {b}");
        same("Đảng ủy xã Hòa Bình", "ĐẢNG UỶ  xã Hoà\u{a0}Bình ");
        same("Chi bộ Việt Hùng", "Chi bô\u{323} Viê\u{323}t Hu\u{300}ng");
        same("Chi bộ Việt Hùng", "Chi bo\u{323}\u{302} Vie\u{323}\u{302}t Hu\u{300}ng");
        same("Chi bộ thôn Thượng", "Chi bộ thôn Thu\u{31b}o\u{31b}\u{323}ng");
        same("Trường THCS Lê Lợi - Chi bộ 1", "trường thcs lê lợi (chi bộ 1)");
    }

    #[test]
    fn another_tone_is_another_name() {
        let other = |a: &str, b: &str| assert_ne!(name_key(a), name_key(b), "{a} / {b}");
        other("Hòa", "Hóa");
        other("Chi bộ 1", "Chi bộ 11");
        other("Chi bộ 1", "Chi bộ 2");
        other("Xã Tân", "Xã Tần");
        other("Đình", "Dinh");
    }
}
