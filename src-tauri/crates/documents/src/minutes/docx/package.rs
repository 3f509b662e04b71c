//! What the Word library cannot say: styles in the order of the schema, fallback fonts, the language, the title of the file, heads
//! that repeat on every page.

use docx_rs::{HeightRule, TableRow, XMLDocx};

use super::{Minutes, is_printable};
use crate::Error;

mod order;

/// A head row that Word repeats on every page of the table: marked by a height of one twentieth of a point, which `order` turns into
/// `w:tblHeader`.
pub(super) fn repeated_head(row: TableRow) -> TableRow {
    row.cant_split()
        .row_height(1.0)
        .height_rule(HeightRule::AtLeast)
}

/// Puts in our own styles, settings and fonts (`assets/documents/word`) and the title, and brings the rest into the schema's order.
pub(super) fn complete(parts: &mut XMLDocx, minutes: &Minutes) -> Result<(), Error> {
    parts.styles = include_bytes!("../../../../../../assets/documents/word/styles.xml").to_vec();
    parts.settings =
        include_bytes!("../../../../../../assets/documents/word/settings.xml").to_vec();
    parts.font_table =
        include_bytes!("../../../../../../assets/documents/word/fontTable.xml").to_vec();
    parts.doc_props.core = core_properties(minutes).into_bytes();
    for part in std::iter::once(&mut parts.document)
        .chain(&mut parts.headers)
        .chain(&mut parts.footers)
    {
        *part = order::in_schema_order(part)?;
    }
    Ok(())
}

/// No dates: the same minutes stay the same file.
fn core_properties(minutes: &Minutes) -> String {
    let language = if minutes.lang() == "en" {
        "en-GB"
    } else {
        "ja-JP"
    };
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
