//! One item: its question, why it is asked, its fields, and what was noticed in it.

use super::app::Ui;
use super::findings::FindingCard;
use super::{kinds, remarks};
use crate::checks::{Finding, Gravity};
use crate::compare::{Change, Value};
use crate::desk::{Action, Paste};
use crate::kinds::{Answer, Spec};
use crate::language::ui_words::fill;
use crate::review::ItemReview;
use crate::shared::Arc;
use crate::sheet::{Asking, Edit, ItemAnswer, Place, Remark};
use crate::template::{Field, Item, NOTE, STATUS};
use std::rc::Rc;
use yew::prelude::*;

/// What an item shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// What is asked.
    pub item: Arc<Item>,
    /// What was answered.
    pub answers: Option<Arc<ItemAnswer>>,
    /// What was noticed in it alone.
    pub review: Rc<ItemReview>,
    /// What was noticed across items and concerns it.
    pub also: Vec<Finding>,
    /// A pasted block waiting for a yes.
    pub paste: Option<Rc<Paste>>,
    /// What of it this unit is asked.
    pub asking: Asking,
    /// What became of its figures since the period before.
    pub changes: Vec<Change>,
    /// The form's topics of the period.
    pub topics: Vec<String>,
    /// Whether its task group is asked for a status of its own.
    pub in_group: bool,
    /// What the body above says about it, each by its name.
    pub remarks: Vec<(String, Remark)>,
}

/// An item as a card.
#[function_component(ItemCard)]
pub fn item_card(props: &Props) -> Html {
    let Props { ui, item, .. } = props;
    let w = ui.words();
    let heading = format!("item-{}", item.code);
    let group = item.own_fields().next().is_none();
    let findings: Vec<&Finding> = props.review.findings.iter().chain(&props.also).collect();
    let mut left_out = 0;
    let mut fields = Vec::new();
    for field in &item.fields {
        let blank = field.kind.blank();
        let answer = props.answers.as_ref().and_then(|a| a.fields.get(&field.code));
        let answer = answer.map_or(&blank, |f| &f.own);
        match props.asking.field(field, answer) {
            Some((spec, parts)) => {
                left_out += parts;
                fields.push(field_view(props, field, &spec, answer, &findings));
            }
            None => left_out += 1,
        }
    }
    html! {
        <section class={classes!("item", group.then_some("group"))} aria-labelledby={heading.clone()}>
            <div class="item-head">
                <h2 id={heading}>{ if group { w.group_status } else { ui.text(&item.title) } }</h2>
                <p class="item-marks">
                    if item.required && !props.review.answered { <span class="mark required">{ w.item_required }</span> }
                    if findings.iter().any(|finding| open_finding(finding)) { <span class="mark to-see">{ w.item_to_see }</span> }
                    else if props.review.answered && findings.iter().any(|f| f.kept.is_none()) { <span class="mark to-see">{ w.item_lacks }</span> }
                    else if props.review.answered { <span class="mark done">{ w.item_answered }</span> }
                    else { <span class="mark open">{ w.item_open }</span> }
                </p>
            </div>
            { remarks::boxes(ui, &props.remarks) }
            if !group {
                <Why ui={ui.clone()} item={item.clone()} />
            }
            <div class="fields">
                for field in fields {
                    { field }
                }
            </div>
            { bring(props, left_out) }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WhyProps {
    ui: Ui,
    item: Arc<Item>,
}

/// Why an item is asked, and an example. The program's first template has neither: they are unpacked
/// for whoever opens the fold.
#[function_component(Why)]
fn why(WhyProps { ui, item }: &WhyProps) -> Html {
    let w = ui.words();
    let asked = use_state(|| false);
    let ontoggle = {
        let asked = asked.clone();
        Callback::from(move |_: Event| asked.set(true))
    };
    let whole = if *asked && item.why.is_empty() {
        let desk = ui.dispatch.desk();
        let open = desk.open.as_ref();
        open.and_then(|open| desk.library.completed(&open.template).item(&item.code).cloned())
    } else {
        None
    };
    let item = whole.as_ref().unwrap_or(item);
    html! {
        <details class="why" {ontoggle}>
            <summary>{ w.item_why }</summary>
            <p>{ ui.text(&item.why) }</p>
            if !item.example.is_empty() {
                <p class="example"><strong>{ w.item_example }</strong>{ " " }{ ui.text(&item.example) }</p>
            }
        </details>
    }
}

/// The way to fields that this unit is not asked, and back.
fn bring(props: &Props, left_out: usize) -> Html {
    let Props { ui, item, asking, .. } = props;
    let w = ui.words();
    let code = item.code.clone();
    if asking.all {
        html! { <button type="button" class="link" id={format!("unask-{code}")} onclick={ui.on(move || Action::Edit(Edit::Unask(code.clone())))}>{ w.unask }</button> }
    } else if left_out == 0 {
        Html::default()
    } else {
        let text = fill(w.ask_fields, &[&left_out.to_string()]);
        html! { <button type="button" class="link" id={format!("ask-{code}")} onclick={ui.on(move || Action::Edit(Edit::Ask(code.clone())))}>{ text }</button> }
    }
}

/// One field, with its findings under it.
fn field_view(
    props: &Props,
    field: &Field,
    spec: &Spec,
    answer: &Answer,
    findings: &[&Finding],
) -> Html {
    let Props { ui, item, .. } = props;
    let here: Vec<Finding> = findings
        .iter()
        .filter(|f| matches!(&f.place, Place::Answer { field: code, .. } if *code == field.code))
        // That something is missing is seen from the blank itself; the list of findings names it.
        .filter(|f| f.check != "required_blank")
        .map(|f| (*f).clone())
        .collect();
    let cx = kinds::Cx {
        ui,
        item: &item.code,
        field,
        findings: &here,
        topics: &props.topics,
        alone: item.own_fields().nth(1).is_none(),
        required: item.required,
    };
    let view = kinds::view(&cx, spec, answer);
    let body = html! {
        <div class={classes!("field-group", format!("kind-{}", field.kind.name()))} key={field.code.clone()}>
            { collected(props, field) }
            { view }
            { changes(props, field) }
            if let Some(paste) = props.paste.as_ref().filter(|p| p.field == field.code && p.item == item.code) {
                { paste_preview(ui, field, paste) }
            }
            <div class="field-findings">
                for finding in here.iter() {
                    <FindingCard key={finding.key()} ui={ui.clone()} finding={finding.clone()} go={false} />
                }
            </div>
        </div>
    };
    if field.code == STATUS && props.in_group {
        // What holds of the whole group has been asked above; this is for what differs.
        let open = !answer.is_blank();
        return html! { <details class="note" key="status" open={open}><summary>{ ui.words().status_differs }</summary>{ body }</details> };
    }
    if field.code == NOTE {
        let open = !answer.is_blank();
        return html! { <details class="note" key="note" open={open}><summary>{ ui.words().note_add }</summary>{ body }</details> };
    }
    body
}

/// What the units below gave to the field: it is added to what is typed here.
#[cfg(feature = "collect")]
fn collected(props: &Props, field: &Field) -> Html {
    let answers = props.answers.as_ref().and_then(|answers| answers.fields.get(&field.code));
    answers.map_or_else(Html::default, |answer| {
        super::collect::collected(&props.ui, &props.item, field, answer)
    })
}

/// In the sheet of a single unit nothing is collected.
#[cfg(not(feature = "collect"))]
fn collected(_: &Props, _: &Field) -> Html {
    Html::default()
}

/// The field's figures in the period before, each with what became of it.
fn changes(props: &Props, field: &Field) -> Html {
    let Props { ui, changes, .. } = props;
    let (w, lang) = (ui.words(), ui.lang);
    let here: Vec<&Change> = changes.iter().filter(|c| c.field == field.code).collect();
    if here.is_empty() {
        return Html::default();
    }
    let said = |value: Option<Value>| value.map_or("–".to_owned(), |value| value.print(lang));
    let line = |change: &Change| {
        let name =
            if change.part.is_empty() { ui.text(&field.label) } else { ui.text(&change.part) };
        let line = fill(w.change_line, &[name, &said(change.before), &said(change.now)]);
        let difference = change.difference(lang);
        if difference.is_empty() { line } else { format!("{line} ({difference})") }
    };
    html! {
        <div class="changes">
            <p class="hint">{ w.changes_title }</p>
            <ul>
                for change in here.iter() {
                    <li key={change.name.vi.clone()}>{ line(change) }</li>
                }
            </ul>
        </div>
    }
}

/// What a pasted block would do, before anything is changed.
fn paste_preview(ui: &Ui, field: &Field, paste: &Paste) -> Html {
    let w = ui.words();
    let plan = &paste.plan;
    let names = |cell: &crate::kinds::Cell| kinds::cell_name(&field.kind, cell, ui.lang);
    let shown =
        |text: &str| if text.is_empty() { w.paste_blank.to_owned() } else { text.to_owned() };
    let columns: Vec<String> = plan
        .headings
        .iter()
        .filter_map(|(text, at)| Some((text, kinds::column_name(&field.kind, (*at)?, ui.lang)?)))
        .map(|(text, name)| format!("{text} → {name}"))
        .collect();
    html! {
        <div class="paste" role="group" aria-labelledby="paste-title">
            <h3 id="paste-title">{ w.paste_title }</h3>
            <p>{ w.paste_lead }</p>
            if !columns.is_empty() {
                <p class="columns">{ fill(w.paste_columns, &[&columns.join(" · ")]) }</p>
            }
            if !plan.ordinals.is_empty() {
                <p class="ordinals">{ w.paste_ordinals }</p>
            }
            <div class="scroll" tabindex="0" role="region" aria-labelledby="paste-title">
                <table class="grid">
                    <thead><tr><th scope="col">{ w.paste_cell }</th><th scope="col">{ w.paste_now }</th><th scope="col">{ w.paste_after }</th></tr></thead>
                    <tbody>
                        for (cell, now, after) in plan.cells.iter() {
                            <tr key={cell.path().to_owned()}>
                                <th scope="row">{ names(cell) }</th>
                                <td>{ shown(now) }</td>
                                <td class="after">{ shown(after) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            if !plan.left_over.is_empty() {
                <p class="left-over">{ fill(w.paste_left, &[&plan.left_over.join(" · ")]) }</p>
            }
            <p class="buttons">
                <button type="button" class="button strong" id="paste-yes" onclick={ui.on(|| Action::AcceptPaste)}>{ w.paste_yes }</button>
                <button type="button" class="button" id="paste-no" onclick={ui.on(|| Action::RejectPaste)}>{ w.paste_no }</button>
            </p>
        </div>
    }
}

/// Whether a finding calls for a look.
pub fn open_finding(finding: &Finding) -> bool {
    finding.kept.is_none() && finding.gravity != Gravity::Missing
}
