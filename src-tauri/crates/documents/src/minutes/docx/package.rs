//! What the Word library cannot say: styles in the order of the schema, fallback fonts, the language, the title of the file, heads
//! that repeat on every page.

use docx_rs::{HeightRule, TableRow, XMLDocx};

use super::{is_printable, Minutes};

/// Marks a head row until `complete` turns it into a repeated one. No text can look like it: text has no bare `<`.
const MARK: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;

/// A head row that Word repeats on every page of the table.
pub(super) fn repeated_head(row: TableRow) -> TableRow {
    row.cant_split().row_height(1.0).height_rule(HeightRule::AtLeast)
}

/// Puts in our own styles, settings and fonts (`assets/documents/word`), the title, and the repeated heads.
pub(super) fn complete(parts: &mut XMLDocx, minutes: &Minutes) {
    parts.styles = include_bytes!("../../../../../../assets/documents/word/styles.xml").to_vec();
    parts.settings = include_bytes!("../../../../../../assets/documents/word/settings.xml").to_vec();
    parts.font_table = include_bytes!("../../../../../../assets/documents/word/fontTable.xml").to_vec();
    parts.document = String::from_utf8_lossy(&parts.document).replace(MARK, "<w:tblHeader />").into_bytes();
    parts.doc_props.core = core_properties(minutes).into_bytes();
}

/// No dates: the same minutes stay the same file.
fn core_properties(minutes: &Minutes) -> String {
    let language = if minutes.lang() == "en" { "en-GB" } else { "ja-JP" };
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{}</dc:language>"#,
            "</cp:coreProperties>"
        ),
        escaped(&minutes.title),
        language
    )
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars().filter(|&letter| is_printable(letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            letter => out.push(letter),
        }
    }
    out
}
