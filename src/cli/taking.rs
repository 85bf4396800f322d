//! Taking files in with several threads. A file's bytes are gone before the next is read; only
//! what it gave stays.

use super::folder::{self, Found};
use super::said::not_read;
use super::threads;
use crate::file::Library;
use crate::intake::{self, Wanted};
use crate::language::Words;
use crate::roll_up::Arrival;
use indicatif::{ProgressBar, ProgressStyle};
use std::num::NonZeroUsize;
use std::sync::Arc;

/// What became of a file.
pub type Taken = Result<Arc<Arrival>, Refused>;

/// Why a file was not taken in.
#[derive(Clone, Debug)]
pub struct Refused {
    /// A short name of the reason, for programs.
    pub code: &'static str,
    /// A plain sentence with what to do.
    pub words: Words,
}

/// Takes files in; the answer is in their order.
pub fn take_in(files: &[Found], wanted: &Wanted, threads: Option<NonZeroUsize>) -> Vec<Taken> {
    let bar = bar(files.len());
    // A library reads each form once, for the one thread that has it.
    let taken = threads::each(files.len(), threads, Library::builtin, |library, at| {
        let taken = files.get(at).map(|found| take(found, wanted, library));
        bar.inc(1);
        taken
    });
    bar.finish_and_clear();
    taken.into_iter().flatten().collect()
}

fn take(found: &Found, wanted: &Wanted, library: &Library) -> Taken {
    if !found.regular {
        return Err(Refused {
            code: "not_a_file",
            words: Words::new(
                "Đây là lối tắt hoặc thiết bị, không phải tệp. Hãy chép chính tệp phiếu vào thư mục.",
                "This is a link or a device, not a file. Copy the sheet's file itself into the folder.",
            ),
        });
    }
    let bytes = folder::read(&found.path)
        .map_err(|error| Refused { code: "unreadable", words: not_read(&found.path, &error) })?;
    intake::receive(&bytes, wanted, library)
        .map_err(|why| Refused { code: why.code(), words: why.words() })
}

/// A bar on a terminal; nothing where the standard error is none.
fn bar(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(files).unwrap_or_default());
    match ProgressStyle::with_template("{bar:40} {pos}/{len}  {per_sec}  {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
