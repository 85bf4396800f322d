//! The long table and the totals, for other programs (docs/roll-up.md says what the columns hold).

use super::options::is_output;
use crate::kinds::Total;
use crate::number::Sum;
use crate::roll_up::{LongRow, LongTable, Totals};
use crate::sheet::Contribution;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// A value in a table.
enum Value<'a> {
    Text(&'a str),
    /// Digits, perhaps with a point: no number is made a float on its way.
    Number(String),
    Truth(bool),
    None,
}

use Value::{None as Nothing, Number, Text, Truth};

/// A table that is being written.
enum Table {
    Csv(Box<csv::Writer<Box<dyn Write>>>),
    Lines(Box<dyn Write>),
}

/// The columns that say of which unit a row is.
const UNIT: [&str; 11] = [
    "unit_id",
    "unit",
    "parent",
    "unit_kind",
    "level",
    "sheet",
    "revision",
    "fingerprint",
    "within",
    "consolidates",
    "undecided",
];
/// The columns that say what of it.
const ITEM: [&str; 4] = ["item", "field", "kind", "part"];
/// The columns of a sum.
const SUM: [&str; 7] = ["low", "high", "less", "more", "exact", "given", "unstated"];
/// The columns about wholes.
const WHOLE: [&str; 2] = ["whole", "covered"];

/// Writes the long table.
///
/// # Errors
/// The system's.
pub fn long(path: &Path, units: &[Arc<Contribution>]) -> io::Result<()> {
    let columns = [&UNIT[..], &ITEM, &SUM, &WHOLE].concat();
    let mut table = Table::begin(path, &columns)?;
    let rows = LongTable::of(units);
    for unit in units {
        let head = head(unit);
        for row in rows.rows(unit) {
            let mut values: Vec<&Value> = head.iter().collect();
            let rest = of_row(&row);
            values.extend(&rest);
            table.row(&columns, &values)?;
        }
    }
    table.end()
}

/// Writes the totals.
///
/// # Errors
/// The system's.
pub fn totals(path: &Path, totals: &Totals) -> io::Result<()> {
    let columns = [&ITEM[..], &SUM].concat();
    let mut table = Table::begin(path, &columns)?;
    for ((item, field), total) in totals {
        let Some(total) = &total.value else { continue };
        let mut amounts = total.amounts();
        amounts.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (part, sum) in &amounts {
            let mut values = vec![Text(item), Text(field), Text(Total::name(total)), Text(part)];
            values.extend(of_sum(sum));
            table.row(&columns, &values.iter().collect::<Vec<_>>())?;
        }
    }
    table.end()
}

fn head(unit: &Contribution) -> [Value<'_>; 11] {
    [
        Text(&unit.unit.id),
        Text(unit.unit.name.text()),
        Text(unit.unit.parent.text()),
        Text(&unit.unit.kind),
        Text(&unit.unit.level),
        Text(&unit.sheet),
        Number(unit.revision.to_string()),
        Text(&unit.fingerprint),
        Text(&unit.within),
        Truth(unit.consolidates),
        Truth(unit.undecided),
    ]
}

fn of_row<'a>(row: &'a LongRow) -> Vec<Value<'a>> {
    let mut out = vec![Text(row.item), Text(row.field), Text(row.kind), Text(&row.part)];
    out.extend(of_sum(&row.sum));
    out.extend([Truth(row.whole), Truth(row.covered)]);
    out
}

fn of_sum(sum: &Sum) -> [Value<'static>; 7] {
    let figure = sum.figure();
    let bound = |pick: fn(&crate::number::Known) -> crate::number::Decimal| {
        figure.map_or(Nothing, |known| Number(pick(&known).plain()))
    };
    let doubt = |doubt| Number(LongRow::doubt(doubt).to_string());
    [
        bound(|known| known.low),
        bound(|known| known.high),
        doubt(figure.map(|known| known.less).unwrap_or_default()),
        doubt(figure.map(|known| known.more).unwrap_or_default()),
        sum.exact.map_or(Nothing, |exact| Number(exact.plain())),
        Number(sum.given.to_string()),
        Number(sum.unstated.to_string()),
    ]
}

impl Table {
    fn begin(path: &Path, columns: &[&str]) -> io::Result<Table> {
        let mut out: Box<dyn Write> = if is_output(path) {
            Box::new(BufWriter::new(io::stdout()))
        } else {
            Box::new(BufWriter::with_capacity(1 << 16, File::create(path)?))
        };
        if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
            return Ok(Table::Lines(out));
        }
        // By this mark Excel knows that the letters are Unicode.
        out.write_all("\u{feff}".as_bytes())?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(columns)?;
        Ok(Table::Csv(Box::new(csv)))
    }

    fn row(&mut self, columns: &[&str], values: &[&Value]) -> io::Result<()> {
        match self {
            Table::Csv(csv) => {
                for value in values {
                    match value {
                        Text(text) => csv.write_field(text),
                        Number(digits) => csv.write_field(digits),
                        Truth(truth) => csv.write_field(truth.to_string()),
                        Nothing => csv.write_field(""),
                    }?;
                }
                csv.write_record(None::<&[u8]>)?;
            }
            Table::Lines(out) => {
                let mut before = '{';
                for (column, value) in columns.iter().zip(values) {
                    write!(out, "{before}\"{column}\":")?;
                    before = ',';
                    match value {
                        Text(text) => serde_json::to_writer(&mut *out, text)?,
                        Number(digits) => out.write_all(digits.as_bytes())?,
                        Truth(truth) => write!(out, "{truth}")?,
                        Nothing => out.write_all(b"null")?,
                    }
                }
                out.write_all(b"}\n")?;
            }
        }
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        match self {
            Table::Csv(mut csv) => csv.flush(),
            Table::Lines(mut out) => out.flush(),
        }
    }
}
