//! A block copied from Excel, laid over the grid of a question: what would go where, before
//! anything is changed.

use super::Edit;
use crate::kinds::{Answer, Cell, LineEdit, Spec};
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

/// Lays a block over a question's grid, its first cell on `at`. Rows are found by name where the
/// block's first column holds the grid's own names; a heading row is passed over. `None` where
/// the question has no grid.
pub fn plan(spec: &Spec, answer: &Answer, at: &Cell, text: &str) -> Option<Plan> {
    let mut block = cut(text);
    let grid = spec.grid(answer)?;
    let row_at = grid.rows.iter().position(|row| row.cells.contains(at)).unwrap_or(0);
    let column_at = grid
        .rows
        .get(row_at)
        .and_then(|row| row.cells.iter().position(|cell| cell == at))
        .unwrap_or(0);
    if block.len() > 1 && is_heading(&block[0], &grid.columns) {
        block.remove(0);
    }
    let named = |name: &str| {
        let name = fold(name);
        grid.rows.iter().position(|row| row.names.iter().any(|n| fold(n) == name))
    };
    let names = block.iter().filter(|row| row.first().is_some_and(|n| named(n).is_some())).count();
    let lines = block.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count();
    let by_name = !grid.grows && names * 2 > lines && block.iter().any(|row| row.len() > 1);

    let mut answer = answer.clone();
    let mut plan = Plan { add: 0, cells: Vec::new(), left_over: Vec::new(), by_name };
    for (i, row) in block.iter().enumerate() {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let (target, texts, first) = if by_name {
            match row.first().and_then(|name| named(name)) {
                Some(target) => (target, row.get(1..).unwrap_or_default(), 0),
                None => {
                    plan.left_over.extend(row.iter().filter(|t| !t.is_empty()).cloned());
                    continue;
                }
            }
        } else {
            (row_at + i, row.as_slice(), column_at)
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
        for (j, text) in texts.iter().enumerate() {
            match cells.get(first + j) {
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

fn is_heading(row: &[String], columns: &[String]) -> bool {
    let columns: Vec<String> = columns.iter().map(|c| fold(c)).collect();
    row.iter().filter(|cell| columns.contains(&fold(cell))).count() * 2 >= row.len().max(1)
        && row.iter().any(|cell| columns.contains(&fold(cell)))
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
