//! A block copied from Excel, laid over the grid of a question: what would go where, before
//! anything is changed.

use super::{Edit, headings};
use crate::kinds::{Answer, Cell, Grid, GridColumn, GridRow, LineEdit, Numbered, Spec};
use crate::language::fold;

/// What a pasted block would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// New lines that the grid needs.
    pub add: usize,
    /// What goes where: the cell, its text now, its text after.
    pub cells: Vec<(Cell, String, String)>,
    /// Texts of the block for which the grid has no place.
    pub left_over: Vec<String>,
    /// Whether rows were found by the names in the block's first column.
    pub by_name: bool,
    /// The block's heading row, each with the grid's column that was found by it.
    pub headings: Vec<(String, Option<usize>)>,
    /// What counted the block's lines and goes nowhere.
    pub ordinals: Vec<String>,
}

/// Cuts a clipboard text of Excel into rows and cells: tabs between cells, quotes around cells
/// that hold line breaks.
pub fn cut(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => end_cell(&mut rows, &mut cell),
            '\n' if !quoted => {
                end_cell(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            '\r' => {}
            c => cell.push(c),
        }
    }
    end_cell(&mut rows, &mut cell);
    // A blank line inside the block keeps its place; those after it are nothing.
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

fn end_cell(rows: &mut [Vec<String>], cell: &mut String) {
    if let Some(row) = rows.last_mut() {
        row.push(std::mem::take(cell).trim().to_owned());
    }
}

/// Whether a pasted text is a block rather than a word: it has a tab, or several lines.
pub fn is_block(text: &str) -> bool {
    let text = text.trim_end_matches(['\n', '\r']);
    text.contains('\t') || text.contains('\n')
}

/// A block, and how it lies over a grid.
struct Block {
    /// Its heading row; nothing where it has none.
    headings: Vec<String>,
    /// The grid's column that each heading means, where they say enough.
    meant: Option<Vec<Option<usize>>>,
    /// The rows below it.
    rows: Vec<Vec<String>>,
    /// How many columns of ordinals stand in front: none or one.
    ordinals: usize,
    /// Whether rows are found by the names that stand next.
    by_name: bool,
    /// Where the texts begin, after ordinals and names.
    from: usize,
    /// On which column of the grid the first text lies, where the headings do not say.
    column_at: usize,
}

impl Block {
    fn read(mut rows: Vec<Vec<String>>, grid: &Grid, column_at: usize) -> Block {
        let mut meant = None;
        let mut headings = Vec::new();
        if let [first, _, ..] = rows.as_slice() {
            meant = headings::columns(first, &grid.columns);
            if meant.is_some() || is_heading(first, &grid.columns) {
                headings = rows.remove(0);
            }
        }
        let is_name = |text: &String| !grid.grows && row_named(grid, text).is_some();
        let lines = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count();
        let names_at = |column: usize| {
            // "Tổng" may stand where the others have their ordinal.
            let name = |row: &&Vec<String>| {
                let mut texts = row.iter().take(column + 1).rev();
                texts.find(|text| !text.is_empty()).is_some_and(is_name)
            };
            rows.iter().filter(name).count() * 2 > lines
        };
        let ordinals = match headings.first() {
            Some(first) if headings::of_ordinals(first) => true,
            _ if !count_up(&rows, is_name) => false,
            _ if names_at(1) => true,
            // Another heading says that they are something else.
            Some(first) if meant.is_some() => first.is_empty(),
            _ => match grid.columns.get(column_at).map(|column| column.numbered) {
                Some(Numbered::Never) => true,
                Some(Numbered::Perhaps) => {
                    rows.iter().any(|row| row.len() + column_at > grid.columns.len())
                }
                Some(Numbered::Always) | None => false,
            },
        };
        let ordinals = usize::from(ordinals);
        let by_name = !grid.grows
            && are_labels(&rows, ordinals, is_name)
            && rows.iter().any(|row| row.len() > ordinals + 1);
        let from = ordinals + usize::from(by_name);
        let column_at = if by_name { 0 } else { column_at };
        Block { headings, meant, rows, ordinals, by_name, from, column_at }
    }

    /// The grid's column over which a column of the block lies.
    fn column(&self, j: usize) -> Option<usize> {
        match &self.meant {
            Some(meant) => meant.get(j).copied().flatten(),
            None => Some(self.column_at + j.checked_sub(self.from)?),
        }
    }

    /// The headings, with the column where one was found by it.
    fn headings(&self) -> Vec<(String, Option<usize>)> {
        let meant = |j: usize| self.meant.as_ref().filter(|_| j >= self.from)?.get(j).copied()?;
        self.headings.iter().enumerate().map(|(j, text)| (text.clone(), meant(j))).collect()
    }
}

/// The grid's row of a name.
fn row_named(grid: &Grid, name: &str) -> Option<usize> {
    let name = fold(name);
    let is_it = |row: &GridRow| row.names.iter().any(|n| fold(n) == name);
    grid.rows.iter().position(is_it).filter(|_| !name.is_empty())
}

/// Whether a column says of whom each line is: one of its texts is a name of the grid, or none has a number
/// in it. A grid whose lines are given takes numbers, and a line of somebody whom it does not know
/// belongs to nobody that it knows.
fn are_labels(rows: &[Vec<String>], column: usize, is_name: impl Fn(&String) -> bool) -> bool {
    let mut texts = rows.iter().filter_map(|row| row.get(column)).filter(|text| !text.is_empty());
    let no_number = |text: &String| {
        text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_digit())
    };
    texts.clone().any(is_name) || (texts.clone().count() > 1 && texts.all(no_number))
}

/// Whether the first column does nothing but count the lines, 1, 2, 3 …, beside other texts; a name
/// may stand in it too, such as that of the total.
fn count_up(rows: &[Vec<String>], is_name: impl Fn(&String) -> bool) -> bool {
    let firsts = rows.iter().filter_map(|row| row.first());
    let counts = firsts.filter(|text| !text.is_empty() && !is_name(text));
    let mut lines = 0;
    for text in counts {
        lines += 1;
        if text.trim_end_matches('.').parse() != Ok(lines) {
            return false;
        }
    }
    lines > 1_u32 && rows.iter().any(|row| row.iter().skip(1).any(|text| !text.is_empty()))
}

/// Whether a text is what stands before a line to count it: "3", "03.", "1.2", "(a)", "IV".
fn is_ordinal(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '.']);
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    !text.is_empty()
        && (text.chars().all(|c| c.is_ascii_digit() || c == '.')
            || text.chars().all(roman)
            || text.chars().all(char::is_alphabetic) && text.chars().count() == 1)
}

/// Lays a block over a question's grid, its first cell on `at`. Rows are found by name where the
/// block holds the grid's own names, and columns by the block's headings where these say enough;
/// otherwise both by their place. Ordinals are left out. `None` where the question has no grid.
pub fn plan(spec: &Spec, answer: &Answer, at: &Cell, text: &str) -> Option<Plan> {
    let grid = spec.grid(answer)?;
    let row_at = grid.rows.iter().position(|row| row.cells.contains(at)).unwrap_or(0);
    let column_at = grid
        .rows
        .get(row_at)
        .and_then(|row| row.cells.iter().position(|cell| cell == at))
        .unwrap_or(0);
    let block = Block::read(cut(text), &grid, column_at);

    let mut answer = answer.clone();
    let mut plan = Plan {
        headings: block.headings(),
        ordinals: Vec::new(),
        add: 0,
        cells: Vec::new(),
        left_over: Vec::new(),
        by_name: block.by_name,
    };
    let mut next = row_at;
    let mut taken = Vec::new();
    for row in &block.rows {
        // A blank line keeps its place.
        if row.iter().all(String::is_empty) {
            next += 1;
            continue;
        }
        let mut texts = row.as_slice();
        let mut odd = None;
        if let Some((first, rest)) = row.split_first().filter(|_| block.ordinals > 0) {
            if first.is_empty() || is_ordinal(first) {
                plan.ordinals.extend(Some(first).filter(|text| !text.is_empty()).cloned());
                texts = rest;
            } else {
                odd = Some(first);
            }
        }
        let target = if block.by_name {
            let name = row.get(block.ordinals).filter(|name| !name.is_empty());
            // The first of two lines of one name has the row.
            let target = row_named(&grid, name.or(odd).map_or("", String::as_str))
                .filter(|target| !taken.contains(target));
            taken.extend(target);
            plan.left_over.extend(odd.filter(|_| name.is_some() && target.is_some()).cloned());
            target
        } else if odd.is_none() {
            next += 1;
            Some(next - 1)
        } else {
            // Not numbered as the other lines are, it is none of them: their total, say.
            None
        };
        let Some(target) = target else {
            plan.left_over.extend(texts.iter().filter(|text| !text.is_empty()).cloned());
            continue;
        };
        let mut grid = spec.grid(&answer)?;
        while grid.grows && grid.rows.len() <= target {
            spec.line(&mut answer, &LineEdit::Add { list: String::new() });
            plan.add += 1;
            let lines = grid.rows.len();
            grid = spec.grid(&answer)?;
            if grid.rows.len() == lines {
                break;
            }
        }
        let cells = grid.rows.get(target).map(|row| row.cells.as_slice()).unwrap_or_default();
        for (j, text) in row.iter().enumerate().skip(block.from) {
            match block.column(j).and_then(|column| cells.get(column)) {
                Some(cell) => {
                    let now = answer.get(cell).unwrap_or_default();
                    plan.cells.push((cell.clone(), now, text.clone()));
                }
                None if !text.is_empty() => plan.left_over.push(text.clone()),
                None => {}
            }
        }
    }
    Some(plan)
}

fn is_heading(row: &[String], columns: &[GridColumn]) -> bool {
    let columns: Vec<String> =
        columns.iter().flat_map(|column| &column.names).map(|name| fold(name)).collect();
    let is_name = |cell: &&String| !cell.is_empty() && columns.contains(&fold(cell));
    let meant = row.iter().filter(is_name).count();
    meant > 0 && meant * 2 >= row.len()
}

impl Plan {
    /// The plan as one change of the sheet.
    pub fn edit(&self, item: &str, field: &str) -> Edit {
        Edit::Fill {
            item: item.to_owned(),
            field: field.to_owned(),
            add: self.add,
            cells: self.cells.iter().map(|(cell, _, text)| (cell.clone(), text.clone())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_cut_as_excel_writes_them() {
        assert_eq!(cut("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cut("a\n\nb\n\n"), [vec!["a"], vec![""], vec!["b"]]);
        assert_eq!(cut("\"hai\ndòng\"\tx \"\"y"), [["hai\ndòng", "x \"\"y"]]);
        assert!(is_block("1\t2") && is_block("1\n2") && !is_block("1\n"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut(text in "\\PC{0,40}") {
            let _ = cut(&text);
        }
    }
}
