//! Forgetting a person: their records, their past in the log, and their name wherever it was written. What others did stays,
//! with role and organisation in the place of the name. It can't be taken back, so undo never goes past it.

mod backups;
mod log;
mod records;
mod spelling;
mod texts;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::store::operation::count_write;
use crate::store::record::{new_id_at, no_record};
use crate::value::{Columns, Moment};
pub use backups::Cleared;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use crate::{Ledger, OperationId, PersonId, Read, Result};
use spelling::{Person, Spellings};
pub(crate) use texts::names_others;

/// What stands in the place of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// 訪問看護師
    pub role: String,
    /// みどり野訪問看護ステーション; may be empty.
    pub organisation: String,
    /// Both in one: 訪問看護師（みどり野訪問看護ステーション）.
    pub name: String,
    /// For an address or a number in free text: （連絡先）.
    pub contact: String,
}

/// What forgetting did, without a name in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Records that went, by table; `change` are the rows of the log.
    pub removed: BTreeMap<&'static str, usize>,
    /// Where the person is replaced: by table, the texts; by `table.column`, the references (`attendance.person`).
    pub replaced: BTreeMap<String, usize>,
    /// Texts that hold the family name alone, at most [`MENTIONS`]; they stay.
    pub mentions: Vec<Mention>,
    /// All of them.
    pub mentioned: usize,
    /// Somebody else has the same name: texts stay as they are, and count among the mentions.
    pub namesake: bool,
    /// Documents given out so far: they are beyond reach.
    pub exports: usize,
}

/// A text for her to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub table: &'static str,
    pub record: String,
    pub field: &'static str,
    pub text: String,
}

/// So many mentions are given.
pub const MENTIONS: usize = 50;

/// The code of the operation in the log: undo and redo never go past it.
pub const CODE: &str = "person.forget";

/// A receipt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: OperationId,
    pub at: DateTime<Utc>,
    pub text: String,
}

impl Ledger {
    /// What forgetting would do. Nothing stays written.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn forget_preview(&mut self, id: PersonId, stand: &Stand) -> Result<Forgotten> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let forgotten = forget(&transaction, id, stand)?;
        transaction.rollback()?;
        Ok(forgotten)
    }

    /// Forgets a person, also one in the trash, for good. `receipt` words what was done; it is kept with its time.
    ///
    /// # Errors
    /// `NoRecord`; nothing is forgotten when it fails.
    pub fn forget(
        &mut self,
        id: PersonId,
        stand: &Stand,
        now: DateTime<Utc>,
        receipt: impl FnOnce(&Forgotten) -> String,
    ) -> Result<(Forgotten, Receipt)> {
        // What is deleted is overwritten as well, in the file and in its journal.
        self.connection
            .query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let forgotten = forget(&transaction, id, stand)?;
        let receipt = Receipt {
            id: OperationId(new_id_at(now, &self.ids)),
            at: now,
            text: receipt(&forgotten),
        };
        transaction.execute(
            "INSERT INTO receipt (id, at, text) VALUES (?1, ?2, ?3)",
            (receipt.id, Moment(now), &receipt.text),
        )?;
        transaction.execute(
            "INSERT INTO operation (id, code, subject, at) VALUES (?1, ?2, '', ?3)",
            (receipt.id, CODE, Moment(now)),
        )?;
        count_write(&transaction)?;
        transaction.commit()?;
        self.sweep();
        Ok((forgotten, receipt))
    }

    /// Keeps other words of a receipt: what became of the backups is known only afterwards.
    ///
    /// # Errors
    /// Of the database.
    pub fn reword_receipt(&mut self, receipt: &Receipt) -> Result<()> {
        self.connection.execute(
            "UPDATE receipt SET text = ?2 WHERE id = ?1",
            (receipt.id, &receipt.text),
        )?;
        Ok(())
    }

    /// No trace in free pages or in the log beside the file. Best effort: everything was overwritten when it was deleted,
    /// and a full disk is no reason to say that it wasn't forgotten.
    fn sweep(&self) {
        self.connection.flush_prepared_statement_cache();
        let _ = self.connection.execute_batch("VACUUM");
        let _ = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        let _ = self
            .connection
            .query_row("PRAGMA secure_delete = OFF", [], |_| Ok(()));
    }
}

impl Read<'_> {
    /// Newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        let sql = "SELECT id, at, text FROM receipt ORDER BY at DESC, id DESC";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            let id = row.next()?;
            let Moment(at) = row.next()?;
            Ok(Receipt {
                id,
                at,
                text: row.next()?,
            })
        })
    }
}

/// All of it within the transaction, nothing of it logged.
fn forget(connection: &Connection, id: PersonId, stand: &Stand) -> Result<Forgotten> {
    // References may dangle until the last step: they are checked at the commit.
    connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    // What could be redone would bring the name back.
    connection.execute("DELETE FROM operation WHERE undone = 1", [])?;
    let key = id.to_string();
    // Whoever became part of the person is the person as well.
    let ids: Vec<String> = connection
        .prepare(
            "WITH RECURSIVE part (id) AS (VALUES (?1) UNION SELECT m.id FROM merged m \
                JOIN part p ON m.kept = p.id AND m.table_name = 'person') SELECT id FROM part",
        )?
        .query_map([&key], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let person = known(connection, &key, &ids)?;
    if person.names.is_empty() {
        return Err(no_record("person", &id));
    }
    let (others, theirs, namesake) = everybody_else(connection, &key, &person)?;
    let spellings = Spellings::of(
        &person,
        !namesake,
        &others,
        &theirs,
        (&stand.name, &stand.contact),
    );
    let mut forgotten = Forgotten {
        namesake,
        ..Forgotten::default()
    };
    let mut touched = HashSet::new();
    for id in &ids {
        touched.extend(log::operations_of(connection, id)?);
    }
    let mut gone = records::remove(connection, &key, stand, &mut forgotten)?;
    gone.extend(ids.iter().skip(1).map(|id| ("person", id.clone())));
    for id in &ids {
        log::remove(connection, id, &gone, stand, &mut forgotten)?;
    }
    texts::replace(connection, &spellings, &mut forgotten)?;
    log::replace(connection, &spellings, &person, &touched, &mut forgotten)?;
    log::count_anew(connection)?;
    crate::share::colleague::forget(connection, &ids, |text| spellings.replaced(text).is_some())?;
    forgotten.removed.retain(|_, count| *count > 0);
    forgotten.replaced.retain(|_, count| *count > 0);
    forgotten.exports = usize::try_from(connection.query_row(
        "SELECT count(*) FROM export_log",
        [],
        |row| row.get::<_, i64>(0),
    )?)
    .unwrap_or(usize::MAX);
    Ok(forgotten)
}

/// Everything by which the person was ever known, under each of `ids`; nothing when the person isn't there.
fn known(connection: &Connection, id: &str, ids: &[String]) -> Result<Person> {
    let mut person = Person::default();
    let there: bool = connection
        .prepare("SELECT 1 FROM person WHERE id = ?1")?
        .exists([id])?;
    for id in ids.iter().filter(|_| there) {
        known_as(connection, id, &mut person)?;
    }
    Ok(person)
}

fn known_as(connection: &Connection, id: &str, person: &mut Person) -> Result<()> {
    let sql = "SELECT 'name', name FROM person WHERE id = ?1 UNION SELECT 'family', family FROM person WHERE id = ?1 \
        UNION SELECT 'given', given FROM person WHERE id = ?1 UNION SELECT 'kana', kana FROM person WHERE id = ?1 \
        UNION SELECT 'phone', phone FROM person WHERE id = ?1 UNION SELECT 'mobile', mobile FROM person WHERE id = ?1 \
        UNION SELECT 'fax', fax FROM person WHERE id = ?1 UNION SELECT 'email', email FROM person WHERE id = ?1 \
        UNION SELECT field, value FROM former_value WHERE person = ?1 \
        UNION SELECT field, old FROM change WHERE record = ?1 AND table_name = 'person' AND typeof(old) = 'text' \
        UNION SELECT field, new FROM change WHERE record = ?1 AND table_name = 'person' AND typeof(new) = 'text'";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let (field, value): (String, String) = (row.get(0)?, row.get(1)?);
        if value.trim().is_empty() {
            continue;
        }
        match field.as_str() {
            "name" => person.names.insert(value),
            "family" => person.families.insert(value),
            "given" => person.givens.insert(value),
            "kana" => person.kana.insert(value),
            "phone" | "mobile" | "fax" | "email" => person.contacts.insert(value),
            _ => false,
        };
    }
    Ok(())
}

/// The names of all others, their addresses and numbers, and whether one of them has the same name.
fn everybody_else(
    connection: &Connection,
    id: &str,
    person: &Person,
) -> Result<(Vec<String>, BTreeSet<String>, bool)> {
    let own: BTreeSet<String> = person
        .names
        .iter()
        .map(|name| japanese::key::name(name))
        .collect();
    let names: Vec<String> = connection
        .prepare("SELECT name FROM person WHERE id <> ?1")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let theirs = connection
        .prepare(
            "SELECT email FROM person WHERE id <> ?1 UNION SELECT phone FROM person WHERE id <> ?1 \
             UNION SELECT mobile FROM person WHERE id <> ?1 UNION SELECT fax FROM person WHERE id <> ?1 \
             UNION SELECT phone FROM organisation UNION SELECT fax FROM organisation UNION SELECT email FROM organisation",
        )?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let namesake = names
        .iter()
        .any(|name| own.contains(&japanese::key::name(name)));
    Ok((names, theirs, namesake))
}
