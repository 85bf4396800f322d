//! The same template under another name, with every code renamed: nothing in the program may
//! know a code of a template.

use super::Line;
use phieu::kinds::parts::Part;
use phieu::kinds::rows::Holds;
use phieu::kinds::{Spec, State, audience_shares};
use phieu::language::Pattern;
use phieu::sheet::HeadField;
use phieu::template::Holds::Excludes as Excluding;
use phieu::template::{
    Appendix, Content, Field, FieldRef, Item, NOTE, STATUS, Template, Value, load,
};
use std::sync::Arc;

/// Another code: letters and order change, different codes stay different.
pub fn code(code: &str) -> String {
    let turned = code.chars().rev().map(|c| match c {
        'a'..='y' | 'A'..='Y' => char::from_u32(u32::from(c) + 1).unwrap_or(c),
        'z' => 'a',
        'Z' => 'A',
        c => c,
    });
    format!("q{}", turned.collect::<String>())
}

/// A field's code; status and note are the program's own.
pub fn field(of: &str) -> String {
    if of == STATUS || of == NOTE { of.to_owned() } else { code(of) }
}

/// The part of a slot after the field's name, or a cell's path with dots.
fn part(spec: &Spec, part: &str) -> String {
    let renamed = |first: &str, rest: Option<&str>| match rest {
        Some(rest) => format!("{}.{rest}", code(first)),
        None => code(first),
    };
    let (first, rest) = part.split_once('.').map_or((part, None), |(a, b)| (a, Some(b)));
    match (spec, first, rest) {
        (_, "", _) => String::new(),
        (Spec::AudienceShares(_), "list" | audience_shares::OVERALL, _)
        | (Spec::Breakdown(_), "total" | "overlap", None)
        | (Spec::Grades(_), "total" | "list", None)
        | (Spec::Rows(_), "list" | "count", None)
        | (Spec::Choice(_), "other", None) => part.to_owned(),
        (Spec::AudienceShares(_) | Spec::Grades(_), first, rest) => renamed(first, rest),
        (Spec::Breakdown(_), cut, Some("among")) => format!("{}.among", code(cut)),
        (Spec::Breakdown(_), cut, Some(of)) => format!("{}.{}", code(cut), code(of)),
        (Spec::Breakdown(_), cut, None) => code(cut),
        (Spec::Rows(_) | Spec::Choice(_), first, Some(of)) => format!("{first}.{}", code(of)),
        _ => part.to_owned(),
    }
}

/// A cell's path.
pub fn cell(template: &Template, item: &str, field: &str, cell: &str) -> String {
    let spec = &template.item(item).and_then(|i| i.field(field)).unwrap().kind;
    part(spec, &cell.replace('/', ".")).replace('.', "/")
}

/// A place as findings name it: "item.field.cell".
pub fn place(template: &Template, place: &str) -> String {
    let mut steps = place.splitn(3, '.');
    let (item, of) = (steps.next().unwrap(), steps.next().unwrap());
    let path = cell(template, item, of, steps.next().unwrap_or_default());
    format!("{}.{}.{path}", code(item), field(of))
}

/// A line of an entry.
pub fn line(template: &Template, line: &Line) -> Line {
    match line {
        Line::Head(head @ (HeadField::UnitKind | HeadField::UnitLevel), text) => {
            Line::Head(*head, code(text))
        }
        Line::Head(..) => line.clone(),
        Line::Cell { item, field: of, cell: path, text } => Line::Cell {
            item: code(item),
            field: field(of),
            cell: cell(template, item, of, path),
            text: option(template, item, of, path)
                .filter(|known| known(text))
                .map_or_else(|| text.clone(), |_| code(text)),
        },
        Line::Keep(key, reason) => {
            let (check, at) = key.split_once('@').unwrap();
            Line::Keep(format!("{check}@{}", place(template, at)), reason.clone())
        }
        Line::Words(key, text) => {
            let (item, sentence) = key.split_once('/').unwrap();
            let key = match (item, sentence) {
                ("report", _) => key.clone(),
                (item, STATUS) => format!("{}/{STATUS}", code(item)),
                (item, sentence) => format!("{}/{}", code(item), code(sentence)),
            };
            Line::Words(key, text.clone())
        }
    }
}

/// For a cell of a table's column that holds a choice: whether a text is the code of an option.
fn option<'a>(
    template: &'a Template,
    item: &str,
    field: &str,
    cell: &str,
) -> Option<impl Fn(&String) -> bool + 'a> {
    let Spec::Rows(spec) = &template.item(item)?.field(field)?.kind else { return None };
    let (_, column) = cell.split_once('/')?;
    match &spec.columns.iter().find(|c| c.code == column)?.holds {
        Holds::Choice(options) => {
            Some(move |text: &String| options.iter().any(|o| o.code == *text))
        }
        _ => None,
    }
}

/// The template with another id and other codes.
pub fn template(of: &Template) -> Template {
    let mut out = of.clone();
    out.id = code(&of.id);
    for kind in &mut out.unit_kinds {
        kind.code = code(&kind.code);
        kind.level = kind.level.as_deref().map(code);
    }
    for level in &mut out.levels {
        level.code = code(&level.code);
    }
    for section in &mut out.sections {
        section.code = code(&section.code);
        codes(&mut section.items);
    }
    for item in &mut out.items {
        *item = Arc::new(self::item(item));
    }
    for relation in &mut out.relations {
        relation.code = code(&relation.code);
        if let Excluding(State::Is(option)) = &mut relation.relation {
            *option = code(option);
        }
        relation.left = value(of, &relation.left);
        for right in &mut relation.right {
            *right = value(of, right);
        }
        codes(&mut relation.asks);
        if let Some(all) = &mut relation.when_all {
            *all = value(of, all);
        }
        if let Some(option) = &mut relation.unless {
            for name in [&mut option.item, &mut option.part] {
                *name = code(name);
            }
            option.field = field(&option.field);
        }
    }
    for content in out.report.parts.iter_mut().flat_map(|part| &mut part.content) {
        match content {
            Content::Items { items, .. } => codes(items),
            Content::Section(section) => *section = code(section),
            Content::Groups(_) => {}
        }
    }
    for appendix in &mut out.report.appendix {
        match appendix {
            Appendix::Table { fields, .. } | Appendix::Chart { fields, .. } => {
                for FieldRef { item, field: of } in fields {
                    (*item, *of) = (code(item), field(of));
                }
            }
            Appendix::Status { .. } => {}
        }
    }
    let loaded = load(out.clone()).unwrap();
    assert!(loaded.items == out.items, "a loaded template is whole");
    loaded
}

fn codes(list: &mut [String]) {
    for of in list {
        *of = code(of);
    }
}

fn value(template: &Template, of: &Value) -> Value {
    let spec = &template.item(&of.item).and_then(|i| i.field(&of.field)).unwrap().kind;
    Value { item: code(&of.item), field: field(&of.field), part: part(spec, &of.part) }
}

fn item(of: &Item) -> Item {
    let mut out = of.clone();
    out.code = code(&of.code);
    codes(&mut out.asks);
    for field in &mut out.fields {
        *field = self::renamed_field(field);
    }
    for sentence in &mut out.sentences {
        sentence.code = code(&sentence.code);
        for wording in &mut sentence.wordings {
            wording.vi = slots(of, &wording.vi);
            wording.en = slots(of, &wording.en);
            let when = std::mem::take(&mut wording.when);
            wording.when = when
                .into_iter()
                .map(|(name, states)| {
                    let chosen = matches!(of.field(&name).unwrap().kind, Spec::Choice(_));
                    let state = |state: State| match state {
                        State::Is(option) if chosen => State::Is(code(&option)),
                        state => state,
                    };
                    (field(&name), states.into_iter().map(state).collect())
                })
                .collect();
        }
    }
    out
}

fn slots(item: &Item, text: &str) -> String {
    Pattern::parse(text).rename(&|slot| {
        let (name, rest) = slot.split_once('.').unwrap_or((slot, ""));
        match item.field(name) {
            None => slot.to_owned(),
            Some(of) if rest.is_empty() => field(&of.code),
            Some(of) => format!("{}.{}", field(name), part(&of.kind, rest)),
        }
    })
}

fn renamed_field(of: &Field) -> Field {
    let mut out = of.clone();
    out.code = field(&of.code);
    codes(&mut out.asks);
    codes(&mut out.counts_itself);
    match &mut out.kind {
        Spec::AudienceShares(spec) => parts(&mut spec.audiences),
        Spec::Breakdown(spec) => {
            for cut in &mut spec.cuts {
                cut.code = code(&cut.code);
                parts(&mut cut.parts);
            }
        }
        Spec::Choice(spec) => parts(&mut spec.options),
        Spec::Grades(spec) => {
            parts(&mut spec.grades);
            for group in &mut spec.or_better {
                (group.code, group.from) = (code(&group.code), code(&group.from));
            }
        }
        Spec::Rows(spec) => {
            for column in &mut spec.columns {
                column.code = code(&column.code);
                column.at_most = column.at_most.as_deref().map(code);
                if let Holds::Choice(options) = &mut column.holds {
                    parts(options);
                }
            }
            for text in [&mut spec.phrase.vi, &mut spec.phrase.en] {
                *text = Pattern::parse(text).rename(&code);
            }
        }
        _ => {}
    }
    out
}

fn parts(list: &mut [Part]) {
    for part in list {
        part.code = code(&part.code);
        part.under = part.under.as_deref().map(code);
        codes(&mut part.asks);
    }
}
