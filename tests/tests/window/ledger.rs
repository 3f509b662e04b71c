use std::path::Path;

use kaotsunagi_core::Nothing;
use kaotsunagi_core::backup::make_backup;
use kaotsunagi_core::session::{OpenLedger, close_ledger, open_ledger};
use kaotsunagi_tests::steps::{hold, ledger};
use kaotsunagi_tests::window::{Step, Window};

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

/// Steps in a window that was opened with a damaged ledger, of which there is a good backup; gives the damaged file's bytes.
pub(crate) fn with_a_damaged_one(steps: impl AsyncFnOnce(&Window, &Path) -> Step) {
    let folder = tempfile::tempdir().map_err(|error| error.to_string());
    crate::alone(async {
        let folder = folder?;
        let place = folder.path().join("region.kaotsunagi");
        let file = place.join("ledger.db");
        let bytes = damaged(&place).map_err(|error| error.to_string())?;
        kaotsunagi_tests::write(&file, &bytes)?;
        let window = Window::open(&[&place.to_string_lossy()]).await?;
        crate::watched(&window, steps(&window, &place)).await?;
        window.close().await
    });
}

/// A sample with a backup, and the bytes of its file with some of them changed.
fn damaged(place: &Path) -> kaotsunagi_core::Result<Vec<u8>> {
    let here = chrono::Local::now();
    let now = kaotsunagi_core::Now {
        utc: here.to_utc(),
        zone: *here.offset(),
        today: here.date_naive(),
    };
    kaotsunagi_core::sample::make(place, 0, 0, 1, now)?;
    let mut session = kaotsunagi_core::Session::new(None, now);
    open_ledger(
        &mut session,
        OpenLedger {
            dir: place.to_owned(),
            passphrase: String::new(),
        },
    )?;
    make_backup(&mut session, Nothing {})?;
    close_ledger(&mut session, Nothing {})?;
    let mut bytes = std::fs::read(place.join("ledger.db")).unwrap_or_default();
    for byte in bytes.iter_mut().skip(10_000).step_by(4_096) {
        *byte ^= 0xff;
    }
    Ok(bytes)
}

#[test]
fn a_damaged_ledger_opens_the_way_out_and_stays_as_it_is_until_she_chooses() {
    with_a_damaged_one(async |window, place| {
        window
            .says(".screen-recover", "台帳を開けませんでした")
            .await?;
        window
            .says(".screen-recover", "いちばん新しい、使える控え")
            .await?;
        let file = place.join("ledger.db");
        let before = std::fs::read(&file).map_err(|error| error.to_string())?;
        window
            .click_words_in(".screen-recover", "何もせずに戻る")
            .await?;
        window.find("form.new-ledger").await?;
        let after = std::fs::read(&file).map_err(|error| error.to_string())?;
        hold(after == before, || {
            "the damaged file was changed".to_owned()
        })?;
        // And this time out of it.
        window
            .click_words_in(".screen-start .start-grid form", "開く")
            .await?;
        window
            .click_words_in(".screen-recover", "この控えで立て直す")
            .await?;
        window.says(".screen-recover", "立て直しました").await?;
        window.says(".screen-recover", "set-aside").await?;
        window
            .click_words_in(".screen-recover", "台帳を開く")
            .await?;
        window.find(".screen-today li").await?;
        hold(window.rail_count("people").await? > 30, || {
            "people are missing".to_owned()
        })?;
        let aside = std::fs::read_dir(place.join("set-aside"))
            .map_err(|error| error.to_string())?
            .flatten()
            .any(|stamp| {
                std::fs::read(stamp.path().join("ledger.db")).is_ok_and(|bytes| bytes == before)
            });
        hold(aside, || {
            "the damaged file is not set aside byte for byte".to_owned()
        })
    });
}

/// All that the engine keeps of a page lies below the window's home here: its data, its cache, its settings.
#[test]
fn the_window_leaves_nothing_of_a_ledger_in_clear() {
    in_a_window(&[], async |window| {
        ledger::make(window).await?;
        ledger::close_and_reopen(window).await?;
        let words = [
            ledger::ME,
            "うどう さやか",
            ledger::PASSPHRASE,
            "みどり野中央病院 地域連携室",
        ];
        let found = kaotsunagi_tests::clear::search(&window.home, &words)?;
        hold(found.is_empty(), || format!("{found:#?}"))
    });
}
