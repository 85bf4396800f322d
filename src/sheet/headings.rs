//! The headings of a block copied from Excel: which of a grid's columns each of them means.
//!
//! People head the same column in many ways: "Ai tổ chức", "Đơn vị tổ chức"; "Bài dự thi", "Số bài".
//! Of a heading the word in front says what is asked for (a name, a number, a day, a place, who) and
//! the rest says of what. Two headings mean the same where neither contradicts the other; "Tỷ lệ có
//! mặt" is not "Có mặt", and "Số mô hình" is not "Tên mô hình".
//!
//! *Invariant:* a heading means at most one column, a column is meant by at most one heading, and
//! nothing is guessed from the cells below.

use crate::kinds::GridColumn;
use crate::language::fold;

/// What the word in front of a heading asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Name,
    Number,
    Rate,
    Day,
    Place,
    Who,
}

/// The words in front, folded; the longer one first where one begins with another.
const FRONT: &[(&str, Asks)] = &[
    ("ten don vi", Asks::Who),
    ("ten co quan", Asks::Who),
    ("don vi", Asks::Who),
    ("co quan", Asks::Who),
    ("nguoi", Asks::Who),
    ("ai", Asks::Who),
    ("ten", Asks::Name),
    ("tong so nguoi", Asks::Number),
    ("tong so", Asks::Number),
    ("so luong", Asks::Number),
    ("so nguoi", Asks::Number),
    ("so", Asks::Number),
    ("ty le", Asks::Rate),
    ("thoi gian", Asks::Day),
    ("ngay", Asks::Day),
    ("dia diem", Asks::Place),
    ("noi", Asks::Place),
];

/// What heads a column of ordinals, folded.
const ORDINALS: &[&str] = &["tt", "stt", "so tt", "so thu tu", "thu tu", "no", "#"];

/// Whether a heading is that of a table's ordinals.
pub(super) fn of_ordinals(heading: &str) -> bool {
    let heading = fold(heading);
    ORDINALS.contains(&heading.trim_end_matches('.'))
}

/// A heading as it is compared.
struct Heading {
    folded: String,
    asks: Option<Asks>,
    /// Of what it asks.
    of: Vec<String>,
}

impl Heading {
    fn read(text: &str) -> Heading {
        let folded = fold(text);
        let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        let plain: String = folded.chars().map(letters).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let front = FRONT.iter().find_map(|(front, asks)| {
            let front: Vec<&str> = front.split(' ').collect();
            words.starts_with(&front).then_some((front.len(), *asks))
        });
        let rest = words.get(front.map_or(0, |(length, _)| length)..).unwrap_or_default();
        let rest = rest.strip_prefix(&["duoc"]).filter(|rest| !rest.is_empty()).unwrap_or(rest);
        Heading {
            asks: front.map(|(_, asks)| asks),
            of: rest.iter().map(|word| (*word).to_owned()).collect(),
            folded,
        }
    }

    /// How surely two headings mean the same: 4 word for word, 0 not at all.
    fn like(&self, other: &Heading) -> u8 {
        if self.folded.is_empty() || other.folded.is_empty() {
            return 0;
        }
        if self.folded == other.folded {
            return 4;
        }
        let begins = self.of.starts_with(&other.of) || other.of.starts_with(&self.of);
        match (self.asks, other.asks) {
            (a, b) if a == b && self.of == other.of => 3,
            (Some(a), Some(b)) if a == b && begins => 2,
            (Some(Asks::Name), Some(Asks::Name)) => 1,
            (Some(_), Some(_)) => 0,
            // "Cuộc thi" is short for its name; "Có mặt" is not short for its rate.
            (Some(asks), None) | (None, Some(asks))
                if !matches!(asks, Asks::Name | Asks::Number | Asks::Who) =>
            {
                0
            }
            _ if self.of.is_empty() || other.of.is_empty() || !begins => 0,
            _ if self.of == other.of => 2,
            _ => 1,
        }
    }
}

/// The column that each heading of a row means, where the row surely is one of headings and they
/// say enough: at least two, and half of them, mean a column, and one of them word for word, or the
/// row begins with what heads ordinals.
pub(super) fn columns(row: &[String], columns: &[GridColumn]) -> Option<Vec<Option<usize>>> {
    let headings: Vec<Heading> = row.iter().map(|text| Heading::read(text)).collect();
    let names: Vec<Vec<Heading>> =
        columns.iter().map(|c| c.names.iter().map(|name| Heading::read(name)).collect()).collect();
    let mut found = vec![None; row.len()];
    let ordinals = row.first().is_some_and(|first| of_ordinals(first));
    let mut sure = ordinals;
    for least in (1..=4).rev() {
        for (j, heading) in headings.iter().enumerate().skip(usize::from(ordinals)) {
            let free = |found: &[Option<usize>], c: usize| !found.contains(&Some(c));
            let column = names.iter().enumerate().position(|(c, names)| {
                free(&found, c) && names.iter().any(|name| heading.like(name) >= least)
            });
            if found[j].is_none() && column.is_some() {
                found[j] = column;
                sure |= least == 4;
            }
        }
    }
    let meant = found.iter().flatten().count();
    let said = headings.iter().skip(usize::from(ordinals)).filter(|h| !h.folded.is_empty()).count();
    // A figure is no heading, so this is a line of the table.
    let figure = row
        .iter()
        .zip(&found)
        .any(|(text, column)| column.is_none() && text.starts_with(|c: char| c.is_ascii_digit()));
    (sure && !figure && meant >= 2 && meant * 2 >= said).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Numbered;

    #[test]
    fn headings_find_the_columns_they_mean() {
        let contests = ["Tên cuộc thi", "Thời gian", "Cấp", "Ai tổ chức", "Bài dự thi"];
        let audience = ["Được triệu tập", "Có mặt", "Tỷ lệ"];
        let papers = ["Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Nội dung"];
        let no = usize::MAX;
        let rows: &[(&[&str], &[&str], &[usize])] = &[
            (
                &contests,
                &["TT", "Tên cuộc thi", "Ai tổ chức", "Thời gian", "Số bài dự thi"],
                &[no, 0, 3, 1, 4],
            ),
            (
                &contests,
                &["Stt.", "Tên", "Thời gian", "Đơn vị tổ chức", "Số bài"],
                &[no, 0, 1, 3, 4],
            ),
            (
                &contests,
                &["TÊN HỘI THI", "Ngày tổ chức", "Cấp tổ chức", "Bài dự thi", "Ghi chú"],
                &[0, 1, 2, 4, no],
            ),
            (&contests, &["Bài dự thi", "Cuộc thi", "Số cuộc thi"], &[4, 0, no]),
            (&audience, &["Đối tượng", "Có mặt", "Số người được triệu tập"], &[no, 1, 0]),
            (&audience, &["Có mặt", "Tỷ lệ có mặt", "Triệu tập"], &[1, 2, 0]),
            (
                &papers,
                &["TT", "Cơ quan ban hành", "Ban hành ngày", "Số", "Nội dung"],
                &[no, 2, no, 0, 3],
            ),
            (&papers, &["Đơn vị ban hành", "Nội dung", "Ngày, tháng"], &[2, 3, no]),
            // A line of the table, or too little to go by.
            (&contests, &["Tên cuộc thi", "2019", "Thời gian"], &[]),
            (&contests, &["Tên một cuộc thi", "Cấp trường"], &[]),
            (&contests, &["Thời gian", "Ghi chú"], &[]),
            (&contests, &["Thời gian", "Cấp", "a", "b", "c"], &[]),
            (&["Có mặt"], &["Tỷ lệ có mặt", "Có mặt"], &[]),
        ];
        for (grid, row, expected) in rows {
            let names = grid.iter().map(|name| GridColumn {
                names: [(*name).to_owned(), String::new()],
                numbered: Numbered::Never,
            });
            let row: Vec<String> = row.iter().map(|text| (*text).to_owned()).collect();
            let found = columns(&row, &names.collect::<Vec<_>>()).unwrap_or_default();
            let found: Vec<usize> = found.into_iter().map(|c| c.unwrap_or(no)).collect();
            assert_eq!(found, *expected, "{row:?}");
        }
    }
}
