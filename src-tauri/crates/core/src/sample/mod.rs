//! The sample region, out of `assets/sample-region`, and a large one for measuring. Dates lie around `today`.

mod large;
mod region;
mod seeded;

use std::path::Path;

use ledger::{Ledger, OperationName, Passphrase};

use crate::{Error, Now, Result};

/// Makes the sample region's ledger in `dir` with the empty passphrase; `people` or `meetings` over 0 make a seeded large
/// one instead (the same seed on the same day gives the same ledger but for its ids).
///
/// # Errors
/// Of the ledger: one that is already there is never overwritten. A ledger that fails half-way is taken away again.
pub fn make(dir: &Path, people: usize, meetings: usize, seed: u64, now: Now) -> Result<()> {
    let mut ledger = Ledger::create(dir, &Passphrase::new(""), now.utc)?;
    let made = ledger.operation(&OperationName::new("sample.make", ""), now.utc, |write| {
        if people == 0 && meetings == 0 {
            region::fill(write, now.today)
        } else {
            large::fill(write, people, meetings, seed, now.today)
        }
    });
    let closed = made.and_then(|_| ledger.close().map_err(Error::from));
    if closed.is_err() {
        // Created above, so there is nothing of hers in it.
        let _ = std::fs::remove_dir_all(dir);
    }
    closed
}
