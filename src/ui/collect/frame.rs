//! A frame that a wide table can be moved in, with a sign that there is more to the side.

use crate::browser::side;
use crate::language::Lang;
use crate::language::collect_words::words;
use web_sys::Element;
use yew::prelude::*;

/// A frame around something wide.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What it is called for whoever hears the page.
    pub label: AttrValue,
    /// What is wide.
    pub children: Html,
}

/// A frame that says when there is more to the side than is seen. By the keyboard it is moved with
/// the arrow keys, once it has the focus.
#[function_component(Wide)]
pub fn wide(props: &Props) -> Html {
    let frame = use_node_ref();
    let more = use_state_eq(|| (false, false));
    let look = {
        let (frame, more) = (frame.clone(), more.setter());
        Callback::from(move |()| {
            if let Some(frame) = frame.cast::<Element>() {
                more.set(side::more(&frame));
            }
        })
    };
    // What is in it may be wider after every drawing, and its place narrower at any time.
    {
        let look = look.clone();
        use_effect(move || look.emit(()));
    }
    {
        let (look, frame) = (look.clone(), frame.clone());
        use_effect_with((), move |()| {
            let frame = frame.cast::<Element>();
            let watch = frame.and_then(|frame| side::watch(&frame, move || look.emit(())));
            move || drop(watch)
        });
    }
    let (left, right) = *more;
    html! {
        <div class={classes!("wide", left.then_some("more-left"), right.then_some("more-right"))}>
            if left || right { <p class="hint wide-hint">{ words(props.lang).wide_hint }</p> }
            <div class="table-frame" tabindex="0" role="group" aria-label={props.label.clone()} ref={frame}
                onscroll={look.reform(|_: Event| ())}>{ props.children.clone() }</div>
        </div>
    }
}
