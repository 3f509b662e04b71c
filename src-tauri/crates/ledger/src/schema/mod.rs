//! The schema: migrations, the list of tables, and what is generated from it.

pub(crate) mod keys;
pub(crate) mod shape;
pub mod tables;
mod triggers;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use sha2::{Digest as _, Sha256};

use crate::{Error, Result};

/// In order; none that was released is ever edited.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("first.sql")),
    M::up(include_str!("second.sql")),
    M::up(include_str!("third.sql")),
];

/// `application_id`: "KTSG".
pub(crate) const APPLICATION: i32 = 0x4B54_5347;

/// The schema version that this build writes.
pub(crate) fn version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Refuses a file of a later version before anything is written.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<()> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > version() {
        Err(Error::Newer {
            found,
            known: version(),
        })
    } else {
        Ok(())
    }
}

/// Whether the file's schema is an earlier one than this build writes.
pub(crate) fn is_older(connection: &Connection) -> Result<bool> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(found < version())
}

/// Brings the schema up to date, each step in its own transaction, then the triggers and the keys.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS).to_latest(connection)?;
    derive(connection)
}

/// Makes triggers and keys anew when what they are generated from has changed since.
fn derive(connection: &mut Connection) -> Result<()> {
    let triggers = format!("{}{}", triggers::log(connection)?, keys::triggers());
    let refill = keys::refill();
    let fingerprint = fingerprint(&[&triggers, &refill, japanese::key::VARIANTS]);
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let kept: String = transaction.query_row("SELECT derived FROM state", [], |row| row.get(0))?;
    if kept != fingerprint {
        let old: Vec<String> = transaction
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in old {
            transaction.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
        }
        transaction.execute_batch(&triggers)?;
        transaction.execute_batch(&refill)?;
        transaction.execute("UPDATE state SET derived = ?1", [&fingerprint])?;
    }
    transaction.commit()?;
    Ok(())
}

fn fingerprint(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
