//! A long list of which the first part is drawn, with a button for the next: drawing thousands of
//! lines at once would let the page stand still.

use crate::browser::clock;
use crate::language::Lang;
use crate::language::collect_words::words;
use crate::language::ui_words::fill;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// So many lines are drawn in one turn of the page; the next ones after it.
const A_TURN: usize = 25;

/// A long list.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// How many lines there are.
    pub all: usize,
    /// So many are drawn first, and so many more at every press.
    pub step: usize,
    /// What makes its button's id its own.
    pub id: &'static str,
    /// Draws so many of the first lines.
    pub draw: Callback<usize, Html>,
}

/// The list, and below it how many lines are left, with a button that draws more.
#[function_component(Long)]
pub fn long(props: &Props) -> Html {
    let w = words(props.lang);
    let shown = use_state(|| props.step);
    let drawn = use_state(|| A_TURN);
    let (now, soon) = ((*drawn).min(*shown), (*shown).min(props.all));
    use_effect_with((now, soon), {
        let drawn = drawn.setter();
        move |&(now, soon)| {
            if now < soon {
                spawn_local(async move {
                    clock::turn().await;
                    drawn.set(now + A_TURN);
                });
            }
        }
    });
    let left = props.all.saturating_sub(*shown);
    let more = {
        let (shown, step) = (shown.clone(), props.step);
        Callback::from(move |_: MouseEvent| shown.set(*shown + step))
    };
    html! {
        <>
            { props.draw.emit(now) }
            if left > 0 {
                <p class="buttons">
                    <button type="button" class="button" id={format!("{}-more", props.id)} onclick={more}>
                        { fill(w.show_more, &[&left.min(props.step).to_string(), &left.to_string()]) }
                    </button>
                </p>
            }
        </>
    }
}
