//! XLSX and XLSB, cell by cell.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xlsb, Xlsx, XlsxError};

use super::{SHEETS, Sheet, choose, container, damaged, parts, values};
use crate::seen::SheetSeen;
use crate::{ForeignFile, ReadError, ReadOptions};

/// Reads an XLSX.
///
/// # Errors
/// As [`super::read_zip`].
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let from = |error: XlsxError| match error {
        XlsxError::Password => ReadError::PasswordProtected,
        error => damaged(error),
    };
    let unpacked = container::unpack(bytes, is_wanted)?;
    let paths = parts::sheets(&unpacked)?;
    parts::check_texts(&unpacked)?;
    let about = |name: &str| {
        let part = paths.get(name).and_then(|at| unpacked.get(*at));
        part.map(|(_, content)| parts::about(content))
            .unwrap_or_default()
    };
    let mut workbook = Xlsx::new(Cursor::new(container::stored(&unpacked)?)).map_err(from)?;
    let sheets = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetSeen {
            name: sheet.name.clone(),
            rows: about(&sheet.name).rows,
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect();
    choose(sheets, options, |name| {
        let about = about(name);
        let mut sheet = Sheet {
            merges: about.merges,
            hidden_rows: about.hidden_rows,
            hidden_columns: about.hidden_columns,
            ..Sheet::default()
        };
        let mut reader = workbook.worksheet_cells_reader(name).map_err(from)?;
        while let Some(cell) = reader.next_cell().map_err(from)? {
            let (row, column) = cell.get_position();
            sheet.put(row, column, values::text_of_ref(cell.get_value()))?;
        }
        Ok(sheet)
    })
}

/// Pictures, drawings and the like are not unpacked at all.
fn is_wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    (name.ends_with(".xml") || name.ends_with(".rels"))
        && ![
            "xl/media/",
            "xl/drawings/",
            "xl/charts/",
            "xl/externallinks/",
            "xl/calcchain",
            "docprops/",
            "customxml/",
            "xl/revisions/",
        ]
        .iter()
        .any(|folder| name.starts_with(folder))
}

/// Reads an XLSB.
///
/// # Errors
/// As [`super::read_zip`].
pub(super) fn read_binary(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let unpacked = container::unpack(bytes, |name| {
        let name = name.to_ascii_lowercase();
        [".xml", ".rels", ".bin"]
            .iter()
            .any(|end| name.ends_with(end))
            && !name.contains("printersettings")
    })?;
    let mut workbook = Xlsb::new(Cursor::new(container::stored(&unpacked)?)).map_err(damaged)?;
    if workbook.sheets_metadata().len() > SHEETS {
        return Err(damaged("too many sheets"));
    }
    let sheets = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetSeen {
            name: sheet.name.clone(),
            rows: 0,
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect();
    choose(sheets, options, |name| {
        let mut sheet = Sheet::default();
        let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            sheet.put(row, column, values::text_of_ref(cell.get_value()))?;
        }
        Ok(sheet)
    })
}
