//! What the page calls. Text and bytes stand in memory that is there from the beginning, for to ask
//! for some takes more code than to unpack; a wasm's memory is none until it is written to.

use crate::{CHANCES, Chances, Damaged, LONGEST_OUT, LONGEST_TEXT};
use std::sync::Mutex;
use wasm_bindgen::prelude::wasm_bindgen;

struct Room {
    text: [u8; LONGEST_TEXT],
    chances: Chances,
    out: [u8; LONGEST_OUT],
}

static ROOM: Mutex<Room> =
    Mutex::new(Room { text: [0; LONGEST_TEXT], chances: [0; CHANCES], out: [0; LONGEST_OUT] });

/// Where in the memory the text is to be put.
#[wasm_bindgen]
pub fn place() -> usize {
    ROOM.try_lock().map_or(0, |room| room.text.as_ptr().expose_provenance())
}

/// Where in the memory the bytes stand that are unpacked behind the first `at` ones, which earlier
/// calls unpacked; 0 if the text is not the one that was packed.
#[wasm_bindgen]
pub fn unpack(text: usize, sum: u32, at: usize, length: usize) -> usize {
    let Ok(mut room) = ROOM.try_lock() else { return 0 };
    let Room { text: all, chances, out } = &mut *room;
    let (Some(text), Some(out)) = (all.get_mut(..text), out.get_mut(..at + length)) else {
        return 0;
    };
    match crate::unpack(text, sum, chances, out, at) {
        Ok(()) => out.as_ptr().expose_provenance() + at,
        Err(Damaged) => 0,
    }
}
