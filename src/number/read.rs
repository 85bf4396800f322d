//! How people write numbers, and what each writing means.

use super::{Decimal, Doubt, Figure, Known, StatedRate};
use crate::language::fold;

/// What a text turned out to be. Nothing is refused: an unreadable text stays as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<T> {
    /// Nothing was typed.
    Blank,
    /// It reads as this.
    Value(T),
    /// It does not read, and why.
    Unreadable(Fault),
}

/// Why a text does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No number in it, or something beside the number.
    NotANumber,
    /// Two numbers with a stroke between them: "22/23".
    TwoNumbers,
    /// A count must be whole.
    NotWhole,
    /// Above 10^15.
    TooLarge,
    /// More than three decimals.
    TooPrecise,
    /// A range whose end lies before its start.
    Backwards,
    /// Not the shape of a date.
    NotADate,
    /// The calendar has no such day.
    NoSuchDay,
}

/// How digits are grouped and whether decimals may stand: the kind of a question decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// Whole numbers; "." and "," group only before exactly three digits.
    Count,
    /// Decimals allowed; "." groups before exactly three digits, "," is the decimal comma; but more than
    /// one comma, and one before a point, can only group: "1,250.5".
    Measure,
    /// A measure in đồng, which has no smaller part, so that a comma before three digits groups too; the word
    /// may stand behind the number.
    Money,
    /// A percentage: no grouping, "." and "," both begin the decimals.
    Percent,
}

impl<T> Read<T> {
    /// The value, if it reads.
    pub fn value(self) -> Option<T> {
        match self {
            Read::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The same with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        match self {
            Read::Blank => Read::Blank,
            Read::Value(value) => Read::Value(change(value)),
            Read::Unreadable(fault) => Read::Unreadable(fault),
        }
    }
}

/// Reads a count or a measure with its doubt: "41.004", "hơn 5.400", "gần 200", "khoảng 20",
/// "từ 95 trở lên", "02 - 05", "hàng trăm", "không", "có".
pub fn read_figure(text: &str, numerals: Numerals) -> Read<Figure> {
    if let Some(n) = plain_digits(text) {
        return Read::Value(Figure::exact(n));
    }
    // A sentence's end may stand behind a number, too.
    let text = text.trim_end();
    let text =
        text.strip_suffix('.').filter(|rest| rest.ends_with(char::is_alphanumeric)).unwrap_or(text);
    let folded = fold(text);
    match folded.as_str() {
        "" => return Read::Blank,
        "khong" | "khong co" | "khong co ai" | "khong ai" | "ko" | "ko co" | "ko co ai" | "k"
        | "k co" | "chua co" | "none" | "no" => {
            return Read::Value(Figure::exact(Decimal::default()));
        }
        "co" | "yes" | "co (khong neu so)" | "co, khong neu so" | "yes (number not stated)" => {
            return Read::Value(Figure::UNSTATED);
        }
        _ => {}
    }
    let known = match (read_known(&folded, numerals), numerals) {
        // Of a measure the word after it may be another unit than the one that is asked for.
        (Err(Fault::NotANumber), Numerals::Count) => match without_words(text) {
            Some(number) => read_known(&fold(number), numerals),
            None => Err(Fault::NotANumber),
        },
        (Err(Fault::NotANumber), Numerals::Money | Numerals::Measure) => {
            let is_money = numerals == Numerals::Money;
            let text = if is_money { apart(&folded) } else { folded.clone() };
            let words = if is_money { &CURRENCY[..] } else { &MEASURES };
            let number = words.iter().filter_map(|word| text.strip_suffix(word));
            let mut read = number.filter_map(|number| read_known(number.trim_end(), numerals).ok());
            read.next().ok_or(Fault::NotANumber)
        }
        (known, _) => known,
    };
    match known {
        Ok((known, _)) => Read::Value(Figure::Known(known)),
        Err(Fault::NotANumber) if is_two(text, numerals) => Read::Unreadable(Fault::TwoNumbers),
        Err(fault) => Read::Unreadable(fault),
    }
}

/// "22/23", "22/23 đ/c": done and total in one cell; "02 tập thể, 03 cá nhân".
fn is_two(text: &str, numerals: Numerals) -> bool {
    let number = fold(without_words(text).unwrap_or(text));
    let both = number.split_once('/');
    let is_number = |n: &&str| read_number(n, numerals).is_ok();
    let parts = number.split([',', ';', '(']).map(str::trim);
    let begins = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let has_words = |part: &str| part.contains(|c: char| c.is_alphabetic());
    both.is_some_and(|(one, two)| [one, two].iter().all(is_number))
        || (has_words(&number) && parts.filter(|part| begins(part)).count() > 1)
}

/// How the unit of money is written behind a number; "trđ" is "triệu đồng".
const CURRENCY: [&str; 6] = [" dong", " d", "vnd", " vn dong", "d", ""];

/// The units in which land and rice are asked for, behind a number: "1,5 tấn", "120 m2". Another one, such as
/// "tạ", would make it another number.
const MEASURES: [&str; 3] = ["tan", "m2", "m²"];

/// A text with a space between its digits and the word behind them: "5tr", "15.000đ".
fn apart(folded: &str) -> String {
    let digits = folded.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (number, word) = folded.split_at(digits);
    format!("{number} {}", word.trim_start())
}

/// Words behind a number that make it so many times as much, with their zeros.
const SCALES: [(&str, u32); 9] = [
    ("nghin", 3),
    ("ngan", 3),
    ("thousand", 3),
    ("trieu", 6),
    ("million", 6),
    ("ty", 9),
    ("ti", 9),
    ("billion", 9),
    ("tr", 6),
];

/// Words that change what a number before them means, or are numbers themselves: behind one of them
/// nothing is taken for the name of what is counted.
const NOT_COUNTED: [&str; 58] = [
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "không", "mươi", "chục",
    "trăm", "nghìn", "ngàn", "vạn", "triệu", "tr", "tỷ", "tỉ", "rưỡi", "rưởi", "nửa", "trở", "hơn",
    "trên", "dưới", "khoảng", "gần", "chừng", "đến", "tới", "từ", "ít", "nhiều", "nhất", "quá",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen",
    "hundred", "thousand", "million", "billion", "half", "more", "less", "least", "over",
];

/// What stands before the name of what is counted: "23" of "23 đồng chí", "hơn 20" of "hơn 20 bài".
/// None where nothing but such a name, in words without digits, follows the last digit and a space.
pub fn without_words(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    // "20 triệu đồng" is 20 triệu of them.
    let after = text.get(digits..)?;
    let first = after.split_whitespace().next().unwrap_or_default();
    let scaled = after.starts_with(char::is_whitespace) && scale_of(first).is_some();
    let end = if scaled { digits + after.find(first)? + first.len() } else { digits };
    let (number, name) = (text.get(..end)?, text.get(end..)?);
    let mut words = name.split_whitespace();
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    // "bà" is not "ba". Where the marks stand apart from their letters nobody looks so closely.
    let counted = |word: &str| {
        let (lower, folded, apart) = (word.to_lowercase(), fold(word), word.contains(is_mark));
        let same = |other: &&str| lower == **other || (apart && folded == fold(other));
        word.chars().all(|c| c.is_alphabetic() || is_mark(c)) && !NOT_COUNTED.iter().any(same)
    };
    // "12 a" is rather a slip of the hand, and "1 phần tư" a quarter.
    let first = words.next().filter(|word| word.chars().count() > 1)?;
    let parts_of_one = fold(name).starts_with("phan tu");
    // "23 đ/c" is "23 đồng chí".
    let counted = |word: &str| {
        // "24 tin, bài" are 24 of both.
        counted(word.strip_suffix(',').unwrap_or(word))
            || ["d/c", "d.c"].contains(&fold(word).as_str())
    };
    let is_apart = name.starts_with(char::is_whitespace) || ["d/c", "d.c"].contains(&&*fold(first));
    let is_name = is_apart && !parts_of_one && std::iter::once(first).chain(words).all(counted);
    is_name.then_some(number)
}

/// Whether a word behind a number makes it so many times as much: "triệu".
pub fn is_scale(word: &str) -> bool {
    scale_of(word).is_some()
}

/// The zeros that a word behind a number brings. "tỷ" is not "tý", and "tr" is short for "triệu".
fn scale_of(word: &str) -> Option<u32> {
    let folded = fold(word);
    SCALES.iter().find(|(name, _)| *name == folded).map(|(_, zeros)| *zeros)
}

/// Digits alone, which is what most numbers are: they mean the same wherever they stand.
fn plain_digits(text: &str) -> Option<Decimal> {
    let digits = (1..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let n: Option<i128> = digits.then(|| text.parse().ok()).flatten();
    n.map(Decimal::whole)
}

/// Reads a stated rate: "94,2", "94.2%", "trên 95%", "từ 95% trở lên".
pub fn read_rate(text: &str) -> Read<StatedRate> {
    let folded: String = fold(text).chars().filter(|c| *c != '%').collect();
    let folded = folded.trim();
    if folded.is_empty() {
        return if text.contains('%') { Read::Unreadable(Fault::NotANumber) } else { Read::Blank };
    }
    // "Đạt 100%" says no more than its number.
    let folded = folded.strip_prefix("dat ").unwrap_or(folded);
    match read_known(folded, Numerals::Percent) {
        Ok((percent, decimals)) => Read::Value(StatedRate { percent, decimals }),
        Err(fault) => Read::Unreadable(fault),
    }
}

/// Whether the text could be read two ways ("1.500" of a measure, "94.2"), so that the page
/// shows its meaning in words beside the field.
pub fn misleading(text: &str, numerals: Numerals) -> bool {
    let folded = fold(text);
    let number: String =
        folded.chars().filter(|c| c.is_ascii_digit() || *c == '.' || *c == ',').collect();
    let tail = |c: char| number.rsplit_once(c).map(|(_, tail)| tail.len());
    if numerals != Numerals::Percent && folded.split(' ').any(|word| scale_of(word).is_some()) {
        return true;
    }
    match numerals {
        Numerals::Count => number.contains(','),
        Numerals::Measure | Numerals::Money => {
            number.contains('.') && !number.contains(',')
                || tail(',') == Some(3)
                || comma_groups(text, numerals)
        }
        Numerals::Percent => number.contains('.'),
    }
}

/// The first digits of a text with the points and commas between them.
fn digits_of(text: &str) -> String {
    let number = text.chars().skip_while(|c| !c.is_ascii_digit());
    number.take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ',').collect()
}

/// Whether a comma before three digits stands where both a decimal and a grouping one can.
fn is_one_comma(number: &str) -> bool {
    number.split_once(',').is_some_and(|(whole, rest)| {
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let whole_fits = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        whole_fits && rest.len() == 3 && all_digits(whole) && all_digits(rest)
    })
}

/// Whether a comma in a text groups: always of a count, of which there are no parts.
pub fn comma_groups(text: &str, numerals: Numerals) -> bool {
    let number = digits_of(text);
    let Some(comma) = number.find(',') else { return false };
    match numerals {
        Numerals::Count => true,
        Numerals::Percent => false,
        Numerals::Measure | Numerals::Money => {
            number.rfind(',') > Some(comma)
                || number.rfind('.') > Some(comma)
                || (numerals == Numerals::Money && is_one_comma(&number))
        }
    }
}

/// What a measure with one comma before three digits can mean: "1,250" is read as 1,25, and is 1.250 to whoever
/// groups as in English. None where it is read in one way.
pub fn two_ways(text: &str, numerals: Numerals) -> Option<(Decimal, Decimal)> {
    let number = digits_of(text);
    let has_scale = fold(text).split(' ').any(|word| scale_of(word).is_some());
    let decimals = numerals == Numerals::Measure || (numerals == Numerals::Money && has_scale);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let n: i128 = digits.parse().ok().filter(|_| decimals && is_one_comma(&number))?;
    Some((Decimal::from_thousandths(n), Decimal::whole(n)))
}

/// Wordings that stand before a number, longest first, with the doubt each brings.
const BEFORE: [(&str, Doubt, Doubt); 39] = [
    ("tren duoi ", Doubt::Excluded, Doubt::Excluded),
    ("nhieu hon ", Doubt::No, Doubt::Excluded),
    ("more than ", Doubt::No, Doubt::Excluded),
    ("hon ", Doubt::No, Doubt::Excluded),
    ("tren ", Doubt::No, Doubt::Excluded),
    ("over ", Doubt::No, Doubt::Excluded),
    (">=", Doubt::No, Doubt::Included),
    ("≥", Doubt::No, Doubt::Included),
    (">", Doubt::No, Doubt::Excluded),
    ("it nhat ", Doubt::No, Doubt::Included),
    ("toi thieu ", Doubt::No, Doubt::Included),
    ("khong duoi ", Doubt::No, Doubt::Included),
    ("at least ", Doubt::No, Doubt::Included),
    ("gan ", Doubt::Excluded, Doubt::No),
    ("nearly ", Doubt::Excluded, Doubt::No),
    ("it hon ", Doubt::Excluded, Doubt::No),
    ("duoi ", Doubt::Excluded, Doubt::No),
    ("chua den ", Doubt::Excluded, Doubt::No),
    ("under ", Doubt::Excluded, Doubt::No),
    ("less than ", Doubt::Excluded, Doubt::No),
    ("<=", Doubt::Included, Doubt::No),
    ("≤", Doubt::Included, Doubt::No),
    ("<", Doubt::Excluded, Doubt::No),
    ("nhieu nhat ", Doubt::Included, Doubt::No),
    ("toi da ", Doubt::Included, Doubt::No),
    ("khong qua ", Doubt::Included, Doubt::No),
    ("at most ", Doubt::Included, Doubt::No),
    ("up to ", Doubt::Included, Doubt::No),
    ("fewer than ", Doubt::Excluded, Doubt::No),
    ("around ", Doubt::Excluded, Doubt::Excluded),
    ("approximately ", Doubt::Excluded, Doubt::Excluded),
    ("khoang ", Doubt::Excluded, Doubt::Excluded),
    ("xap xi ", Doubt::Excluded, Doubt::Excluded),
    ("chung ", Doubt::Excluded, Doubt::Excluded),
    ("uoc tinh ", Doubt::Excluded, Doubt::Excluded),
    ("uoc ", Doubt::Excluded, Doubt::Excluded),
    ("about ", Doubt::Excluded, Doubt::Excluded),
    ("~", Doubt::Excluded, Doubt::Excluded),
    ("≈", Doubt::Excluded, Doubt::Excluded),
];

fn read_known(folded: &str, numerals: Numerals) -> Result<(Known, u8), Fault> {
    let vague = match folded {
        "hang chuc" => Some(10),
        "hang tram" => Some(100),
        "hang nghin" | "hang ngan" => Some(1000),
        "hang van" | "hang chuc nghin" | "hang chuc ngan" => Some(10_000),
        "hang tram nghin" | "hang tram ngan" => Some(100_000),
        "hang trieu" => Some(1_000_000),
        _ => None,
    };
    if let Some(n) = vague {
        let n = Decimal::whole(n);
        return Ok((Known { low: n, high: n, less: Doubt::No, more: Doubt::Included }, 0));
    }
    for (ending, less, more) in [
        (" tro len", Doubt::No, Doubt::Included),
        (" tro xuong", Doubt::Included, Doubt::No),
        ("+", Doubt::No, Doubt::Included),
    ] {
        if let Some(number) = folded.strip_suffix(ending) {
            let number = number.strip_prefix("tu ").unwrap_or(number);
            let (n, decimals) = read_number(number, numerals)?;
            return Ok((Known { low: n, high: n, less, more }, decimals));
        }
    }
    for (beginning, less, more) in BEFORE {
        if let Some(number) = folded.strip_prefix(beginning) {
            // "khoảng từ 202 đến 205": what figures of several units add up to.
            if let Some(range) = read_range(number, numerals) {
                return range.map(|(known, decimals)| (Known { less, more, ..known }, decimals));
            }
            let (n, decimals) = read_number(number, numerals)?;
            return Ok((Known { low: n, high: n, less, more }, decimals));
        }
    }
    if let Some(range) = read_range(folded, numerals) {
        return range;
    }
    let (n, decimals) = read_number(folded, numerals)?;
    Ok((Known::exact(n), decimals))
}

/// Reads "02 - 05", "từ 02 đến 05"; none where it is no range.
fn read_range(folded: &str, numerals: Numerals) -> Option<Result<(Known, u8), Fault>> {
    let range = folded.strip_prefix("tu ").unwrap_or(folded);
    let (low, high) = match folded.strip_prefix("between ") {
        Some(range) => range.split_once(" and ")?,
        None => [" den ", " to ", "-"].iter().find_map(|between| range.split_once(between))?,
    };
    let both = || {
        // "2 - 3 triệu" are 2 triệu to 3 triệu.
        let (_, scale) = last_word(high);
        let scaled = match (scale_of(scale), scale_of(last_word(low).1)) {
            (Some(_), None) => format!("{} {scale}", low.trim()),
            _ => low.to_owned(),
        };
        let (low, a) = read_number(&scaled, numerals)?;
        let (high, b) = read_number(high, numerals)?;
        if low > high {
            return Err(Fault::Backwards);
        }
        Ok((Known { low, high, less: Doubt::No, more: Doubt::No }, a.max(b)))
    };
    Some(both())
}

/// A text without its last word, and that word.
fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.rsplit_once(' ').unwrap_or(("", text))
}

/// Reads one number, as "41.004", "20 triệu" or "1 tỷ 200 triệu"; gives its decimals too.
fn read_number(text: &str, numerals: Numerals) -> Result<(Decimal, u8), Fault> {
    let (mut rest, mut scale) = last_word(text);
    if numerals == Numerals::Percent || scale_of(scale).is_none() {
        return read_digits(text, numerals);
    }
    let (mut sum, mut least) = (0i128, 0);
    while let Some(zeros) = scale_of(scale).filter(|zeros| *zeros > least) {
        // What stands before a greater word is a number of its own: "1 tỷ 200 triệu".
        let words = rest.split(' ').rev().take_while(|word| scale_of(word).is_none());
        let length: usize = words.map(|word| word.len() + 1).sum();
        let start = (rest.len() + 1).saturating_sub(length);
        let (before, number) = (rest.get(..start).unwrap_or_default(), rest.get(start..));
        let (n, _) = read_digits(number.unwrap_or_default(), Numerals::Measure)?;
        let n = 10i128.checked_pow(zeros).and_then(|ten| ten.checked_mul(n.thousandths()));
        sum = n.and_then(|n| n.checked_add(sum)).ok_or(Fault::TooLarge)?;
        least = zeros;
        (rest, scale) = last_word(before);
    }
    if !scale.is_empty() {
        return Err(Fault::NotANumber);
    }
    if numerals == Numerals::Count && sum % 1000 != 0 {
        return Err(Fault::NotWhole);
    }
    let value = Decimal::from_thousandths(sum);
    if value > Decimal::MAX { Err(Fault::TooLarge) } else { Ok((value, 0)) }
}

/// Reads one number without words around it; gives its decimals too.
fn read_digits(text: &str, numerals: Numerals) -> Result<(Decimal, u8), Fault> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.chars().all(|c| c.is_ascii_digit() || ".,' ".contains(c))
    {
        return Err(Fault::NotANumber);
    }
    let (whole, decimals) = match numerals {
        Numerals::Count => (text, ""),
        Numerals::Percent => text.split_once(['.', ',']).unwrap_or((text, "")),
        Numerals::Measure | Numerals::Money => split_measure(text, numerals),
    };
    if !decimals.chars().all(|c| c.is_ascii_digit()) {
        return Err(Fault::NotANumber);
    }
    let whole = ungroup(whole, numerals)?;
    if whole.len() > 16 {
        return Err(Fault::TooLarge);
    }
    if decimals.len() > 3 {
        return Err(Fault::TooPrecise);
    }
    let whole: i128 = whole.parse().map_err(|_| Fault::NotANumber)?;
    let thousandths: i128 = format!("{decimals:0<3}").parse().map_err(|_| Fault::NotANumber)?;
    let value = Decimal::from_thousandths(whole * 1000 + thousandths);
    if value > Decimal::MAX {
        return Err(Fault::TooLarge);
    }
    Ok((value, u8::try_from(decimals.len()).unwrap_or(3)))
}

/// Where the decimals of a measure begin: at a comma that does not group; or at a lone dot that cannot.
fn split_measure(text: &str, numerals: Numerals) -> (&str, &str) {
    if comma_groups(text, numerals) {
        return text.split_once('.').unwrap_or((text, ""));
    }
    if let Some(parts) = text.split_once(',') {
        return parts;
    }
    match text.split_once('.') {
        Some((whole, rest))
            if !rest.contains('.') && (rest.len() != 3 || whole == "0" || whole.len() > 3) =>
        {
            (whole, rest)
        }
        _ => (text, ""),
    }
}

/// Takes the grouping out: one separator throughout, three digits after each.
fn ungroup(text: &str, numerals: Numerals) -> Result<String, Fault> {
    let Some(separator) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return Ok(text.to_owned());
    };
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    let wrong = match (numerals, separator) {
        (Numerals::Count, '.' | ',') => Fault::NotWhole,
        _ => Fault::NotANumber,
    };
    let mut out = first.to_owned();
    if first.is_empty() || first.len() > 3 {
        return Err(wrong);
    }
    for group in groups {
        if group.len() != 3 || !group.chars().all(|c| c.is_ascii_digit()) {
            return Err(wrong);
        }
        out.push_str(group);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn count(text: &str) -> String {
        match read_figure(text, Numerals::Count) {
            Read::Blank => "blank".to_owned(),
            Read::Value(figure) => figure.print(Lang::Vi, true),
            Read::Unreadable(fault) => format!("{fault:?}"),
        }
    }

    fn measure(text: &str) -> String {
        match read_figure(text, Numerals::Measure) {
            Read::Value(figure) => figure.print(Lang::Vi, false),
            other => format!("{other:?}"),
        }
    }

    /// FIELD section 3: "Input must accept 41004, 41.004, 41 004", and the doubtful forms.
    #[test]
    fn counts_as_people_write_them() {
        for text in ["41004", "41.004", "41 004", "41\u{a0}004", "41,004", " 41.004 "] {
            assert_eq!(count(text), "41.004", "{text:?}");
        }
        assert_eq!(count("03"), "03");
        assert_eq!(count("hơn 5.400"), "hơn 5.400");
        assert_eq!(count("Hơn 20"), "hơn 20");
        assert_eq!(count("gần 200"), "gần 200");
        assert_eq!(count("khoảng 20"), "khoảng 20");
        assert_eq!(count("02 - 05"), "từ 02 đến 05");
        assert_eq!(count("từ 02 đến 05"), "từ 02 đến 05");
        assert_eq!(count("hàng trăm"), "từ 100 trở lên");
        assert_eq!(count("ít nhất 30"), "từ 30 trở lên");
        assert_eq!(count("around 30"), "khoảng 30");
        assert_eq!(count("approximately 30"), "khoảng 30");
        assert_eq!(count("up to 10"), "nhiều nhất 10");
        assert_eq!(count("fewer than 5"), "gần 05");
        assert_eq!(count("between 5 and 10"), "từ 05 đến 10");
        assert_eq!(count("5 and 10"), "NotANumber");
        assert_eq!(count("không"), "0");
        assert_eq!(count("không có"), "0");
        assert_eq!(count("có"), "có (không nêu số)");
        assert_eq!(count(""), "blank");
        assert_eq!(count("0"), "0");
    }

    /// People write what they count behind the number; words that change the number are not that.
    #[test]
    fn counts_with_what_is_counted() {
        for (text, read) in [
            ("23 đồng chí", "23"),
            ("23 đo\u{302}\u{300}ng chi\u{301}", "23"),
            ("12 bài", "12"),
            ("12\u{a0}văn bản", "12"),
            ("05 tập thể", "05"),
            (" 41.004 lượt người ", "41.004"),
            ("hơn 20 đồng chí", "hơn 20"),
            ("02 - 05 mô hình", "từ 02 đến 05"),
            ("23 members", "23"),
            ("1.5 bài", "NotWhole"),
            ("5 - 2 bài", "Backwards"),
            ("2 tập thể, 3 cá nhân", "TwoNumbers"),
            ("31 (30 chính thức, 01 dự bị)", "TwoNumbers"),
            ("31/31 đc", "TwoNumbers"),
            ("24 tin, bài", "24"),
            ("5 tập thể, ba cá nhân", "NotANumber"),
            ("2 tập thể 3 cá nhân", "NotANumber"),
            ("2 tập thể và ba cá nhân", "NotANumber"),
            ("1 triệu", "1.000.000"),
            ("1 tri\u{ea}\u{323}u lượt", "1.000.000"),
            ("2,5 nghìn bài", "2.500"),
            ("2,5555 nghìn", "TooPrecise"),
            ("0,0001 nghìn", "TooPrecise"),
            ("1,2345 nghìn bài", "TooPrecise"),
            ("hơn 5 ngàn lượt", "hơn 5.000"),
            ("2 - 3 nghìn", "từ 2.000 đến 3.000"),
            ("1 nghìn rưỡi", "NotANumber"),
            ("nghìn", "NotANumber"),
            ("1 triệu 2 tỷ", "NotANumber"),
            ("2 triệu nghìn", "NotANumber"),
            ("2000000000 tỷ", "TooLarge"),
            ("2 trăm rưỡi", "NotANumber"),
            ("1 phần tư", "NotANumber"),
            ("20 đồng chí trở lên", "NotANumber"),
            ("95 phần trăm", "NotANumber"),
            ("12 a", "NotANumber"),
            ("12a", "NotANumber"),
            ("12đồng chí", "NotANumber"),
            ("23 đồng chí.", "23"),
            ("23.", "23"),
            ("23 đ/c", "23"),
            ("23đ/c", "23"),
            ("23đc", "NotANumber"),
            ("gần 30 Đ/c nữ", "gần 30"),
            ("23 đ.c", "23"),
            ("23 km/h", "NotANumber"),
            ("22/23", "TwoNumbers"),
            ("41.004/43.519", "TwoNumbers"),
            ("20/9/2016", "NotANumber"),
            ("đồng chí", "NotANumber"),
        ] {
            assert_eq!(count(text), read, "{text:?}");
        }
        assert!(measure("500 đồng").contains("NotANumber"), "the unit asked for may be another");
    }

    #[test]
    fn counts_that_do_not_read() {
        assert_eq!(count("12a"), "NotANumber");
        assert_eq!(count("41.04"), "NotWhole");
        assert_eq!(count("1.5"), "NotWhole");
        assert_eq!(count("4100.400"), "NotWhole");
        assert_eq!(count("5 - 2"), "Backwards");
        assert_eq!(count("1000000000000001"), "TooLarge");
        assert_eq!(count("99999999999999999999"), "TooLarge");
        assert_eq!(count("-5"), "NotANumber");
        assert_eq!(count("."), "NotANumber");
    }

    #[test]
    fn measures_as_people_write_them() {
        assert_eq!(measure("1.500"), "1.500");
        assert_eq!(measure("1,5"), "1,5");
        assert_eq!(measure("1.5"), "1,5");
        assert_eq!(measure("0.500"), "0,5");
        assert_eq!(measure("1.234.567,25"), "1.234.567,25");
        // Only grouping can be meant; of one comma before three digits either can, and the page asks.
        assert_eq!(measure("2,500,000"), "2.500.000");
        assert_eq!(measure("1,250.5"), "1.250,5");
        assert_eq!(measure("12,500.5"), "12.500,5");
        assert_eq!(measure("1,250"), "1,25");
        assert!(measure("1,25,000").contains("NotANumber"));
        assert!(measure("1,234.5,6").contains("NotANumber"));
        let ways = two_ways("hơn 1,250 m2", Numerals::Measure);
        let ways = ways.map(|(a, b)| [a, b].map(|n| n.print(Lang::Vi)));
        assert_eq!(ways, Some(["1,25", "1.250"].map(str::to_owned)));
        for text in ["1,25", "0,250", "1.250", "1,250,000", "1234,500"] {
            assert_eq!(two_ways(text, Numerals::Measure), None, "{text}");
        }
        assert_eq!(two_ways("500,000", Numerals::Money), None, "no đồng has parts");
        assert!(two_ways("1,500 triệu", Numerals::Money).is_some());
        assert_eq!(measure("1,5 tấn"), "1,5");
        assert_eq!(measure("hơn 120 m2"), "hơn 120");
        assert_eq!(measure("120m²"), "120");
        assert!(measure("3 tạ").contains("NotANumber"), "three times a tenth of one");
        assert!(misleading("1.500", Numerals::Measure));
        assert!(!misleading("1500", Numerals::Measure));
        assert!(misleading("94.2", Numerals::Percent));
    }

    /// Sums of money are written with words for their zeros, and with the unit.
    #[test]
    fn money_as_people_write_it() {
        let money = |text: &str| match read_figure(text, Numerals::Money) {
            Read::Value(figure) => figure.print(Lang::Vi, false),
            other => format!("{other:?}"),
        };
        for (text, read) in [
            ("20 triệu đồng", "20.000.000"),
            ("1,2 tỷ", "1.200.000.000"),
            ("1,2 tỉ đồng", "1.200.000.000"),
            ("1 tỷ 200 triệu", "1.200.000.000"),
            ("1 tỷ 200 triệu 500 nghìn đồng", "1.200.500.000"),
            ("khoảng 1 tỷ", "khoảng 1.000.000.000"),
            ("hơn 20 triệu đ", "hơn 20.000.000"),
            ("1.250 triệu", "1.250.000.000"),
            ("5 tr", "5.000.000"),
            ("15.000.000 VNĐ", "15.000.000"),
            ("25,000,000", "25.000.000"),
            ("1,500,000đ", "1.500.000"),
            // There is no smaller part of a đồng.
            ("500,000", "500.000"),
            ("1,500 triệu", "1.500.000"),
            ("15000000đ", "15.000.000"),
            ("5.000.000đ", "5.000.000"),
            ("5tr", "5.000.000"),
            ("hơn 5 trđ", "hơn 5.000.000"),
            ("1,5tỷ đồng", "1.500.000.000"),
            ("5 d 3", "Unreadable(NotANumber)"),
            ("15kg", "Unreadable(NotANumber)"),
            ("15 kg", "Unreadable(NotANumber)"),
            ("20 triệu và 5 triệu", "Unreadable(NotANumber)"),
        ] {
            assert_eq!(money(text), read, "{text:?}");
        }
        assert!(misleading("20 triệu", Numerals::Money), "the page says how it is read");
    }

    #[test]
    fn rates_as_people_write_them() {
        let rate = |text: &str| read_rate(text).value().map(|r| r.print(Lang::Vi));
        for text in ["94,2", "94.2%", "94,2 %", "94.2"] {
            assert_eq!(rate(text).as_deref(), Some("94,2%"), "{text}");
        }
        assert_eq!(rate("trên 95%").as_deref(), Some("trên 95%"));
        assert_eq!(rate("đạt 100%").as_deref(), Some("100%"));
        assert_eq!(rate("từ 95% trở lên").as_deref(), Some("từ 95% trở lên"));
        assert_eq!(rate("100%").as_deref(), Some("100%"));
        assert_eq!(read_rate("%"), Read::Unreadable(Fault::NotANumber));
    }

    proptest::proptest! {
        /// Whatever is typed, reading neither panics nor gives a number out of bounds.
        #[test]
        fn any_text_is_read(text in "\\PC{0,24}") {
            for numerals in [Numerals::Count, Numerals::Measure, Numerals::Money, Numerals::Percent] {
                if let Read::Value(Figure::Known(known)) = read_figure(&text, numerals) {
                    proptest::prop_assert!(known.low <= known.high && known.high <= Decimal::MAX);
                }
            }
            let _ = read_rate(&text);
        }

        /// What we print is read back as the same figure.
        #[test]
        fn printed_counts_read_back(n in 0i128..=1_000_000_000_000_000) {
            let printed = Decimal::whole(n).print_count(Lang::Vi);
            let read = read_figure(&printed, Numerals::Count);
            proptest::prop_assert_eq!(read, Read::Value(Figure::exact(Decimal::whole(n))));
        }
    }
}
