//! What the machine needs for the files of a folder before anything is known of them: opening,
//! reading and closing each, in as many threads as there are processors; with `sha256` also the hash
//! that every fingerprint needs.
//!
//!     floor FOLDER [sha256]

use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, hint, io, thread};

fn main() -> io::Result<()> {
    let mut words = env::args().skip(1);
    let (folder, hashes) = (words.next().unwrap_or_default(), words.next().is_some());
    let entries = fs::read_dir(folder)?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    files.sort();
    let next = AtomicUsize::new(0);
    let read = || {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = fs::read(path)?;
            if hashes {
                hint::black_box(Sha256::digest(&bytes));
            }
            hint::black_box(bytes);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(read)).collect();
        running.into_iter().try_for_each(|one| one.join().unwrap_or(Ok(())))
    })
}
