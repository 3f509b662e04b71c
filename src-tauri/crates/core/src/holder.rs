//! Who has the ledger open, in words.

use chrono::{FixedOffset, Timelike as _};
use ledger::Holder;

use crate::words::Words;

/// Told to whoever wanted to open it too.
pub(crate) fn held_by(holder: &Holder, words: &Words, zone: FixedOffset) -> String {
    let key = format!("holder.{}", holder.program);
    let program = if words.has(&key) {
        words.get(&key)
    } else {
        &holder.program
    };
    let since = holder.since.with_timezone(&zone);
    words.fill(
        "error.busy_by",
        &[
            ("program", &program),
            ("computer", &holder.computer),
            ("user", &holder.user),
            ("day", &japanese::date::iso(since.date_naive())),
            ("time", &format!("{}:{:02}", since.hour(), since.minute())),
        ],
    )
}
