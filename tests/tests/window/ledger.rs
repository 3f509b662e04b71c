use kaotsunagi_tests::steps::{hold, ledger};
use kaotsunagi_tests::window::Window;

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
        hold(!plain, || "the ledger lies open on the disk".to_owned())
    });
}

#[test]
fn a_damaged_ledger_says_on_the_first_screen_that_it_is_damaged_and_stays_as_it_is() {
    let folder = tempfile::tempdir().map_err(|error| error.to_string());
    crate::alone(async {
        let folder = folder?;
        let place = folder.path().join("region.kaotsunagi");
        let here = chrono::Local::now();
        let now = kaotsunagi_core::Now {
            utc: here.to_utc(),
            zone: *here.offset(),
            today: here.date_naive(),
        };
        kaotsunagi_core::sample::make(&place, 0, 0, 1, now).map_err(|error| error.to_string())?;
        let file = place.join("ledger.db");
        let mut bytes = std::fs::read(&file).map_err(|error| error.to_string())?;
        for byte in bytes.iter_mut().skip(10_000).step_by(4_096) {
            *byte ^= 0xff;
        }
        kaotsunagi_tests::write(&file, &bytes)?;
        let window = Window::open(&[&place.to_string_lossy()]).await?;
        crate::watched(&window, async {
            window.says(".toast.bad", "壊れて").await?;
            window.find("form.new-ledger").await.map(|_| ())
        })
        .await?;
        window.close().await?;
        let after = std::fs::read(&file).map_err(|error| error.to_string())?;
        hold(after == bytes, || "the damaged file was changed".to_owned())
    });
}
