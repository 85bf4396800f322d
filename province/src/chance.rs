//! Chance that comes out the same every time, and the exact splitting of totals.
//!
//! The generator is splitmix64 (Steele, Lea, Flood 2014): a counter that rises by the golden ratio
//! and is mixed. It is short, has no state but one number, and nobody here needs better chance.

/// A stream of numbers that a seed decides.
#[derive(Clone, Debug)]
pub struct Chance(u64);

fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

impl Chance {
    /// The stream of a seed, for one purpose and one thing; streams of others do not touch it, so
    /// that a unit looks the same however many come before it.
    pub fn of(seed: u64, purpose: u64, thing: usize) -> Chance {
        let thing = u64::try_from(thing).unwrap_or_default();
        Chance(mixed(mixed(seed ^ mixed(purpose)) ^ mixed(thing.wrapping_add(0x1234_5678))))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.draw()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// A place in a list of a length.
    pub fn place(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or_default();
        usize::try_from(self.below(length)).unwrap_or_default()
    }

    /// One of a list; "" of an empty one.
    pub fn pick(&mut self, list: &[&'static str]) -> &'static str {
        let at = self.place(list.len());
        list.get(at).copied().unwrap_or_default()
    }

    /// So many different ones of a list, in the list's order.
    pub fn some(&mut self, list: &[&'static str], count: usize) -> Vec<&'static str> {
        let mut order: Vec<usize> = (0..list.len()).collect();
        self.shuffle(&mut order);
        order.truncate(count);
        order.sort_unstable();
        order.into_iter().filter_map(|at| list.get(at).copied()).collect()
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = self.place(at + 1);
            list.swap(at, other);
        }
    }
}

/// Splits a total by weights; the parts add up to it exactly. Without weights there are no parts.
pub fn split(total: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|w| u128::from(*w)).sum();
    if sum == 0 {
        return weights.iter().map(|_| 0).collect();
    }
    let exact = |weight: &u64| u128::from(total) * u128::from(*weight);
    let mut parts: Vec<u64> =
        weights.iter().map(|w| u64::try_from(exact(w) / sum).unwrap_or_default()).collect();
    // What rounding down left over goes to those that lost most by it.
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| (u128::MAX - weights.get(*at).map_or(0, exact) % sum, *at));
    let rest = total - parts.iter().sum::<u64>();
    for at in order.into_iter().take(usize::try_from(rest).unwrap_or_default()) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    parts
}

/// Splits a total so that everybody who gets something gets at least one; where the total does not
/// reach for all, some get nothing and leave their answer blank.
pub fn split_among(chance: &mut Chance, total: u64, weights: &[u64]) -> Vec<Option<u64>> {
    let mut order: Vec<usize> =
        (0..weights.len()).filter(|at| weights.get(*at) > Some(&0)).collect();
    chance.shuffle(&mut order);
    order.truncate(usize::try_from(total).unwrap_or(usize::MAX));
    let share = |at: &usize| weights.get(*at).copied().unwrap_or_default();
    let given = u64::try_from(order.len()).unwrap_or_default();
    let shares: Vec<u64> = order.iter().map(|at| share(at) * chance.between(60, 140)).collect();
    let parts = split(total - given, &shares);
    let mut out = vec![None; weights.len()];
    for (at, part) in order.into_iter().zip(parts) {
        if let Some(place) = out.get_mut(at) {
            *place = Some(part + 1);
        }
    }
    out
}

/// Splits a total so that no part is above its limit; what all limits together cannot hold is left
/// out, which does not happen where the total is below their sum.
pub fn split_within(chance: &mut Chance, total: u64, limits: &[u64]) -> Vec<u64> {
    let weights: Vec<u64> = limits.iter().map(|limit| limit * chance.between(0, 5)).collect();
    let mut parts = split(total, &weights);
    let mut rest = total - parts.iter().sum::<u64>();
    for (part, limit) in parts.iter_mut().zip(limits) {
        rest += part.saturating_sub(*limit);
        *part = (*part).min(*limit);
    }
    for (part, limit) in parts.iter_mut().zip(limits) {
        let more = rest.min(*limit - *part);
        *part += more;
        rest -= more;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_exactly() {
        let mut chance = Chance::of(7, 1, 0);
        for round in 0..200 {
            let total = chance.below(10_000);
            let weights: Vec<u64> = (0..=round % 40).map(|_| chance.between(1, 30)).collect();
            assert_eq!(split(total, &weights).iter().sum::<u64>(), total);
            let among = split_among(&mut chance, total, &weights);
            assert_eq!(among.iter().flatten().sum::<u64>(), total);
            assert!(among.iter().flatten().all(|part| *part > 0));
            let limits: Vec<u64> = weights.iter().map(|w| w * 400).collect();
            let below = total.min(limits.iter().sum());
            let within = split_within(&mut chance, below, &limits);
            assert_eq!(within.iter().sum::<u64>(), below);
            assert!(within.iter().zip(&limits).all(|(part, limit)| part <= limit));
        }
    }

    #[test]
    fn a_seed_decides_everything() {
        let draw = |seed| Chance::of(seed, 2, 3).draw();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
