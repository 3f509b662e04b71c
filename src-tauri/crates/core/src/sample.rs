//! The sample region, out of `assets/sample-region`, and a large one for measuring. Dates lie around `today`.

use std::path::Path;

use crate::{Now, Result};

/// Makes the sample region's ledger in `dir` with the empty passphrase; `people`/`meetings` over 0 make a seeded large one
/// (the same seed gives the same ledger but for its ids).
pub fn make(_dir: &Path, _people: usize, _meetings: usize, _seed: u64, _now: Now) -> Result<()> {
    todo!()
}
