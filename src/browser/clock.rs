//! The clock and chance, as a step may know them.

use crate::desk::World;

/// The local time, and a fresh random id where one is needed.
pub fn world(tab: &str, chance: bool) -> World {
    let random = if chance { random_id() } else { String::new() };
    World { now: now(), random, tab: tab.to_owned() }
}

/// The local time as `2026-11-21T20:30:05`.
pub fn now() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}

/// 32 random hexadecimal digits.
pub fn random_id() -> String {
    let mut bytes = [0u8; 16];
    let filled = super::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        for byte in &mut bytes {
            // Chance without the crypto interface: only ids hang on it, no secret does.
            *byte = js_sys::Math::random().to_bits().to_le_bytes()[3];
        }
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
