//! The records of a workbook's stream: two bytes of kind, two of length, then the data.

pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000a;
/// The data of the record before goes on.
pub(super) const CONTINUE: u16 = 0x003c;

pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// From `at` to the end of the stream, or to where it is cut off.
pub(super) fn records(stream: &[u8], at: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(at..).unwrap_or_default();
    std::iter::from_fn(move || {
        let head = rest.get(..4)?;
        let (kind, length) = (short(head, 0), usize::from(short(head, 2)));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..).unwrap_or_default();
        Some(Record { kind, data })
    })
}

/// 0 where the data is too short, here and below.
pub(super) fn short(data: &[u8], at: usize) -> u16 {
    let bytes = data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).unwrap_or_default()
}

pub(super) fn word(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_le_bytes).unwrap_or_default()
}

pub(super) fn double(data: &[u8], at: usize) -> f64 {
    let bytes = data.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    bytes.map(f64::from_le_bytes).unwrap_or_default()
}
