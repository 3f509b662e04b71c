//! How values lie in columns: ids and enums as text, moments as RFC 3339 in UTC with milliseconds.

use std::cell::Cell;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// Separates the folded texts within one search key; folding removes control characters, so no text holds it.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// Gives an enum its text in columns; the text is the same as in JSON.
macro_rules! text_enum {
    ($name:ty { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl $name {
            /// Its text in columns and in JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(rusqlite::types::ToSqlOutput::from(self.as_str()))
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($text => Ok(Self::$variant),)+
                    other => Err(rusqlite::types::FromSqlError::Other(
                        format!("{other} is no {}", stringify!($name)).into(),
                    )),
                }
            }
        }
    };
}
pub(crate) use text_enum;

/// A point in time in a column.
pub(crate) struct Moment(pub(crate) DateTime<Utc>);

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(
            self.0.to_rfc3339_opts(SecondsFormat::Millis, true),
        ))
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        DateTime::parse_from_rfc3339(value.as_str()?)
            .map(|moment| Self(moment.with_timezone(&Utc)))
            .map_err(FromSqlError::other)
    }
}

/// A row read column after column, in the order of its SELECT.
pub(crate) struct Columns<'a> {
    row: &'a rusqlite::Row<'a>,
    at: Cell<usize>,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(row: &'a rusqlite::Row<'a>) -> Self {
        Self::after(row, 0)
    }

    /// Passes over the first columns.
    pub(crate) fn after(row: &'a rusqlite::Row<'a>, first: usize) -> Self {
        Self {
            row,
            at: Cell::new(first),
        }
    }

    pub(crate) fn next<T: FromSql>(&self) -> rusqlite::Result<T> {
        let at = self.at.get();
        self.at.set(at + 1);
        self.row.get(at)
    }

    /// Ids between spaces, as `group_concat` gives them.
    pub(crate) fn next_list<T: FromStr>(&self) -> rusqlite::Result<Vec<T>>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let text: String = self.next()?;
        text.split(' ')
            .filter(|id| !id.is_empty())
            .map(|id| {
                id.parse()
                    .map_err(|error| rusqlite::Error::from(FromSqlError::other(error)))
            })
            .collect()
    }
}
