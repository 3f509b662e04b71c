use std::path::Path;

use kaotsunagi_tests::steps::{hold, pack, people};
use kaotsunagi_tests::window::{Step, Window, built};

use crate::axe::{Look, dress};
use crate::{alone, in_a_window, watched};

const SECRET: &str = "midori-no-kawa-to-hashi";

/// Two sample ledgers that exchanged once; since then both wrote another telephone number of one person.
fn two_ledgers(folder: &Path) -> Step {
    let secret = folder.join("secret");
    kaotsunagi_tests::write(&secret, SECRET.as_bytes())?;
    let run = |ledger: &str, words: &[&str]| {
        pack::by_command_line(&folder.join(format!("{ledger}.kaotsunagi")), &secret, words)
    };
    for ledger in ["a", "b"] {
        let made = std::process::Command::new(built("kaotsunagi")?)
            .arg("sample")
            .arg(folder.join(ledger))
            .output()
            .map_err(|error| error.to_string())?;
        hold(made.status.success(), || format!("no sample {ledger}"))?;
    }
    let add = [
        "person",
        "add",
        "勅使河原 望",
        "--consent",
        "yes",
        "--email",
        "nozomi@hana.example",
    ];
    run("a", &add)?;
    let first = folder.join("first.kaotsunagi-pack");
    let first = first.to_string_lossy();
    run("a", &["pack", "give", "--out", &first, "--to", "b"])?;
    run("b", &["pack", "take", &first])?;
    for (ledger, phone) in [("a", "000-0000-0001"), ("b", "000-0000-0002")] {
        run(ledger, &["person", "save", "勅使河原 望", "--phone", phone])?;
    }
    run("a", &["person", "add", "新田 花", "--consent", "yes"])?;
    Ok(())
}

#[test]
fn a_pack_is_given_looked_at_value_by_value_taken_in_and_taken_back() {
    alone(async {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        two_ledgers(folder.path())?;
        let file = folder.path().join("list.kaotsunagi-pack");
        let a = folder.path().join("a.kaotsunagi");
        let window = Window::open(&[&a.to_string_lossy()]).await?;
        watched(&window, async {
            pack::give(&window, "浅葱 さやか", SECRET, &file).await?;
            hold(file.is_file(), || "no pack lies there".to_owned())
        })
        .await?;
        window.close().await?;

        let b = folder.path().join("b.kaotsunagi");
        let window = Window::open(&[&b.to_string_lossy()]).await?;
        watched(&window, taken(&window, &file)).await?;
        window.close().await
    });
}

async fn taken(window: &Window, file: &Path) -> Step {
    let before = window.rail_count("people").await?;
    pack::open(window, SECRET, file).await?;
    // What both changed comes first, with who and when; nothing is written yet.
    let row = "[data-pack-row][data-outcome=conflict]";
    window.says(row, "勅使河原 望").await?;
    window.says(row, "000-0000-0001").await?;
    window.says(row, "000-0000-0002").await?;
    window.says(row, "有働 さやか").await?;
    hold(window.rail_count("people").await? == before, || {
        "looking has written".to_owned()
    })?;
    let mut look = Look::begin(window, "light ja").await?;
    look.at("the desk of a pack").await?;
    // By the keyboard: 1 takes the colleague's value.
    let card = window.find(row).await?;
    card.send_keys("1")
        .await
        .map_err(|error| error.to_string())?;
    window
        .until(
            "no conflict is left",
            "return document.querySelector('[data-outcome=conflict] .number')?.textContent === '0'",
            Vec::new(),
        )
        .await?;
    // Her word stays in sight, and can be changed.
    window.says("[data-decided]", "決めました").await?;
    window.click("[data-group=null]").await?;
    window.says(".pack-rows", "新田 花").await?;
    look.at("all of a pack").await?;
    look.done()?;
    window.click("[data-import]").await?;
    window.says(".desk-foot", "取り込みました").await?;
    hold(window.rail_count("people").await? == before + 1, || {
        "the new person did not come".to_owned()
    })?;
    phone_is(window, "000-0000-0001").await?;
    window.undo().await?;
    hold(window.rail_count("people").await? == before, || {
        "the pack was not taken back as one".to_owned()
    })?;
    phone_is(window, "000-0000-0002").await
}

async fn phone_is(window: &Window, phone: &str) -> Step {
    people::search(window, "勅使河原 望").await?;
    window.keys(kaotsunagi_tests::steps::key::ENTER).await?;
    window.says(".record-card h1", "勅使河原").await?;
    let shown = window.value(".record-card", "電話").await?;
    hold(shown == phone, || format!("{shown} instead of {phone}"))
}

#[test]
fn packs_are_given_by_key_and_laid_into_a_shared_folder() {
    in_a_window(&["--sample"], async |window| {
        window.rail("取り込み／書き出し").await?;
        // Her own key as text and as a code; a colleague's key is kept.
        window.click(".colleagues details summary").await?;
        window
            .until(
                "her own key",
                "return document.querySelector('.colleagues input[readonly]')?.value.startsWith('age1') && document.querySelector('.colleagues svg') !== null",
                Vec::new(),
            )
            .await?;
        let key = window
            .script(
                "return document.querySelector('.colleagues input[readonly]').value",
                Vec::new(),
            )
            .await?;
        let key = key.as_str().unwrap_or_default().to_owned();
        window
            .write(".colleagues details", "お名前", "浅葱 さやか")
            .await?;
        window.write(".colleagues details", "公開鍵", &key).await?;
        window
            .click_words_in(".colleagues details", "加える")
            .await?;
        window
            .says(".colleagues details .list", "浅葱 さやか")
            .await?;
        let mut look = Look::begin(window, "light ja").await?;
        look.at("colleagues and keys").await?;

        // The folder of the office: what each gives lies there, and no ledger.
        let folder = window.home.join("share");
        kaotsunagi_tests::write(&folder.join("note.txt"), b"a file of somebody else's")?;
        window
            .write(".colleagues", "フォルダーのパスフレーズ", SECRET)
            .await?;
        window
            .write(".colleagues", "使う人", "川瀬町の調整員")
            .await?;
        window
            .click_words_in(".colleagues", "フォルダーを選ぶ")
            .await?;
        window.answer_dialog(&folder).await?;
        window.says(".colleagues", "置いて、見る").await?;
        window.click_words_in(".colleagues", "置いて、見る").await?;
        window
            .says(".colleagues", "ほかの方のパックはまだありません")
            .await?;
        let mut names: Vec<String> = std::fs::read_dir(&folder)
            .map_err(|error| error.to_string())?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        hold(
            matches!(names.as_slice(), [pack, note] if pack.ends_with(".kaotsunagi-pack") && note == "note.txt"),
            || format!("{names:?} lie in the shared folder"),
        )?;

        // What goes to a colleague, and what to a successor.
        window.click_words_in(".colleagues", "同僚へ渡す").await?;
        window
            .until(
                "her colleague's key among the seals",
                "return [...document.querySelectorAll('.pack option')].some((one) => one.text === '浅葱 さやかさんの鍵で')",
                Vec::new(),
            )
            .await?;
        window.says(".receipt", "入らないもの").await?;
        look.at("giving a pack").await?;
        window.click_words_in(".pack header", "閉じる").await?;
        window.click_words_in(".colleagues", "引き継ぐ").await?;
        window.says(".pack", "接し方メモ").await?;
        window.says(".receipt", "件（うち人").await?;
        look.at("the hand-over").await?;
        look.done()?;
        dress(window, "dark", "en").await?;
        let mut look = Look::begin(window, "dark en").await?;
        window.go("#/exchange").await?;
        window.click(".colleagues details summary").await?;
        window.find(".colleagues svg").await?;
        look.at("colleagues and keys").await?;
        window.click(".colleagues .row button").await?;
        window.find(".receipt li").await?;
        look.at("giving a pack").await?;
        look.done()
    });
}
