//! Unpacks what `xtask/src/pack.rs` packed: text, in which two characters hold 13 bits, of LZMA.
//!
//! In the page it is a wasm of its own, of less than 4 KB, which every browser compiles at once. So
//! it takes no memory beside its own and has nothing in it that can panic: the code for either would
//! be several times the rest.

mod lzma;
#[cfg(target_arch = "wasm32")]
mod page;

pub use lzma::{CHANCES, Chances};

/// The longest text for which the page has room.
pub const LONGEST_TEXT: usize = 1 << 20;

/// The most that may be unpacked from one.
pub const LONGEST_OUT: usize = 1 << 23;

/// Why there is nothing: the text is not the one that was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// Fills `out` from place `at` on from a text of this [`sum`]. The text is used up. What was packed
/// behind something copies from it: it must stand before that place.
///
/// # Errors
/// [`Damaged`] when the sum is another, when there is less in the text, or when it copies from more
/// than there is.
pub fn unpack(
    text: &mut [u8],
    expected: u32,
    chances: &mut Chances,
    out: &mut [u8],
    at: usize,
) -> Result<(), Damaged> {
    if sum(text) != expected {
        return Err(Damaged);
    }
    lzma::unpack(bytes_of(text), chances, out, at)
}

/// FNV-1a, by which the page sees that it came whole: one short step a character. The text is a
/// third as long as what is unpacked, and says the same.
pub fn sum(text: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| (sum ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.iter().fold(2_166_136_261, step)
}

/// Two characters, the low digit first, are 13 bits; written over the characters, which are more.
fn bytes_of(text: &mut [u8]) -> &[u8] {
    let (mut from, mut to) = (0, 0);
    let (mut held, mut bits) = (0, 0);
    while let Some(&[low, high]) = text.get(from..from + 2).and_then(|pair| pair.first_chunk()) {
        from += 2;
        held |= (digit(low) + digit(high) * 91) << bits;
        bits += 13;
        while bits > 7 {
            if let Some(place) = text.get_mut(to) {
                *place = held as u8;
            }
            to += 1;
            held >>= 8;
            bits -= 8;
        }
    }
    text.get(..to).unwrap_or_default()
}

/// The digits are `#` to `}`, with `~` for `<`, which could end the element.
fn digit(character: u8) -> u32 {
    let character = if character == b'~' { b'<' } else { character };
    u32::from(character.wrapping_sub(b'#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(text: &[u8], sum: u32, length: usize) -> Result<Vec<u8>, Damaged> {
        let mut out = vec![0; length];
        unpack(&mut text.to_vec(), sum, &mut [0; CHANCES], &mut out, 0).map(|()| out)
    }

    #[test]
    fn two_characters_are_13_bits() {
        assert_eq!(bytes_of(&mut b"~###".to_vec()), [25, 0, 0]);
        assert_eq!(bytes_of(&mut b"##".to_vec()), [0]);
        assert_eq!(bytes_of(&mut b"#".to_vec()), []);
    }

    #[test]
    fn the_sum_is_the_known_one() {
        assert_eq!((sum(b"a"), sum(b"foobar")), (0xE40C_292C, 0xBF9C_F968));
    }

    #[test]
    fn another_sum_is_damage() {
        let text = b"#".repeat(20);
        assert_eq!(unpacked(&text, sum(&text), 0), Ok(vec![]));
        assert_eq!(unpacked(&text, sum(&text) ^ 1, 0), Err(Damaged));
        assert_eq!(unpacked(b"", sum(b""), 0), Err(Damaged));
    }

    #[test]
    fn a_text_of_any_characters_ends() {
        let mut seed = 1_u32;
        let mut chance = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for length in 0..200 {
            let text: Vec<u8> = (0..length).map(|_| chance()).collect();
            // So much is in none of them.
            assert_eq!(unpacked(&text, sum(&text), 1 << 20), Err(Damaged));
        }
    }
}
