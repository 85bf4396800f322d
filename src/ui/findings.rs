//! Findings: all of them on a page, each also at its field.

use super::app::Ui;
use super::field::typed;
use crate::browser;
use crate::checks::{Finding, Gravity, NOT_ASKED, REMARK};
use crate::desk::{Action, Open};
use crate::language::ui_words::fill;
use crate::review::Review;
use crate::sheet::{Edit, Kept};
use std::rc::Rc;
use yew::prelude::*;

/// What a finding's card shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The finding.
    pub finding: Finding,
    /// Whether it has a button that goes to its place.
    pub go: bool,
    /// Told when its reason is being written, and when that ends.
    #[prop_or_default]
    pub writing: Callback<bool>,
}

/// The id of a finding's card.
pub fn card_id(finding: &Finding) -> String {
    format!("finding.{}", finding.key())
}

/// How a sheet stands, in one sentence: what calls for a look, and what is missing.
pub fn state(ui: &Ui, review: &Review) -> String {
    let w = ui.words();
    let (to_see, missing) = (review.to_see(), review.missing());
    let (see, lacks) = (to_see.to_string(), missing.to_string());
    match (to_see, missing) {
        (0, 0) => w.state_clear.to_owned(),
        (0, _) => fill(w.state_missing, &[&lacks]),
        (_, 0) => fill(w.state_to_see, &[&see]),
        _ => fill(w.state_both, &[&see, &lacks]),
    }
}

/// The same in a few letters, for the list of sections; "" where all is well.
pub fn state_short(ui: &Ui, review: &Review) -> String {
    match (review.to_see(), review.missing()) {
        (0, 0) => String::new(),
        (0, missing) => fill(ui.words().state_missing_short, &[&missing.to_string()]),
        (to_see, _) => to_see.to_string(),
    }
}

/// What can become of an answer that nobody asks.
fn not_asked(ui: &Ui, finding: &Finding) -> Html {
    let w = ui.words();
    let item = finding.place.item().unwrap_or_default();
    let button = |text: &'static str, what: &str, edit: fn(String) -> Edit| {
        let code = item.to_owned();
        html! {
            <button type="button" class="button" id={format!("{what}-{item}")}
                onclick={ui.on(move || Action::Edit(edit(code.clone())))}>{ text }</button>
        }
    };
    html! {
        <>
            { button(w.not_asked_keep, "keep", Edit::Ask) }
            { button(w.not_asked_aside, "aside", Edit::SetAside) }
            { button(w.not_asked_drop, "drop", Edit::Drop) }
        </>
    }
}

/// One finding, with a way to go there and a way to keep it with a reason.
#[function_component(FindingCard)]
pub fn finding_card(props: &CardProps) -> Html {
    let CardProps { ui, finding, go, writing } = props;
    let w = ui.words();
    let keeping = use_state(|| false);
    let reason = use_state(String::new);
    let key = finding.key();
    let suffix = if *go { ".all" } else { "" };
    let id = format!("{}{suffix}", card_id(finding));
    let reason_id = format!("reason.{key}{suffix}");
    let keep_id = finding.keep_id();
    let kept = finding.kept.clone();
    let place = finding.place.clone();
    let class = match (finding.kept.is_some() && !*keeping, finding.gravity) {
        (true, _) => "finding kept",
        (_, Gravity::Contradiction) => "finding contradiction",
        (_, Gravity::Doubt) => "finding doubt",
        (_, Gravity::Missing) => "finding missing",
    };
    // Whoever asks for the box types in it at once, and whoever leaves it goes on where they were.
    let turn = |open: bool, focus: &str| {
        let (keeping, writing, focus) = (keeping.clone(), writing.clone(), focus.to_owned());
        Callback::from(move |_: MouseEvent| {
            keeping.set(open);
            writing.emit(open);
            browser::focus_drawn(focus.clone());
        })
    };
    let (open_keeping, close) = (turn(true, &reason_id), turn(false, &keep_id));
    let keep = {
        let (dispatch, key, seen) = (ui.dispatch.clone(), key.clone(), finding.seen.clone());
        move |reason: String| {
            let kept = Kept { reason, seen: seen.clone() };
            dispatch.send(Action::Edit(Edit::Keep { key: key.clone(), kept }));
        }
    };
    // A reason that was taken back, or was of other figures, may still stand in the box.
    let save = {
        let (keep, reason, close) = (keep.clone(), reason.clone(), close.clone());
        Callback::from(move |event: MouseEvent| {
            keep((*reason).clone());
            close.emit(event);
        })
    };
    let unkeep = {
        let (dispatch, key) = (ui.dispatch.clone(), key.clone());
        move || dispatch.send(Action::Edit(Edit::Unkeep { key: key.clone() }))
    };
    let give_up = {
        let (unkeep, reason) = (unkeep.clone(), reason.clone());
        Callback::from(move |event: MouseEvent| {
            unkeep();
            reason.set(String::new());
            close.emit(event);
        })
    };
    // Kept at every key, as all that is typed is: whoever goes elsewhere finds the reason written.
    let oninput = {
        let (reason, unkeep) = (reason.clone(), unkeep.clone());
        Callback::from(move |event: InputEvent| {
            let Some(text) = typed(&event) else { return };
            if text.trim().is_empty() {
                unkeep();
            } else {
                keep(text.clone());
            }
            reason.set(text);
        })
    };
    let decided = [REMARK, NOT_ASKED].contains(&finding.check);
    let can_keep = finding.gravity != Gravity::Missing && !decided;
    let take_back = {
        let focus = keep_id.clone();
        Callback::from(move |_: MouseEvent| {
            unkeep();
            browser::focus_drawn(focus.clone());
        })
    };
    let kept = kept.filter(|_| !*keeping);
    html! {
        <div class={class} id={id}>
            <p>{ finding.said(ui.lang) }</p>
            if let Some(kept) = &kept {
                <p class="kept-reason">{ fill(w.finding_kept_because, &[kept]) }</p>
            }
            <p class="buttons">
                if *go {
                    <button type="button" class="button" aria-label={fill(w.finding_go_label, &[&finding.said(ui.lang)])}
                        onclick={ui.on(move || Action::GoTo(place.clone()))}>{ w.finding_go }</button>
                }
                if finding.check == NOT_ASKED {
                    { not_asked(ui, finding) }
                }
                if can_keep && kept.is_none() && !*keeping {
                    <button type="button" class="button quiet" id={keep_id.clone()} onclick={open_keeping}>{ w.finding_keep }</button>
                }
                if kept.is_some() {
                    <button type="button" class="button quiet" id={keep_id} onclick={take_back}>{ w.finding_unkeep }</button>
                }
            </p>
            if can_keep && *keeping {
                <div class="keep">
                    <label for={reason_id.clone()}>{ w.finding_reason }</label>
                    <textarea id={reason_id} class="input" rows="2" value={(*reason).clone()} {oninput} />
                    <button type="button" class="button strong" disabled={reason.trim().is_empty()} onclick={save}>{ w.finding_save_reason }</button>
                    <button type="button" class="button quiet" onclick={give_up}>{ w.finding_cancel }</button>
                    if reason.trim().is_empty() { <span class="hint">{ w.finding_keep_needs_reason }</span> }
                </div>
            }
        </div>
    }
}

/// What the findings' page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The open sheet.
    pub open: Rc<Open>,
    /// How it stands, in one sentence.
    pub state: String,
}

/// The page of all findings.
#[function_component(FindingsPage)]
pub fn findings_page(props: &PageProps) -> Html {
    let PageProps { ui, open, state } = props;
    let w = ui.words();
    let all = open.review.findings(&open.template);
    // One whose reason is being written stays where it stands.
    let written = use_state(|| None::<String>);
    let writing = |key: String| {
        let written = written.clone();
        Callback::from(move |begins: bool| written.set(begins.then(|| key.clone())))
    };
    let is_kept = |f: &Finding| f.kept.is_some() && *written != Some(f.key());
    let of = |gravity: Gravity| -> Vec<Finding> {
        all.iter()
            .filter(|f| !is_kept(f) && f.gravity == gravity && f.check != REMARK)
            .map(|f| (*f).clone())
            .collect()
    };
    let remarks: Vec<Finding> =
        all.iter().filter(|f| f.check == REMARK).map(|f| (*f).clone()).collect();
    let kept: Vec<Finding> = all.iter().filter(|f| is_kept(f)).map(|f| (*f).clone()).collect();
    let groups = [
        (w.findings_remarks, remarks),
        (w.findings_contradiction, of(Gravity::Contradiction)),
        (w.findings_doubt, of(Gravity::Doubt)),
        (w.findings_missing, of(Gravity::Missing)),
        (w.findings_kept, kept),
    ];
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.findings_title }</h1>
            <p class="lead">{ w.findings_lead }</p>
            <p class="empty" id="findings-state">{ state.clone() }</p>
            for (title, findings) in groups.into_iter().filter(|(_, f)| !f.is_empty()) {
                <section class="finding-group" key={title}>
                    <h2>{ format!("{title} ({})", findings.len()) }</h2>
                    <div class="finding-list">
                        for finding in findings.iter() {
                            <FindingCard key={finding.key()} ui={ui.clone()} finding={finding.clone()} go={true} writing={writing(finding.key())} />
                        }
                    </div>
                </section>
            }
        </>
    }
}
