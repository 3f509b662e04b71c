//! Why a whole file can't be read.

/// Nothing of the file could be read; the file itself is untouched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    /// The content is of another kind; `looks_like` is `pdf`, `zip`, `image`, `doc`, `binary`, `html`.
    #[error("this is not a contact file but {looks_like}")]
    NotContacts { looks_like: &'static str },
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    #[error("the file is cut off or damaged: {detail}")]
    Damaged { detail: String },
    /// No column was recognised; `first` is the first row, shortened.
    #[error("no column of names, organisations or telephones found in: {first}")]
    NoHeader { first: String },
    #[error("the file is too large: {bytes} bytes")]
    TooLarge { bytes: usize },
    #[error("line {line} is too long")]
    LineTooLong { line: usize },
    /// More columns than any list of people has.
    #[error("{columns} columns are no list of people")]
    TooManyColumns { columns: usize },
    /// Unpacked it would be larger than may be read.
    #[error("the file unpacks to more than {bytes} bytes")]
    Explodes { bytes: u64 },
    #[error("the workbook has no sheet {0}")]
    NoSuchSheet(String),
    #[error("unknown encoding {0}")]
    UnknownEncoding(String),
}
