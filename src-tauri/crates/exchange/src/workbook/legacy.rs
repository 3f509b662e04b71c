//! XLS of before 2007.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xls, XlsError};

use super::{Sheet, choose, damaged, values};
use crate::seen::SheetSeen;
use crate::{ForeignFile, ReadError, ReadOptions};

/// Reads an XLS.
///
/// # Errors
/// As [`super::read_ole`].
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadError::PasswordProtected,
        error => damaged(error),
    })?;
    let listed: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let sheets = listed
        .into_iter()
        .map(|(name, hidden)| SheetSeen {
            rows: workbook
                .worksheet_range(&name)
                .map_or(0, |range| range.height()),
            name,
            hidden,
        })
        .collect();
    choose(sheets, options, |name| {
        let range = workbook.worksheet_range(name).map_err(damaged)?;
        let merges = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
        let mut sheet = Sheet {
            merges: merges
                .into_iter()
                .map(|area| (area.start, area.end))
                .collect(),
            ..Sheet::default()
        };
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            sheet.put(row, column, values::text_of(cell))?;
        }
        Ok(sheet)
    })
}
