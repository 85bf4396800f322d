//! The letterhead's data (FIELD section 6).

use super::app::Ui;
use super::unit::text;
use crate::desk::{Action, Open, View};
use crate::sheet::HeadField;
use std::rc::Rc;
use yew::prelude::*;

/// What the page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and dispatcher.
    pub ui: Ui,
    /// The open sheet.
    pub open: Rc<Open>,
}

/// The page of the letterhead.
#[function_component(LetterheadPage)]
pub fn letterhead_page(props: &Props) -> Html {
    let Props { ui, open } = props;
    let w = ui.words();
    html! {
        <>
            <h1 id="page-heading" tabindex="-1">{ w.letterhead_title }</h1>
            <p class="lead">{ w.letterhead_lead }</p>
            <div class="item">
                { text(ui, open, HeadField::UpperBody, w.upper_body, Some(w.upper_hint), 1) }
                { text(ui, open, HeadField::IssuingBody, w.issuing_body, Some(w.issuing_hint), 1) }
                <div class="pair">
                    { text(ui, open, HeadField::Number, w.head_number, Some(w.head_number_hint), 1) }
                    { text(ui, open, HeadField::Place, w.head_place, None, 1) }
                    { text(ui, open, HeadField::Date, w.head_date, Some(w.head_date_hint), 1) }
                </div>
            </div>
            <div class="item">
                { text(ui, open, HeadField::OnBehalf, w.on_behalf, Some(w.on_behalf_hint), 1) }
                <div class="pair">
                    { text(ui, open, HeadField::Post, w.post, Some(w.post_hint), 1) }
                    { text(ui, open, HeadField::Signer, w.signer, None, 1) }
                </div>
                { text(ui, open, HeadField::Recipients, w.recipients, Some(w.recipients_hint), 3) }
            </div>
            <nav class="onward" aria-label={w.sections_short}>
                <button type="button" class="button strong" id="to-report" onclick={ui.on(|| Action::Go(View::Report))}>{ w.view_report }</button>
            </nav>
        </>
    }
}
