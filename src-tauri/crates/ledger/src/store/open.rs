//! Making and opening a ledger.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use uuid::ContextV7;

use super::Ledger;
use super::lock::Lock;
use crate::backup::{Made, Reason, make};
use crate::keys::{self, DataKey, Passphrase, RecoveryKey};
use crate::value::Moment;
use crate::{Error, Result, crash, schema};

pub(crate) const FILE: &str = "ledger.db";

/// Bytes of a page in SQLCipher 4.
const PAGE: u64 = 4096;

/// While it is made a ledger has this name: only a whole one gets the other.
const UNFINISHED: &str = "ledger.db.new";

/// One opening at a time in this process.
static OPENING: Mutex<()> = Mutex::new(());

/// Statements that stay compiled; about as many as there are different ones.
const STATEMENTS: usize = 256;

impl Ledger {
    /// Makes the folder `dir` and an empty ledger in it. When it fails, nothing is left of it.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when one is there, [`Error::File`] when the folder can't be made.
    pub fn create(dir: &Path, passphrase: &Passphrase, now: DateTime<Utc>) -> Result<Self> {
        Self::create_with(dir, passphrase, None, now)
    }

    /// As [`Ledger::create`], with a recovery key that opens it as well. A ledger with an empty passphrase is a sample: it has
    /// no keys of its own, and `recovery` is of no use to it.
    ///
    /// # Errors
    /// As [`Ledger::create`].
    pub fn create_with(
        dir: &Path,
        passphrase: &Passphrase,
        recovery: Option<&RecoveryKey>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        if dir.join(FILE).exists() {
            return Err(Error::AlreadyExists(dir.to_owned()));
        }
        let made = topmost_missing(dir);
        std::fs::create_dir_all(dir).map_err(|source| Error::File {
            action: "make",
            path: dir.to_owned(),
            source,
        })?;
        let result = make(dir, passphrase, recovery, now);
        if result.is_err() && !matches!(result, Err(Error::Busy | Error::HeldBy(_))) {
            sweep(dir, made.as_deref());
        }
        result
    }

    /// Opens the ledger in `dir` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::WrongPassphrase`], [`Error::KeysMissing`], [`Error::KeysDamaged`], [`Error::Damaged`],
    /// [`Error::Newer`], [`Error::Busy`], [`Error::HeldBy`].
    pub fn open(dir: &Path, passphrase: &Passphrase) -> Result<Self> {
        let ledger = Self::open_by(dir, None, || keys::unwrap(dir, passphrase))?;
        keys::keep_those_of_earlier(dir, &ledger.key, passphrase)?;
        Ok(ledger)
    }

    /// Opens the ledger in `dir` with a key that was unwrapped before: by the recovery sheet, or out of the keychain.
    ///
    /// # Errors
    /// As [`Ledger::open`]; [`Error::Damaged`] as well for the key of another ledger.
    pub fn open_with_key(dir: &Path, key: DataKey) -> Result<Self> {
        Self::open_by(dir, None, || Ok(key))
    }

    /// As [`Ledger::open`]; a backup that is made before a migration bears `now`, not the time of the file.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_at(dir: &Path, passphrase: &Passphrase, now: DateTime<Utc>) -> Result<Self> {
        let ledger = Self::open_by(dir, Some(now), || keys::unwrap(dir, passphrase))?;
        keys::keep_those_of_earlier(dir, &ledger.key, passphrase)?;
        Ok(ledger)
    }

    /// As [`Ledger::open_with_key`] and [`Ledger::open_at`].
    ///
    /// # Errors
    /// As [`Ledger::open_with_key`].
    pub fn open_with_key_at(dir: &Path, key: DataKey, now: DateTime<Utc>) -> Result<Self> {
        Self::open_by(dir, Some(now), || Ok(key))
    }

    fn open_by(
        dir: &Path,
        now: Option<DateTime<Utc>>,
        key: impl FnOnce() -> Result<DataKey>,
    ) -> Result<Self> {
        if !dir.join(FILE).is_file() {
            return Err(Error::NotFound(dir.to_owned()));
        }
        let lock = Lock::take(dir)?;
        Self::open_locked(dir, lock, now, key)
    }

    /// With a lock that is held already.
    pub(crate) fn open_locked(
        dir: &Path,
        lock: Lock,
        now: Option<DateTime<Utc>>,
        key: impl FnOnce() -> Result<DataKey>,
    ) -> Result<Self> {
        refuse_empty(dir)?;
        let key = key()?;
        let (connection, before_migration) = ready(dir, &key, now)?;
        Ok(Self {
            connection,
            key,
            ids: ContextV7::new(),
            dir: dir.to_owned(),
            _lock: lock,
            before_migration,
        })
    }
}

/// SQLite would take an empty file for a new database and fill it.
fn refuse_empty(dir: &Path) -> Result<()> {
    let path = dir.join(FILE);
    match path.metadata() {
        Ok(file) if file.len() == 0 => Err(Error::Damaged("the file is empty".to_owned())),
        Ok(_) => Ok(()),
        Err(source) => Err(Error::File {
            action: "read",
            path,
            source,
        }),
    }
}

/// Opens the file and brings its schema up to date; a file of an earlier one is backed up before. That no backup could be
/// made is told, and no reason not to open: a migration is kept whole or not at all.
pub(crate) fn ready(
    dir: &Path,
    key: &DataKey,
    now: Option<DateTime<Utc>>,
) -> Result<(Connection, Option<Result<Made>>)> {
    refuse_empty(dir)?;
    let path = dir.join(FILE);
    let mut connection = connect(&path, key, OpenFlags::empty())?;
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != schema::APPLICATION {
        return Err(Error::Damaged("of another program".to_owned()));
    }
    schema::refuse_newer(&connection)?;
    let before_migration = if schema::is_older(&connection)? {
        let now = now.unwrap_or_else(|| written_at(&path));
        let never = AtomicBool::new(false);
        let made = make::make(dir, key, Reason::Migration, now, &never);
        crash::point("migration.before");
        made.transpose()
    } else {
        None
    };
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    schema::migrate(&mut connection)?;
    Ok((connection, before_migration))
}

/// When a file was written last; the beginning of 1970 when nobody knows.
fn written_at(path: &Path) -> DateTime<Utc> {
    path.metadata()
        .and_then(|file| file.modified())
        .map_or(DateTime::UNIX_EPOCH, DateTime::from)
}

/// The topmost folder of `dir` that isn't there yet: what has to go when making the ledger fails.
fn topmost_missing(dir: &Path) -> Option<PathBuf> {
    dir.ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .last()
        .map(Path::to_owned)
}

fn make(
    dir: &Path,
    passphrase: &Passphrase,
    recovery: Option<&RecoveryKey>,
    now: DateTime<Utc>,
) -> Result<Ledger> {
    let key = if passphrase.is_empty() {
        DataKey::sample()
    } else {
        DataKey::random()?
    };
    {
        let _lock = Lock::take(dir)?;
        let unfinished = dir.join(UNFINISHED);
        // What an interrupted attempt left.
        remove_unfinished(dir);
        if !key.is_sample() {
            keys::write_new(dir, &key, passphrase, recovery)?;
        }
        let mut connection = connect(&unfinished, &key, OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "application_id", schema::APPLICATION)?;
        schema::migrate(&mut connection)?;
        connection.execute("UPDATE state SET created_at = ?1", [Moment(now)])?;
        connection.close().map_err(|(_, error)| error)?;
        let finished = dir.join(FILE);
        std::fs::rename(&unfinished, &finished).map_err(|source| Error::File {
            action: "make",
            path: finished,
            source,
        })?;
    }
    Ledger::open_with_key(dir, key)
}

/// Best effort: the error that led here is the one to tell.
fn sweep(dir: &Path, made: Option<&Path>) {
    remove_unfinished(dir);
    let _ = std::fs::remove_file(dir.join("lock"));
    // Only folders that were made here, and only empty ones.
    if let Some(made) = made {
        for folder in dir
            .ancestors()
            .take_while(|folder| folder.starts_with(made))
        {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

fn remove_unfinished(dir: &Path) {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.join(format!("{UNFINISHED}{ending}")));
    }
    // Keys without a ledger open nothing. Asked for once more: a ledger's keys are the last thing to lose.
    if !dir.join(FILE).exists() {
        let _ = std::fs::remove_file(dir.join(keys::FILE));
    }
}

/// Opens the file with its key and proves that the key fits.
pub(crate) fn connect(path: &Path, key: &DataKey, more: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | more;
    let connection = with_key(path, key, flags)?;
    prove(&connection, path).map_err(|error| match error {
        // A key that was wrapped is right, or the file is not the one it was wrapped for; the published one may just not be
        // meant.
        Error::WrongPassphrase(path) if !key.is_sample() => {
            Error::Damaged(format!("the key opens no page of {}", path.display()))
        }
        other => other,
    })?;
    set_up(&connection)?;
    Ok(connection)
}

/// Opens the file with its key and reads nothing of it yet.
pub(crate) fn with_key(path: &Path, key: &DataKey, flags: OpenFlags) -> Result<Connection> {
    let connection = {
        // SQLCipher sets itself up in the first opening of a process, after SQLite says that it is ready: a second
        // thread that opens in that moment would be told that it has no key.
        let _alone = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
    };
    // A wrong passphrase is an error that is given back; SQLCipher would also write it to the terminal.
    connection.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(()))?;
    #[cfg(feature = "figures")]
    if key.is_none() {
        return Ok(connection);
    }
    give_key(&connection, key)?;
    Ok(connection)
}

/// Not by `PRAGMA key`: the text of a statement is freed with the key in it, and stays in memory after the ledger is locked.
#[allow(unsafe_code)]
fn give_key(connection: &Connection, key: &DataKey) -> Result<()> {
    let text = key.pragma();
    let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
    // SAFETY: the connection is open for the length of this call, and SQLCipher copies the text of the length given.
    let code =
        unsafe { rusqlite::ffi::sqlite3_key(connection.handle(), text.as_ptr().cast(), length) };
    if code == rusqlite::ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None).into())
    }
}

/// Reads the first page.
///
/// # Errors
/// [`Error::Damaged`] when the key fits other pages, or the file can't have been written by SQLCipher;
/// [`Error::WrongPassphrase`] when it fits none.
pub(crate) fn prove(connection: &Connection, path: &Path) -> Result<()> {
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(if fits_a_page(connection, path)? {
                Error::from(error)
            } else {
                Error::WrongPassphrase(path.to_owned())
            })
        }
        read => Ok(read?),
    }
}

/// Whether the key fits at least one page, each of which has a code of its own, or the file is not made of whole pages: then
/// another passphrase would not open it either.
fn fits_a_page(connection: &Connection, path: &Path) -> Result<bool> {
    let length = path
        .metadata()
        .map_err(|source| Error::File {
            action: "read",
            path: path.to_owned(),
            source,
        })?
        .len();
    if !length.is_multiple_of(PAGE) {
        return Ok(true);
    }
    let bad = connection
        .prepare("PRAGMA cipher_integrity_check")?
        .query_map([], |_| Ok(()))?
        .count();
    Ok(u64::try_from(bad).unwrap_or(u64::MAX) < length / PAGE)
}

/// How an open connection works.
pub(crate) fn set_up(connection: &Connection) -> Result<()> {
    // FULL: what was said to be kept outlives a power cut. 64 MiB of pages: the whole ledger of a region stays
    // decrypted in memory, so that a search reads no file. Temporary tables never touch the disk.
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    schema::keys::register(connection)
}

#[cfg(feature = "figures")]
impl Ledger {
    /// A ledger that lies in clear, to be measured beside an encrypted one.
    ///
    /// # Errors
    /// As [`Ledger::create`].
    pub fn create_in_clear(dir: &Path, now: DateTime<Utc>) -> Result<Self> {
        Self::create(dir, &Passphrase::new(""), now)?.close()?;
        let path = dir.join(FILE);
        std::fs::remove_file(&path).map_err(|source| Error::File {
            action: "make",
            path: path.clone(),
            source,
        })?;
        let mut connection = connect(&path, &DataKey::none(), OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "application_id", schema::APPLICATION)?;
        schema::migrate(&mut connection)?;
        connection.execute("UPDATE state SET created_at = ?1", [Moment(now)])?;
        connection.close().map_err(|(_, error)| error)?;
        Self::open_with_key(dir, DataKey::none())
    }

    /// Nothing is logged any more until it is opened anew by another version: to measure what the log costs.
    ///
    /// # Errors
    /// Of the database.
    pub fn without_log(&mut self) -> Result<()> {
        let names: Vec<String> = self
            .connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'log\\_%' ESCAPE '\\'")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in names {
            self.connection
                .execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
        }
        Ok(())
    }
}
