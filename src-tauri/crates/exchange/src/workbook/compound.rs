//! The compound file around an XLS: one stream out of it. Every sector is visited once at most, whatever its tables say, so that
//! time and memory are those of the file.

use super::damaged;
use crate::ReadError;

const END: u32 = 0xffff_fffe;
/// Ids above this one are marks, no sectors.
const LAST: u32 = 0xffff_fff9;
/// Streams shorter than this lie in the small sectors.
const SMALL: usize = 4096;
const ENTRY: usize = 128;

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
}

/// The first of the named streams that stands in the root.
///
/// # Errors
/// `Damaged`.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, ReadError> {
    let sector = match bytes.get(30) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return Err(damaged("no compound file")),
    };
    let mut file = Compound {
        bytes,
        sector,
        table: Vec::new(),
    };
    file.read_table()?;
    let directory = file.chain(word(bytes, 48), usize::MAX)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let entry = names
        .iter()
        .find_map(|name| find(&entries, name))
        .ok_or_else(|| damaged("no workbook in it"))?;
    let (start, length) = (word(entry, 116), size(entry));
    if length >= SMALL {
        return file.chain(start, length);
    }
    let root = entries.first().copied().unwrap_or_default();
    let small = file.chain(word(root, 116), size(root))?;
    let table = file.chain(word(bytes, 60), usize::MAX)?;
    let inner = Compound {
        bytes: &small,
        sector: 64,
        table: words(&table).collect(),
    };
    inner.follow(start, length, 0)
}

impl Compound<'_> {
    /// Which sector follows which.
    fn read_table(&mut self) -> Result<(), ReadError> {
        let sectors = self.bytes.len() / self.sector + 1;
        let mut known = vec![false; sectors];
        let mut once = |id: u32| {
            let seen = usize::try_from(id).ok().and_then(|at| known.get_mut(at));
            match seen {
                Some(seen) if !*seen => {
                    *seen = true;
                    Ok(())
                }
                _ => Err(damaged("a sector is named twice")),
            }
        };
        let head = self.bytes.get(76..512).unwrap_or_default();
        let mut ids: Vec<u32> = words(head).filter(|id| *id <= LAST).collect();
        let mut next = word(self.bytes, 68);
        while next <= LAST {
            once(next)?;
            let mut more: Vec<u32> = words(self.at(next, self.sector)).collect();
            next = more.pop().unwrap_or(END);
            ids.extend(more.into_iter().filter(|id| *id <= LAST));
        }
        for id in ids {
            once(id)?;
            let part: Vec<u32> = words(self.at(id, self.sector)).collect();
            self.table.extend(part);
        }
        Ok(())
    }

    /// A sector's bytes; the last one of a file may be cut short.
    fn at(&self, id: u32, before: usize) -> &[u8] {
        let from = usize::try_from(id)
            .ok()
            .and_then(|id| id.checked_mul(self.sector)?.checked_add(before));
        let Some(from) = from.filter(|from| *from < self.bytes.len()) else {
            return &[];
        };
        let to = (from + self.sector).min(self.bytes.len());
        self.bytes.get(from..to).unwrap_or_default()
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        self.follow(start, length, self.sector)
    }

    fn follow(&self, start: u32, length: usize, before: usize) -> Result<Vec<u8>, ReadError> {
        let mut stream = Vec::new();
        let mut next = start;
        for _ in 0..=self.table.len() {
            if next > LAST || stream.len() >= length {
                stream.truncate(length);
                return Ok(stream);
            }
            stream.extend_from_slice(self.at(next, before));
            next = usize::try_from(next)
                .ok()
                .and_then(|at| self.table.get(at))
                .copied()
                .unwrap_or(END);
        }
        Err(damaged("sectors that go round"))
    }
}

/// The entry of a stream among the root's own: an object laid into a sheet has a workbook of its own.
fn find<'e>(entries: &[&'e [u8]], name: &str) -> Option<&'e [u8]> {
    let root = entries.first()?;
    let mut open = vec![word(root, 76)];
    for _ in 0..entries.len() {
        let Some(entry) = open
            .pop()
            .and_then(|at| entries.get(usize::try_from(at).ok()?))
        else {
            if open.is_empty() {
                break;
            }
            continue;
        };
        if is_stream(entry, name) {
            return Some(entry);
        }
        open.extend(
            [word(entry, 68), word(entry, 72)]
                .into_iter()
                .filter(|id| *id <= LAST),
        );
    }
    // Some writers leave the tree out.
    entries.iter().find(|entry| is_stream(entry, name)).copied()
}

fn is_stream(entry: &[u8], name: &str) -> bool {
    let own = entry.get(..64).unwrap_or_default();
    let own = own
        .chunks_exact(2)
        .map(|unit| unit.iter().rev().fold(0_u16, |n, b| n << 8 | u16::from(*b)));
    let own: String = char::decode_utf16(own.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or('\u{fffd}'))
        .collect();
    entry.get(66) == Some(&2) && own.eq_ignore_ascii_case(name)
}

fn size(entry: &[u8]) -> usize {
    usize::try_from(word(entry, 120)).unwrap_or(usize::MAX)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..at + 4).and_then(|word| word.try_into().ok());
    word.map_or(END, u32::from_le_bytes)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .chunks_exact(4)
        .filter_map(|word| Some(u32::from_le_bytes(word.try_into().ok()?)))
}
