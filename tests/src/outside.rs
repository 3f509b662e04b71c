//! Results looked at from outside, with programs and readers that are not ours.

use std::path::Path;
use std::process::Command;

use quick_xml::events::Event;

use crate::window::Step;

/// The output of a program; its failure with what it said.
fn output(program: &str, words: &[&str]) -> Step<String> {
    let done = Command::new(program)
        .args(words)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!(
            "{program} {}: {}",
            words.join(" "),
            String::from_utf8_lossy(&done.stderr)
        ))
    }
}

/// The text of a PDF, through poppler.
///
/// # Errors
/// When it is no PDF.
pub fn text_of_pdf(file: &Path) -> Step<String> {
    output("pdftotext", &["-layout", &file.to_string_lossy(), "-"])
}

/// The fonts of a PDF as `pdffonts` lists them: name, kind, embedded, …
///
/// # Errors
/// When it is no PDF.
pub fn fonts_of_pdf(file: &Path) -> Step<Vec<String>> {
    Ok(output("pdffonts", &[&file.to_string_lossy()])?
        .lines()
        .skip(2)
        .map(str::to_owned)
        .collect())
}

/// The text of a DOCX, through LibreOffice.
///
/// # Errors
/// When LibreOffice does not take it.
pub fn text_of_docx(file: &Path) -> Step<String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().to_string_lossy().into_owned();
    // A profile of its own: an office that runs already would take the file and answer nothing.
    let profile = format!("-env:UserInstallation=file://{path}/profile");
    output(
        "soffice",
        &[
            &profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            &path,
            &file.to_string_lossy(),
        ],
    )?;
    let stem = file.file_stem().ok_or("no name")?;
    let text = folder.path().join(stem).with_extension("txt");
    std::fs::read_to_string(&text).map_err(|error| format!("{}: {error}", text.display()))
}

/// All text of a drawing; every tag is read, so that a broken one is found.
///
/// # Errors
/// When it is no well-formed XML, or no SVG.
pub fn text_of_svg(file: &Path) -> Step<String> {
    let source =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut reader = quick_xml::Reader::from_str(&source);
    let mut text = String::new();
    let mut root = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if root.is_none() => root = Some(tag.name().as_ref().to_owned()),
            Ok(Event::Text(words)) => {
                text.push_str(words.as_ref());
                text.push('\n');
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("{}: {error}", file.display())),
        }
    }
    match root.as_deref() {
        Some("svg") => Ok(text),
        other => Err(format!("{} is {other:?}, no svg", file.display())),
    }
}
