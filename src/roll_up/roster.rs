//! The units that are expected to send (*danh sách đơn vị*), and whose a file is.

use crate::language::{fold, name_key};
use crate::sheet::below::Choice;
use crate::sheet::{Below, Expected, Sheet, Unit};
use crate::template::Template;
use std::collections::{BTreeMap, BTreeSet};

/// What a pasted or typed list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The units that were not in the roster yet.
    pub lines: Vec<Expected>,
    /// The names, as they stand there, of the lines that say a unit once more: with the same code,
    /// or both without one. Two units of one name look the same, so somebody has to be told.
    pub repeated: Vec<String>,
}

/// The lines of a pasted or typed list that are not in a roster yet: a column of names, or names
/// and codes in any two columns, with or without running numbers and a heading.
///
/// Ids are made from `seed`, which is the consolidated sheet's own id, and the code or the place in
/// the list: two communes that both have a "01" do not meet in one province.
pub fn read(text: &str, seed: &str, known: &[Expected]) -> Listed {
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split(separators(text)).map(bare).collect::<Vec<&str>>())
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let lines: Vec<&Vec<&str>> =
        lines.iter().filter(|cells| !is_heading(cells) && !is_beside(cells)).collect();
    let column = |at: usize| lines.iter().filter_map(move |cells| cells.get(at).copied());
    let letters = |at: usize| -> usize {
        column(at).map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count()).sum()
    };
    let Some(names) = (0..width).max_by_key(|at| (letters(*at), width - at)) else {
        return Listed::default();
    };
    let is_code = |at: &usize| {
        *at != names
            && column(*at).any(|cell| !cell.is_empty())
            && column(*at).all(|cell| cell.chars().count() <= 24 && !cell.contains(' '))
            && !counts_up(&column(*at).collect::<Vec<_>>())
    };
    let codes = (0..width).find(is_code);

    let mut ids: BTreeSet<String> = known.iter().map(|line| line.id.clone()).collect();
    let mut seen: BTreeSet<(String, String)> =
        known.iter().map(|line| (name_key(&line.name), line.code.clone())).collect();
    let mut out = Listed::default();
    for cells in lines {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or("");
        let (mut name, code) = (without_number(cell(Some(names))), cell(codes));
        if name.is_empty() {
            // A line of another shape than the others: its name is what has letters.
            let most =
                cells.iter().max_by_key(|cell| cell.chars().filter(|c| c.is_alphabetic()).count());
            name = most.map_or("", |cell| without_number(cell));
        }
        if !name.contains(char::is_alphanumeric) {
            continue;
        }
        if !seen.insert((name_key(name), code.to_owned())) {
            out.repeated.push(name.to_owned());
            continue;
        }
        let short = beginning(seed);
        let mut nth = known.len() + out.lines.len() + 1;
        let mut id =
            if code.is_empty() { format!("{short}.{nth}") } else { format!("{short}.{code}") };
        while !ids.insert(id.clone()) {
            nth += 1;
            id = format!("{short}.{nth}");
        }
        out.lines.push(Expected { id, name: name.to_owned(), code: code.to_owned() });
    }
    out
}

/// What the ids begin with that a sheet gives the units of its roster. The starter files of one archive
/// were once told apart by five digits at the end of the sheet's id alone, and bodies that consolidate in
/// such sheets gave each other's units the same ids.
fn beginning(seed: &str) -> String {
    let together = seed.get(32..).filter(|end| end.len() == 5).unwrap_or_default();
    format!("{}{together}", crate::sheet::below::short(seed))
}

/// A line for the unit of a file that is on no line. By the id of a starter file it is known again,
/// from whatever body it has it.
pub fn line_for(unit: &Unit, seed: &str, known: &[Expected]) -> Expected {
    let code = unit.id.rsplit('.').next().unwrap_or_default();
    let is_known = |id: &str| known.iter().any(|line| line.id == id);
    let short = beginning(seed);
    let its_own = Some(unit.id.clone()).filter(|id| id.contains('.') && !is_known(id));
    let id = its_own.unwrap_or_else(|| {
        let by_number = (known.len() + 1..).map(|nth| format!("{short}.{nth}"));
        let by_code = (!code.is_empty()).then(|| format!("{short}.{code}"));
        by_code.into_iter().chain(by_number).find(|id| !is_known(id)).unwrap_or_default()
    });
    // Beside a line of the very name it is told apart by the body above it: "Chi bộ 1" is everywhere.
    let (name, parent) = (unit.name.text().trim(), unit.parent.text().trim());
    let named = known.iter().any(|line| name_key(&line.name) == name_key(name));
    let name = match named && !parent.is_empty() {
        true => format!("{name} ({parent})"),
        false => name.to_owned(),
    };
    Expected { id, name, code: code.to_owned() }
}

/// What stands between the cells. A comma only where the first line is a heading by it, as in a file
/// of comma-separated values: names have commas too.
fn separators(text: &str) -> &'static [char] {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let cells: Vec<&str> = first.split(',').map(bare).collect();
    if !text.contains(['\t', ';']) && cells.len() > 1 && is_heading(&cells) {
        return &[','];
    }
    &['\t', ';']
}

/// A cell without the marks that a file puts around it.
fn bare(cell: &str) -> &str {
    let cell = cell.trim().trim_start_matches('\u{feff}');
    cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
}

/// "STT", "Tên đơn vị", "Mã": what people write above such a column.
fn is_heading(cells: &[&str]) -> bool {
    let words =
        ["stt", "tt", "ten", "ten don vi", "don vi", "ma", "ma don vi", "name", "unit", "code"];
    let said: Vec<String> = cells.iter().map(|c| fold(c)).filter(|c| !c.is_empty()).collect();
    said.iter().any(|cell| words.contains(&cell.as_str()))
        && said.iter().all(|cell| !cell.chars().any(|c| c.is_ascii_digit()))
}

/// "DANH SÁCH CÁC ĐƠN VỊ", "Tổng cộng: 12": what people write over and under such a table. "Tổng công ty"
/// begins a name.
fn is_beside(cells: &[&str]) -> bool {
    let said = cells.iter().map(|cell| {
        let letters = |c: char| if c.is_alphabetic() { c } else { ' ' };
        let cell: String = fold(cell).chars().map(letters).collect();
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let said = said.filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
    said.first().is_some_and(|cell| {
        // "Tổng cộng: 9 đơn vị" counts; "Công đoàn" and "Công an" are units, and fold to the same.
        let counted = ["tong cong", "tong", "cong", "total"];
        let rest = counted.iter().find_map(|total| cell.strip_prefix(total)).map(str::trim_start);
        rest.is_some_and(|rest| matches!(rest, "" | "don vi" | "chi bo" | "to chuc" | "units"))
            || cell == "danh sach"
            || cell.starts_with("danh sach ")
            || cell.starts_with("tong so ")
    })
}

/// A name without its running number or the mark of a list: "3. Chi bộ thôn 22", "- Chi bộ thôn 22".
fn without_number(name: &str) -> &str {
    let name = ["- ", "– ", "+ ", "• ", "* "]
        .iter()
        .find_map(|mark| name.strip_prefix(mark))
        .map_or(name, str::trim_start);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < name.len());
    rest.filter(|rest| rest.starts_with(char::is_whitespace)).map_or(name, str::trim_start)
}

/// Running numbers: 1, 2, 3 …; "01", "02" are codes.
fn counts_up(cells: &[&str]) -> bool {
    let numbers: Option<Vec<usize>> = cells
        .iter()
        .map(|c| c.trim_end_matches('.').parse().ok().filter(|_| !c.starts_with('0')))
        .collect();
    numbers.is_some_and(|all| all.iter().enumerate().all(|(at, n)| *n == at + 1))
}

/// The sheet that a unit of the roster begins with: it knows who it is.
pub fn starter(line: &Expected, from: &Sheet, template: &Template, id: String) -> Sheet {
    let mut sheet = Sheet::blank(id, template);
    sheet.unit.id.clone_from(&line.id);
    sheet.unit.name.set(&line.name);
    sheet.unit.parent.set(from.unit.name.text());
    if let Some(kind) = template.kind_named(&line.name) {
        sheet.unit.kind.clone_from(&kind.code);
        sheet.unit.level = kind.level.clone().unwrap_or_default();
    }
    sheet.period = from.period.clone();
    sheet
}

/// Whose a file is, by the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// This line.
    Line(usize),
    /// None surely; these are near, and a person says which.
    Near(Vec<usize>),
    /// The starter file of one line with the name of another in it.
    Neighbours {
        /// The line that has the name.
        own: usize,
        /// The line that the file was made for.
        of: usize,
    },
}

/// A roster made ready for looking units up in it.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// Whose roster it is, without marks and signs; "" where nobody said.
    body: String,
    lines: Vec<(String, String)>,
    by_id: BTreeMap<String, usize>,
    by_code: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    folded: Vec<String>,
}

/// Makes the roster of a body ready.
pub fn place(roster: &[Expected], body: &str) -> Placed {
    let mut out = Placed { body: plain(body), ..Placed::default() };
    for (at, line) in roster.iter().enumerate() {
        out.lines.push((line.id.clone(), line.code.clone()));
        out.by_id.insert(line.id.clone(), at);
        if !line.code.is_empty() {
            out.by_code.entry(line.code.clone()).or_default().push(at);
        }
        out.by_name.entry(name_key(&line.name)).or_default().push(at);
        out.folded.push(plain(&line.name));
    }
    out
}

impl Placed {
    /// The line with an id.
    pub fn line(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whose line a unit's is: by the id of its starter file, else by the code, else by its name as
    /// people spell it. A name that only resembles one is offered, never assumed; and so is the very
    /// name where the file speaks against it: "Chi bộ 1" is everywhere.
    pub fn find(&self, unit: &Unit) -> Match {
        if let Some(at) = self.by_id.get(&unit.id).filter(|_| !unit.id.is_empty()) {
            // A neighbour's starter file, filled by another one of the list.
            return match self.by_name.get(&name_key(unit.name.text())).map(Vec::as_slice) {
                Some([own]) if own != at => Match::Neighbours { own: *own, of: *at },
                _ => Match::Line(*at),
            };
        }
        match self.by_code.get(&unit.id).map(Vec::as_slice) {
            Some([at]) => return Match::Line(*at),
            // A code that two lines have is nobody's.
            Some(several) => return Match::Near(several.to_vec()),
            None => {}
        }
        let name = unit.name.text();
        match self.by_name.get(&name_key(name)).map(Vec::as_slice) {
            Some([at]) if self.may_be(*at, unit) => Match::Line(*at),
            // Two lines of one name, or a file of another body: only a person knows.
            Some(lines) => Match::Near(lines.to_vec()),
            None => Match::Near(self.near(name)),
        }
    }

    /// Whether nothing that a unit says of itself contradicts a line of its name: another code, or
    /// quite another body above it.
    fn may_be(&self, at: usize, unit: &Unit) -> bool {
        let Some((id, code)) = self.lines.get(at) else { return false };
        // What a starter file of another roster says is the code behind the point.
        let said = unit.id.rsplit('.').next().unwrap_or_default();
        let other_code = !said.is_empty() && !code.is_empty() && said != code;
        let from_elsewhere = unit.id.contains('.') && code.is_empty() && unit.id != *id;
        let parent = plain(unit.parent.text());
        let other_body = !parent.is_empty() && !self.body.is_empty() && !alike(&parent, &self.body);
        !(other_code || other_body || from_elsewhere && parent.is_empty())
    }

    /// At most five lines whose names are nearly this one.
    fn near(&self, name: &str) -> Vec<usize> {
        let wanted = plain(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        let lines = self.folded.iter().enumerate();
        let mut near: Vec<(usize, usize)> =
            lines.filter_map(|(at, line)| Some((apart(line, &wanted)?, at))).collect();
        near.sort_unstable();
        near.into_iter().take(5).map(|(_, at)| at).collect()
    }
}

/// How far two names without marks and signs are apart; none where they do not resemble each other.
fn apart(line: &str, wanted: &str) -> Option<usize> {
    if line.contains(wanted) || wanted.contains(line) {
        return Some(1);
    }
    distance(line, wanted, wanted.chars().count() / 8 + 1)
}

fn alike(a: &str, b: &str) -> bool {
    a == b || apart(a, b).is_some()
}

/// How many units sent directly to the body of that name, without those that also stand in another
/// body's file; and the lines of its roster of which nothing
/// came that counts.
pub fn came(body: &str, below: &Below) -> (usize, Vec<usize>) {
    let direct: Vec<_> = below.units.iter().filter(|unit| unit.within.is_empty()).collect();
    let placed = place(&below.roster, body);
    let mut lines: BTreeSet<usize> = BTreeSet::new();
    for unit in below.units.iter().filter(|unit| !unit.within.is_empty()) {
        // A unit of the roster may come by way of another body.
        lines.extend(placed.line(&unit.unit.id));
    }
    for unit in &direct {
        let decided = below.choices.get(&unit.fingerprint).into_iter().flatten();
        let decided = decided.filter_map(|choice| match choice {
            Choice::IsUnit(id) => placed.line(id),
            _ => None,
        });
        lines.extend(decided);
        if let Match::Line(line) = placed.find(&unit.unit) {
            lines.insert(line);
        }
    }
    let missing = (0..below.roster.len()).filter(|line| !lines.contains(line)).collect();
    let alone = direct.iter().filter(|unit| unit.came_alone()).count();
    (alone, missing)
}

/// The lines of a body's roster that units are, as far as that is sure.
pub fn lines_of<'a>(
    body: &str,
    roster: &[Expected],
    units: impl Iterator<Item = &'a Unit>,
) -> BTreeSet<usize> {
    let mut units = units.peekable();
    if units.peek().is_none() {
        return BTreeSet::new();
    }
    let placed = place(roster, body);
    units
        .filter_map(|unit| match placed.find(unit) {
            Match::Line(line) => Some(line),
            Match::Near(_) | Match::Neighbours { .. } => None,
        })
        .collect()
}

/// The names of those of whom a body had nothing.
pub fn missing(body: &str, below: &Below) -> Box<[String]> {
    let (_, lines) = came(body, below);
    lines.into_iter().filter_map(|line| below.roster.get(line)).map(|l| l.name.clone()).collect()
}

/// Without marks and signs, and with its first word written out: "CB Trạm Y tế" is "Chi bộ Trạm Y tế".
fn plain(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    if let Some(first) = words.first_mut() {
        let short = [("cb", "chi bo"), ("db", "dang bo"), ("du", "dang uy")];
        *first = short.iter().find(|(short, _)| short == first).map_or(first, |(_, whole)| whole);
    }
    words.join(" ")
}

/// A name by which two files say the same unit, however it is spelled: without marks, signs and spaces.
/// Neighbours differ by a letter or a word, so that is enough for another name.
pub(super) fn spelled(name: &str) -> String {
    plain(name).replace(' ', "")
}

/// How many letters must change to make one text of the other; none above `most`, or where the
/// numbers in them differ: "Chi bộ 1" is not nearly "Chi bộ 2".
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, above) in b.iter().zip(row.iter().skip(1)) {
            let change = before + usize::from(x != y);
            left = change.min(above + 1).min(left + 1);
            next.push(left);
            before = *above;
        }
        row = next;
    }
    row.last().copied().filter(|far| *far <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Typed;

    fn roster(text: &str) -> Vec<(String, String)> {
        let listed = read(text, "0123456789abcdefff", &[]);
        listed.lines.into_iter().map(|l| (l.name, l.code)).collect()
    }

    fn line(name: &str, code: &str) -> (String, String) {
        (name.to_owned(), code.to_owned())
    }

    /// What stands over and under a table is no unit; a company whose name begins like a sum is one.
    #[test]
    fn titles_and_totals_are_no_units() {
        let all = [
            line("Chi bộ 1", ""),
            line("Chi bộ 2", ""),
            line("Chi bộ Tổng công ty X", ""),
            line("Công đoàn xã", ""),
        ];
        let text = "DANH SÁCH CÁC CHI BỘ\nSTT\tTên\n1\tChi bộ 1\n2\t- Chi bộ 2\n3\tChi bộ Tổng công ty X\nTổng cộng: 3\n\tTổng số: 03 chi bộ\nCộng: 02 đơn vị\nDanh sách\n4\tCông đoàn xã";
        assert_eq!(roster(text), all);
        assert_eq!(roster("Tổng công ty Thép"), [line("Tổng công ty Thép", "")]);
    }

    #[test]
    fn a_column_or_two_from_excel() {
        let both = [line("Chi bộ 1", "CB01"), line("Chi bộ Trường Lê Lợi", "CB02")];
        assert_eq!(roster("Chi bộ 1\tCB01\nChi bộ Trường Lê Lợi\tCB02\n"), both);
        assert_eq!(
            roster("STT\tMã\tTên đơn vị\r\n1\tCB01\tChi bộ 1\r\n2\tCB02\tChi bộ Trường Lê Lợi"),
            both
        );
        assert_eq!(
            roster("1\tChi bộ 1\n2\tChi bộ 2\n\n"),
            [line("Chi bộ 1", ""), line("Chi bộ 2", "")]
        );
        assert_eq!(roster("Chi bộ 1\nchi  bộ 1\n"), [line("Chi bộ 1", "")]);
        let comma = "\u{feff}Tên đơn vị,Mã\n\"Chi bộ 1\",CB01\nChi bộ Trường Lê Lợi,CB02\n";
        assert_eq!(roster(comma), both);
        let names = [line("Chi bộ thôn Đông, xã Hòa An", ""), line("Chi bộ thôn Đoài", "")];
        assert_eq!(roster("Chi bộ thôn Đông, xã Hòa An\nChi bộ thôn Đoài"), names);
        assert_eq!(roster("  \n"), []);
    }

    /// Two units of one name are one line of a list only where somebody was told.
    /// A line of another shape among pasted ones is a unit all the same, and a running number is no
    /// part of a name.
    #[test]
    fn no_line_of_a_list_gets_lost() {
        let text =
            "STT\tTên chi bộ\n1\tChi bộ thôn 1\n2\tChi bộ thôn 21\n3. Chi bộ thôn 22\n4) Chi bộ 4A";
        let names = |text: &str| -> Vec<String> {
            read(text, "s", &[]).lines.into_iter().map(|line| line.name).collect()
        };
        let all = ["Chi bộ thôn 1", "Chi bộ thôn 21", "Chi bộ thôn 22", "Chi bộ 4A"];
        assert_eq!(names(text), all);
        assert_eq!(names("1. Chi bộ 1\n2. Chi bộ 2"), ["Chi bộ 1", "Chi bộ 2"]);
        assert_eq!(names("Chi bộ 30.4\n26/3"), ["Chi bộ 30.4", "26/3"]);
    }

    #[test]
    fn a_name_that_stands_twice_is_said() {
        let listed = read("Chi bộ 1\nChi bộ 2\nchi  bộ 1\nChi bộ 3", "s", &[]);
        assert_eq!(listed.lines.len(), 3);
        assert_eq!(listed.repeated, ["chi  bộ 1"]);
        let again = read("Chi bộ 2\nChi bộ 4", "s", &listed.lines);
        assert_eq!((again.lines.len(), again.repeated), (1, vec!["Chi bộ 2".to_owned()]));
        let coded = read("Chi bộ 1\t01\nChi bộ 1\t02", "s", &[]);
        assert_eq!((coded.lines.len(), coded.repeated.len()), (2, 0));
    }

    #[test]
    fn ids_are_of_their_own_list() {
        let first = read("A\t01\nB", "aaaaaaaaaaaaaaaaaaaa", &[]).lines;
        assert_eq!(first[0].id, "aaaaaaaaaaaaaaaa.01");
        let more = read("C\nD\t01", "aaaaaaaaaaaaaaaaaaaa", &first).lines;
        let mut ids: Vec<&str> = first.iter().chain(&more).map(|l| l.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4);
        assert_ne!(read("A\t01", "b", &[]).lines[0].id, first[0].id);
    }

    #[test]
    fn names_match_and_near_ones_are_only_offered() {
        let lines =
            read("Chi bộ thôn Hòa Bình\nChi bộ thôn Hóa Bình\nChi bộ 1\nChi bộ 11", "s", &[]).lines;
        let placed = place(&lines, "Đảng ủy xã Hòa An");
        let unit = |name: &str| Unit { name: Typed::new(name), ..Unit::default() };
        assert_eq!(placed.find(&unit("CHI BỘ THÔN HOÀ BÌNH")), Match::Line(0));
        assert_eq!(placed.find(&unit("Chi bộ 1")), Match::Line(2));
        assert_eq!(placed.find(&unit("Chi bo thon Hoa Binh")), Match::Near(vec![0, 1]));
        assert_eq!(placed.find(&unit("Chi bộ 2")), Match::Near(vec![]));
        assert_eq!(placed.find(&unit("CB thôn Hòa Bình xã Hòa An")), Match::Near(vec![0, 1]));
        let starter = Unit { id: lines[1].id.clone(), ..unit("đổi tên") };
        assert_eq!(placed.find(&starter), Match::Line(1));
        // The body above as people write it; another one is a reason to ask.
        let of = |parent: &str| Unit { parent: Typed::new(parent), ..unit("Chi bộ 1") };
        assert_eq!(placed.find(&of("ĐẢNG UỶ XÃ HOÀ AN")), Match::Line(2));
        assert_eq!(placed.find(&of("Đảng bộ xã Hòa An")), Match::Line(2));
        assert_eq!(placed.find(&of("Đảng ủy phường Tân Lập")), Match::Near(vec![2]));
    }

    /// "Chi bộ 1" is everywhere: what has another body's code is not ours for its name.
    #[test]
    fn another_code_speaks_against_a_name() {
        let placed = place(&read("Chi bộ 1\tTG-02-001\nChi bộ 2\t", "s", &[]).lines, "");
        let unit = |name: &str, id: &str| Unit {
            id: id.to_owned(),
            name: Typed::new(name),
            ..Unit::default()
        };
        assert_eq!(placed.find(&unit("Chi bộ 1", "TG-01-001")), Match::Near(vec![0]));
        assert_eq!(placed.find(&unit("Chi bộ 1", "TG-02-001")), Match::Line(0));
        // The starter file of an earlier list has the code behind its point.
        assert_eq!(placed.find(&unit("Chi bộ 1", "0123456789abcdef.TG-02-001")), Match::Line(0));
        assert_eq!(
            placed.find(&unit("Chi bộ 1", "0123456789abcdef.TG-01-001")),
            Match::Near(vec![0])
        );
        assert_eq!(placed.find(&unit("Chi bộ 2", "any")), Match::Line(1));
        let twice = place(&read("Chi bộ 1\t01\nChi bộ 2\t01", "s", &[]).lines, "");
        assert_eq!(twice.find(&unit("Chi bộ 2", "01")), Match::Near(vec![0, 1]));
    }
}
