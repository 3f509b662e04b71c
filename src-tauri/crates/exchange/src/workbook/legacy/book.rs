//! What a workbook says of itself before its sheets: their names, the texts they share, which numbers are days.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::records::{self, records, short, word};
use super::strings::{self, Strings};
use crate::ReadError;
use crate::workbook::{SHEETS, damaged};

pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Where its records begin in the stream.
    pub(super) at: usize,
}

pub(super) struct Book {
    pub(super) sheets: Vec<Listed>,
    pub(super) shared: Vec<String>,
    /// Of each format of cells: whether it shows a number as a day.
    pub(super) days: Vec<bool>,
    pub(super) since_1904: bool,
    pub(super) strings: Strings,
}

/// # Errors
/// `PasswordProtected`; `Damaged` for a kind from before 1993, too many sheets or texts.
pub(super) fn read(stream: &[u8]) -> Result<Book, ReadError> {
    let mut book = Book {
        sheets: Vec::new(),
        shared: Vec::new(),
        days: Vec::new(),
        since_1904: false,
        strings: Strings { code_page: None },
    };
    let mut own_formats: HashMap<u16, bool> = HashMap::new();
    let mut formats = Vec::new();
    let mut is_8 = true;
    let mut all = records(stream, 0).peekable();
    if all.peek().is_none_or(|first| first.kind != records::BEGIN) {
        return Err(damaged("an unknown kind of workbook"));
    }
    while let Some(record) = all.next() {
        let data = record.data;
        match record.kind {
            records::BEGIN => {
                is_8 = short(data, 0) >= 0x0600;
                book.strings.code_page = (!is_8).then_some(encoding_rs::SHIFT_JIS);
            }
            records::END => break,
            // FILEPASS
            0x002f => return Err(ReadError::PasswordProtected),
            // CODEPAGE
            0x0042 if !is_8 => book.strings.code_page = Some(code_page(short(data, 0))),
            // DATEMODE
            0x0022 => book.since_1904 = short(data, 0) == 1,
            // FORMAT
            0x041e => {
                let text = data.get(2..).unwrap_or_default();
                let text = if is_8 {
                    book.strings.long(text)
                } else {
                    book.strings.of_byte(text)
                };
                own_formats.insert(short(data, 0), is_day(&text));
            }
            // XF
            0x00e0 => formats.push(short(data, 2)),
            // BOUNDSHEET of cells; others are charts and macros.
            0x0085 if data.get(5) == Some(&0) => {
                if book.sheets.len() >= SHEETS {
                    return Err(damaged("too many sheets"));
                }
                book.sheets.push(Listed {
                    name: book.strings.of_byte(data.get(6..).unwrap_or_default()),
                    hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                    at: usize::try_from(word(data, 0)).unwrap_or(usize::MAX),
                });
            }
            // SST
            0x00fc => {
                let mut parts = vec![data];
                while let Some(more) = all.next_if(|next| next.kind == records::CONTINUE) {
                    parts.push(more.data);
                }
                book.shared = strings::shared(&parts)?;
            }
            _ => {}
        }
    }
    book.days = formats
        .into_iter()
        .map(|format| {
            own_formats
                .get(&format)
                .copied()
                .unwrap_or(is_known_day(format))
        })
        .collect();
    Ok(book)
}

/// Formats that every Excel knows by their number; 27 to 36 and 50 to 58 are days in that of Japan.
fn is_known_day(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format shows parts of a day: `yyyy/m/d`, `[$-411]ge.m.d`, but neither `General` nor `"円"0`.
fn is_day(format: &str) -> bool {
    let first = format.split(';').next().unwrap_or_default().to_lowercase();
    if first.contains("general") || first.contains("標準") {
        return false;
    }
    let mut chars = first.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                // [$-411] is a language, [Red] a colour, [h] the hours of a duration.
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if inside == "h" {
                    return false;
                }
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            'e' if chars.as_str().starts_with(['+', '-']) => return false,
            'y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' => return true,
            _ => {}
        }
    }
    false
}

fn code_page(number: u16) -> &'static Encoding {
    match number {
        932 | 10_001 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        65_001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_those_of_numbers() {
        for day in ["yyyy/m/d", "[$-411]ge.m.d", "m\"月\"d\"日\"", "ggge\"年\""] {
            assert!(is_day(day), "{day}");
        }
        for number in [
            "General",
            "G/標準",
            "0.00E+00",
            "#,##0\"yen\"",
            "[Red]0",
            "[h]:mm",
            "@",
            "\\d0",
        ] {
            assert!(!is_day(number), "{number}");
        }
    }
}
