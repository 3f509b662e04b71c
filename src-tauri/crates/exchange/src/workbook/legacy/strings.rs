//! Texts of an XLS: in BIFF8 characters of one or two bytes, in BIFF5 bytes of the code page. A text may go on in the next record.

use encoding_rs::Encoding;

use super::super::{CELLS, damaged};
use super::records::{short, word};
use crate::ReadError;

/// How a workbook writes its texts.
#[derive(Clone, Copy)]
pub(super) struct Strings {
    /// Of BIFF5.
    pub(super) code_page: Option<&'static Encoding>,
}

impl Strings {
    /// A text behind its length in two bytes.
    pub(super) fn long(self, data: &[u8]) -> String {
        self.long_of(&[data])
    }

    /// The same, over several records.
    pub(super) fn long_of(self, parts: &[&[u8]]) -> String {
        let mut pieces = Pieces { parts, at: 0 };
        let length = pieces.short();
        self.text(&mut pieces, usize::from(length))
    }

    /// A text behind its length in one byte.
    pub(super) fn of_byte(self, data: &[u8]) -> String {
        let parts = [data];
        let mut pieces = Pieces {
            parts: &parts,
            at: 0,
        };
        let length = pieces.byte();
        self.text(&mut pieces, usize::from(length))
    }

    fn text(self, pieces: &mut Pieces<'_, '_>, length: usize) -> String {
        match self.code_page {
            Some(code_page) => {
                let mut bytes = Vec::new();
                pieces.take(length, |part| bytes.extend_from_slice(part));
                code_page.decode_without_bom_handling(&bytes).0.into_owned()
            }
            None => {
                let flags = pieces.byte();
                pieces.characters(length, flags)
            }
        }
    }
}

/// The texts that cells share (BIFF8).
///
/// # Errors
/// `Damaged` when there are more than cells may be.
pub(super) fn shared(parts: &[&[u8]]) -> Result<Vec<String>, ReadError> {
    let mut pieces = Pieces { parts, at: 0 };
    pieces.take(8, |_| {});
    let mut texts = Vec::new();
    while !pieces.is_at_end() {
        if texts.len() >= CELLS {
            return Err(damaged("too many texts"));
        }
        let length = usize::from(pieces.short());
        let flags = pieces.byte();
        let runs = if flags & 8 == 0 { 0 } else { pieces.short() };
        let reading = if flags & 4 == 0 { 0 } else { pieces.word() };
        texts.push(pieces.characters(length, flags));
        // Fonts of parts of the text, and how it is read: no part of the text.
        let aside = 4 * usize::from(runs) + usize::try_from(reading).unwrap_or(usize::MAX / 2);
        pieces.take(aside, |_| {});
    }
    Ok(texts)
}

/// Bytes over several records.
struct Pieces<'p, 'a> {
    parts: &'p [&'a [u8]],
    /// In the first of them.
    at: usize,
}

impl Pieces<'_, '_> {
    fn rest(&self) -> &[u8] {
        let first = self.parts.first().copied().unwrap_or_default();
        first.get(self.at..).unwrap_or_default()
    }

    fn is_at_end(&self) -> bool {
        self.parts.iter().skip(1).all(|part| part.is_empty()) && self.rest().is_empty()
    }

    /// Goes to the next record when this one is used up; whether it did.
    fn turn(&mut self) -> bool {
        let over = self.rest().is_empty() && self.parts.len() > 1;
        if over {
            self.parts = self.parts.get(1..).unwrap_or_default();
            self.at = 0;
        }
        over
    }

    fn take(&mut self, mut length: usize, mut each: impl FnMut(&[u8])) {
        while length > 0 {
            let here = self.rest();
            if here.is_empty() {
                if self.turn() {
                    continue;
                }
                break;
            }
            let part = here.get(..length.min(here.len())).unwrap_or_default();
            each(part);
            let taken = part.len();
            length -= taken;
            self.at += taken;
        }
    }

    fn byte(&mut self) -> u8 {
        let mut own = 0;
        self.take(1, |part| own = part.first().copied().unwrap_or_default());
        own
    }

    fn short(&mut self) -> u16 {
        let mut bytes = Vec::with_capacity(2);
        self.take(2, |part| bytes.extend_from_slice(part));
        short(&bytes, 0)
    }

    fn word(&mut self) -> u32 {
        let mut bytes = Vec::with_capacity(4);
        self.take(4, |part| bytes.extend_from_slice(part));
        word(&bytes, 0)
    }

    /// So many characters of one or two bytes each. Where they go on in another record, it says anew which.
    fn characters(&mut self, mut length: usize, flags: u8) -> String {
        let mut units = Vec::new();
        let mut wide = flags & 1 != 0;
        while length > 0 {
            if self.turn() {
                wide = self.rest().first().is_some_and(|flags| flags & 1 != 0);
                self.at += 1;
            }
            let here = self.rest();
            let size = if wide { 2 } else { 1 };
            let count = length.min(here.len() / size);
            if count == 0 {
                // Half a character at the end of a record is damage.
                self.at += here.len();
                if self.parts.len() <= 1 {
                    break;
                }
                continue;
            }
            let part = here.get(..count * size).unwrap_or_default();
            if wide {
                units.extend(part.chunks_exact(2).map(|unit| short(unit, 0)));
            } else {
                units.extend(part.iter().map(|byte| u16::from(*byte)));
            }
            self.at += count * size;
            length -= count;
        }
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_goes_on_in_the_next_record_is_one_and_its_reading_is_no_part_of_it() {
        // 髙 with a reading of two bytes, then "abc" whose last two letters stand wide in the next record.
        let first = [
            &[2, 0, 0, 0, 2, 0, 0, 0][..],
            &[1, 0, 5, 2, 0, 0, 0, 0xd9, 0x9a, 9, 9],
            &[3, 0, 0, b'a'],
        ]
        .concat();
        let second = [1, b'b', 0, b'c', 0];
        let texts = shared(&[&first, &second]).expect("texts");
        assert_eq!(texts, ["髙", "abc"]);
        assert_eq!(
            shared(&[&first]).expect("cut off"),
            ["髙", "a"],
            "what is there is kept"
        );
    }

    #[test]
    fn texts_of_the_older_kind_are_in_the_code_page() {
        let strings = Strings {
            code_page: Some(encoding_rs::SHIFT_JIS),
        };
        let name = encoding_rs::SHIFT_JIS.encode("ソ表 恵").0;
        let mut data = vec![u8::try_from(name.len()).expect("short"), 0];
        data.extend_from_slice(&name);
        assert_eq!(strings.long(&data), "ソ表 恵");
        data.remove(1);
        assert_eq!(strings.of_byte(&data), "ソ表 恵");
    }
}
