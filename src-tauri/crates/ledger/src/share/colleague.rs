//! Colleagues to whom packs go, and the devices from which they come.

use chrono::{DateTime, Utc};

use super::fields::Kinds;
use super::register::Entry;
use super::stamp::Device;
use super::store::{FORGOTTEN, FORGOTTEN_ID, Pen, digest_of, read_state};
use crate::store::record::not_blank;
use crate::value::{Columns, Moment};
use crate::{ColleagueId, Ledger, Read, Result, Write};

/// A colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub id: ColleagueId,
    pub name: String,
    pub organisation: String,
    /// Her public key (`age1…`); empty while she has given none.
    pub recipient: String,
    pub at: DateTime<Utc>,
}

/// A pack or a choice that was taken in and not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackTaken {
    pub at: DateTime<Utc>,
    pub device: String,
    pub name: String,
    pub file: String,
    pub basis: String,
}

impl Read<'_> {
    /// In the order in which they were added.
    ///
    /// # Errors
    /// Of the database.
    pub fn colleagues(&self) -> Result<Vec<Colleague>> {
        let sql = "SELECT id, name, organisation, recipient, at FROM colleague ORDER BY id";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            let (id, name, organisation, recipient) =
                (row.next()?, row.next()?, row.next()?, row.next()?);
            let Moment(at) = row.next()?;
            Ok(Colleague {
                id,
                name,
                organisation,
                recipient,
                at,
            })
        })
    }

    /// Packs that stand, newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn packs_taken(&self) -> Result<Vec<PackTaken>> {
        let sql = "SELECT at, device, name, file, basis FROM pack_taken WHERE device <> '' ORDER BY id DESC";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            let Moment(at) = row.next()?;
            Ok(PackTaken {
                at,
                device: row.next()?,
                name: row.next()?,
                file: row.next()?,
                basis: row.next()?,
            })
        })
    }

    /// Whose device it is; empty when nobody said.
    ///
    /// # Errors
    /// Of the database.
    pub fn device_name(&self, device: Device) -> Result<String> {
        let sql = "SELECT name FROM shared_device WHERE id = ?1";
        let name = self.first(sql, [device.to_string()], |row| row.get(0))?;
        Ok(name.unwrap_or_default())
    }

    /// Whether it is this ledger, or was: before it was moved, or restored.
    ///
    /// # Errors
    /// Of the database.
    pub fn is_own_device(&self, device: Device) -> Result<bool> {
        let sql = "SELECT own FROM shared_device WHERE id = ?1";
        let own = self.first(sql, [device.to_string()], |row| row.get(0))?;
        Ok(own.unwrap_or(false))
    }

    /// The digest of the pack that this ledger, as this device, left in the shared folder last; empty when there was none.
    ///
    /// # Errors
    /// Of the database.
    pub fn device_digest(&self, device: Device) -> Result<String> {
        let sql = "SELECT digest FROM shared_device WHERE id = ?1";
        let digest = self.first(sql, [device.to_string()], |row| row.get(0))?;
        Ok(digest.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Adds a colleague, or changes the one of that name: a new key takes the place of the old one.
    ///
    /// # Errors
    /// `Refused` for a blank name.
    pub fn save_colleague(
        &self,
        name: &str,
        organisation: &str,
        recipient: &str,
    ) -> Result<ColleagueId> {
        not_blank("name", name)?;
        let name = name.trim();
        let known: Option<ColleagueId> =
            self.first("SELECT id FROM colleague WHERE name = ?1", [name], |row| {
                row.get(0)
            })?;
        let values: [(&str, &dyn rusqlite::ToSql); 3] = [
            ("name", &name),
            ("organisation", &organisation),
            ("recipient", &recipient),
        ];
        if let Some(id) = known {
            self.update("colleague", &id, &values)?;
            return Ok(id);
        }
        let id = self.new_id();
        let [a, b, c] = values;
        self.insert("colleague", &id, &[a, b, c, ("at", &Moment(self.now))])?;
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_colleague(&self, id: ColleagueId) -> Result<()> {
        self.delete("colleague", &id)
    }

    /// Remembers whose a device is; not logged.
    ///
    /// # Errors
    /// Of the database.
    pub fn name_device(&self, device: Device, name: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO shared_device (id, name) VALUES (?1, ?2) \
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            )?
            .execute((device.to_string(), name))?;
        Ok(())
    }

    /// Remembers which pack was left in the shared folder; not logged.
    ///
    /// # Errors
    /// Of the database.
    pub fn remember_digest(&self, device: Device, digest: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO shared_device (id, digest) VALUES (?1, ?2) \
                    ON CONFLICT (id) DO UPDATE SET digest = excluded.digest",
            )?
            .execute((device.to_string(), digest))?;
        Ok(())
    }
}

impl Ledger {
    /// Another device from now on: of two ledgers that go on from one state each has to have its own.
    ///
    /// # Errors
    /// Of the database.
    pub fn renew_device(&mut self) -> Result<()> {
        renew_device(&self.connection)
    }
}

/// Stamps of a state that is gone were given out: they must not be given again.
pub(crate) fn renew_device(connection: &rusqlite::Connection) -> Result<()> {
    let mut pen = Pen::of(connection)?;
    pen.renew(connection)?;
    pen.save(connection)
}

/// Leaves nothing of people who were forgotten: of themselves a mark that names nobody, so that no pack brings them back; of texts
/// that name them nothing but that they were seen; where they were named by reference, nobody. What could be unseen is forgotten as
/// well: nobody can take it back any more.
pub(crate) fn forget(
    connection: &rusqlite::Connection,
    people: &[String],
    names_them: impl Fn(&str) -> bool,
) -> Result<()> {
    let kinds = Kinds::of(connection)?;
    let mut pen = Pen::of(connection)?;
    connection.execute("DELETE FROM pack_effect", [])?;
    let mut put = connection.prepare("UPDATE shared_record SET state = ?2 WHERE id = ?1")?;
    let mut drop = connection.prepare("DELETE FROM shared_record WHERE id = ?1")?;
    let rows: Vec<(String, String)> = connection
        .prepare("SELECT id, state FROM shared_record WHERE state <> ?1")?
        .query_map([FORGOTTEN], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, text) in rows {
        let (table, record) = id.split_once('/').unwrap_or((id.as_str(), ""));
        let is_theirs = |text: &str| people.iter().any(|one| one == text);
        let mut state = read_state(&text)?;
        let mut goes = is_theirs(record);
        let before = state.clone();
        for (name, register) in &mut state.fields {
            let field = kinds
                .get(table)
                .and_then(|kind| kind.fields.get(kind.place(name)?));
            let is_reference = |entry: &Entry| entry.value.as_str().is_some_and(is_theirs);
            if register.entries.iter().any(is_reference) {
                match field.filter(|field| !field.required) {
                    Some(field) => {
                        let dot = pen.dot(DateTime::UNIX_EPOCH, register.latest());
                        register.write(dot, field.default.clone(), is_reference);
                    }
                    None => goes = true,
                }
            }
            if !crate::forget::names_others(table, name) {
                register.clear(|entry| entry.value.as_str().is_some_and(&names_them));
            }
        }
        if goes {
            drop.execute([&id])?;
        } else if state != before {
            put.execute((&id, state.to_json().to_string()))?;
        }
    }
    // Whoever was forgotten without ever having been exchanged is none the less never to come back.
    let mut mark = connection.prepare(
        "INSERT INTO shared_record (id, state) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    )?;
    for id in people {
        mark.execute((format!("{FORGOTTEN_ID}{}", digest_of(id)), FORGOTTEN))?;
    }
    pen.save(connection)
}
