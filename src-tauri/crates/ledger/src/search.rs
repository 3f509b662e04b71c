//! Search over everything by folded keys: kanji variants, kana of both kinds and widths.

use japanese::key::fold;
use rusqlite::types::ValueRef;
use rusqlite::{ToSql, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::schema::keys::{
    AFFILIATION, AGENDA_ITEM, MEETING, MINUTE_LINE, ORGANISATION, PERSON, SERIES,
};
use crate::value::{Columns, SEPARATOR};
use crate::{Read, Result};

/// One thing found.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// `person`, `organisation`, `series`, `meeting`, `agenda_item`, `minute_line`, `action`.
    pub kind: String,
    pub id: String,
    /// The record to open: for a line the meeting's id, else `id`.
    pub open: String,
    /// Name, title or the line itself, as stored.
    pub title: String,
    /// What tells it apart: post, date of the meeting.
    pub detail: String,
}

/// What is looked for: words that must all be found, folded as the keys are.
pub(crate) struct Words(Vec<Word>);

struct Word {
    folded: String,
    /// For a telephone number typed with hyphens: its digits, which is how the keys hold it.
    digits: Option<String>,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        Self(
            text.split_whitespace()
                .map(Word::of)
                .filter(|word| !word.folded.is_empty())
                .collect(),
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// SQL that each word is in one of two folded columns, each condition beginning with AND; the words are added to
    /// the statement's parameters.
    pub(crate) fn condition<'a>(
        &'a self,
        own: &str,
        others: &str,
        params: &mut Vec<&'a dyn ToSql>,
    ) -> String {
        let mut sql = String::new();
        for word in &self.0 {
            let mut ways = Vec::new();
            for needle in std::iter::once(&word.folded).chain(&word.digits) {
                params.push(needle);
                let at = params.len();
                ways.push(format!(
                    "instr({own}, ?{at}) OR ({others} <> '' AND instr({others}, ?{at}))"
                ));
            }
            sql.push_str(&format!(" AND ({})", ways.join(" OR ")));
        }
        sql
    }

    /// Whether each word is in one of the folded texts; `NULL` holds none.
    pub(crate) fn all_in(&self, texts: &[ValueRef<'_>]) -> bool {
        self.0.iter().all(|word| {
            texts.iter().any(|text| match text {
                ValueRef::Text(bytes) => {
                    std::str::from_utf8(bytes).is_ok_and(|text| word.is_in(text))
                }
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
                    false
                }
            })
        })
    }
}

impl Word {
    fn of(word: &str) -> Self {
        let folded = fold(word);
        let bare: String = folded
            .chars()
            .filter(|c| !matches!(c, 'ー' | '(' | ')'))
            .collect();
        let is_number = bare.len() >= 3
            && bare.len() < folded.len()
            && bare.chars().all(|c| c.is_ascii_digit());
        Self {
            folded,
            digits: is_number.then_some(bare),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        text.contains(&self.folded)
            || self
                .digits
                .as_ref()
                .is_some_and(|digits| text.contains(digits))
    }
}

/// A found key: its kind and record.
type Found = (i64, String);

impl Read<'_> {
    /// Words between spaces must all be found. People first, then organisations, series, meetings, agenda items,
    /// lines; of each kind a name that begins with the text before one that holds it; people and organisations by their reading,
    /// the rest with the newest meeting first. At most `limit`, and how many there are in all.
    ///
    /// # Errors
    /// Of the database.
    pub fn search(&self, text: &str, limit: usize) -> Result<(Vec<Hit>, usize)> {
        let words = Words::of(text);
        if words.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let (found, total) = self.scan(&words, &fold(text), limit)?;
        let mut hits = Vec::with_capacity(found.len());
        for (kind, id) in &found {
            hits.extend(self.hit(*kind, id)?);
        }
        Ok((hits, total))
    }

    /// One pass over the folded keys, which lie in the order of the results. A pass over all of them was measured
    /// faster than a bigram index for words of one letter or two, and finds any substring.
    fn scan(&self, words: &Words, text: &str, limit: usize) -> Result<(Vec<Found>, usize)> {
        let beginning = format!("{SEPARATOR}{text}");
        let mut params: Vec<&dyn ToSql> = vec![&beginning];
        let condition = words.condition("own", "others", &mut params);
        let sql = format!(
            "SELECT kind, id, kind <= {MEETING} AND instr(char(31) || own, ?1) > 0 \
             FROM search_key WHERE kind < {AFFILIATION} {condition} ORDER BY kind, sort, id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(params))?;
        let (mut found, mut later): (Vec<Found>, Vec<Found>) = (Vec::new(), Vec::new());
        let (mut total, mut kind) = (0, PERSON);
        while let Some(row) = rows.next()? {
            total += 1;
            let this: i64 = row.get(0)?;
            if this != kind {
                found.append(&mut later);
                kind = this;
            }
            let begins: bool = row.get(2)?;
            let list = if begins { &mut found } else { &mut later };
            if list.len() < limit {
                list.push((this, row.get(1)?));
            }
        }
        found.append(&mut later);
        found.truncate(limit);
        Ok((found, total))
    }

    /// What is shown of a found record.
    fn hit(&self, kind: i64, id: &str) -> Result<Option<Hit>> {
        let (name, sql) = match kind {
            PERSON => ("person", include_str!("search/person.sql")),
            ORGANISATION => ("organisation", include_str!("search/organisation.sql")),
            SERIES => (
                "series",
                "SELECT NULL, id, id, name, '' FROM series WHERE id = ?1",
            ),
            MEETING => (
                "meeting",
                "SELECT NULL, id, id, title, date FROM meeting WHERE id = ?1",
            ),
            AGENDA_ITEM => ("agenda_item", include_str!("search/agenda_item.sql")),
            MINUTE_LINE => ("minute_line", include_str!("search/minute_line.sql")),
            // Keys of other kinds are never found by themselves.
            _ => return Ok(None),
        };
        self.first(sql, [id], |row| {
            let row = Columns::of(row);
            let narrower: Option<String> = row.next()?;
            Ok(Hit {
                kind: narrower.unwrap_or_else(|| name.to_owned()),
                id: row.next()?,
                open: row.next()?,
                title: row.next()?,
                detail: row.next()?,
            })
        })
    }
}
