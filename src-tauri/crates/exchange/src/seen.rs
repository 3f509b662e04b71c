//! What the reader saw in a file beside its people: everything that she may look at and change before it is taken in.

use serde::{Deserialize, Serialize};

use crate::header::Field;
use crate::options::{HeaderRows, Offer};

/// Guesses and noteworthy things.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Of a CSV.
    pub delimiter: Option<char>,
    /// Of a workbook, in their order.
    pub sheets: Vec<SheetSeen>,
    /// Name of the sheet that was read.
    pub sheet: Option<String>,
    /// Of a table.
    pub header: Option<HeaderRows>,
    /// Texts of the rows above the header, at most eight: the list's title and often its date.
    pub titles: Vec<String>,
    /// The program that wrote the file, when its header is known: an id of `assets/words/column-presets.toml`.
    pub preset: Option<String>,
    /// The same for every file with the same header words (64 hexadecimal digits); empty where there is no header.
    pub header_print: String,
    pub columns: Vec<ColumnSeen>,
    /// Columns that are hidden in the sheet; they are read like the others.
    pub hidden_columns: usize,
    /// Rows that are hidden in the sheet.
    pub hidden_rows: usize,
    /// Cells filled from the merged cell above.
    pub merged_filled: usize,
    pub offers: Vec<Offer>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSeen {
    pub name: String,
    /// Rows with anything in them.
    pub rows: usize,
    pub hidden: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSeen {
    /// The header word; of a table without header its letter (A, B …).
    pub header: String,
    /// What it was taken for.
    pub field: Option<Field>,
    /// What it would be taken for without a mapping.
    pub guessed: Option<Field>,
    /// The first different values, at most five, each at most 80 characters.
    pub samples: Vec<String>,
}
