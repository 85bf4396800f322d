//! Made-up names of units, and the ways in which people spell one name.

use crate::chance::Chance;
use std::collections::BTreeSet;

const FIRST: [&str; 24] = [
    "An", "Bình", "Cát", "Đông", "Đức", "Gia", "Hòa", "Hưng", "Liên", "Long", "Mỹ", "Ngọc", "Nhân",
    "Phú", "Quang", "Sơn", "Tân", "Thanh", "Tiên", "Trung", "Văn", "Vĩnh", "Xuân", "Yên",
];

const SECOND: [&str; 20] = [
    "Bình", "Cường", "Châu", "Dương", "Giang", "Hải", "Hòa", "Khê", "Lâm", "Lộc", "Minh", "Nghĩa",
    "Phong", "Sơn", "Tâm", "Thịnh", "Tiến", "Trạch", "Trì", "Vân",
];

/// The name of a place, without what it is.
pub fn place(chance: &mut Chance) -> String {
    loop {
        let (first, second) = (chance.pick(&FIRST), chance.pick(&SECOND));
        if first != second {
            return format!("{first} {second}");
        }
    }
}

/// A name that was not used yet; with a number where chance gives no other.
pub fn unused(used: &mut BTreeSet<String>, mut name: impl FnMut() -> String) -> String {
    for _ in 0..40 {
        let name = name();
        if used.insert(name.clone()) {
            return name;
        }
    }
    let name = name();
    let free = (2..).map(|n: u32| format!("{name} {n}")).find(|name| !used.contains(name));
    let free = free.unwrap_or(name);
    used.insert(free.clone());
    free
}

/// The name of a cell of a district, besides "Chi bộ 1".
pub fn cell(chance: &mut Chance) -> String {
    let place = place(chance);
    let what = chance.pick(&[
        "Trường Tiểu học",
        "Trường Trung học cơ sở",
        "Trường Mầm non",
        "Trạm Y tế",
        "Công an xã",
        "Quân sự xã",
        "Hợp tác xã",
        "thôn",
        "khu phố",
    ]);
    format!("Chi bộ {what} {place}")
}

/// The name of a committee at the base.
pub fn base(chance: &mut Chance) -> String {
    let place = place(chance);
    let what = chance.pick(&[
        "Đảng ủy xã",
        "Đảng ủy xã",
        "Đảng bộ xã",
        "Đảng ủy thị trấn",
        "Đảng bộ phường",
    ]);
    format!("{what} {place}")
}

/// The name of a district's committee.
pub fn district(chance: &mut Chance, at: usize) -> String {
    let place = place(chance);
    match at {
        0 => format!("Thành ủy {place}"),
        1 => format!("Thị ủy {place}"),
        _ => format!("Huyện ủy {place}"),
    }
}

/// How a sheet without an id spells the unit's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// As the roster does.
    Same,
    /// With the marks apart from their letters (NFD), as some systems save names.
    Nfd,
    /// In capitals.
    Case,
    /// With spaces too many.
    Spaces,
    /// With the mark of the tone on the other vowel: "uỷ" for "ủy".
    Tone,
}

impl Spelling {
    /// All of them.
    pub const ALL: [Spelling; 5] =
        [Spelling::Nfd, Spelling::Case, Spelling::Spaces, Spelling::Tone, Spelling::Same];

    /// A name so spelled; as it was, where it has nothing to spell so.
    pub fn of(self, name: &str) -> String {
        match self {
            Spelling::Same => name.to_owned(),
            Spelling::Nfd => apart(name),
            Spelling::Case => name.to_uppercase(),
            Spelling::Spaces => format!(" {} ", name.replace(' ', "  ")),
            Spelling::Tone => name.replace("ủy", "uỷ").replace("Hòa", "Hoà"),
        }
    }
}

/// Each vowel that bears a mark, with its five tones: grave, acute, hook, tilde, dot below.
const VOWELS: [(&str, &str, &str); 12] = [
    ("a", "", "àáảãạ"),
    ("ă", "a\u{306}", "ằắẳẵặ"),
    ("â", "a\u{302}", "ầấẩẫậ"),
    ("e", "", "èéẻẽẹ"),
    ("ê", "e\u{302}", "ềếểễệ"),
    ("i", "", "ìíỉĩị"),
    ("o", "", "òóỏõọ"),
    ("ô", "o\u{302}", "ồốổỗộ"),
    ("ơ", "o\u{31b}", "ờớởỡợ"),
    ("u", "", "ùúủũụ"),
    ("ư", "u\u{31b}", "ừứửữự"),
    ("y", "", "ỳýỷỹỵ"),
];

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// A Vietnamese text with its marks apart, in the order that NFD has.
pub fn apart(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let small: String = c.to_lowercase().collect();
        let Some(marks) = marks(&small) else {
            out.push(c);
            continue;
        };
        let mut chars = marks.chars();
        let base = chars.next().unwrap_or(c);
        if c.is_uppercase() {
            out.extend(base.to_uppercase())
        } else {
            out.push(base)
        }
        out.extend(chars);
    }
    out
}

/// The letter and its marks, for a small letter that has marks.
fn marks(small: &str) -> Option<String> {
    for (vowel, parts, toned) in VOWELS {
        let parts = if parts.is_empty() { vowel } else { parts };
        if small == vowel {
            return (parts != vowel).then(|| parts.to_owned());
        }
        let Some(tone) = toned.chars().position(|c| small.chars().eq([c])) else { continue };
        let tone = TONES.get(tone)?;
        let (letter, shape) = parts.split_at(1);
        // A dot below comes before the shapes above the letter, but after a horn.
        return Some(if *tone == '\u{323}' && shape != "\u{31b}" {
            format!("{letter}{tone}{shape}")
        } else {
            format!("{letter}{shape}{tone}")
        });
    }
    None
}

/// A name in plain small letters for a file's name.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in apart(text).to_lowercase().chars() {
        match c {
            'đ' => out.push('d'),
            'a'..='z' | '0'..='9' => out.push(c),
            '\u{300}'..='\u{36f}' => {}
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_in_other_ways() {
        assert_eq!(
            apart("Huyện ủy Đức Lộc"),
            "Huye\u{323}\u{302}n u\u{309}y Đu\u{31b}\u{301}c Lo\u{323}\u{302}c"
        );
        assert_eq!(apart("ợ Ặ ự"), "o\u{31b}\u{323} A\u{323}\u{306} u\u{31b}\u{323}");
        assert_eq!(Spelling::Tone.of("Đảng ủy xã Hòa An"), "Đảng uỷ xã Hoà An");
        assert_eq!(Spelling::Spaces.of("Chi bộ 1"), " Chi  bộ  1 ");
        assert_eq!(Spelling::Case.of("Chi bộ ủy"), "CHI BỘ ỦY");
        assert_eq!(plain("Chi bộ Trường Tiểu học Đức Lộc"), "chi-bo-truong-tieu-hoc-duc-loc");
    }
}
