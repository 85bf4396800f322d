//! Who is expected, and the files received: each taken in, or named with what to do.

use super::super::sure::Sure;
use super::frame::Wide;
use super::long::Long;
use super::table::column_name;
use super::work::{self, Sources};
use super::{Props, progress};
use crate::browser;
use crate::browser::dropped::Dropped;
use crate::desk::Action;
use crate::desk::gather::{self, Act, Gather, Taken};
use crate::file;
use crate::language::collect_words::CollectWords;
use crate::language::name_key;
use crate::language::ui_words::fill;
use crate::roll_up::{Arrival, Column, Entry, Standing, columns_of};
use crate::shared::Arc;
use crate::sheet::below::Choice;
use crate::sheet::{Contribution, Expected, Unit};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, FileList, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// So many lines of a list are drawn at a time.
const LINES: usize = 50;

/// The page.
#[function_component(Files)]
pub fn files_page(props: &Props) -> Html {
    let w = props.words();
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.files_title }</h1>
            <p class="lead">{ w.files_lead }</p>
            { progress(&props.ui, &props.gather) }
            <section class="item" aria-labelledby="take-title">
                <h2 id="take-title">{ w.take_title }</h2>
                <TakeIn ..props.clone() />
                { summary(props) }
            </section>
            { to_decide(props) }
            { refused(props) }
            { remarks(props) }
            <section class="item" aria-labelledby="roster-title">
                <h2 id="roster-title">{ w.roster_title }</h2>
                <Expect ..props.clone() />
                <Roster ..props.clone() />
            </section>
            { received(props) }
            <section class="item" aria-labelledby="keep-title">
                <h2 id="keep-title">{ w.keep_title }</h2>
                <p class="hint">{ w.keep_hint }</p>
                <p class="buttons">
                    <button type="button" class="button strong" id="download-sheet" onclick={props.ui.on(|| Action::Download)}>{ w.send_up }</button>
                    <button type="button" class="button" id="save-all" onclick={act(props, || Act::SaveAll)}>{ w.save_all }</button>
                </p>
            </section>
        </>
    }
}

fn act<E>(props: &Props, act: impl Fn() -> Act + 'static) -> Callback<E> {
    props.ui.on(move || Action::Gather(act()))
}

/// Where files are dropped or chosen.
#[function_component(TakeIn)]
fn take_in(props: &Props) -> Html {
    let w = props.words();
    let over = use_state(|| false);
    let dispatch = props.ui.dispatch.clone();
    // The list of an input is empty once the input is: it is emptied when all was read, so that
    // choosing the same files again counts as a change.
    let take = move |files: FileList, input: HtmlInputElement| {
        let dispatch = dispatch.clone();
        spawn_local(async move {
            if files.length() > 0 {
                work::take(dispatch, Sources::Chosen(files)).await;
            }
            input.set_value("");
        });
    };
    let ondrop = {
        let (dispatch, over) = (props.ui.dispatch.clone(), over.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if let Some(dropped) = event.data_transfer().and_then(|data| Dropped::of(&data)) {
                spawn_local(work::take_dropped(dispatch.clone(), dropped));
            }
        })
    };
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            take(files, input);
        }
    });
    let press = |id: &'static str| {
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = browser::element(id) {
                input.click();
            }
        })
    };
    html! {
        <div class={classes!("drop", over.then_some("over"))} id="drop" {ondrop} {ondragover} {ondragleave}>
            <p>{ w.drop_here }</p>
            <p class="buttons">
                <button type="button" class="button strong" id="choose-files" onclick={press("choose-files-input")}>{ w.choose_files }</button>
                <button type="button" class="button" id="choose-folder" onclick={press("choose-folder-input")}>{ w.choose_folder }</button>
            </p>
            <input type="file" multiple=true id="choose-files-input" class="hidden-input" aria-label={w.choose_files} tabindex="-1" onchange={onchange.clone()} />
            <input type="file" multiple=true webkitdirectory=true id="choose-folder-input" class="hidden-input" aria-label={w.choose_folder} tabindex="-1" {onchange} />
        </div>
    }
}

/// How far it is, in one sentence each.
fn summary(props: &Props) -> Html {
    let (w, gather) = (props.words(), &props.gather);
    let chosen = &gather.chosen;
    let roster = &props.open.sheet.below.roster;
    let counted = chosen.counted.iter().filter_map(|at| chosen.entries.get(*at));
    let direct = counted.clone().filter(|entry| entry.unit.is_none()).count();
    let inside = counted.count() - direct;
    if gather.files.is_empty() {
        return Html::default();
    }
    // Of whom a file came that is not counted, that is said; in a long list only in its lines.
    let named = match roster.len() {
        0..=LOOKED_THROUGH => gather::missing_names(&props.ui.dispatch.desk()),
        _ => {
            chosen.missing.iter().filter_map(|at| roster.get(*at)).map(|l| l.name.clone()).collect()
        }
    };
    let missing: Vec<&str> = named.iter().map(String::as_str).collect();
    html! {
        <div id="summary" role="status">
            if roster.is_empty() {
                <p><strong>{ fill(w.came_without_roster, &[&direct.to_string()]) }</strong></p>
            } else {
                <p><strong>{ fill(w.came, &[&(roster.len() - missing.len()).to_string(), &roster.len().to_string()]) }</strong></p>
            }
            if let Some((period, count)) = gather::period_of_files(&props.open, gather) {
                <p class="warn" id="period-of-files">{ fill(w.period_of_files, &[&count.to_string(), &period.print(props.ui.lang)]) }</p>
                <p class="buttons"><button type="button" class="button strong" id="take-period" onclick={act(props, move || Act::TakePeriod(period.clone()))}>{ w.take_period }</button></p>
            }
            if inside > 0 { <p>{ fill(w.came_inside, &[&inside.to_string()]) }</p> }
            if !missing.is_empty() && missing.len() < roster.len() {
                <p>{ fill(w.missing, &[&some(&missing, w)]) }</p>
            }
            for body in props.open.sheet.below.units.iter().filter(|unit| !unit.missing.is_empty()) {
                <p>{ fill(w.body_lacks, &[body.unit.name.text(), &some(&body.missing.iter().map(String::as_str).collect::<Vec<_>>(), w)]) }</p>
            }
            if chosen.undecided { <p class="warn">{ w.undecided }</p> }
        </div>
    }
}

/// The first names of a long list, and how many more there are.
pub(super) fn some(names: &[&str], w: &CollectWords) -> String {
    let most = 30;
    let mut said = names.iter().take(most).copied().collect::<Vec<_>>().join("; ");
    if names.len() > most {
        said.push_str(&fill(w.and_more, &[&(names.len() - most).to_string()]));
    }
    said
}

/// A file that waits for a person, with its entry; or a unit's file inside one.
fn waiting(gather: &Gather) -> impl Iterator<Item = (&Entry, &Taken)> {
    standing_as(gather, Standing::waits)
}

/// The files, and those inside files, that stand in a certain way.
fn standing_as(
    gather: &Gather,
    stands: impl Fn(&Standing) -> bool,
) -> impl Iterator<Item = (&Entry, &Taken)> {
    let taken = gather.taken();
    gather.chosen.entries.iter().filter_map(move |entry| {
        stands(&entry.standing).then_some(())?;
        Some((entry, *taken.get(entry.arrival)?))
    })
}

fn to_decide(props: &Props) -> Html {
    let w = props.words();
    let aside = set_aside(props);
    let all = waiting(&props.gather).count();
    if all == 0 {
        return aside;
    }
    let desk = props.ui.dispatch.desk();
    let (named, strange) = (gather::named(&desk).len(), gather::strangers(&desk).len());
    let draw = draw(props, |props, most| {
        let all = waiting(&props.gather).take(most);
        html! {
            <ul class="plain-list">
                for (entry, file) in all {
                    { decide(props, entry, file) }
                }
            </ul>
        }
    });
    html! { <>
        <section class="item" aria-labelledby="decide-title" id="to-decide">
            <h2 id="decide-title">{ fill(w.decide_title, &[&all.to_string()]) }</h2>
            if named > 1 {
                <p class="buttons"><button type="button" class="button" id="accept-named" onclick={act(props, || Act::AcceptNamed)}>{ fill(w.accept_named, &[&named.to_string()]) }</button></p>
            }
            if strange > 1 {
                <p class="buttons">
                    <button type="button" class="button" id="expect-strangers" onclick={act(props, || Act::ExpectStrangers)}>{ fill(w.expect_strangers, &[&strange.to_string()]) }</button>
                    <button type="button" class="button" id="set-strangers-aside" onclick={act(props, || Act::SetStrangersAside)}>{ fill(w.set_strangers_aside, &[&strange.to_string()]) }</button>
                </p>
            }
            <Long lang={props.ui.lang} {all} step={LINES} id="decide" {draw} />
        </section>
        { aside }
    </> }
}

/// What a person set aside: nothing waits there, and it can be looked at again.
fn set_aside(props: &Props) -> Html {
    let all = standing_as(&props.gather, |standing| *standing == Standing::SetAside).count();
    if all == 0 {
        return Html::default();
    }
    let draw = draw(props, |props, most| {
        let aside = |standing: &Standing| *standing == Standing::SetAside;
        let all = standing_as(&props.gather, aside).take(most);
        html! {
            <ul class="plain-list">
                for (entry, file) in all {
                    { decide(props, entry, file) }
                }
            </ul>
        }
    });
    html! {
        <details class="why" id="set-aside">
            <summary>{ fill(props.words().set_aside_title, &[&all.to_string()]) }</summary>
            <Long lang={props.ui.lang} {all} step={LINES} id="aside" {draw} />
        </details>
    }
}

/// What draws the first lines of a list of this page.
fn draw(props: &Props, lines: impl Fn(&Props, usize) -> Html + 'static) -> Callback<usize, Html> {
    let props = props.clone();
    Callback::from(move |most| lines(&props, most))
}

fn decide(props: &Props, entry: &Entry, file: &Taken) -> Html {
    let Ok(arrival) = &file.outcome else { return Html::default() };
    let w = props.words();
    let own = entry.unit.map_or(Some(&arrival.own), |unit| arrival.units.get(unit));
    let Some(own) = own else { return Html::default() };
    let fingerprint = own.fingerprint.clone();
    let button = |text: String, choice: Choice| {
        let fingerprint = fingerprint.clone();
        let label = match entry.unit {
            None => format!("{text}: {}", file.name),
            Some(_) => format!("{text}: {} ({})", own.unit.name.text(), file.name),
        };
        html! { <button type="button" class="button" aria-label={label}
        onclick={act(props, move || Act::Decide(fingerprint.clone(), choice.clone()))}>{ text }</button> }
    };
    let roster = &props.open.sheet.below.roster;
    let is_line = |at: &usize| {
        let line = roster.get(*at)?;
        // Of two lines of one name the place in the list says which.
        let same = roster.iter().filter(|other| name_key(&other.name) == name_key(&line.name));
        let words = match same.count() > 1 {
            true => fill(w.is_line_at, &[&line.name, &(at + 1).to_string()]),
            false => fill(w.is_line, &[&line.name]),
        };
        Some(button(words, Choice::IsUnit(line.id.clone())))
    };
    let (why, ways) = match &entry.standing {
        Standing::Altered => {
            (w.why_altered.to_owned(), vec![button(w.accept.to_owned(), Choice::Accept)])
        }
        Standing::CountsForNow | Standing::Contested => {
            let why = if entry.unit.is_some() { w.why_contested_inside } else { w.why_contested };
            (why.to_owned(), vec![button(w.this_counts.to_owned(), Choice::Counts)])
        }
        Standing::NotOnRoster(near) => {
            let ways = near.iter().filter_map(is_line);
            let named = |at: &usize| {
                let name = roster.get(*at).map(|line| name_key(&line.name));
                name.is_some_and(|name| name == name_key(own.unit.name.text()))
            };
            let is_listed = |name: &str| {
                let name = name_key(name);
                !name.is_empty() && roster.iter().any(|line| name_key(&line.name) == name)
            };
            let why = match near.as_slice() {
                [] if is_listed(own.unit.parent.text()) => w.why_of_listed,
                [] => w.why_not_on_roster,
                [line] if named(line) => w.why_other_body,
                lines if lines.iter().any(named) => w.why_several,
                _ => w.why_near,
            };
            (why.to_owned(), ways.collect())
        }
        Standing::OtherSheet { before, own, near } => {
            let ways = if roster.is_empty() {
                vec![
                    button(w.is_apart.to_owned(), Choice::Apart),
                    button(fill(w.is_before, &[before]), Choice::Counts),
                ]
            } else {
                own.iter().chain(near).filter_map(is_line).collect()
            };
            (fill(w.why_other_sheet, &[before]), ways)
        }
        _ => (w.why_set_aside.to_owned(), vec![]),
    };
    // A unit that has its line needs no other one.
    let add = match &entry.standing {
        Standing::NotOnRoster(_) => true,
        Standing::OtherSheet { own, .. } => own.is_none() && !roster.is_empty(),
        _ => false,
    };
    let add = add.then(|| fingerprint.clone());
    let set_aside = entry.standing == Standing::SetAside;
    let undo = fingerprint.clone();
    // What stands inside a body's file is not set aside alone: its body has added it.
    let is_file = entry.unit.is_none();
    let nth = entry.unit.map(|unit| format!("/{unit}")).unwrap_or_default();
    html! {
        <li class="decide" key={format!("{}{nth}", file.key)}>
            <p><strong>{ own.unit.name.text() }</strong>{ " " }<span class="hint">{ joined([unit_line(w, &own.unit), file_line(props, file)]) }</span></p>
            <p>{ why }</p>
            if entry.standing == Standing::CountsForNow { <p class="warn">{ w.counts_for_now }</p> }
            { differs(props, entry, arrival, own) }
            // None of those near need be it.
            if add.is_some() {
                <Whose ..WhoseProps { page: props.clone(), file: fingerprint.clone(), name: file.name.clone() } />
            }
            <p class="buttons">
                for way in ways { { way } }
                if let Some(file) = add {
                    <button type="button" class="button" onclick={act(props, move || Act::ExpectUnit(file.clone()))}>{ w.add_to_roster }</button>
                }
                if set_aside {
                    <button type="button" class="button" onclick={act(props, move || Act::Undecide(undo.clone()))}>{ w.take_back }</button>
                } else if is_file {
                    { button(w.set_aside.to_owned(), Choice::SetAside) }
                }
            </p>
        </li>
    }
}

/// In a longer list of units nobody looks for one by eye.
const LOOKED_THROUGH: usize = 300;

/// What is needed to say whose a file is that resembles no line of the list.
#[derive(Clone, PartialEq, Properties)]
struct WhoseProps {
    page: Props,
    /// Its fingerprint.
    file: String,
    /// What it is called.
    name: String,
}

/// Those who have not sent, to choose from: the unit may be called otherwise in its file.
#[function_component(Whose)]
fn whose(props: &WhoseProps) -> Html {
    let WhoseProps { page, file, name } = props;
    let w = page.words();
    let chosen = use_state(String::new);
    let roster = &page.open.sheet.below.roster;
    let missing = page.gather.chosen.missing.iter().filter_map(|at| roster.get(*at));
    let missing: Vec<&Expected> = missing.collect();
    if missing.is_empty() || missing.len() > LOOKED_THROUGH {
        return Html::default();
    }
    let id = format!("whose-{file}");
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let select =
                event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok());
            if let Some(select) = select {
                chosen.set(select.value());
            }
        })
    };
    let (line, of) = ((*chosen).clone(), file.clone());
    let decide = act(page, move || Act::Decide(of.clone(), Choice::IsUnit(line.clone())));
    html! {
        <div class="buttons">
            <label for={id.clone()}>{ w.whose }</label>
            <select class="input" {id} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ w.whose_none }</option>
                for line in missing.iter() {
                    <option value={line.id.clone()} selected={*chosen == line.id}>{ line.name.clone() }</option>
                }
            </select>
            <button type="button" class="button" disabled={chosen.is_empty()} aria-label={format!("{}: {name}", w.whose_take)} onclick={decide}>{ w.whose_take }</button>
        </div>
    }
}

/// So many differences between two files of a unit are said.
const DIFFERENCES: usize = 4;

/// How many sheets stand in a body's file, and which.
fn files_below(body: Option<&Arrival>) -> (usize, BTreeSet<&str>) {
    let units = body.map(|body| body.units.as_slice()).unwrap_or_default();
    (units.len(), units.iter().map(|unit| unit.fingerprint.as_str()).collect())
}

/// Where a file differs from the one of its unit that counts for now.
fn differs(props: &Props, entry: &Entry, this: &Arrival, own: &Contribution) -> Html {
    let (w, lang) = (props.words(), props.ui.lang);
    if entry.standing != Standing::Contested {
        return Html::default();
    }
    let (chosen, taken) = (&props.gather.chosen, props.gather.taken());
    let others = chosen.entries.iter().filter(|other| {
        other.standing == Standing::CountsForNow && entry.others.contains(&other.arrival)
    });
    let mut given = others.filter_map(|other| {
        let arrival = taken.get(other.arrival)?.outcome.as_ref().ok()?;
        match other.unit {
            None => Some((&arrival.own, None, Some(&**arrival))),
            Some(unit) => Some((arrival.units.get(unit)?, Some(&arrival.own), None)),
        }
    });
    // A body's file may hold many units that wait.
    let name = name_key(own.unit.name.text());
    let is_same = |unit: &Contribution| {
        let by_id = !own.unit.id.is_empty() && unit.unit.id == own.unit.id;
        by_id || name_key(unit.unit.name.text()) == name
    };
    let now = given.find(|(unit, body, _)| body.is_none() || is_same(unit));
    let Some((now, body, now_in)) = now else { return Html::default() };
    let inside = body.map(|body| {
        let words = fill(w.counts_inside, &[body.unit.name.text().trim()]);
        html! { <p class="warn">{ words }</p> }
    });
    let mut said = Vec::new();
    for item in &props.open.template.items {
        for column in item.fields.iter().flat_map(|field| columns_of(item, field)) {
            let (this, that) = (column.of(own), column.of(now));
            if this != that {
                let [this, that] = [this, that].map(|cell| column.print(cell, lang));
                said.push(fill(w.difference, &[&column_of(props, &column), &this, &that]));
            }
        }
    }
    let this_below = files_below(entry.unit.is_none().then_some(this));
    let that_below = files_below(now_in);
    // A file inside another one has its units beside it there.
    if entry.unit.is_none() && now_in.is_some() && this_below != that_below {
        said.push(fill(
            w.difference_below,
            &[&this_below.0.to_string(), &that_below.0.to_string()],
        ));
    }
    if said.is_empty() {
        return html! { <>{ inside }<p class="hint">{ w.differs_in_words }</p></> };
    }
    let more = said.len().saturating_sub(DIFFERENCES);
    let mut words = said.into_iter().take(DIFFERENCES).collect::<Vec<_>>().join("; ");
    if more > 0 {
        words.push_str(&fill(w.and_more, &[&more.to_string()]));
    }
    html! { <>{ inside }<p class="differs">{ fill(w.differs, &[&words]) }</p></> }
}

/// "Số đảng viên", "Học tập – Có mặt": a column with the question that it answers.
fn column_of(props: &Props, column: &Column) -> String {
    let asked = column.question.get(props.ui.lang).to_owned();
    if column.name.is_empty() && column.part.is_some() {
        return asked;
    }
    format!("{asked} – {}", column_name(props, column))
}

/// "mã 05 · thuộc Đảng ủy xã Hòa An", by which units of one name are told apart.
fn unit_line(w: &CollectWords, unit: &Unit) -> String {
    let code = unit.id.rsplit('.').next().unwrap_or_default();
    let parts = [(code, w.unit_code), (unit.parent.text().trim(), w.unit_parent)];
    let parts = parts.into_iter().filter(|(said, _)| !said.is_empty());
    parts.map(|(said, words)| fill(words, &[said])).collect::<Vec<_>>().join(" · ")
}

fn joined(parts: [String; 2]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// "tệp.phieu.json · bản 3 · A1B2-C3D4".
fn file_line(props: &Props, file: &Taken) -> String {
    let Ok(arrival) = &file.outcome else { return file.name.clone() };
    let own = &arrival.own;
    let code = file::short(&own.fingerprint);
    let line = fill(props.words().file_line, &[&file.name, &own.revision.to_string(), &code]);
    joined([arrival.period.print(props.ui.lang), line])
}

fn refused_files(gather: &Gather) -> impl Iterator<Item = &Taken> {
    gather.files.iter().filter(|file| file.outcome.is_err())
}

fn refused(props: &Props) -> Html {
    let w = props.words();
    let all = refused_files(&props.gather).count();
    if all == 0 {
        return Html::default();
    }
    let draw = draw(props, |props, most| {
        let w = props.words();
        html! {
            <ul class="plain-list">
                for file in refused_files(&props.gather).take(most) {
                    <li class="decide" key={file.key.clone()}>
                        <p><strong>{ file.name.clone() }</strong></p>
                        if let Err(why) = &file.outcome { <p>{ why.words().get(props.ui.lang).to_owned() }</p> }
                        if let Some(unit) = &file.unit { <p class="hint">{ joined([fill(w.refused_unit, &[unit.name.text()]), unit_line(w, unit)]) }</p> }
                        if props.gather.made_good.contains(&file.key) { <p class="made-good">{ w.made_good }</p> }
                        { remove(props, file) }
                    </li>
                }
            </ul>
        }
    });
    html! {
        <section class="item" aria-labelledby="refused-title" id="refused">
            <h2 id="refused-title">{ fill(w.refused_title, &[&all.to_string()]) }</h2>
            <p class="hint">{ w.refused_hint }</p>
            <Long lang={props.ui.lang} {all} step={LINES} id="refused" {draw} />
        </section>
    }
}

/// The units for which remarks were written that no file holds yet.
fn remarks(props: &Props) -> Html {
    let w = props.words();
    let remarks = &props.gather.remarks;
    let units = &props.open.sheet.below.units;
    let counts = remarks.counts();
    let look = |at: usize, said: String| {
        html! { <li key={at}><button type="button" class="link" onclick={act(props, move || Act::Look(Some(at)))}>{ said }</button></li> }
    };
    let waiting = units.iter().enumerate().filter_map(|(at, unit)| {
        let count = counts.get(unit.sheet.as_str())?;
        Some(look(at, fill(w.remarks_of, &[unit.unit.name.text(), &count.to_string()])))
    });
    let sent_to = remarks.sent_to(units);
    let of = |back: bool| {
        let mine = sent_to.iter().filter(move |(_, came)| *came == back);
        mine.filter_map(|(at, _)| Some(look(*at, units.get(*at)?.unit.name.text().to_owned())))
            .collect::<Vec<Html>>()
    };
    let lists = [
        ("remarks-waiting", w.remarks_title, waiting.collect()),
        ("remarks-back", w.remarks_back_title, of(true)),
        ("remarks-out", w.remarks_out_title, of(false)),
    ];
    html! {
        for (id, title, lines) in lists.into_iter().filter(|(.., lines)| !lines.is_empty()) {
            <section class="item" key={id} aria-labelledby={format!("{id}-title")} id={id}>
                <h2 id={format!("{id}-title")}>{ title }</h2>
                <ul class="plain-list">for line in lines { { line } }</ul>
            </section>
        }
    }
}

/// Takes a decision about a file back.
fn again(props: &Props, file: &Taken) -> Html {
    let Ok(arrival) = &file.outcome else { return Html::default() };
    let fingerprint = arrival.own.fingerprint.clone();
    if !props.open.sheet.below.choices.contains_key(&fingerprint) {
        return Html::default();
    }
    let w = props.words();
    let label = format!("{}: {}", w.take_back, file.name);
    html! { <button type="button" class="button quiet" aria-label={label} onclick={act(props, move || Act::Undecide(fingerprint.clone()))}>{ w.take_back }</button> }
}

fn remove(props: &Props, file: &Taken) -> Html {
    if file.key.is_empty() {
        return Html::default();
    }
    let (w, key) = (props.words(), file.key.clone());
    sure(props, w.remove_file, &file.name, "button quiet", move || Act::Remove(key.clone()))
}

/// A button for what cannot be undone.
fn sure(
    props: &Props,
    text: &'static str,
    of: &str,
    class: &'static str,
    yes: impl Fn() -> Act + 'static,
) -> Html {
    let label = format!("{text}: {of}");
    html! { <Sure ui={props.ui.clone()} {text} {label} class={classes!(class)} yes={act(props, yes)} /> }
}

/// Typing or pasting the units that are expected.
#[function_component(Expect)]
fn expect(props: &Props) -> Html {
    let w = props.words();
    let box_ref = use_node_ref();
    let dispatch = props.ui.dispatch.clone();
    let add = {
        let box_ref = box_ref.clone();
        Callback::from(move |_: MouseEvent| {
            let Some(area) = box_ref.cast::<HtmlTextAreaElement>() else { return };
            let text = area.value();
            if text.trim().is_empty() {
                return;
            }
            area.set_value("");
            dispatch.send(Action::Gather(Act::Expect(text)));
        })
    };
    let empty = props.open.sheet.below.roster.is_empty();
    html! {
        <details open={empty} class="why">
            <summary>{ w.roster_add }</summary>
            <label for="roster-text">{ w.roster_label }</label>
            <p class="hint" id="roster-hint">{ w.roster_hint }</p>
            <textarea id="roster-text" class="input" rows="6" aria-describedby="roster-hint" ref={box_ref} />
            <div class="buttons">
                <button type="button" class="button strong" id="roster-add" onclick={add}>{ w.roster_take }</button>
                { super::super::start::file_button(&props.ui, "roster-from", w.roster_from, None, ".json,application/json", |bytes| Action::Gather(Act::ExpectAsIn(bytes))) }
            </div>
        </details>
    }
}

/// The list of who must send, or of those of them who have not.
#[function_component(Roster)]
fn roster(props: &Props) -> Html {
    let w = props.words();
    let only_missing = use_state(|| false);
    let roster = &props.open.sheet.below.roster;
    let missing: BTreeSet<usize> = match props.gather.chosen.entries.is_empty() {
        true => (0..roster.len()).collect(),
        false => props.gather.chosen.missing.iter().copied().collect(),
    };
    let refused = use_memo(
        (Arc::clone(&props.open.sheet.below), props.gather.version, props.gather.files.len()),
        |_| {
            let desk = props.ui.dispatch.desk();
            (gather::sent_in_vain(&desk), gather::waited_for(&desk))
        },
    );
    let for_now: BTreeSet<usize> = {
        let entries = props.gather.chosen.entries.iter();
        let for_now = entries.filter(|entry| entry.standing == Standing::CountsForNow);
        for_now.filter_map(|entry| entry.line).collect()
    };
    let given_back = given_back(props);
    if roster.is_empty() {
        return html! { <p class="hint">{ w.roster_none }</p> };
    }
    let some_came = !missing.is_empty() && missing.len() < roster.len();
    let only = *only_missing && some_came;
    let all = if only { missing.len() } else { roster.len() };
    let draw = draw(props, move |props, most| {
        let w = props.words();
        let lines = props.open.sheet.below.roster.iter().enumerate();
        let lines = lines.filter(|(at, _)| !only || missing.contains(at)).take(most);
        let (refused, waits) = &*refused;
        let state = |at: usize, line: &Expected| match missing.contains(&at) {
            false if for_now.contains(&at) => (w.sent_for_now, None),
            false if given_back.contains(&at) => (w.sent_back, None),
            false => (w.sent, None),
            true if waits.contains(&line.id) => (w.sent_waits, Some("missing")),
            true if refused.contains(&line.id) => (w.sent_refused, Some("missing")),
            true => (w.not_sent, Some("missing")),
        };
        html! {
            <Wide lang={props.ui.lang} label={w.roster_title}>
                <table class="data" id="roster">
                    <thead><tr><th scope="col">{ w.column_unit }</th><th scope="col">{ w.column_code }</th><th scope="col">{ w.column_state }</th><th scope="col">{ w.column_do }</th></tr></thead>
                    <tbody>
                        for (at, line) in lines {
                            { roster_line(props, line, state(at, line)) }
                        }
                    </tbody>
                </table>
            </Wide>
        }
    });
    html! {
        <>
            <p class="buttons">
                <button type="button" class="button" id="starters" onclick={act(props, || Act::Starters)}>{ w.starters }</button>
                if some_came {
                    <button type="button" class="button" id="copy-missing" onclick={act(props, || Act::CopyMissing)}>{ w.copy_missing }</button>
                }
            </p>
            <p class="hint">{ w.starters_hint }</p>
            if some_came {
                <label class="option" for="only-missing">
                    <input type="checkbox" id="only-missing" checked={only} onchange={move |_: Event| only_missing.set(!*only_missing)} />
                    <span>{ w.only_missing }</span>
                </label>
            }
            <Long lang={props.ui.lang} {all} step={LINES} id="roster" {draw} />
        </>
    }
}

/// The lines of those who were asked something and have not sent again since.
fn given_back(props: &Props) -> BTreeSet<usize> {
    let (gather, units) = (&props.gather, &props.open.sheet.below.units);
    let waits = gather.remarks.sent_to(units).into_iter().filter(|(_, back)| !back);
    let files: BTreeSet<&str> =
        waits.filter_map(|(at, _)| Some(units.get(at)?.fingerprint.as_str())).collect();
    let taken = gather.taken();
    let entries = gather.chosen.entries.iter().filter(|entry| entry.unit.is_none());
    let asked = |entry: &&Entry| {
        let file = taken.get(entry.arrival).and_then(|file| file.outcome.as_ref().ok());
        file.is_some_and(|file| files.contains(file.own.fingerprint.as_str()))
    };
    entries.filter(asked).filter_map(|entry| entry.line).collect()
}

fn roster_line(
    props: &Props,
    line: &Expected,
    (state, class): (&'static str, Option<&'static str>),
) -> Html {
    let w = props.words();
    let (starter, drop) = (line.id.clone(), line.id.clone());
    let label = |text: &str| format!("{text}: {}", line.name);
    html! {
        <tr key={line.id.clone()} class={classes!(class)}>
            <th scope="row">{ line.name.clone() }</th>
            <td>{ line.code.clone() }</td>
            <td>{ state }</td>
            <td class="buttons">
                <button type="button" class="link" aria-label={label(w.starter)} onclick={act(props, move || Act::Starter(starter.clone()))}>{ w.starter }</button>
                { sure(props, w.unexpect, &line.name, "link", move || Act::Unexpect(drop.clone())) }
            </td>
        </tr>
    }
}

/// All that was taken in, for looking something up.
fn received(props: &Props) -> Html {
    let w = props.words();
    let own =
        |gather: &Gather| gather.chosen.entries.iter().filter(|one| one.unit.is_none()).count();
    let all = own(&props.gather);
    if all == 0 {
        return Html::default();
    }
    html! {
        <details class="item" id="received">
            <summary>{ fill(w.received_title, &[&all.to_string()]) }</summary>
            <Long lang={props.ui.lang} {all} step={LINES} id="received" draw={draw(props, received_lines)} />
        </details>
    }
}

fn received_lines(props: &Props, most: usize) -> Html {
    let (w, taken) = (props.words(), props.gather.taken());
    let entries = props.gather.chosen.entries.iter().filter(|entry| entry.unit.is_none());
    let lines = entries.filter_map(|entry| Some((entry, *taken.get(entry.arrival)?))).take(most);
    let others = |entry: &Entry| {
        let names = entry.others.iter().filter(|at| **at != entry.arrival);
        let names: Vec<&str> =
            names.filter_map(|at| taken.get(*at)).map(|file| file.name.as_str()).collect();
        if names.is_empty() { String::new() } else { fill(w.others, &[&some(&names, w)]) }
    };
    html! {
        <Wide lang={props.ui.lang} label={w.files_short}>
            <table class="data">
                <thead><tr><th scope="col">{ w.column_unit }</th><th scope="col">{ w.column_file }</th><th scope="col">{ w.column_state }</th><th scope="col">{ w.column_do }</th></tr></thead>
                <tbody>
                    for (entry, file) in lines {
                        <tr key={format!("{}{}", file.key, entry.arrival)}>
                            <th scope="row">{ file.outcome.as_ref().map(|a| a.own.unit.name.text().to_owned()).unwrap_or_default() }</th>
                            <td>{ file_line(props, file) }</td>
                            <td>{ state(&entry.standing, w) }{ " " }{ others(entry) }</td>
                            <td>{ again(props, file) }{ remove(props, file) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </Wide>
    }
}

/// What became of a file.
fn state(standing: &Standing, w: &CollectWords) -> &'static str {
    match standing {
        Standing::Counts => w.state_counts,
        Standing::CountsForNow => w.state_for_now,
        Standing::Superseded => w.state_superseded,
        Standing::Contested => w.state_contested,
        Standing::Twice => w.state_twice,
        Standing::AlteredCopy => w.state_altered_copy,
        Standing::WithItsBody => w.state_with_body,
        Standing::Altered => w.state_altered,
        Standing::NotOnRoster(_) => w.state_not_on_roster,
        Standing::OtherSheet { .. } => w.state_other_sheet,
        Standing::NotChosen => w.state_not_chosen,
        Standing::SetAside => w.state_set_aside,
    }
}
