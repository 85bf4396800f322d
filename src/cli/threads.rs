//! Work that is many like pieces, in as many threads as there are processors.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `piece` makes of each place below `pieces`, in their order. Each thread has its own of what
/// `begin` gives.
pub fn each<S, T: Send>(
    pieces: usize,
    threads: Option<NonZeroUsize>,
    begin: impl Fn() -> S + Sync,
    piece: impl Fn(&S, usize) -> T + Sync,
) -> Vec<T> {
    let cores = threads.or_else(|| thread::available_parallelism().ok());
    let threads = cores.map_or(1, NonZeroUsize::get).min(pieces.max(1));
    let next = AtomicUsize::new(0);
    let some = || {
        let (own, mut made) = (begin(), Vec::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= pieces {
                return made;
            }
            made.push((at, piece(&own, at)));
        }
    };
    let mut made: Vec<(usize, T)> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        let all = running.into_iter().flat_map(|one| match one.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        all.collect()
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_their_order() {
        for threads in [1, 2, 7] {
            let squares = each(100, NonZeroUsize::new(threads), || (), |(), at| at * at);
            assert_eq!(squares, (0..100).map(|at| at * at).collect::<Vec<_>>());
        }
        assert!(each(0, None, || (), |(), at| at).is_empty());
    }
}
