use kaotsunagi_tests::steps::ledger;

use crate::in_a_window;

#[test]
fn a_ledger_is_made_closed_and_opened_with_its_passphrase() {
    in_a_window(&[], async |window| {
        let place = ledger::make(window).await?;
        ledger::close_and_reopen(window).await?;
        let head = std::fs::read_dir(&place).map_err(|error| error.to_string())?;
        let plain = head.flatten().any(|file| {
            std::fs::read(file.path()).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))
        });
        kaotsunagi_tests::steps::hold(!plain, || "the ledger lies open on the disk".to_owned())
    });
}
