//! Workbooks of before 2007, written record by record: what no writer at hand makes.

/// The two kinds that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Biff {
    /// Texts in the code page 932.
    Five,
    Eight,
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend(u16::try_from(data.len()).expect("short").to_le_bytes());
    out.extend(data);
    out
}

fn begin(biff: Biff, kind: u16) -> Vec<u8> {
    let version: u16 = if biff == Biff::Five { 0x0500 } else { 0x0600 };
    let mut data = version.to_le_bytes().to_vec();
    data.extend(kind.to_le_bytes());
    data.extend([0; 4]);
    record(0x0809, &data)
}

/// Flags, then characters.
fn wide(text: &str) -> Vec<u8> {
    let mut out = vec![1];
    out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    out
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn listed(biff: Biff, name: &str) -> Vec<u8> {
    let mut data = vec![0; 6];
    match biff {
        Biff::Eight => {
            data.push(u8::try_from(units(name)).expect("short"));
            data.extend(wide(name));
        }
        Biff::Five => {
            let name = super::cp932(name);
            data.push(u8::try_from(name.len()).expect("short"));
            data.extend(name);
        }
    }
    record(0x0085, &data)
}

/// Texts of BIFF8 stand once each in a table that goes on from record to record.
fn shared(texts: &[&str]) -> Vec<u8> {
    let count = u32::try_from(texts.len()).expect("few").to_le_bytes();
    let (mut out, mut kind) = (Vec::new(), 0x00fc);
    let mut data = [count, count].concat();
    for text in texts {
        let mut one = u16::try_from(units(text))
            .expect("short")
            .to_le_bytes()
            .to_vec();
        one.extend(wide(text));
        if data.len() + one.len() > 8_224 {
            out.extend(record(kind, &data));
            (kind, data) = (0x003c, Vec::new());
        }
        data.extend(one);
    }
    out.extend(record(kind, &data));
    out
}

/// A sheet's records. A cell of digits only is a number.
fn sheet(biff: Biff, rows: &[Vec<&str>], texts: &[&str]) -> Vec<u8> {
    let place: std::collections::HashMap<&str, usize> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| (*text, at))
        .collect();
    let mut out = begin(biff, 0x0010);
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            let mut data = u16::try_from(row).expect("few").to_le_bytes().to_vec();
            data.extend(u16::try_from(column).expect("few").to_le_bytes());
            data.extend([0, 0]);
            if let Ok(number) = cell.parse::<f64>() {
                data.extend(number.to_le_bytes());
                out.extend(record(0x0203, &data));
            } else if biff == Biff::Five {
                let text = super::cp932(cell);
                data.extend(u16::try_from(text.len()).expect("short").to_le_bytes());
                data.extend(text);
                out.extend(record(0x0204, &data));
            } else {
                data.extend(u32::try_from(place[cell]).expect("few").to_le_bytes());
                out.extend(record(0x00fd, &data));
            }
        }
    }
    out.extend(record(0x000a, &[]));
    out
}

/// A workbook of sheets.
pub(crate) fn workbook(biff: Biff, sheets: &[(&str, Vec<Vec<&str>>)]) -> Vec<u8> {
    let all = sheets.iter().flat_map(|(_, rows)| rows.iter().flatten());
    let mut seen = std::collections::HashSet::new();
    let texts: Vec<&str> = all.copied().filter(|text| seen.insert(*text)).collect();
    let mut head = begin(biff, 0x0005);
    head.extend(record(0x0042, &932_u16.to_le_bytes()));
    let mut places = Vec::new();
    for (name, _) in sheets {
        places.push(head.len() + 4);
        head.extend(listed(biff, name));
    }
    if biff == Biff::Eight {
        head.extend(shared(&texts));
    }
    head.extend(record(0x000a, &[]));
    for ((_, rows), place) in sheets.iter().zip(places) {
        let at = u32::try_from(head.len()).expect("small").to_le_bytes();
        head[place..place + 4].copy_from_slice(&at);
        head.extend(sheet(biff, rows, &texts));
    }
    let stream = if biff == Biff::Five {
        "Book"
    } else {
        "Workbook"
    };
    compound(stream, &head)
}

/// One sheet under many names.
pub(crate) fn sharing(rows: &[Vec<&str>], names: usize) -> Vec<u8> {
    let mut head = begin(Biff::Eight, 0x0005);
    let mut places = Vec::new();
    for name in 0..names {
        places.push(head.len() + 4);
        head.extend(listed(Biff::Eight, &format!("a{name}")));
    }
    head.extend(record(0x000a, &[]));
    let at = u32::try_from(head.len()).expect("small").to_le_bytes();
    for place in places {
        head[place..place + 4].copy_from_slice(&at);
    }
    head.extend(sheet(Biff::Eight, rows, &[]));
    compound("Workbook", &head)
}

/// Sheets with a cell in their first and in their last corner.
pub(crate) fn corners(sheets: usize) -> Vec<u8> {
    let mut row = vec![""; 256];
    row[255] = "1";
    let mut rows = vec![Vec::new(); 65_536];
    rows[0] = vec!["1"];
    rows[65_535] = row;
    let names: Vec<String> = (0..sheets).map(|at| format!("a{at}")).collect();
    let sheets: Vec<(&str, Vec<Vec<&str>>)> = names
        .iter()
        .map(|name| (name.as_str(), rows.clone()))
        .collect();
    workbook(Biff::Eight, &sheets)
}

/// Where the first record of a kind stands in a file.
pub(crate) fn find(bytes: &[u8], kind: u16) -> usize {
    let [low, high] = kind.to_le_bytes();
    bytes
        .windows(4)
        .position(|head| head == [low, high, 14, 0])
        .expect("a record")
}

/// A compound file of one stream.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(512).max(4_096), 0);
    let sectors = stream.len() / 512;
    // The table has an entry for each of its own sectors as well.
    let tables = (sectors + 1 + 127) / 127 + 1;
    let all = tables + 1 + sectors;
    let mut table: Vec<u32> = vec![0xffff_fffd; tables];
    table.push(0xffff_fffe);
    for at in tables + 1..all {
        table.push(if at + 1 == all {
            0xffff_fffe
        } else {
            u32::try_from(at + 1).expect("small")
        });
    }
    table.resize(tables * 128, 0xffff_ffff);
    let word = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
    let mut head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    head.extend([0; 16]);
    head.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    head.extend([0; 10]);
    head.extend(word(tables));
    head.extend(word(tables));
    head.extend([0; 4]);
    head.extend(word(4_096));
    head.extend(0xffff_fffe_u32.to_le_bytes());
    head.extend([0; 4]);
    head.extend(0xffff_fffe_u32.to_le_bytes());
    head.extend([0; 4]);
    assert!(tables <= 109, "as many as the head names");
    for at in 0..109 {
        head.extend(if at < tables { word(at) } else { [0xff; 4] });
    }
    let entry = |name: &str, kind: u8, child: u32, start: usize, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let written = u16::try_from(entry.len() + 2).expect("short");
        entry.resize(64, 0);
        entry.extend(written.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([0xff; 8]);
        entry.extend(child.to_le_bytes());
        entry.resize(116, 0);
        entry.extend(word(start));
        entry.extend(word(length));
        entry.resize(128, 0);
        entry
    };
    let mut directory = entry("Root Entry", 5, 1, 0, 0);
    directory[116..120].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    directory.extend(entry(name, 2, 0xffff_ffff, tables + 1, stream.len()));
    directory.resize(512, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, table, directory, stream].concat()
}
