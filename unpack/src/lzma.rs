//! LZMA without a header, with 4 bits of the last byte as context of a literal and none of the
//! position.

use crate::Damaged;
use std::cell::Cell;

/// How likely each kind of bit is a 0, in 2048ths: learned on the way, as the packer learned it.
pub type Chances = [u16; CHANCES];

/// Their number: a power of two, so that a place can be kept within by its bits.
pub const CHANCES: usize = 1 << 14;

// Where the chances of each kind begin. Twelve for every state of the first six.
const IS_MATCH: usize = 0;
const IS_OLD: usize = 16;
const IS_OLDER: usize = 32;
const IS_LONG: usize = 48;
const IS_THIRD: usize = 64;
const IS_FOURTH: usize = 80;
const ALIGN: usize = 96;
const NEW_SIZE: usize = 128;
const OLD_SIZE: usize = 416;
const SLOTS: usize = 704;
const NEAR: usize = 960;
const LITERALS: usize = 2048;

/// So much is unpacked by one call of [`Lzma::go_on`]. A browser puts the faster code of a function
/// in its place between two calls, not in the middle of one.
const SLICE: usize = 1 << 14;

/// Fills `out` from place `at` on.
///
/// # Errors
/// When the packed bytes end too early or copy from before the beginning.
pub fn unpack(
    packed: &[u8],
    chances: &mut Chances,
    out: &mut [u8],
    mut at: usize,
) -> Result<(), Damaged> {
    let mut lzma = Lzma::begin(packed, chances)?;
    while at < out.len() {
        at = lzma.go_on(at, (at + SLICE).min(out.len()), out)?;
    }
    Ok(())
}

/// The range, and where in it the packed number lies.
struct Coder<'a> {
    range: u32,
    code: u32,
    rest: std::slice::Iter<'a, u8>,
    /// Whether a byte was asked for after the last one.
    starved: bool,
}

struct Lzma<'a> {
    chances: &'a mut Chances,
    coder: Coder<'a>,
    /// What came last: below 7 a literal.
    state: usize,
    /// The last four distances, less one.
    distances: [u32; 4],
}

impl Coder<'_> {
    #[inline(always)]
    fn fill(&mut self) {
        if self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(self.next());
        }
    }

    #[inline(always)]
    fn next(&mut self) -> u8 {
        match self.rest.next() {
            Some(&byte) => byte,
            None => {
                self.starved = true;
                0
            }
        }
    }

    /// Goes down a tree of bits, each as likely as its chance says, which learns from it: a bit
    /// chooses the chance of the next. Of all the time most is spent here. It is a function for
    /// itself so that a browser has its faster code soon, and few values to hold in the slower one.
    #[inline(never)]
    fn descend(
        &mut self,
        chances: &mut Chances,
        base: usize,
        mut node: usize,
        end: usize,
    ) -> usize {
        let (mut range, mut code) = (self.range, self.code);
        loop {
            // Whatever the place, it is within, and nobody has to look.
            let chance = &mut chances[base.wrapping_add(node) % CHANCES];
            let likely = u32::from(*chance);
            let bound = (range >> 11).wrapping_mul(likely);
            node <<= 1;
            if code < bound {
                range = bound;
                *chance = (likely + ((2048 - likely) >> 5)) as u16;
            } else {
                range -= bound;
                code -= bound;
                *chance = (likely - (likely >> 5)) as u16;
                node |= 1;
            }
            if range < 1 << 24 {
                range <<= 8;
                code = code << 8 | u32::from(self.next());
            }
            if node >= end {
                break;
            }
        }
        (self.range, self.code) = (range, code);
        node
    }

    #[inline(always)]
    fn bit(&mut self, chances: &mut Chances, place: usize) -> usize {
        self.descend(chances, place.wrapping_sub(1), 1, 2) & 1
    }

    #[inline(always)]
    fn tree(&mut self, chances: &mut Chances, base: usize, bits: u32) -> usize {
        self.descend(chances, base, 1, 1 << bits) - (1 << bits)
    }

    /// The lowest bit first.
    #[inline(always)]
    fn reversed(&mut self, chances: &mut Chances, base: usize, bits: u32) -> u32 {
        let node = self.descend(chances, base, 1, 1 << bits) as u32;
        node.reverse_bits() >> (32 - bits)
    }

    /// Bits that are as often 0 as 1.
    #[inline(always)]
    fn even(&mut self, bits: u32) -> u32 {
        let mut value = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let one = self.code >= self.range;
            if one {
                self.code -= self.range;
            }
            value = value << 1 | u32::from(one);
            self.fill();
        }
        value
    }

    #[inline(never)]
    fn size(&mut self, chances: &mut Chances, base: usize) -> usize {
        if self.bit(chances, base) == 0 {
            return 2 + self.tree(chances, base + 2, 3);
        }
        if self.bit(chances, base + 1) == 0 {
            return 10 + self.tree(chances, base + 16, 3);
        }
        18 + self.tree(chances, base + 32, 8)
    }
}

impl<'a> Lzma<'a> {
    fn begin(packed: &'a [u8], chances: &'a mut Chances) -> Result<Lzma<'a>, Damaged> {
        chances.fill(1024);
        let (head, rest) = packed.split_first_chunk().ok_or(Damaged)?;
        let [_, a, b, c, d] = *head;
        let code = u32::from_be_bytes([a, b, c, d]);
        let coder = Coder { range: u32::MAX, code, rest: rest.iter(), starved: false };
        Ok(Lzma { chances, coder, state: 0, distances: [0; 4] })
    }

    /// Unpacks from `at` to `until` or a little further, and says to where.
    #[inline(never)]
    fn go_on(&mut self, mut at: usize, until: usize, out: &mut [u8]) -> Result<usize, Damaged> {
        let coder = &mut self.coder;
        let chances = &mut *self.chances;
        let mut state = self.state;
        let [mut first, mut second, mut third, mut fourth] = self.distances;
        while at < until {
            if coder.bit(chances, IS_MATCH + state) == 0 {
                let last = out.get(at.wrapping_sub(1)).copied().unwrap_or(0);
                let base = LITERALS + usize::from(last >> 4) * 768;
                let mut node = 1;
                if state > 6 {
                    // After a match the literal differs from the byte that would have come next.
                    let expected = out.get(at.wrapping_sub(first as usize + 1));
                    let mut expected = usize::from(*expected.ok_or(Damaged)?);
                    while node < 256 {
                        expected <<= 1;
                        let wanted = expected >> 8 & 1;
                        let base = base + 256 + wanted * 256;
                        node = coder.descend(chances, base, node, node << 1);
                        if node & 1 != wanted {
                            break;
                        }
                    }
                }
                if node < 256 {
                    node = coder.descend(chances, base, node, 256);
                }
                *out.get_mut(at).ok_or(Damaged)? = node as u8;
                at += 1;
                state = match state {
                    0..4 => 0,
                    4..10 => state - 3,
                    _ => state - 6,
                };
                continue;
            }
            let mut size = 1;
            if coder.bit(chances, IS_OLD + state) == 0 {
                (fourth, third, second) = (third, second, first);
                size = coder.size(chances, NEW_SIZE);
                let slot = coder.tree(chances, SLOTS + (size - 2).min(3) * 64, 6) as u32;
                first = slot;
                if slot > 3 {
                    let bits = (slot >> 1) - 1;
                    first = (2 | slot & 1) << bits;
                    if slot < 14 {
                        let base = NEAR + first as usize - slot as usize;
                        first |= coder.reversed(chances, base, bits);
                    } else {
                        first |= coder.even(bits - 4) << 4;
                        first |= coder.reversed(chances, ALIGN, 4);
                    }
                }
                state = if state < 7 { 7 } else { 10 };
            } else if coder.bit(chances, IS_OLDER + state) == 0 {
                if coder.bit(chances, IS_LONG + state) == 0 {
                    state = if state < 7 { 9 } else { 11 };
                } else {
                    size = coder.size(chances, OLD_SIZE);
                    state = if state < 7 { 8 } else { 11 };
                }
            } else {
                let mut distance = second;
                if coder.bit(chances, IS_THIRD + state) == 1 {
                    distance = third;
                    if coder.bit(chances, IS_FOURTH + state) == 1 {
                        distance = fourth;
                        fourth = third;
                    }
                    third = second;
                }
                second = first;
                first = distance;
                size = coder.size(chances, OLD_SIZE);
                state = if state < 7 { 8 } else { 11 };
            }
            // From what is copied to the end of the copy; the two may overlap, as cells may.
            let back = (first as usize).checked_add(1).ok_or(Damaged)?;
            let begin = at.checked_sub(back).ok_or(Damaged)?;
            let both = out.get_mut(begin..at + size).ok_or(Damaged)?;
            let both = Cell::from_mut(both).as_slice_of_cells();
            for (from, to) in both.iter().zip(both.get(back..).unwrap_or_default()) {
                to.set(from.get());
            }
            at += size;
        }
        if coder.starved {
            return Err(Damaged);
        }
        self.state = state;
        self.distances = [first, second, third, fourth];
        Ok(at)
    }
}
