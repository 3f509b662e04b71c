//! How telephones and old programs write bytes.

use encoding_rs::SHIFT_JIS;

/// CP932, CRLF.
pub(crate) fn cp932(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(&text.replace('\n', "\r\n")).0.into_owned()
}

/// UTF-16LE with a byte order mark, CRLF.
pub(crate) fn utf_16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        text.replace('\n', "\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    bytes
}

/// Quoted-printable of the Shift_JIS bytes, ASCII second bytes left bare as Japanese telephones do (`=83R` for コ), and
/// soft line breaks wherever a line is full, in the middle of a character too. `\` and `;` of second bytes are bare.
pub(crate) fn quoted(property: &str, value: &str) -> String {
    let mut out = format!("{property};CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:");
    let mut width = out.len();
    for byte in SHIFT_JIS.encode(value).0.iter() {
        let piece = match byte {
            b'=' | b'\r' | b'\n' => format!("={byte:02X}"),
            byte if byte.is_ascii() => char::from(*byte).to_string(),
            byte => format!("={byte:02X}"),
        };
        if width + piece.len() > 75 {
            out.push_str("=\r\n");
            width = 0;
        }
        width += piece.len();
        out.push_str(&piece);
    }
    out.push_str("\r\n");
    out
}

/// An OLE compound file with the two streams of a workbook that was saved with a password.
pub(crate) fn locked_workbook() -> Vec<u8> {
    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.extend([0; 16]);
    let halves = |file: &mut Vec<u8>, values: &[u16]| {
        values.iter().for_each(|v| file.extend(v.to_le_bytes()))
    };
    let words = |file: &mut Vec<u8>, values: &[u32]| {
        values.iter().for_each(|v| file.extend(v.to_le_bytes()))
    };
    // Version 3, little endian, sectors of 512 and 64 bytes.
    halves(&mut file, &[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]);
    // One FAT sector at 0, the directory at 1, no small sectors, no further allocation table.
    words(
        &mut file,
        &[0, 1, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0],
    );
    file.resize(512, 0xff);
    words(&mut file, &[0xffff_fffd, 0xffff_fffe]);
    file.resize(1024, 0xff);
    for (name, kind, child, sibling) in [
        ("Root Entry", 5_u8, 1_u32, 0xffff_ffff_u32),
        ("EncryptedPackage", 2, 0xffff_ffff, 2),
        ("EncryptionInfo", 2, 0xffff_ffff, 0xffff_ffff),
    ] {
        let start = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(start + 64, 0);
        let length = u16::try_from(name.len() * 2 + 2).unwrap_or_default();
        halves(&mut file, &[length]);
        file.extend([kind, 1]);
        words(&mut file, &[0xffff_ffff, sibling, child]);
        file.resize(start + 116, 0);
        words(&mut file, &[0xffff_fffe, 0, 0]);
    }
    file.resize(1536, 0);
    file
}
