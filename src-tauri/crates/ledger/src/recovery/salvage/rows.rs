//! All rows of a table that can be reached around damaged pages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rusqlite::types::{FromSql, ToSql, Value};

use super::pages::Source;
use super::{Row, log};
use crate::Result;
use crate::schema::tables::Table;

/// Looks into the gaps of one table before the rest is given up; each costs an opening, a few milliseconds. They are spread evenly:
/// of a large gap every stretch that is longer than this part of it is found.
const LOOKS: usize = 2_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Where a walk ended.
enum End<K> {
    /// The table's end, or a row that is known: there is nothing unread on the way.
    Whole,
    /// A page that can't be read, after this key; `None` when there was none before it.
    Broken(Option<K>),
}

/// What was read of a table.
pub(super) struct Rows<K> {
    pub(super) rows: BTreeMap<K, Row>,
    /// Whether a page stopped the reading.
    pub(super) broken: bool,
}

/// The rows of a table of records by id. `known` are ids that the change log knows.
///
/// # Errors
/// Only when the list of tables can't be read any more.
pub(super) fn of_records(
    source: &mut Source,
    table: &Table,
    known: &BTreeMap<String, Option<Row>>,
) -> Result<Rows<String>> {
    let there = source.columns(table.name)?;
    let mut columns = vec!["id".to_owned()];
    columns.extend(
        table
            .columns
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .filter(|name| there.contains(name)),
    );
    read(source, table.name, "id", &columns, |source| {
        let mut ids: BTreeSet<String> = known.keys().cloned().collect();
        ids.extend(ids_elsewhere(source, table.name));
        ids.into_iter().collect()
    })
}

/// The rows of a table by its key. `candidates` gives, in order, keys that may be there: they are only asked for when a page is
/// damaged.
///
/// # Errors
/// As [`of_records`].
pub(super) fn read<K: Ord + Clone + ToSql + FromSql>(
    source: &mut Source,
    table: &str,
    key: &str,
    columns: &[String],
    candidates: impl FnOnce(&mut Source) -> Vec<K>,
) -> Result<Rows<K>> {
    let mut reader = Reader {
        source,
        table,
        key,
        columns,
        rows: BTreeMap::new(),
    };
    let End::Broken(low) = reader.walk(None, Way::Up)? else {
        return Ok(Rows {
            rows: reader.rows,
            broken: false,
        });
    };
    if let End::Broken(high) = reader.walk(None, Way::Down)? {
        let between: Vec<K> = candidates(reader.source)
            .into_iter()
            .filter(|key| low.as_ref().is_none_or(|low| key > low))
            .filter(|key| high.as_ref().is_none_or(|high| key < high))
            .collect();
        reader.gaps(&between)?;
    }
    Ok(Rows {
        rows: reader.rows,
        broken: true,
    })
}

struct Reader<'a, K> {
    source: &'a mut Source,
    table: &'a str,
    key: &'a str,
    columns: &'a [String],
    rows: BTreeMap<K, Row>,
}

impl<K: Ord + Clone + ToSql + FromSql> Reader<'_, K> {
    /// From `start` (the key itself included), or from an end of the table, until a page stops it or a row is known.
    fn walk(&mut self, start: Option<&K>, way: Way) -> Result<End<K>> {
        let (compare, order) = match way {
            Way::Up => (">=", "ASC"),
            Way::Down => ("<=", "DESC"),
        };
        let condition = match start {
            Some(_) => format!("WHERE {} {compare} ?1", self.key),
            None => String::new(),
        };
        // NOT INDEXED: the rows themselves, not an index that may be damaged elsewhere.
        let sql = format!(
            "SELECT {} FROM {} NOT INDEXED {condition} ORDER BY {} {order}",
            self.columns.join(", "),
            self.table,
            self.key
        );
        let Self {
            source,
            rows,
            columns,
            ..
        } = self;
        let connection = source.connection()?;
        let mut last = None;
        let walked = (|| -> rusqlite::Result<()> {
            let mut statement = connection.prepare(&sql)?;
            let mut found = match start {
                Some(start) => statement.query([start])?,
                None => statement.query([])?,
            };
            while let Some(row) = found.next()? {
                let key: K = row.get(0)?;
                if rows.contains_key(&key) {
                    break;
                }
                let mut values = Vec::with_capacity(columns.len());
                for (at, column) in columns.iter().enumerate() {
                    values.push((column.clone(), row.get::<_, Value>(at)?));
                }
                last = Some(key.clone());
                rows.insert(key, values);
            }
            Ok(())
        })();
        if walked.is_ok() {
            Ok(End::Whole)
        } else {
            source.stumbled();
            Ok(End::Broken(last))
        }
    }

    /// From the middle of each gap outwards, until every candidate was met or can't be.
    fn gaps(&mut self, candidates: &[K]) -> Result<()> {
        // Wide gaps first.
        let mut gaps = VecDeque::from([candidates]);
        let mut looks = 0;
        while let Some(gap) = gaps.pop_front() {
            let (left, rest) = gap.split_at(gap.len() / 2);
            let Some((middle, right)) = rest.split_first() else {
                continue;
            };
            looks += 1;
            if looks > LOOKS {
                break;
            }
            let reached = match self.walk(Some(middle), Way::Up)? {
                End::Whole => None,
                End::Broken(None) => {
                    // Its own page is damaged: looking down from it would stop at once as well.
                    gaps.push_back(right);
                    gaps.push_back(left);
                    continue;
                }
                End::Broken(reached) => reached,
            };
            if let Some(reached) = reached {
                let beyond = right.partition_point(|key| *key <= reached);
                gaps.push_back(right.get(beyond..).unwrap_or_default());
            }
            match self.walk(Some(middle), Way::Down)? {
                End::Whole => {}
                End::Broken(None) => gaps.push_back(left),
                End::Broken(Some(reached)) => {
                    let before = left.partition_point(|key| *key < reached);
                    gaps.push_back(left.get(..before).unwrap_or_default());
                }
            }
        }
        Ok(())
    }
}

/// Ids of a table that its indexes, the search keys and references to it know.
fn ids_elsewhere(source: &mut Source, table: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let indexes = source.once(|connection| {
        Ok(connection
            .prepare("SELECT name FROM pragma_index_list(?1) WHERE origin <> 'pk'")?
            .query_map([table], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?)
    });
    let mut questions: Vec<String> = indexes
        .unwrap_or_default()
        .into_iter()
        .map(|index| format!("SELECT id FROM {table} INDEXED BY \"{index}\""))
        .collect();
    questions.push("SELECT id FROM search_key".to_owned());
    for (other, column) in log::references_to(source, table) {
        questions.push(format!(
            "SELECT {column} FROM {other} WHERE {column} IS NOT NULL"
        ));
    }
    for question in questions {
        ids.extend(column(source, &question));
    }
    ids
}

/// The first column of all rows up to the first page that can't be read.
pub(super) fn column<K: Ord + FromSql>(source: &mut Source, question: &str) -> BTreeSet<K> {
    let mut found = BTreeSet::new();
    let read = source.once(|connection| {
        let mut statement = connection.prepare(question)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.insert(row.get(0)?);
        }
        Ok(())
    });
    // What was read before counts.
    drop(read);
    found
}
