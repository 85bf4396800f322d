//! Many sheets into one: what holds whatever the units answered, in whatever order and by whatever
//! way their files came.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

#[path = "files/sample.rs"]
mod sample;

use phieu::checks::Gravity;
use phieu::file::{self, Library, Saved};
use phieu::intake::{self, Wanted, Why};
use phieu::kinds::{Cell, LineEdit, NAMES};
use phieu::language::Lang;
use phieu::number::{Known, Sum};
use phieu::roll_up::{
    self, Arrival, Standing, across, by_level, choose, choose_for, collect, contributions, joined,
    long, totals,
};
use phieu::sheet::below::Choice;
use phieu::sheet::{Below, Contribution, Edit, Expected, HeadField, Kept, Sheet, apply};
use phieu::template::Template;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sample::{FIELD, template};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// The form is made once a test: making it costs more than a case.
fn form() -> Rc<Template> {
    thread_local!(static FORM: OnceCell<Rc<Template>> = const { OnceCell::new() });
    FORM.with(|form| Rc::clone(form.get_or_init(template)))
}

fn books() -> Library {
    Library::new(vec![form()])
}

/// What one unit typed: in which item, in which cell, what.
type Typed = Vec<(Index, Index, String)>;

fn typed() -> impl Strategy<Value = Typed> {
    let text = select(vec![
        "",
        "0",
        "1",
        "7",
        "03",
        "41.004",
        "hơn 5.400",
        "gần 200",
        "khoảng 20",
        "02 - 05",
        "có",
        "12a",
        "94,2%",
        "từ 95 trở lên",
        "9/2016",
        "24-KH/TU",
        "yes",
        "film",
        "Mô hình dân vận khéo",
    ]);
    vec((any::<Index>(), any::<Index>(), text.prop_map(str::to_owned)), 0..40)
}

fn unit(id: &str, name: &str, parent: &str, answers: &Typed) -> Sheet {
    let template = form();
    let mut sheet = Sheet::blank(id.to_owned(), &template);
    let head = |sheet: &Sheet, field, text: &str| {
        apply(sheet, &template, &Edit::Head(field, text.to_owned()))
    };
    sheet = head(&sheet, HeadField::UnitName, name);
    sheet = head(&sheet, HeadField::UnitParent, parent);
    sheet = head(&sheet, HeadField::PeriodFrom, "2016");
    for (item, cell, text) in answers {
        let item = NAMES[item.index(NAMES.len())].to_owned();
        let spec = &template.item(&item).unwrap().field(FIELD).unwrap().kind;
        let blank = spec.blank();
        let answer = sheet.field(&item, FIELD).map_or(&blank, |field| &field.own);
        let cells = spec.cells(answer);
        let field = FIELD.to_owned();
        // Lists get further lines, and texts causes.
        let more = answer.length().is_some() && text.is_empty();
        let edit = if cells.is_empty() || more {
            let list = if cell.index(2) == 0 { "" } else { "causes" };
            Edit::Line { item, field, edit: LineEdit::Add { list: list.to_owned() } }
        } else {
            let cell = cells[cell.index(cells.len())].clone();
            let progress = ["done", "under_way", "not_started", "not_concerned", ""];
            let text = match cell.path() {
                "progress" => progress[text.len() % progress.len()].to_owned(),
                _ => text.clone(),
            };
            Edit::Cell { item, field, cell, text }
        };
        sheet = apply(&sheet, &template, &edit);
    }
    keep_one(&sheet)
}

/// The sheet with one of its findings kept, where it has any: reasons travel like answers.
fn keep_one(sheet: &Sheet) -> Sheet {
    let form = form();
    let review = phieu::review::review(&form, sheet);
    let findings = review.findings(&form);
    let Some(found) = findings.iter().find(|found| found.gravity != Gravity::Missing) else {
        return sheet.clone();
    };
    let kept = Kept { reason: "theo sổ".into(), seen: found.seen.clone() };
    apply(sheet, &form, &Edit::Keep { key: found.key(), kept })
}

/// The sheet of a unit that answered something: a blank one is not taken in.
fn answered(sheet: Sheet) -> Sheet {
    let mut fields = sheet.items.values().flat_map(|item| item.fields.values());
    if fields.any(|field| !field.own.is_blank()) {
        return sheet;
    }
    let (item, field) = ("figure".to_owned(), FIELD.to_owned());
    let edit = Edit::Cell { item, field, cell: Cell::new("value"), text: "2".to_owned() };
    apply(&sheet, &form(), &edit)
}

fn wanted(own: &str) -> Wanted {
    Wanted::of(&form(), &Sheet { id: own.to_owned(), ..unit("x", "", "", &vec![]) })
}

fn bytes(sheet: &Sheet, saved: Option<&Saved>) -> (Vec<u8>, Saved) {
    let written = file::write(&form(), sheet, saved, &books());
    assert!(file::verify(&written, sheet, &books()));
    (written.bytes.into_bytes(), written.saved)
}

fn arrive(sheet: &Sheet) -> Arrival {
    receive(&bytes(sheet, None).0).unwrap()
}

fn receive(bytes: &[u8]) -> Result<Arrival, Why> {
    intake::receive(bytes, &wanted("top"), &books()).map(Arc::unwrap_or_clone)
}

/// Rolls files up under a body's own sheet.
fn roll(own: &Sheet, arrivals: &[Arrival], below: &Below) -> Sheet {
    let own = Sheet { below: Arc::new(below.clone()), ..own.clone() };
    let chosen = choose(arrivals, below);
    collect(&form(), &own, contributions(arrivals, &chosen))
}

/// All sums of a sheet's units: by item and field, with how many gave.
fn sums(sheet: &Sheet) -> BTreeMap<(String, String), (Option<phieu::kinds::Total>, u32)> {
    totals(&form(), &sheet.below.units)
        .into_iter()
        .filter(|(_, sum)| sum.gave > 0)
        .map(|(key, sum)| (key, (sum.value, sum.gave)))
        .collect()
}

/// The reasons that came along, by sheet.
fn reasons(sheet: &Sheet) -> BTreeMap<String, Vec<(String, String)>> {
    let kept = |unit: &Arc<Contribution>| {
        unit.kept.iter().map(|(key, kept)| (key.to_owned(), kept.reason.clone())).collect()
    };
    sheet.below.units.iter().map(|unit| (unit.sheet.clone(), kept(unit))).collect()
}

fn cells(all: &[Typed]) -> Vec<Sheet> {
    all.iter()
        .enumerate()
        .map(|(n, typed)| {
            // "Chi bộ 1" stands under every commune.
            let parent = format!("Xã {}", n % 3);
            answered(unit(&format!("cell{n}"), &format!("Chi bộ {}", n / 3 + 1), &parent, typed))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Cells to the province, and cells by way of communes, whose own figures come along: the same
    /// sums, in any order of the files.
    #[test]
    fn the_way_up_makes_no_difference(
        all in vec(typed(), 1..9),
        own in vec(typed(), 3),
        order in any::<Index>(),
    ) {
        let cells = cells(&all);
        let communes: Vec<Sheet> = own.iter().enumerate()
            .map(|(n, typed)| answered(unit(&format!("commune{n}"), &format!("Xã {n}"), "Tỉnh", typed)))
            .collect();
        let nothing = Below::default();
        let province = unit("province", "Tỉnh", "", &vec![]);

        let direct: Vec<Arrival> = cells.iter().chain(&communes).map(arrive).collect();
        let direct = roll(&province, &direct, &nothing);

        let mut by_way: Vec<Arrival> = Vec::new();
        for (n, commune) in communes.iter().enumerate() {
            let of = cells.iter().enumerate().filter(|(at, _)| at % 3 == n);
            let mut of: Vec<Arrival> = of.map(|(_, cell)| arrive(cell)).collect();
            if !of.is_empty() {
                let turn = order.index(of.len());
                of.rotate_left(turn);
            }
            let rolled = roll(commune, &of, &nothing);
            by_way.push(arrive(&rolled));
        }
        let reversed: Vec<Arrival> = by_way.iter().rev().cloned().collect();
        let by_way = roll(&province, &by_way, &nothing);
        prop_assert_eq!(sums(&by_way), sums(&direct));
        prop_assert_eq!(reasons(&by_way), reasons(&direct));
        prop_assert_eq!(&roll(&province, &reversed, &nothing), &by_way);
        // The consolidated sheet is a file like any other, with the same sums in it.
        let again = arrive(&by_way);
        let back: Vec<Arc<Contribution>> = Arrival::of_units(&again.units)
            .into_iter()
            .flat_map(|arrival| std::iter::once(arrival.own).chain(arrival.units))
            .collect();
        let by_name = |units: &[Arc<Contribution>]| -> Vec<Arc<Contribution>> {
            let mut units = units.to_vec();
            units.sort_by(|a, b| a.sheet.cmp(&b.sheet));
            units
        };
        prop_assert_eq!(by_name(&back), by_name(&by_way.below.units));
        prop_assert!(across(&form(), &by_way).iter().all(|n| n.check != "not_the_sum"));
        // And once more, by way of one body more.
        let state = unit("state", "Trung ương", "", &vec![]);
        prop_assert_eq!(sums(&roll(&state, &[again], &nothing)), sums(&by_way));
    }

    /// Older revisions, copies, and a unit that comes on its own as well as inside a commune's file
    /// add nothing, wherever they stand among the files.
    #[test]
    fn what_comes_twice_counts_once(all in vec(typed(), 1..6), more in typed(), turn in any::<Index>()) {
        let cells = cells(&all);
        let (old, saved) = bytes(&cells[0], None);
        let newer = answered(unit("cell0", "CHI BỘ 1", "Xã 0", &more));
        let (new, _) = bytes(&newer, Some(&saved));
        let mut current = vec![receive(&new).unwrap()];
        current.extend(cells.iter().skip(1).map(arrive));
        let commune = roll(&unit("commune", "Xã", "Tỉnh", &vec![]), &current, &Below::default());
        let top = unit("top", "Tỉnh", "", &vec![]);
        let right = roll(&top, &current, &Below::default());

        // The commune rolled the old one up; the new one came on its own, one of the others too.
        let mut stale = vec![receive(&old).unwrap()];
        stale.extend(cells.iter().skip(1).map(arrive));
        let stale = roll(&unit("commune", "Xã", "Tỉnh", &vec![]), &stale, &Below::default());
        let mut mixed = vec![
            arrive(&stale), receive(&new).unwrap(), receive(&old).unwrap(), receive(&new).unwrap(),
        ];
        mixed.extend(cells.iter().skip(1).take(1).map(arrive));
        let turn = turn.index(mixed.len());
        mixed.rotate_left(turn);
        let rolled = roll(&top, &mixed, &Below::default());
        prop_assert_eq!(sums(&rolled), sums(&right));
        prop_assert_eq!(sums(&roll(&top, &[arrive(&commune)], &Below::default())), sums(&right));
        prop_assert!(!choose(&mixed, &Below::default()).undecided);
    }

    /// Whoever adds the rows of the long table has our totals, part by part, to the last unit.
    #[test]
    fn the_long_table_adds_up_to_the_totals(all in vec(typed(), 1..7)) {
        let arrivals: Vec<Arrival> = cells(&all).iter().map(arrive).collect();
        let rolled = roll(&unit("top", "", "", &vec![]), &arrivals, &Below::default());
        let mut rows: BTreeMap<(String, String, String), Sum> = BTreeMap::new();
        for unit in &rolled.below.units {
            for row in long(unit) {
                let sum = rows.entry((row.item.to_owned(), row.field.to_owned(), row.part)).or_default();
                *sum = sum.merge(&row.sum);
            }
        }
        let mut ours = BTreeMap::new();
        for ((item, field), sum) in totals(&form(), &rolled.below.units) {
            for (part, sum) in sum.value.iter().flat_map(phieu::kinds::Total::amounts) {
                ours.insert((item.clone(), field.clone(), part), sum);
            }
        }
        prop_assert_eq!(rows, ours);
    }

    /// A sum written as one unit would type it reads as the sum, so the report of a consolidated
    /// sheet says the sums.
    #[test]
    fn a_stand_in_reads_as_the_total(all in vec(typed(), 1..7)) {
        let template = form();
        let arrivals: Vec<Arrival> = cells(&all).iter().map(arrive).collect();
        let rolled = roll(&unit("top", "", "", &vec![]), &arrivals, &Below::default());
        for kind in ["figure", "breakdown", "rows"] {
            let spec = &template.item(kind).unwrap().field(FIELD).unwrap().kind;
            let Some(collected) = rolled.field(kind, FIELD).and_then(|f| f.collected.as_ref()) else { continue };
            let answer = &spec.stand_in(&collected.value);
            for (part, _) in spec.numbers() {
                let Some(whole) = collected.value.sum(&part) else { continue };
                let Some(sum) = whole.figure() else { continue };
                // Two opposite doubts have one word, "khoảng"; a bound that is included loses that.
                let read = spec.number(answer, &part).and_then(|f| f.known());
                // Where only one end is open, the other alone says it: an open bound bounds nothing.
                let Some(shown) = whole.shown() else { continue };
                let bounds = |k: Known| match (shown.less.is_no(), shown.more.is_no()) {
                    (true, false) => (Some(k.low), None),
                    (false, true) => (None, Some(k.high)),
                    _ => (Some(k.low), Some(k.high)),
                };
                prop_assert_eq!(read.map(bounds), Some(bounds(sum)), "{} {}", kind, part);
                if whole.unstated == 0 {
                    prop_assert_eq!(read.and_then(|k| k.as_exact()), sum.as_exact());
                }
            }
        }
    }

    /// What units listed – their plans, their awards – is never told as the body's own.
    #[test]
    fn lists_of_units_are_not_those_of_the_body(all in vec(typed(), 1..3)) {
        let units = all.iter().enumerate();
        let arrivals: Vec<Arrival> = units
            .map(|(n, typed)| arrive(&answered(unit(&format!("s{n}"), &format!("U{n}"), "Xã", typed))))
            .collect();
        let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
        let joined = phieu::roll_up::joined(&form(), &rolled);
        for field in joined.items.values().flat_map(|answers| answers.fields.values()) {
            prop_assert!(field.own.length().is_none_or(|lines| lines == 0));
        }
    }

    /// Units are parted by level, and the parts are the whole.
    #[test]
    fn levels_are_parts_of_the_whole(all in vec((typed(), 0usize..3), 1..7)) {
        let template = form();
        let codes: Vec<String> = template.levels.iter().map(|level| level.code.clone()).collect();
        let units: Vec<Arc<Contribution>> = all.iter().enumerate().map(|(n, (typed, level))| {
            let mut sheet = answered(unit(&format!("s{n}"), &format!("U{n}"), "", typed));
            sheet.unit.level = codes.get(*level).cloned().unwrap_or_default();
            arrive(&sheet).own
        }).collect();
        for ((item, field), sum) in totals(&template, &units) {
            let parts = by_level(&template, &units, &item, &field);
            let whole = parts.into_iter().map(|(_, t)| t).reduce(|a, b| a.merge(&b).unwrap());
            prop_assert_eq!(whole, sum.value);
        }
    }
}

fn cell(id: &str, name: &str, parent: &str, number: &str) -> Sheet {
    let template = form();
    let sheet = unit(id, name, parent, &vec![]);
    let cell = phieu::kinds::Cell::new("value");
    let edit = Edit::Cell { item: "figure".into(), field: FIELD.into(), cell, text: number.into() };
    apply(&sheet, &template, &edit)
}

fn figure(sheet: &Sheet) -> String {
    let collected = sheet.field("figure", FIELD).and_then(|f| f.collected.as_ref());
    collected.and_then(|c| c.value.sum("")).map(|sum| sum.typed()).unwrap_or_default()
}

fn standings(arrivals: &[Arrival], below: &Below) -> Vec<Standing> {
    let chosen = choose(arrivals, below);
    chosen.entries.iter().filter(|e| e.unit.is_none()).map(|e| e.standing.clone()).collect()
}

fn expected(id: &str, name: &str) -> Expected {
    Expected { id: id.to_owned(), name: name.to_owned(), code: String::new() }
}

/// Two files of a unit of which neither continues the other: the total is marked until a person
/// decides, and then counts what was decided.
#[test]
fn a_person_decides_between_two_files_of_a_unit() {
    let (a, b) = (cell("a", "Chi bộ 1", "Xã", "10"), cell("b", "Chi bộ 1", "Xã", "20"));
    let arrivals = [arrive(&a), arrive(&b)];
    let mut below = Below::default();
    let chosen = choose(&arrivals, &below);
    assert!(chosen.undecided);
    let mut said = standings(&arrivals, &below);
    said.sort_by_key(|s| *s == Standing::Contested);
    assert_eq!(said, [Standing::CountsForNow, Standing::Contested]);
    let top = unit("top", "Xã", "", &vec![]);
    let rolled = roll(&top, &arrivals, &below);
    assert!(rolled.below.units[0].undecided);
    for (at, right) in [(0, "10"), (1, "20")] {
        let fingerprint = arrivals[at].own.fingerprint.clone();
        below.choices = BTreeMap::from([(fingerprint, vec![Choice::Counts])]);
        assert!(!choose(&arrivals, &below).undecided);
        assert_eq!(figure(&roll(&top, &arrivals, &below)), right);
    }
}

/// An altered copy still says the fingerprint of the file that it was. The file that came whole
/// counts, whichever of the two came first, and though somebody accepted the copy.
#[test]
fn an_altered_copy_never_stands_for_the_whole_file() {
    let whole = arrive(&cell("a", "Chi bộ 1", "Xã", "10"));
    let mut copy = arrive(&cell("a", "Chi bộ 1", "Xã", "99"));
    copy.own = Arc::new(Contribution {
        fingerprint: whole.own.fingerprint.clone(),
        ..(*copy.own).clone()
    });
    copy.altered = true;
    let top = unit("top", "Xã", "", &vec![]);
    for arrivals in [[whole.clone(), copy.clone()], [copy, whole]] {
        for accepted in [vec![], vec![Choice::Accept]] {
            let fingerprint = arrivals[0].own.fingerprint.clone();
            let below =
                Below { choices: BTreeMap::from([(fingerprint, accepted)]), ..Below::default() };
            assert_eq!(figure(&roll(&top, &arrivals, &below)), "10");
        }
    }
}

/// Two files that both continue one revision: the same.
#[test]
fn a_sheet_that_was_continued_twice_is_contested() {
    let (_, first) = bytes(&cell("a", "Chi bộ 1", "Xã", "10"), None);
    let one = receive(&bytes(&cell("a", "Chi bộ 1", "Xã", "11"), Some(&first)).0).unwrap();
    let other = receive(&bytes(&cell("a", "Chi bộ 1", "Xã", "12"), Some(&first)).0).unwrap();
    assert!(choose(&[one, other], &Below::default()).undecided);
}

/// A file two revisions on supersedes the one that was sent, though the one between never came.
#[test]
fn the_history_reaches_back_over_files_that_never_came() {
    let (sent, first) = bytes(&cell("a", "Chi bộ 1", "Xã", "10"), None);
    let (_, second) = bytes(&cell("a", "Chi bộ 1", "Xã", "11"), Some(&first));
    let (third, _) = bytes(&cell("a", "Chi bộ 1", "Xã", "12"), Some(&second));
    let arrivals = [receive(&third).unwrap(), receive(&sent).unwrap()];
    assert_eq!(standings(&arrivals, &Below::default()), [Standing::Counts, Standing::Superseded]);
}

/// Equal names under different bodies are different units; the same name under one body is one.
#[test]
fn chi_bo_1_is_everywhere() {
    let arrivals = [
        arrive(&cell("a", "Chi bộ 1", "Đảng ủy xã Hòa An", "1")),
        arrive(&cell("b", "Chi bộ 1", "Đảng ủy xã Hòa Bình", "2")),
    ];
    assert_eq!(standings(&arrivals, &Below::default()), [Standing::Counts, Standing::Counts]);
    let top = unit("top", "Tỉnh", "", &vec![]);
    assert_eq!(figure(&roll(&top, &arrivals, &Below::default())), "3");
    let spelled = [arrivals[0].clone(), arrive(&cell("c", "CHI BỘ  1", "Đảng uỷ xã Hoà An", "5"))];
    assert!(choose(&spelled, &Below::default()).undecided);
}

/// The roster says who is missing; a unit that is not on it waits for a person.
#[test]
fn the_roster_says_who_is_missing() {
    let roster = vec![
        expected("x.1", "Chi bộ Một"),
        expected("x.2", "Chi bộ Hai"),
        expected("x.3", "Chi bộ Ba"),
    ];
    let mut below = Below { roster, ..Below::default() };
    let mut known = cell("a", "tên khác", "", "1");
    known.unit.id = "x.1".to_owned();
    let arrivals = [
        arrive(&known),
        arrive(&cell("b", "CHI BỘ HAI", "Xã", "2")),
        arrive(&cell("c", "Chi bo Ba", "Xã", "4")),
    ];
    let chosen = choose(&arrivals, &below);
    assert_eq!(chosen.missing, [2]);
    let said = standings(&arrivals, &below);
    let Standing::NotOnRoster(near) = &said[2] else { panic!("{said:?}") };
    assert_eq!(near.first(), Some(&2), "the nearest first");
    assert_eq!(said[..2], [Standing::Counts, Standing::Counts]);
    let top = unit("top", "Xã", "", &vec![]);
    assert_eq!(figure(&roll(&top, &arrivals, &below)), "3");
    let fingerprint = arrivals[2].own.fingerprint.clone();
    below.choices = BTreeMap::from([(fingerprint, vec![Choice::IsUnit("x.3".to_owned())])]);
    assert_eq!(choose(&arrivals, &below).missing, Vec::<usize>::new());
    assert_eq!(figure(&roll(&top, &arrivals, &below)), "7");
}

/// Two communes whose starter files came from one archive gave their cells the same ids: they are other
/// units all the same, under other names and in other sheets, and every one of them counts. One that a
/// body renamed, or that two bodies hold, stays one.
#[test]
fn units_that_two_bodies_gave_one_id_are_two() {
    let of = |sheet: &str, name: &str, parent: &str, says: &str| {
        let mut cell = cell(sheet, name, parent, says);
        cell.unit.id = "0123456789abcdef.1".to_owned();
        cell
    };
    let commune = |id: &str, name: &str, cell: &Sheet| {
        let below = Below::default();
        let own = unit(id, name, "Huyện", &vec![]);
        arrive(&roll(&own, &[arrive(cell)], &below))
    };
    let east = of("a", "Chi bộ thôn Đông", "Đảng ủy xã Một", "1");
    let west = of("b", "Chi bộ thôn Tây", "Đảng ủy xã Hai", "2");
    let top = unit("district", "Huyện", "", &vec![]);
    let below = Below::default();
    let one = commune("c1", "Đảng ủy xã Một", &east);
    let two = commune("c2", "Đảng ủy xã Hai", &west);
    for arrivals in [[one.clone(), two.clone()], [two, one.clone()]] {
        let chosen = choose(&arrivals, &below);
        assert!(!chosen.undecided);
        let whole = roll(&top, &arrivals, &below);
        assert_eq!(figure(&whole), "3");
        // A level further up as well.
        let province = unit("province", "Tỉnh", "", &vec![]);
        assert_eq!(figure(&roll(&province, &[arrive(&whole)], &below)), "3");
    }
    let renamed = of("b", "Chi bộ thôn Đoài", "Đảng ủy xã Một", "5");
    let two = commune("c2", "Đảng ủy xã Hai", &renamed);
    assert!(choose(&[one, two], &below).undecided, "of one body, so of one unit");
}

/// What two bodies hold of one unit, each another file, waits in both, and a person decides by the file
/// inside: no file of its own came.
#[test]
fn a_person_decides_between_what_two_bodies_hold() {
    let of = |sheet: &str, says: &str| {
        let mut cell = cell(sheet, "Chi bộ thôn Đông", "Đảng ủy xã Một", says);
        cell.unit.id = "0123456789abcdef.1".to_owned();
        cell
    };
    let body = |id: &str, name: &str, cell: &Sheet| {
        let own = unit(id, name, "Huyện", &vec![]);
        arrive(&roll(&own, &[arrive(cell)], &Below::default()))
    };
    let first = body("c1", "Đảng ủy xã Một", &of("a", "1"));
    let second = body("c2", "Đảng ủy xã Hai", &of("b", "5"));
    let arrivals = [first, second];
    let mut below = Below::default();
    let waiting = |below: &Below| {
        let chosen = choose(&arrivals, below);
        let waits = chosen.entries.iter().filter(|entry| entry.standing.waits());
        waits.filter(|entry| entry.unit.is_some()).count()
    };
    assert_eq!(waiting(&below), 2);
    let top = unit("district", "Huyện", "", &vec![]);
    for (at, says) in [(0, "1"), (1, "5")] {
        let inside = arrivals[at].units[0].fingerprint.clone();
        below.choices = BTreeMap::from([(inside, vec![Choice::Counts])]);
        assert_eq!(waiting(&below), 0);
        assert_eq!(figure(&roll(&top, &arrivals, &below)), says);
    }
}

/// A sheet of one unit filled over by another: taken for a newer one of the same unit it would drop
/// that unit's figures without a word. Whether it is that or a mended name only a person knows.
#[test]
fn a_neighbours_sheet_filled_over_waits_for_a_person() {
    let roster = vec![expected("x.1", "Chi bộ Một"), expected("x.2", "Chi bộ Hai")];
    let mut below = Below { roster, ..Below::default() };
    let first = cell("a", "Chi bộ Một", "Xã", "1");
    let (_, saved) = bytes(&first, None);
    let over = receive(&bytes(&cell("a", "Chi bộ Hai", "Xã", "5"), Some(&saved)).0).unwrap();
    let arrivals = [arrive(&first), over];
    let top = unit("top", "Xã", "", &vec![]);
    let waits =
        Standing::OtherSheet { before: "Chi bộ Một".to_owned(), own: Some(1), near: vec![0] };
    assert_eq!(standings(&arrivals, &below), [Standing::Counts, waits.clone()]);
    assert_eq!(choose(&arrivals, &below).missing, [1]);
    let says = |below: &mut Below, line: &str| {
        let fingerprint = arrivals[1].own.fingerprint.clone();
        below.choices = BTreeMap::from([(fingerprint, vec![Choice::IsUnit(line.to_owned())])]);
        figure(&roll(&top, &arrivals, below))
    };
    assert_eq!(says(&mut below, "x.2"), "6", "two units");
    assert_eq!(choose(&arrivals, &below).missing, Vec::<usize>::new());
    assert_eq!(says(&mut below, "x.1"), "5", "the newer one of one unit");
    // A starter file made for the neighbour says the neighbour's line.
    let mut starter = cell("b", "Chi bộ Hai", "Xã", "5");
    starter.unit.id = "x.1".to_owned();
    assert_eq!(standings(&[arrive(&starter)], &below), [waits]);
}

/// Without a list it is the same question. Whoever answers it is not asked again when that unit sends
/// its next file; and two units that a body counts are two at the level above it too, although they
/// have one sheet between them.
#[test]
fn a_sheet_filled_over_waits_without_a_list_too() {
    let first = cell("a", "Chi bộ Đông", "Xã", "1");
    let (old, saved) = bytes(&first, None);
    let (over, saved) = bytes(&cell("a", "Chi bộ Đoài", "Xã", "5"), Some(&saved));
    let (next, _) = bytes(&cell("a", "Chi bộ Đoài", "Xã", "7"), Some(&saved));
    let all: Vec<Arrival> =
        [&old, &over, &next].into_iter().map(|file| receive(file).unwrap()).collect();
    let [first, over, next] = all.as_slice() else { panic!() };
    let waits =
        Standing::OtherSheet { before: "Chi bộ Đông".to_owned(), own: None, near: vec![] };
    let top = unit("commune", "Xã", "Tỉnh", &vec![]);
    let mut below = Below::default();
    for two in [[first, over], [over, first]] {
        assert_eq!(figure(&roll(&top, &two.map(Clone::clone), &below)), "1");
    }
    let two = [first.clone(), over.clone()];
    let three = [first.clone(), over.clone(), next.clone()];
    assert_eq!(standings(&two, &below), [Standing::Counts, waits.clone()]);
    assert_eq!(standings(&three, &below), [Standing::Counts, waits.clone(), waits]);
    let says = |choice: Choice| BTreeMap::from([(over.own.fingerprint.clone(), vec![choice])]);
    below.choices = says(Choice::Counts);
    assert_eq!(figure(&roll(&top, &two, &below)), "5", "a new name");
    assert_eq!(figure(&roll(&top, &three, &below)), "7", "and no question about the next");
    below.choices = says(Choice::Apart);
    assert_eq!(figure(&roll(&top, &two, &below)), "6", "two units");
    let commune = roll(&top, &three, &below);
    assert_eq!(figure(&commune), "8", "the next file of the second");
    let province = unit("province", "Tỉnh", "", &vec![]);
    assert_eq!(figure(&roll(&province, &[arrive(&commune)], &Below::default())), "8");
    // One of them comes on its own as well.
    for file in [first, next] {
        let with = [arrive(&commune), file.clone()];
        assert_eq!(figure(&roll(&province, &with, &Below::default())), "8");
    }
}

/// One starter file filled by two units: a body's list says of each which line it is, and the level
/// above adds both.
#[test]
fn two_units_of_one_starter_file_are_two_above() {
    let roster = vec![expected("x.1", "Chi bộ Một"), expected("x.2", "Chi bộ Hai")];
    let mut first = cell("a", "Chi bộ Một", "Xã", "1");
    first.unit.id = "x.1".to_owned();
    let (old, saved) = bytes(&first, None);
    let mut second = cell("a", "Chi bộ Hai", "Xã", "5");
    second.unit.id = "x.1".to_owned();
    let arrivals = [receive(&old).unwrap(), receive(&bytes(&second, Some(&saved)).0).unwrap()];
    let choices = BTreeMap::from([(
        arrivals[1].own.fingerprint.clone(),
        vec![Choice::IsUnit("x.2".to_owned())],
    )]);
    let below = Below { roster, choices, ..Below::default() };
    let commune = roll(&unit("commune", "Xã", "Tỉnh", &vec![]), &arrivals, &below);
    assert_eq!(figure(&commune), "6");
    let province = unit("province", "Tỉnh", "", &vec![]);
    assert_eq!(figure(&roll(&province, &[arrive(&commune)], &Below::default())), "6");
}

/// What a unit sends after a person said which line it is, is that line's without another question.
#[test]
fn whose_a_file_is_holds_for_what_continues_it() {
    let mut below = Below { roster: vec![expected("x.1", "Chi bộ Một")], ..Below::default() };
    let (old, saved) = bytes(&cell("a", "Trường Lê Lợi", "Xã", "1"), None);
    let (new, _) = bytes(&cell("a", "Trường Lê Lợi", "Xã", "5"), Some(&saved));
    let arrivals = [receive(&old).unwrap(), receive(&new).unwrap()];
    assert!(standings(&arrivals, &below).iter().all(Standing::waits));
    let fingerprint = arrivals[0].own.fingerprint.clone();
    below.choices = BTreeMap::from([(fingerprint, vec![Choice::IsUnit("x.1".to_owned())])]);
    assert_eq!(standings(&arrivals, &below), [Standing::Superseded, Standing::Counts]);
    assert_eq!(choose(&arrivals, &below).missing, Vec::<usize>::new());
}

/// A unit of another body that has the name of one of ours is not ours until a person says so; nor is
/// its figure added meanwhile.
#[test]
fn a_name_does_not_outweigh_another_body() {
    let below = Below { roster: vec![expected("x.1", "Chi bộ 1")], ..Below::default() };
    let arrivals = [arrive(&cell("a", "Chi bộ 1", "Đảng ủy phường Tân Lập", "884"))];
    let waits = |body: &str| {
        let chosen = choose_for(body, &arrivals, &below);
        assert_eq!(chosen.missing.len(), usize::from(chosen.counted.is_empty()));
        chosen.entries[0].standing.clone()
    };
    assert_eq!(waits("Đảng ủy xã Hòa An"), Standing::NotOnRoster(vec![0]));
    assert_eq!(waits("Đảng uỷ phường Tân Lập"), Standing::Counts);
}

/// A body's roster has the bodies directly below it. A file of a unit inside one of them, which comes
/// on its own as well, is that unit's: the newer one counts, once.
/// Of a unit's own file and another one that its body counted, neither of which continues the other, the
/// body's counts until a person decides: there somebody decided already. It did not: a fuller old file
/// that was handed in beside the body's took its place.
#[test]
fn what_a_body_chose_counts_until_a_person_decides() {
    let chosen = cell("a", "Chi bộ 1", "Xã", "154");
    let mut fuller = cell("b", "Chi bộ 1", "Xã", "48");
    let date = Cell::new("value");
    let edit =
        Edit::Cell { item: "date".into(), field: FIELD.into(), cell: date, text: "2016".into() };
    fuller = apply(&fuller, &form(), &edit);
    let commune = unit("commune", "Xã", "Tỉnh", &vec![]);
    let body = arrive(&roll(&commune, &[arrive(&chosen)], &Below::default()));
    let alone = arrive(&fuller);
    let top = unit("top", "Tỉnh", "", &vec![]);
    let mut below = Below::default();
    for arrivals in [[body.clone(), alone.clone()], [alone.clone(), body]] {
        assert!(choose(&arrivals, &below).undecided);
        assert_eq!(figure(&roll(&top, &arrivals, &below)), "154");
    }
    let arrivals = [alone.clone(), arrive(&roll(&commune, &[arrive(&chosen)], &below))];
    below.choices = BTreeMap::from([(alone.own.fingerprint.clone(), vec![Choice::Counts])]);
    assert_eq!(figure(&roll(&top, &arrivals, &below)), "48");
}

#[test]
fn a_unit_inside_a_body_is_known_by_it() {
    let one = cell("a", "Chi bộ 1", "Xã", "1");
    let (_, saved) = bytes(&one, None);
    let commune = unit("commune", "Xã", "Tỉnh", &vec![]);
    let body = arrive(&roll(&commune, &[arrive(&one)], &Below::default()));
    let below = Below { roster: vec![expected("x.1", "Xã")], ..Below::default() };
    let newer = receive(&bytes(&cell("a", "Chi bộ 1", "Xã", "5"), Some(&saved)).0).unwrap();
    let top = unit("top", "Tỉnh", "", &vec![]);
    for arrivals in [[body.clone(), newer.clone()], [newer, body]] {
        let said = standings(&arrivals, &below);
        assert!(said.iter().all(|one| *one == Standing::Counts), "{said:?}");
        assert_eq!(figure(&roll(&top, &arrivals, &below)), "5");
    }
}

/// Whoever adds a body's file is told whom that body was still waiting for, at every level above.
#[test]
fn a_body_says_who_was_missing() {
    let roster = vec![expected("x.1", "Chi bộ 1"), expected("x.2", "Chi bộ 2")];
    let below = Below { roster, ..Below::default() };
    let (district, province) =
        (unit("d", "Huyện", "Tỉnh", &vec![]), unit("p", "Tỉnh", "", &vec![]));
    let cell = arrive(&cell("a", "Chi bộ 1", "Huyện", "1"));
    let sent = arrive(&roll(&district, &[cell], &below));
    assert_eq!(*sent.own.missing, ["Chi bộ 2"]);
    let above = arrive(&roll(&province, &[sent], &Below::default()));
    let body = above.units.iter().find(|unit| unit.unit.name.text() == "Huyện").unwrap();
    assert_eq!(*body.missing, ["Chi bộ 2"]);
}

/// A sheet of the very body that rolls up is no unit's below it, unless the list says so.
#[test]
fn the_own_sheet_is_no_units() {
    let body = unit("top", "Huyện ủy", "Tỉnh", &vec![]);
    let (own, _) = bytes(&answered(unit("other", "HUYỆN UỶ", "Tỉnh", &vec![])), None);
    let take = |body: &Sheet| intake::receive(&own, &Wanted::of(&form(), body), &books());
    assert_eq!(take(&body), Err(Why::Own));
    let below = Below { roster: vec![expected("x.1", "Huyện ủy")], ..Below::default() };
    assert!(take(&Sheet { below: Arc::new(below), ..body }).is_ok());
}

/// A file changed by hand is read and named, and counts only when a person accepts it.
#[test]
fn an_altered_file_waits_for_a_person() {
    let (good, _) = bytes(&cell("a", "Chi bộ 1", "Xã", "1234"), None);
    let changed = String::from_utf8(good).unwrap().replace("1234", "9234");
    let arrivals = [receive(changed.as_bytes()).unwrap()];
    assert_eq!(standings(&arrivals, &Below::default()), [Standing::Altered]);
    let fingerprint = arrivals[0].own.fingerprint.clone();
    let choices = BTreeMap::from([(fingerprint, vec![Choice::Accept])]);
    let below = Below { choices, ..Below::default() };
    assert_eq!(standings(&arrivals, &below), [Standing::Counts]);
}

/// A commune's newer file replaces its older one with all units that stood in it.
#[test]
fn a_unit_left_out_of_the_newer_file_is_left_out() {
    let commune = unit("commune", "Xã", "Tỉnh", &vec![]);
    let (one, two) = (cell("a", "Chi bộ 1", "Xã", "1"), cell("b", "Chi bộ 2", "Xã", "2"));
    let (_, saved) = bytes(&roll(&commune, &[arrive(&one), arrive(&two)], &Below::default()), None);
    let older = arrive(&roll(&commune, &[arrive(&one), arrive(&two)], &Below::default()));
    let newer = bytes(&roll(&commune, &[arrive(&one)], &Below::default()), Some(&saved)).0;
    let arrivals = [older, receive(&newer).unwrap()];
    let top = unit("top", "Tỉnh", "", &vec![]);
    assert_eq!(figure(&roll(&top, &arrivals, &Below::default())), "1");
    // And with a newer file of one unit on its own.
    let (_, first) = bytes(&one, None);
    let fresh = receive(&bytes(&cell("a", "Chi bộ 1", "Xã", "5"), Some(&first)).0).unwrap();
    let all = [arrivals[1].clone(), fresh];
    assert_eq!(figure(&roll(&top, &all, &Below::default())), "5");
}

/// Own figures stay apart: what a body typed is not among what it collected, and both print as one
/// whole; a whole that it stated takes the place of both, here and one level up.
#[test]
fn own_figures_stay_apart() {
    let template = form();
    let own = cell("district", "Huyện", "Tỉnh", "3");
    let rolled = roll(
        &own,
        &[arrive(&cell("a", "Xã 1", "Huyện", "36")), arrive(&cell("b", "Xã 2", "Huyện", "251"))],
        &Below::default(),
    );
    assert_eq!(figure(&rolled), "287");
    let read = |sheet: &Sheet| {
        let whole = joined(&template, sheet);
        whole.field("figure", FIELD).unwrap().own.get(&phieu::kinds::Cell::new("value")).unwrap()
    };
    assert_eq!(read(&rolled), "290");
    let province = unit("top", "Tỉnh", "", &vec![]);
    assert_eq!(figure(&roll(&province, &[arrive(&rolled)], &Below::default())), "290");

    let mut stated = rolled.clone();
    let mut answers = (*stated.items["figure"]).clone();
    let field = answers.fields.get_mut(FIELD).unwrap();
    field.whole = Some(cell("w", "", "", "300").field("figure", FIELD).unwrap().own.clone());
    stated.items.insert("figure".to_owned(), Arc::new(answers));
    assert_eq!(read(&stated), "300");
    assert_eq!(figure(&roll(&province, &[arrive(&stated)], &Below::default())), "300");

    // A unit's own file beside it adds nothing, for the whole has the unit in it: neither the very
    // same file nor a newer one, neither here nor a level further up.
    let known = arrive(&stated);
    let alone = arrive(&cell("a", "Xã 1", "Huyện", "36"));
    let (_, first) = bytes(&cell("a", "Xã 1", "Huyện", "36"), None);
    let newer = receive(&bytes(&cell("a", "Xã 1", "Huyện", "40"), Some(&first)).0).unwrap();
    for beside in [alone, newer] {
        for arrivals in [[known.clone(), beside.clone()], [beside.clone(), known.clone()]] {
            let rolled = roll(&province, &arrivals, &Below::default());
            assert_eq!(figure(&rolled), "300");
            let table = roll_up::LongTable::of(&rolled.below.units);
            let rows = rolled.below.units.iter().flat_map(|unit| table.rows(unit));
            let counted = rows.filter(|row| row.item == "figure" && !row.covered).count();
            assert_eq!(counted, 1, "only the whole is not covered");
            // What came is not kept in every collection: the same of what the sheet itself holds.
            let again = Arrival::of_units(&rolled.below.units);
            let country = unit("country", "Nước", "", &vec![]);
            let up = arrive(&Sheet { id: "up".to_owned(), ..rolled });
            assert_eq!(figure(&roll(&country, &[up], &Below::default())), "300");
            assert_eq!(figure(&roll(&province, &again, &Below::default())), "300");
        }
    }
    // A body that counts no more covers nothing: its unit's own file is all there is of it.
    let set_aside = Below {
        choices: BTreeMap::from([(known.own.fingerprint.clone(), vec![Choice::SetAside])]),
        ..Below::default()
    };
    let alone = arrive(&cell("a", "Xã 1", "Huyện", "36"));
    assert_eq!(figure(&roll(&province, &[known, alone], &set_aside)), "36");
}

/// A sheet with these cells typed in one item.
fn typed_in(id: &str, item: &str, cells: &[(&str, &str)]) -> Sheet {
    let template = form();
    cells.iter().fold(unit(id, id, "Xã", &vec![]), |sheet, (cell, text)| {
        let cell = phieu::kinds::Cell::new(*cell);
        let (item, field, text) = (item.into(), FIELD.into(), (*text).to_owned());
        apply(&sheet, &template, &Edit::Cell { item, field, cell, text })
    })
}

/// What these sheets add up to in one item.
fn sum_of(item: &str, sheets: &[Sheet]) -> phieu::kinds::Total {
    let template = form();
    let units: Vec<_> = sheets.iter().map(|s| Arc::new(Contribution::of(&template, s))).collect();
    totals(&template, &units)[&(item.to_owned(), FIELD.to_owned())].value.clone().unwrap()
}

/// What bodies alone are asked, a body that consolidates and left it blank has not answered, and nobody
/// answered for it; what its cells are asked too is no gap of its own.
#[test]
fn a_body_that_consolidates_can_leave_a_gap() {
    let template = phieu::file::Library::builtin().newest("ct05").unwrap();
    let one = |kind: &str, consolidates: bool, cells: &[(&str, &str, &str)]| {
        let mut sheet = Sheet::blank("s".to_owned(), &template);
        sheet.unit.kind = kind.to_owned();
        for (item, field, text) in cells {
            let (item, field, text) = ((*item).into(), (*field).into(), (*text).to_owned());
            let cell = phieu::kinds::Cell::new("value");
            sheet = apply(&sheet, &template, &Edit::Cell { item, field, cell, text });
        }
        Arc::new(Contribution { consolidates, ..Contribution::of(&template, &sheet) })
    };
    let of = |units: &[Arc<Contribution>], item: &str, field: &str| {
        let sum = totals(&template, units)[&(item.to_owned(), field.to_owned())].clone();
        // Those who left it blank are named, as many as there are.
        let silent = phieu::roll_up::silent(&template, units, item, field).len();
        assert_eq!(silent, sum.blank as usize);
        (sum.gave, sum.concerned())
    };
    let direct = [("U1", "direct", "3")];
    let wards = [one("commune", true, &direct), one("commune", true, &[]), one("cell", false, &[])];
    assert_eq!(of(&wards, "U1", "direct"), (1, 2));
    let turns = [("B3", "turns", "40")];
    let wards =
        [one("commune", true, &turns), one("commune", true, &[]), one("cell", false, &turns)];
    assert_eq!(of(&wards, "B3", "turns"), (2, 2));
    // Cells are counted by being there: their body need not say it again.
    let wards = [one("commune", true, &[]), one("cell", false, &[]), one("cell", false, &[])];
    assert_eq!(of(&wards, "U1", "cells"), (2, 2));
}

/// The page says of each question whether the body's own answer is added to what units gave: of a choice it
/// stands alone.
#[test]
fn a_choice_is_not_added_to_those_of_units() {
    let template = form();
    let adds = |item: &str, cells: &[(&str, &str)]| {
        let spec = &template.item(item).unwrap().field(FIELD).unwrap().kind;
        phieu::roll_up::adds(spec, &sum_of(item, &[typed_in("a", item, cells)]))
    };
    assert!(adds("figure", &[("value", "3")]));
    assert!(adds("share", &[("done", "3"), ("total", "4")]));
    let option = template.item("choice").unwrap().field(FIELD).unwrap().kind.blank();
    let option =
        template.item("choice").unwrap().field(FIELD).unwrap().kind.cells(&option)[0].clone();
    assert!(!adds("choice", &[(option.path(), "yes")]));
}

/// A text that does not read is no nought: the sum is said to be at least what the others gave, and a
/// rate is made of the units whose numbers read.
#[test]
fn what_does_not_read_is_not_left_out_in_silence() {
    let money = |id: &str, text: &str| typed_in(id, "figure", &[("value", text)]);
    let sum =
        sum_of("figure", &[money("a", "15.500.000"), money("b", "mấy triệu"), money("c", "")]);
    let sum = sum.sum("").unwrap();
    assert_eq!((sum.given, sum.unstated), (1, 1));
    assert_eq!(sum.typed(), "từ 15.500.000 trở lên");

    let share = |id: &str, done: &str| typed_in(id, "share", &[("done", done), ("total", "20")]);
    let sum = sum_of("share", &[share("a", "10"), share("b", "mười lăm"), share("c", "có")]);
    let rate = sum.share("").unwrap().rate().unwrap();
    assert_eq!(rate.percent(1).print(Lang::Vi), "50,0%", "10 of 20, and not of 60");
}

/// Four cells of one member each: two excellent, two good. A grade left blank where the others are all
/// there is a nought, so the rates are of four and not of those who have one of the grade.
#[test]
fn a_grade_that_nobody_has_counts_in_its_rate() {
    let rated = |id: &str, grade: &str| {
        typed_in(id, "grades", &[("total", "1"), (&format!("{grade}/done"), "1")])
    };
    let all = ["excellent", "good", "good", "good"].iter().enumerate();
    let sheets: Vec<Sheet> = all.map(|(at, grade)| rated(&at.to_string(), grade)).collect();
    let sum = sum_of("grades", &sheets);
    let rate = |grade: &str| sum.share(grade).unwrap().rate().unwrap().percent(1).print(Lang::Vi);
    assert_eq!((rate("excellent").as_str(), rate("good").as_str()), ("25,0%", "75,0%"));
    // Where something is missing, nobody knows.
    let open = typed_in("x", "grades", &[("total", "3"), ("good/done", "1")]);
    let sum = sum_of("grades", &[open]);
    assert!(sum.share("excellent").unwrap().rate().is_none());
}

/// A unit that gave its members and rates alone is in no rate: report and appendix say the same.
#[test]
fn a_joined_rate_of_grades_is_of_those_who_gave_numbers() {
    let template = form();
    let full =
        typed_in("a", "grades", &[("total", "40"), ("excellent/done", "10"), ("good/done", "30")]);
    let rates = typed_in("b", "grades", &[("total", "60"), ("excellent/rate", "50%")]);
    let own = unit("top", "Xã", "Huyện", &vec![]);
    let sheet = roll(&own, &[arrive(&full), arrive(&rates)], &Below::default());
    let joined = joined(&template, &sheet);
    let spec = &template.item("grades").unwrap().field(FIELD).unwrap().kind;
    let answer = &joined.field("grades", FIELD).unwrap().own;
    let said = |part: &str| spec.slot(answer, part, Lang::Vi).unwrap();
    assert_eq!(said("excellent.rate"), "25,0%", "10 of 40");
    assert_eq!(said("total"), "100");
}

/// "Over all" of one unit is not over all of two.
#[test]
fn over_all_is_of_all_or_not_said() {
    let template = form();
    let with = |id: &str, overall: &str| {
        let cells = [("members/done", "20"), ("members/total", "25"), ("overall/done", overall)];
        typed_in(id, "audience_shares", &cells)
    };
    let own = unit("top", "Xã", "Huyện", &vec![]);
    let said = |second: &str| {
        let files = [arrive(&with("a", "30")), arrive(&with("b", second))];
        let joined = joined(&template, &roll(&own, &files, &Below::default()));
        let spec = &template.item("audience_shares").unwrap().field(FIELD).unwrap().kind;
        spec.slot(&joined.field("audience_shares", FIELD).unwrap().own, "overall.done", Lang::Vi)
    };
    assert_eq!(said("35").as_deref(), Some("65"));
    assert_eq!(said(""), None);
}

/// What a body brought is its own part and its units': 3 of the commune itself and 36 + 251 of its
/// cells, beside 7 of a unit that came on its own.
#[test]
fn a_body_is_seen_with_its_units() {
    let commune = cell("commune", "Xã", "Tỉnh", "3");
    let cells =
        [arrive(&cell("a", "Chi bộ 1", "Xã", "36")), arrive(&cell("b", "Chi bộ 2", "Xã", "251"))];
    let commune = roll(&commune, &cells, &Below::default());
    let province = unit("top", "Tỉnh", "", &vec![]);
    let alone = arrive(&cell("c", "Sở", "Tỉnh", "7"));
    let sheet = roll(&province, &[arrive(&commune), alone], &Below::default());
    let units = &sheet.below.units;
    let sums = roll_up::by_body(units, &roll_up::bodies(units), "figure", FIELD);
    let said: Vec<(&str, String)> = sums
        .iter()
        .map(|(at, total)| (units[*at].unit.name.text(), total.sum("").unwrap().typed()))
        .collect();
    assert_eq!(said, [("Xã", "290".to_owned())]);
    // A cell that sends a newer file on its own too is still one of the commune's.
    let first = bytes(&cell("b", "Chi bộ 2", "Xã", "251"), None).1;
    let newer = receive(&bytes(&cell("b", "Chi bộ 2", "Xã", "252"), Some(&first)).0).unwrap();
    let sheet = roll(&province, &[arrive(&commune), newer], &Below::default());
    let units = &sheet.below.units;
    let sums = roll_up::by_body(units, &roll_up::bodies(units), "figure", FIELD);
    let all: Vec<String> = sums.values().map(|total| total.sum("").unwrap().typed()).collect();
    assert_eq!(all, ["291"]);
    assert!(units.iter().any(|unit| unit.name() == "Chi bộ 2 (Xã)"));
    assert_eq!(roll_up::came("Tỉnh", &sheet.below).0, 1, "one body sent, with all it has");
}

/// Of two sheets begun from one starter file the fuller counts until a person decides.
#[test]
fn an_almost_blank_second_sheet_does_not_push_the_full_one_out() {
    let full = typed_in("a", "grades", &[("total", "40")]);
    let cell = phieu::kinds::Cell::new("value");
    let edit = Edit::Cell { item: "figure".into(), field: FIELD.into(), cell, text: "27".into() };
    let full = Sheet { id: "one".to_owned(), ..apply(&full, &form(), &edit) };
    let other = Sheet { id: "two".to_owned(), ..typed_in("a", "figure", &[("value", "72")]) };
    // Saved more often all the same.
    let (_, first) = bytes(&other, None);
    let other = typed_in("a", "figure", &[("value", "73")]);
    let other = Sheet { id: "two".to_owned(), ..other };
    let other = receive(&bytes(&other, Some(&first)).0).unwrap();
    let said = standings(&[arrive(&full), other], &Below::default());
    assert_eq!(said, [Standing::CountsForNow, Standing::Contested]);
}

/// A name that a person matched with a line of the roster is the roster's from there on.
#[test]
fn a_slip_in_a_name_does_not_go_upward() {
    let sheet =
        Sheet { id: "s".to_owned(), ..cell("", "Chi bộ Trường Tân Lâp", "Xã", "5") };
    let file = arrive(&sheet);
    let line = expected("r.1", "Chi bộ Trường Tân Lập");
    let is_unit = vec![Choice::IsUnit(line.id.clone())];
    let choices = BTreeMap::from([(file.own.fingerprint.clone(), is_unit)]);
    let below = Below { roster: vec![line], choices, ..Below::default() };
    let sheet = roll(&unit("top", "Xã", "", &vec![]), &[file], &below);
    assert_eq!(sheet.below.units[0].unit.name.text(), "Chi bộ Trường Tân Lập");
}

/// Who stated a rate and no number has answered: the table of units says so, and does not show the
/// dash of those who gave nothing.
#[test]
fn a_rate_alone_is_not_nothing() {
    let template = form();
    let gave = |id: &str, cells: &[(&str, &str)]| {
        let mut sheet = unit(id, id, "Xã", &vec![]);
        for (cell, text) in cells {
            let edit = Edit::Cell {
                item: "share".into(),
                field: FIELD.into(),
                cell: phieu::kinds::Cell::new(*cell),
                text: (*text).to_owned(),
            };
            sheet = apply(&sheet, &template, &edit);
        }
        Contribution::of(&template, &sheet)
    };
    let units = [
        gave("a", &[("rate", "87%")]),
        gave("b", &[("done", "20"), ("total", "23")]),
        gave("c", &[("done", "20")]),
        gave("d", &[]),
    ]
    .map(Arc::new);
    let columns = roll_up::columns(&template, &units);
    let rate = columns.iter().find(|c| c.item == "share" && c.part.is_none()).unwrap();
    let said = units.each_ref().map(|unit| rate.print(rate.of(unit), Lang::Vi));
    assert_eq!(said, ["87%", "87,0%", "–", "–"]);
    // Of all of them together there is no rate to state; one that was stated alone is no sum.
    let alone = totals(&template, &[units[0].clone(), units[3].clone()]);
    let sum = alone[&("share".to_owned(), FIELD.to_owned())].value.clone().unwrap();
    assert_eq!(rate.print(rate.cell(&sum), Lang::Vi), "chỉ có tỷ lệ");
}

/// A unit of which more came than were called is seen by whoever adds it up, also where it kept that
/// with a reason; the reason says what it is about.
#[test]
fn more_than_all_is_seen_above_too() {
    let template = form();
    let share = |id: &str, done: &str| {
        let mut sheet = unit(id, id, "Xã", &vec![]);
        for (cell, text) in [("done", done), ("total", "34")] {
            let edit = Edit::Cell {
                item: "share".into(),
                field: FIELD.into(),
                cell: phieu::kinds::Cell::new(cell),
                text: text.to_owned(),
            };
            sheet = apply(&sheet, &template, &edit);
        }
        sheet
    };
    let above = |sheets: &[Sheet]| -> Vec<String> {
        let arrivals: Vec<Arrival> = sheets.iter().map(arrive).collect();
        let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
        let all = across(&template, &rolled).into_iter();
        all.filter(|n| n.check == "above_whole").map(|n| n.words.vi).collect()
    };
    let (full, over) = (share("a", "34"), share("b", "36"));
    let said = above(&[full.clone(), over.clone()]);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("b") && said[0].contains("105,9%") && said[0].contains("hỏi lại"));
    // On paper too, where nobody gave a reason: in the sum 34 + 36 of 68 look like any other numbers.
    let printed = |sheets: &[Sheet]| {
        let arrivals: Vec<Arrival> = sheets.iter().map(arrive).collect();
        let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
        phieu::output::text(&phieu::report::by_unit(&template, &rolled, Lang::Vi))
    };
    let paper = printed(&[full.clone(), over.clone()]);
    assert!(paper.contains("chưa nêu lý do") && paper.contains("105,9%"), "{paper}");
    assert!(!paper.contains("hỏi lại"), "{paper}");
    let found = phieu::review::review(&template, &over);
    let finding =
        found.findings(&template).into_iter().find(|f| f.check == "present_above_summoned");
    let finding = finding.expect("the unit sees it itself").clone();
    let kept = phieu::sheet::Kept {
        reason: "Có 2 người nơi khác.".into(),
        seen: finding.seen.clone(),
    };
    let kept = apply(&over, &template, &Edit::Keep { key: finding.key(), kept });
    let said = above(&[full, kept.clone()]);
    assert!(said[0].contains("với lý do “Có 2 người nơi khác”."), "{said:?}");
    assert!(!printed(std::slice::from_ref(&kept)).contains("chưa nêu lý do"));
    let contribution = Contribution::of(&template, &kept);
    let [(about, reason)] = &roll_up::kept_said(&template, &contribution, Lang::Vi)[..] else {
        panic!()
    };
    assert!(!about.is_empty() && reason == "Có 2 người nơi khác.");
    // A reason is of the figures that it was given for, and of that one thing alone.
    let number = |sheet: &Sheet, cell: &str, text: &str| {
        let edit = Edit::Cell {
            item: "share".into(),
            field: FIELD.into(),
            cell: phieu::kinds::Cell::new(cell),
            text: text.to_owned(),
        };
        apply(sheet, &template, &edit)
    };
    let more = number(&kept, "done", "50");
    assert!(above(std::slice::from_ref(&more))[0].contains("hỏi lại"), "{:?}", above(&[more]));
    let paper = printed(&[number(&kept, "done", "50")]);
    assert!(paper.contains("chưa nêu lý do") && !paper.contains("nơi khác"), "{paper}");
    assert!(Contribution::of(&template, &number(&kept, "done", "50")).kept.iter().next().is_none());
    // The other check of the same answer is not excused.
    let stated = number(&kept, "rate", "90");
    let arrivals = [arrive(&stated)];
    let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
    let asked = |check: &str| {
        let all = across(&template, &rolled);
        let one = all.iter().find(|n| n.check == check).expect("seen").words.vi.clone();
        one.contains("hỏi lại")
    };
    assert!(!asked("above_whole") && asked("rate_differs"));
}

/// A cell that two communes have in their files counts once above, which neither of their reports says.
#[test]
fn a_unit_of_two_bodies_is_seen() {
    let template = phieu::file::Library::builtin().newest("ct05").unwrap();
    let unit = |name: &str, within: &str, also: &[&str], consolidates: bool| {
        let mut one = Contribution { consolidates, ..Contribution::default() };
        one.unit.name.set(name);
        one.fingerprint =
            name.chars().filter(char::is_ascii_hexdigit).collect::<String>().repeat(20);
        one.within = within.to_owned();
        one.also_within = also.iter().map(|file| (*file).to_owned()).collect();
        Arc::new(one)
    };
    let file = |one: &Arc<Contribution>| phieu::sheet::below::short(&one.fingerprint).to_owned();
    let (a, b) = (unit("Xã a", "", &[], true), unit("Xã b", "", &[], true));
    let seen = |units: Vec<Arc<Contribution>>| -> Vec<String> {
        let rolled = collect(&template, &Sheet::blank("top".to_owned(), &template), units);
        let all = across(&template, &rolled).into_iter();
        all.filter(|n| n.check == "two_bodies").map(|n| n.words.vi).collect()
    };
    let cell = unit("Tổ c", &file(&a), &[&file(&b)], false);
    let said = seen(vec![a.clone(), b.clone(), cell]);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("Tổ c") && said[0].contains("(Xã a; Xã b)"), "{said:?}");
    // One that also came itself has one body, and so has one whose body stands in another's file.
    let directly = unit("Tổ c", "", &[&file(&a)], false);
    assert_eq!(seen(vec![a.clone(), b, directly]), Vec::<String>::new());
    let inner = unit("Xã b", &file(&a), &[], true);
    let cell = unit("Tổ c", &file(&inner), &[&file(&a)], false);
    assert_eq!(seen(vec![a, inner, cell]), Vec::<String>::new());
}

/// One model named by a commune and by its cell, or in the body's own part and by a unit, may be counted
/// twice; two neighbours that name one thing alike have two.
#[test]
fn a_model_named_at_two_levels_is_seen() {
    let template = phieu::file::Library::builtin().newest("ct05").unwrap();
    let named = |id: &str, name: &str, parent: &str, level: &str, model: &str| {
        let mut sheet = Sheet::blank(id.to_owned(), &template);
        let (item, field) = ("E1".to_owned(), "named".to_owned());
        let list = String::new();
        let add =
            Edit::Line { item: item.clone(), field: field.clone(), edit: LineEdit::Add { list } };
        sheet = apply(&sheet, &template, &add);
        let cell = phieu::kinds::Cell::new("r1/name");
        sheet = apply(&sheet, &template, &Edit::Cell { item, field, cell, text: model.to_owned() });
        sheet.unit.name.set(name);
        sheet.unit.parent.set(parent);
        sheet.unit.level = level.to_owned();
        sheet
    };
    let seen = |own: &Sheet, units: &[Sheet]| -> Vec<String> {
        let units = units.iter().map(|unit| {
            let one = Contribution::of(&template, unit);
            Arc::new(Contribution { fingerprint: unit.id.repeat(20), ..one })
        });
        let rolled = collect(&template, own, units.collect());
        let all = across(&template, &rolled).into_iter();
        all.filter(|n| n.check == "two_levels").map(|n| n.words.vi).collect()
    };
    let blank = Sheet::blank("top".to_owned(), &template);
    let commune = named("c", "Xã Hòa An", "Huyện", "commune", "Hũ gạo sẻ chia");
    let cell = |parent: &str, level: &str| named("a", "Chi bộ 1", parent, level, "HŨ GẠO  sẻ chia");
    let said = seen(&blank, &[commune.clone(), cell("Xã Hòa An", "cell")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("hai cấp") && said[0].contains("Chi bộ 1"), "{said:?}");
    assert_eq!(seen(&blank, &[commune, cell("Xã Khác", "commune")]), Vec::<String>::new());
    // Side by side under one body they are not one above the other.
    let beside = named("b", "Đảng bộ Trường", "Xã Hòa An", "grassroots", "Hũ gạo sẻ chia");
    assert_eq!(seen(&blank, &[beside, cell("Xã Hòa An", "cell")]), Vec::<String>::new());
    // The body itself is one of the two.
    let own = named("top", "Xã Hòa An", "Huyện", "commune", "Hũ gạo sẻ chia");
    let said = seen(&own, &[cell("Xã Hòa An", "cell")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("phần của đơn vị mình"), "{said:?}");
    let other = named("top", "Xã Hòa An", "Huyện", "commune", "Tiếng loa an ninh");
    assert_eq!(seen(&other, &[cell("Xã Hòa An", "cell")]), Vec::<String>::new());
}

/// What is seen only across units, each beside a case that is none.
#[test]
fn what_is_seen_only_across_units() {
    let template = form();
    let seen = |check: &str, sheets: &[Sheet]| -> Vec<String> {
        let arrivals: Vec<Arrival> = sheets.iter().map(arrive).collect();
        let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
        let all = across(&template, &rolled).into_iter();
        all.filter(|n| n.check == check).map(|n| n.words.vi).collect()
    };
    let answer = |sheet: &Sheet, item: &str, cell: phieu::kinds::Cell, text: &str| {
        let edit = Edit::Cell { item: item.into(), field: FIELD.into(), cell, text: text.into() };
        apply(sheet, &template, &edit)
    };
    let cell = |path: &str| phieu::kinds::Cell::new(path);
    let plain = |at: usize| unit(&format!("u{at}"), &format!("Chi bộ {at}"), "Xã", &vec![]);

    // A nought too many, and a rate far below: each sentence says on which side the others are.
    let figures = |odd: &str| -> Vec<Sheet> {
        let one =
            |at| answer(&plain(at), "figure", cell("value"), if at == 0 { odd } else { "20" });
        (0..12).map(one).collect()
    };
    assert_eq!(seen("far", &figures("25")), Vec::<String>::new());
    let said = seen("far", &figures("2000"));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("Chi bộ 0 ghi 2.000") && said[0].contains("không quá 20"), "{said:?}");
    let rates = |odd: &str| -> Vec<Sheet> {
        let one = |at| {
            let done = answer(&plain(at), "share", cell("done"), if at == 0 { odd } else { "24" });
            answer(&done, "share", cell("total"), "30")
        };
        (0..12).map(one).collect()
    };
    assert_eq!(seen("far", &rates("25")), Vec::<String>::new());
    let said = seen("far", &rates("10"));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("33,3%") && said[0].contains("trở lên: 80,0%"), "{said:?}");
}

/// Who adds up sees that a unit stated another rate than its numbers give, since the sums take the
/// numbers; a rate that agrees at the decimals it was stated with is not mentioned.
#[test]
fn a_stated_rate_that_differs_is_seen_above_too() {
    let template = form();
    let stated = |id: &str, rate: &str| {
        let mut sheet = unit(id, id, "Xã", &vec![]);
        for (cell, text) in [("done", "41004"), ("total", "43519"), ("rate", rate)] {
            let edit = Edit::Cell {
                item: "share".into(),
                field: FIELD.into(),
                cell: phieu::kinds::Cell::new(cell),
                text: text.to_owned(),
            };
            sheet = apply(&sheet, &template, &edit);
        }
        sheet
    };
    let sheets =
        [stated("a", "94,2%"), stated("b", "trên 94%"), stated("c", "95%"), stated("d", "")];
    let arrivals: Vec<Arrival> = sheets.iter().map(arrive).collect();
    let rolled = roll(&unit("top", "Xã", "", &vec![]), &arrivals, &Below::default());
    // The file it travels in keeps it, for the level above.
    let again = file::read(&bytes(&rolled, None).0, &books()).expect("our own file").sheet;
    for rolled in [rolled, again] {
        let all = across(&template, &rolled).into_iter();
        let said: Vec<_> = all.filter(|n| n.check == "rate_differs").collect();
        let [notice] = &said[..] else { panic!("{said:?}") };
        assert_eq!(rolled.below.units[notice.units[0]].unit.name.text(), "c");
        let words = &notice.words.vi;
        assert!(words.contains("95%") && words.contains("94,2%") && words.contains("hỏi lại"));
    }
}

/// Each wrong file has its reason, and none of them stops the good.
#[test]
fn files_that_are_not_taken_in() {
    let check = |bytes: &[u8], code: &str| {
        let why = receive(bytes).expect_err(code);
        assert_eq!(why.code(), code);
        let words = why.words();
        assert!(
            words.vi.ends_with('.') && words.en.ends_with('.') && words.vi != words.en,
            "{words:?}"
        );
    };
    let (good, _) = bytes(&cell("a", "Chi bộ 1", "Xã", "1"), None);
    assert!(receive(&good).is_ok());
    check(&good[..good.len() / 2], "damaged");
    check(b"ten;so\n1;2\n", "not_a_sheet");
    check(b"", "not_a_sheet");
    let newer =
        String::from_utf8(good.clone()).unwrap().replacen("\"phieu\": 1", "\"phieu\": 9", 1);
    check(newer.as_bytes(), "newer_format");
    let template = form();
    let late = apply(
        &cell("a", "Chi bộ 1", "Xã", "1"),
        &template,
        &Edit::Head(HeadField::PeriodFrom, "2017".into()),
    );
    check(&bytes(&late, None).0, "other_period");
    let itself = Sheet { id: "top".to_owned(), ..cell("a", "Chi bộ 1", "Xã", "1") };
    check(&bytes(&itself, None).0, "itself");
    let other = Library::builtin();
    let head = other.newest("ct05").unwrap();
    let foreign = Sheet { period: late.period.clone(), ..Sheet::blank("f".to_owned(), &head) };
    let written = file::write(&head, &foreign, None, &other);
    let all = Library::new(vec![form(), head]);
    let why =
        intake::receive(written.bytes.as_bytes(), &wanted("top"), &all).expect_err("other form");
    assert_eq!(why.code(), "other_template");
    // Last year's file, of last year's form: the year says more than the form.
    assert!(why.words().vi.contains("kỳ năm 2017"), "{}", why.words().vi);
}

/// The quick way of reading says what the long way says.
#[test]
fn a_file_read_quickly_is_the_file() {
    let (good, _) = bytes(&cell("a", "Chi bộ 1", "Xã", "hơn 20"), None);
    let quick = receive(&good).unwrap();
    // Other line ends: the fingerprint holds, but not byte for byte.
    let windows = String::from_utf8(good).unwrap().replace('\n', "\r\n");
    assert_eq!(receive(windows.as_bytes()).unwrap(), quick);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// The same of consolidated files, whose units have lists of cells.
    #[test]
    fn a_consolidated_file_read_quickly_is_the_file(all in vec(typed(), 1..5), own in typed()) {
        let arrivals: Vec<Arrival> = cells(&all).iter().map(arrive).collect();
        let whole = roll(&unit("top", "Tỉnh", "", &own), &arrivals, &Below::default());
        let (good, _) = bytes(&Sheet { id: "whole".to_owned(), ..whole }, None);
        let quick = receive(&good).unwrap();
        let windows = String::from_utf8(good).unwrap().replace('\n', "\r\n");
        prop_assert_eq!(receive(windows.as_bytes()).unwrap(), quick);
    }

    /// Stated wholes take the place of what they hold, in the long table as in the totals.
    #[test]
    fn the_long_table_knows_wholes(all in vec(typed(), 3..7), own in typed(), stated in typed()) {
        let template = form();
        let arrivals: Vec<Arrival> = cells(&all).iter().map(arrive).collect();
        let mut commune = roll(&unit("commune", "Xã", "Tỉnh", &own), &arrivals, &Below::default());
        let whole = unit("commune", "Xã", "Tỉnh", &stated);
        for (item, answers) in &whole.items {
            let mut answer = (**commune.items.entry(item.clone()).or_default()).clone();
            for (field, typed) in &answers.fields {
                let spec = &template.item(item).unwrap().field(field).unwrap().kind;
                let field = answer.fields.entry(field.clone()).or_insert_with(|| phieu::kinds::Field::blank(spec));
                field.whole = (!typed.own.is_blank()).then(|| typed.own.clone());
            }
            commune.items.insert(item.clone(), Arc::new(answer));
        }
        let (province, commune) = (unit("top", "Tỉnh", "", &vec![]), arrive(&commune));
        // Some of the cells send to the top too: that changes no sum.
        let beside: Vec<Arrival> =
            [commune.clone()].into_iter().chain(arrivals.into_iter().step_by(2)).collect();
        let top = roll(&province, &beside, &Below::default());
        let alone = roll(&province, &[commune], &Below::default());
        let units = &top.below.units;
        prop_assert_eq!(totals(&template, units), totals(&template, &alone.below.units));
        let table = roll_up::LongTable::of(units);
        let mut rows: BTreeMap<(String, String, String), Sum> = BTreeMap::new();
        for row in units.iter().flat_map(|unit| table.rows(unit)).filter(|row| !row.covered) {
            let sum = rows.entry((row.item.to_owned(), row.field.to_owned(), row.part)).or_default();
            *sum = sum.merge(&row.sum);
        }
        let mut ours = BTreeMap::new();
        for ((item, field), sum) in totals(&template, units) {
            for (part, sum) in sum.value.iter().flat_map(phieu::kinds::Total::amounts) {
                ours.insert((item.clone(), field.clone(), part), sum);
            }
        }
        prop_assert_eq!(rows, ours);
    }
}

/// A starter knows who it is; what comes back from it is known by its id, whatever was typed.
#[test]
fn a_starter_comes_back_by_its_id() {
    let template = form();
    let top = unit("0123456789abcdef0123", "Đảng ủy xã", "", &vec![]);
    let roster = roll_up::read_roster("Chi bộ Một\t01\nChi bộ Hai\t02", &top.id, &[]).lines;
    let starter = roll_up::starter(&roster[1], &top, &template, "new".to_owned());
    assert_eq!(starter.unit.parent.text(), "Đảng ủy xã");
    assert_eq!(starter.period, top.period);
    let renamed = apply(&starter, &template, &Edit::Head(HeadField::UnitName, "CB 2".into()));
    let below = Below { roster, ..Below::default() };
    assert_eq!(receive(&bytes(&renamed, None).0).unwrap_err(), Why::Blank);
    let chosen = choose(&[arrive(&answered(renamed))], &below);
    assert_eq!(chosen.entries[0].line, Some(1));
    assert_eq!(chosen.missing, [0]);
}
