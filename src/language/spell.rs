//! Numbers in words, shown beside a field whose text could be read two ways.

use super::Lang;
use crate::number::Decimal;

/// The number in words: "một nghìn năm trăm", "chín mươi tư phẩy hai".
pub fn spell(value: Decimal, lang: Lang) -> String {
    let thousandths = value.thousandths().unsigned_abs();
    let whole = thousandths / 1000;
    let rest = thousandths % 1000;
    let mut out = match lang {
        Lang::Vi => whole_vi(whole),
        Lang::En => whole_en(whole),
    };
    if value.thousandths() < 0 {
        out = format!("{} {out}", if lang == Lang::Vi { "âm" } else { "minus" });
    }
    if rest > 0 {
        let digits = format!("{rest:03}");
        let digits = digits.trim_end_matches('0');
        let (point, names) = match lang {
            Lang::Vi => ("phẩy", &DIGITS_VI),
            Lang::En => ("point", &DIGITS_EN),
        };
        out.push(' ');
        out.push_str(point);
        for digit in digits.bytes() {
            out.push(' ');
            out.push_str(names[usize::from(digit - b'0')]);
        }
    }
    out
}

const DIGITS_VI: [&str; 10] =
    ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const DIGITS_EN: [&str; 10] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS_EN: [&str; 10] = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS_EN: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn groups(mut n: u128) -> Vec<usize> {
    let mut out = Vec::new();
    while n > 0 {
        out.push(usize::try_from(n % 1000).unwrap_or(0));
        n /= 1000;
    }
    out
}

fn whole_vi(n: u128) -> String {
    const POWERS: [&str; 4] = ["", "nghìn", "triệu", "tỷ"];
    if n == 0 {
        return DIGITS_VI[0].to_owned();
    }
    let parts = groups(n);
    let mut words: Vec<&str> = Vec::new();
    for (i, group) in parts.iter().enumerate().rev() {
        if *group == 0 {
            // "tỷ" carries the thousands of milliards before it: một nghìn tỷ.
            if i == 3 && parts.len() > 4 {
                words.push("tỷ");
            }
            continue;
        }
        group_vi(*group, i + 1 < parts.len(), &mut words);
        match i {
            0 => {}
            1..=3 => words.push(POWERS[i]),
            _ => {
                words.push(POWERS[i - 3]);
                if parts.get(3).is_none_or(|g| *g == 0) && i == 4 {
                    continue;
                }
            }
        }
    }
    words.join(" ")
}

fn group_vi(group: usize, follows: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || follows {
        words.push(DIGITS_VI[hundreds]);
        words.push("trăm");
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || follows) => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => {
            words.push(DIGITS_VI[tens]);
            words.push("mươi");
        }
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS_VI[ones]),
    }
}

fn whole_en(n: u128) -> String {
    const POWERS: [&str; 6] = ["", "thousand", "million", "billion", "trillion", "quadrillion"];
    if n == 0 {
        return DIGITS_EN[0].to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for (i, group) in groups(n).iter().enumerate().rev() {
        if *group == 0 {
            continue;
        }
        let (hundreds, rest) = (group / 100, group % 100);
        if hundreds > 0 {
            words.push(format!("{} hundred", DIGITS_EN[hundreds]));
        }
        match rest {
            0 => {}
            1..=9 => words.push(DIGITS_EN[rest].to_owned()),
            10..=19 => words.push(TEENS_EN[rest - 10].to_owned()),
            _ if rest % 10 == 0 => words.push(TENS_EN[rest / 10].to_owned()),
            _ => words.push(format!("{}-{}", TENS_EN[rest / 10], DIGITS_EN[rest % 10])),
        }
        if let Some(power) = POWERS.get(i).filter(|p| !p.is_empty()) {
            words.push((*power).to_owned());
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_read_aloud() {
        let check = |thousandths: i128, vi: &str, en: &str| {
            let value = Decimal::from_thousandths(thousandths);
            assert_eq!(spell(value, Lang::Vi), vi);
            assert_eq!(spell(value, Lang::En), en);
        };
        check(1_500_000, "một nghìn năm trăm", "one thousand five hundred");
        check(94_200, "chín mươi tư phẩy hai", "ninety-four point two");
        check(0, "không", "zero");
        check(21_000, "hai mươi mốt", "twenty-one");
        check(105_000, "một trăm linh năm", "one hundred five");
        check(1_005_000, "một nghìn không trăm linh năm", "one thousand five");
        check(15_000, "mười lăm", "fifteen");
        check(1_000_000_000_000_000, "một nghìn tỷ", "one trillion");
        check(2_000_000_000, "hai triệu", "two million");
    }
}
