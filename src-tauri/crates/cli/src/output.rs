//! Output: JSON, or words and tables that stand straight with Japanese letters.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;

/// The standard output of one command.
pub(crate) struct Output {
    pub(crate) json: bool,
    out: std::io::BufWriter<std::io::Stdout>,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self {
            json,
            out: std::io::BufWriter::new(std::io::stdout()),
        }
    }

    /// With `--json` the value, else what `words` writes.
    pub(crate) fn give<Told: Serialize>(
        &mut self,
        value: &Told,
        words: impl FnOnce(&mut Self, &Told) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.out, value).map_err(|error| {
                match error.io_error_kind() {
                    Some(kind) => Failure::from(std::io::Error::from(kind)),
                    None => Failure::from(error),
                }
            })?;
            writeln!(self.out)?;
        } else {
            words(self, value)?;
        }
        self.out.flush()?;
        Ok(())
    }

    /// One value on one line, at once: for a conversation.
    pub(crate) fn json_line(&mut self, value: &Value) -> Result<(), Failure> {
        writeln!(self.out, "{value}")?;
        self.out.flush()?;
        Ok(())
    }

    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.out, "{}", visible(text).trim_end())?;
        Ok(())
    }

    /// Rows under their headings, columns as wide as their widest cell.
    pub(crate) fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) -> Result<(), Failure> {
        let shown: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| visible(cell)).collect())
            .collect();
        let widths: Vec<usize> = headings
            .iter()
            .enumerate()
            .map(|(column, heading)| {
                let cells = shown
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| width(cell));
                cells.chain([width(heading)]).max().unwrap_or_default()
            })
            .collect();
        let headings: Vec<String> = headings
            .iter()
            .map(|heading| (*heading).to_owned())
            .collect();
        for row in std::iter::once(&headings).chain(&shown) {
            let cells = row.iter().zip(&widths).map(|(cell, wide)| {
                let gap = wide.saturating_sub(width(cell));
                format!("{cell}{}", " ".repeat(gap))
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A stored text can't move the cursor or recolour the terminal: control characters are shown as spaces.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Columns of a terminal that a text takes: letters of East Asia two, variation selectors none.
pub(crate) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0100}'..='\u{e01ef}'
            | '\u{3099}'
            | '\u{309a}' => 0,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{303e}'
            | '\u{3041}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}'
            | '\u{20000}'..='\u{3fffd}' => 2,
            _ => 1,
        })
        .sum()
}

/// A part of a value; null when there is none.
pub(crate) fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
    value.get(key).unwrap_or(&Value::Null)
}

/// A text of a value; numbers as written, null as nothing.
pub(crate) fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other @ (Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_))) => {
            other.to_string()
        }
    }
}

/// A list of a value; empty when there is none.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_letters_take_two_columns_and_variation_selectors_none() {
        assert_eq!(width("髙﨑 恵"), 7);
        assert_eq!(width("𠮷村"), 4);
        assert_eq!(width("辻\u{e0100}"), 2);
        assert_eq!(width("ﾀｶﾊｼ"), 4);
    }

    #[test]
    fn a_stored_escape_sequence_does_not_reach_the_terminal() {
        assert_eq!(visible("\u{1b}[31m赤\u{7}\n"), " [31m赤  ");
    }
}
