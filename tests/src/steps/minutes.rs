//! The minutes as files, and what others' programs read in them.

use std::path::{Path, PathBuf};

use crate::outside;
use crate::steps::{hold, meeting};
use crate::window::{Step, Window};

/// Opens the pages of the meeting that is open, as they will be printed.
///
/// # Errors
/// With what went wrong.
pub async fn pages(window: &Window) -> Step {
    window.click_words_in(".checks", "ページを見る").await?;
    window.until("the pages", "const all = [...document.querySelectorAll('dialog[open] .pages img')]; return all.length > 0 && all.every((one) => one.complete && one.naturalWidth > 0)", Vec::new()).await?;
    window.says("dialog[open] .message", "内部の1行").await
}

/// Exports the open pages in one format through the native dialog.
///
/// # Errors
/// With what went wrong.
pub async fn export(window: &Window, folder: &Path, words: &str, ending: &str) -> Step<PathBuf> {
    let file = folder.join(format!("minutes.{ending}"));
    window
        .click_words_in("dialog[open] .buttons", words)
        .await?;
    window.answer_dialog(&file).await?;
    window
        .says("dialog[open] .message", &format!("minutes.{ending}"))
        .await?;
    window.says("dialog[open] .message", "内部の1行").await?;
    hold(file.exists(), || format!("no file at {}", file.display()))?;
    Ok(file)
}

/// All four formats into a folder, each looked at from outside.
///
/// # Errors
/// With what went wrong.
pub async fn export_all(window: &Window, folder: &Path) -> Step {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let pdf = export(window, folder, "PDF", "pdf").await?;
    let docx = export(window, folder, "Word", "docx").await?;
    let md = export(window, folder, "Markdown", "md").await?;
    let txt = export(window, folder, "テキスト", "txt").await?;
    let read = |file: &Path| {
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let texts = [
        ("PDF", outside::text_of_pdf(&pdf)?),
        ("DOCX", outside::text_of_docx(&docx)?),
        ("Markdown", read(&md)?),
        ("text", read(&txt)?),
    ];
    for (format, text) in &texts {
        // Lines break anywhere between Han characters.
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        for words in [
            meeting::SERIES,
            "有働",
            "髙﨑",
            "𠮷村",
            "鴨志田",
            "名張",
            meeting::DECISION,
            meeting::ACTION,
        ] {
            hold(text.contains(words), || {
                format!("{words} is not in the {format}: {text}")
            })?;
        }
        hold(!text.contains("ここだけの話"), || {
            format!("the internal line is in the {format} for others")
        })?;
    }
    let fonts = outside::fonts_of_pdf(&pdf)?;
    let all_embedded = fonts.iter().all(|font| {
        font.contains("NotoSansJP") && font.split_whitespace().any(|word| word == "yes")
    });
    hold(!fonts.is_empty() && all_embedded, || {
        format!("fonts of the PDF: {fonts:?}")
    })
}
