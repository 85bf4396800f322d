//! Folding a text to plain lower-case letters, so that what people mean can be recognised
//! however their keyboard composed it.

/// Lower case, no tone or vowel marks (composed NFC and decomposed NFD alike), every kind of
/// space as one space, none at the ends.
///
/// For recognising number words ("hơn", "khoảng") only; names keep their marks.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            space = true;
            continue;
        }
        if ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        for lower in c.to_lowercase() {
            out.push(plain(lower));
        }
    }
    out
}

/// The letter under its Vietnamese marks; dashes of every length become `-`.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ'
        | 'ẫ' | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở'
        | 'ỡ' | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIELD section 3: NFC and NFD both arrive, with no-break spaces.
    #[test]
    fn composed_and_decomposed_fold_alike() {
        assert_eq!(fold("Hơn 5.400"), "hon 5.400");
        assert_eq!(fold("Ho\u{31b}n\u{a0} 5.400 "), "hon 5.400");
        assert_eq!(fold("  từ 95% trở lên"), "tu 95% tro len");
        assert_eq!(fold("02 – 05"), "02 - 05");
        assert_eq!(fold("ĐANG"), "dang");
    }
}
