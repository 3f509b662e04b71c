//! Which bytes are which characters: BOM, then UTF-16 by its zero bytes, then UTF-8, then CP932 against EUC-JP and ISO-2022-JP.
//!
//! `encoding_rs` calls windows-31j `Shift_JIS`: 髙, 﨑, ㈱ and ① decode, where strict Shift_JIS would fail.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::ReadError;

/// Decoded text and the name of the encoding as in [`crate::ForeignFile::encoding`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: String,
    /// Whether some bytes could not be decoded and stand as U+FFFD.
    pub lossy: bool,
}

/// Decodes a whole file.
///
/// # Errors
/// `UnknownEncoding` when `forced` names none.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> Result<Decoded, ReadError> {
    let forced = forced.map(named).transpose()?;
    if let Some((bom, length)) = Encoding::for_bom(bytes) {
        // A byte order mark says more than a guess, but less than a person who has looked at the result.
        if forced.is_none_or(|f| f == bom) {
            let rest = bytes.get(length..).unwrap_or_default();
            // Half a sign at the end is nothing that could be read.
            let odd = bom != UTF_8 && !rest.len().is_multiple_of(2);
            let rest = match rest.split_last() {
                Some((0 | b'\n' | b'\r' | 0x1a, even)) if odd => even,
                _ => rest,
            };
            let (text, lossy) = decode_as(bom, rest);
            let encoding = if bom == UTF_8 {
                "UTF-8 BOM"
            } else {
                label(bom)
            };
            return Ok(Decoded {
                text: text.into_owned(),
                encoding: encoding.to_owned(),
                lossy,
            });
        }
    }
    let encoding = match forced {
        Some(forced) => forced,
        None => utf_16_by_zeros(bytes).unwrap_or_else(|| guess_by_head(bytes)),
    };
    let (mut text, mut lossy) = decode_as(encoding, bytes);
    let mut encoding = encoding;
    if lossy && forced.is_none() && encoding != UTF_8 {
        // The head misled: the whole file decides.
        let whole = guess(bytes);
        if whole != encoding {
            encoding = whole;
            (text, lossy) = decode_as(encoding, bytes);
        }
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: label(encoding).to_owned(),
        lossy,
    })
}

/// The encoding that a person or a file names: `cp932`, `Shift_JIS`, `utf-16le` …
pub(crate) fn named(name: &str) -> Result<&'static Encoding, ReadError> {
    let folded: String = name
        .trim()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match folded.as_str() {
        "cp932" | "ms932" | "sjis" | "windows31j" | "xsjis" | "shiftjis" | "mskanji" => {
            Ok(SHIFT_JIS)
        }
        "utf8bom" | "utf8" => Ok(UTF_8),
        "utf16" | "utf16le" | "unicode" => Ok(UTF_16LE),
        "utf16be" => Ok(UTF_16BE),
        "eucjp" | "ujis" => Ok(EUC_JP),
        "iso2022jp" | "jis" => Ok(ISO_2022_JP),
        _ => Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| ReadError::UnknownEncoding(name.to_owned())),
    }
}

/// The name that the window shows: Japan says CP932, not Shift_JIS, to what Windows writes.
pub(crate) fn label(encoding: &'static Encoding) -> &'static str {
    if encoding == SHIFT_JIS {
        "CP932"
    } else {
        encoding.name()
    }
}

/// Text of `bytes`, and whether some of them stand as U+FFFD. A byte order mark is not looked for.
pub(crate) fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
    encoding.decode_without_bom_handling(bytes)
}

/// UTF-16 without a byte order mark: delimiters and line ends leave zero bytes, all on the same side.
pub(crate) fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, 0] => return None,
            [0, _] => even += 1,
            [_, 0] => odd += 1,
            _ => {}
        }
    }
    let encoding = match (even, odd) {
        (0, 0) => return None,
        (_, 0) => UTF_16BE,
        (0, _) => UTF_16LE,
        // U+3000 and its like leave a zero on the other side: the great majority decides.
        (even, odd) if even > odd * 8 => UTF_16BE,
        (even, odd) if odd > even * 8 => UTF_16LE,
        _ => return None,
    };
    let (text, lossy) = decode_as(encoding, bytes);
    let odd_controls = text
        .chars()
        .take(20_000)
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        .count();
    (!lossy && odd_controls == 0).then_some(encoding)
}

/// The 8-bit encoding of bytes that say nothing about themselves: UTF-8 when they are, else the Japanese one that fits
/// best, else CP932.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    if !bytes.contains(&0x1b) && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if bytes.contains(&0x1b) && bytes.is_ascii() {
        let (_, lossy) = decode_as(ISO_2022_JP, bytes);
        return if lossy { UTF_8 } else { ISO_2022_JP };
    }
    let head = bytes.get(..bytes.len().min(256 * 1024)).unwrap_or(bytes);
    // Some bytes of a long, otherwise good UTF-8 file are broken: still UTF-8.
    if mostly_utf_8(head) {
        UTF_8
    } else {
        guess_8_bit(bytes)
    }
}

/// As [`guess`], but of bytes that are no UTF-8 only the first 64 KiB are tried: decoding all of them twice costs more than
/// reading the list.
fn guess_by_head(bytes: &[u8]) -> &'static Encoding {
    const HEAD: usize = 64 * 1024;
    if bytes.len() <= HEAD || bytes.contains(&0x1b) || std::str::from_utf8(bytes).is_ok() {
        return guess(bytes);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // Cut at a line's end: half a character would be an error of the encoding.
    let end = head.iter().rposition(|b| *b == b'\n').unwrap_or(HEAD);
    let head = head.get(..end).unwrap_or(head);
    // Nothing but ASCII so far says nothing.
    if head.is_ascii() || std::str::from_utf8(head).is_ok() || mostly_utf_8(head) {
        guess(bytes)
    } else {
        guess_8_bit(head)
    }
}

/// CP932 or EUC-JP for bytes that are no UTF-8.
pub(crate) fn guess_8_bit(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(256 * 1024)).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if (guessed == EUC_JP || guessed == SHIFT_JIS) && !decode_as(guessed, bytes).1 {
        return guessed;
    }
    if oddness(EUC_JP, head) < oddness(SHIFT_JIS, head) {
        EUC_JP
    } else {
        SHIFT_JIS
    }
}

/// Whether well-formed multi-byte sequences outnumber broken ones tenfold.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken * 10
}

/// How unlike Japanese the bytes read in this encoding: errors weigh most, then half-width kana and private-use
/// characters, which the wrong one of the two Japanese encodings is full of.
fn oddness(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let (text, _) = decode_as(encoding, bytes);
    text.chars()
        .map(|c| match c {
            '\u{fffd}' => 20,
            '\u{ff61}'..='\u{ff9f}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => 2,
            _ => 0,
        })
        .sum()
}

/// Whether text that happens to be well-formed UTF-8 also reads like Japanese: two half-width kana of CP932
/// (`ﾃｽ` = C3 BD) are a well-formed `ý`.
pub(crate) fn plausible(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || c >= '\u{2000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "氏名,所属\r\n髙﨑 恵,㈱みどり調剤薬局①\r\n";

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn every_encoding_of_a_japanese_list_is_found() {
        let plain = "氏名,所属\r\n早乙女 徹,みどり野中央病院\r\n";
        let cases: Vec<(Vec<u8>, &str, &str)> = vec![
            (LINE.as_bytes().to_vec(), "UTF-8", LINE),
            (
                [b"\xef\xbb\xbf", LINE.as_bytes()].concat(),
                "UTF-8 BOM",
                LINE,
            ),
            (SHIFT_JIS.encode(LINE).0.into_owned(), "CP932", LINE),
            (utf_16(LINE, false), "UTF-16LE", LINE),
            (utf_16(LINE, true), "UTF-16BE", LINE),
            (
                [vec![0xff, 0xfe], utf_16(LINE, false)].concat(),
                "UTF-16LE",
                LINE,
            ),
            (
                [vec![0xfe, 0xff], utf_16(LINE, true)].concat(),
                "UTF-16BE",
                LINE,
            ),
            (EUC_JP.encode(plain).0.into_owned(), "EUC-JP", plain),
            (
                ISO_2022_JP.encode(plain).0.into_owned(),
                "ISO-2022-JP",
                plain,
            ),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(&bytes, None).expect("decodes");
            assert_eq!(
                (
                    decoded.encoding.as_str(),
                    decoded.text.as_str(),
                    decoded.lossy
                ),
                (encoding, text, false)
            );
        }
    }

    #[test]
    fn a_named_encoding_wins_over_the_guess_and_an_unknown_one_is_refused() {
        let bytes = SHIFT_JIS.encode(LINE).0;
        assert!(decode(&bytes, Some("utf-8")).expect("decodes").lossy);
        assert_eq!(decode(&bytes, Some("CP932")).expect("decodes").text, LINE);
        assert_eq!(
            decode(&bytes, Some("klingon")),
            Err(ReadError::UnknownEncoding("klingon".to_owned()))
        );
    }

    #[test]
    fn a_few_broken_bytes_do_not_turn_a_utf_8_file_into_mojibake() {
        let mut bytes = LINE.repeat(20).into_bytes();
        bytes.extend([0xe3, 0x81, b'\n']);
        let decoded = decode(&bytes, None).expect("decodes");
        assert_eq!((decoded.encoding.as_str(), decoded.lossy), ("UTF-8", true));
    }
}
