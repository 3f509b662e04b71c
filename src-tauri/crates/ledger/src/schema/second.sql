-- What is typed and not saved yet: outlives a kill. Nobody's doing, so not in the change log.
CREATE TABLE draft (
    id TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Of this ledger, not of this computer: where the second place for backups is, which recovery sheet was tried out …
CREATE TABLE preference (
    id TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was forgotten, in words that name nobody.
CREATE TABLE receipt (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which ledger this is, for its backups and the keychain; `writes` counts operations, undos, redos and forgets: whether
-- anything changed since a backup.
ALTER TABLE state ADD COLUMN ledger_id TEXT NOT NULL DEFAULT '';
ALTER TABLE state ADD COLUMN writes INTEGER NOT NULL DEFAULT 0;
UPDATE state SET ledger_id = lower(hex(randomblob(16))), writes = (SELECT coalesce(max(seq), 0) FROM operation);
