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

-- Taking back an operation of long ago is an operation of its own: `undoes` says of which. How much an operation did is
-- counted once, when it is done.
ALTER TABLE operation ADD COLUMN undoes INTEGER REFERENCES operation (seq) ON DELETE SET NULL;
ALTER TABLE operation ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN fields INTEGER NOT NULL DEFAULT 0;
UPDATE operation SET (records, fields) = (
    SELECT count(DISTINCT iif(table_name IN ('import_log', 'imported_row'), NULL, record)), count(*)
    FROM change WHERE change.operation = operation.seq
);
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

-- What lay in a record's hands, for the history of a person or a meeting with all that is part of it, also of what is gone.
CREATE INDEX change_of_reference ON change (new, table_name, record)
    WHERE field IN ('person', 'a', 'b', 'tie', 'encounter', 'organisation', 'proxy_organisation', 'proxy_person', 'series',
        'host', 'secretariat', 'meeting', 'recorder', 'agenda_item', 'speaker', 'line', 'owner', 'municipality', 'item');
-- What was deleted, for the trash.
CREATE INDEX change_deleted ON change (operation) WHERE kind = 'delete' AND field = 'id';

-- Who refers to a record: SQLite asks it of every table whenever a record goes, so that taking back an import of thousands
-- would read all minutes thousands of times.
CREATE INDEX series_by_host ON series (host) WHERE host IS NOT NULL;
CREATE INDEX series_by_secretariat ON series (secretariat) WHERE secretariat IS NOT NULL;
CREATE INDEX meeting_by_host ON meeting (host) WHERE host IS NOT NULL;
CREATE INDEX meeting_by_recorder ON meeting (recorder) WHERE recorder IS NOT NULL;
CREATE INDEX meeting_co_host_by_organisation ON meeting_co_host (organisation);
CREATE INDEX attendance_by_organisation ON attendance (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX attendance_by_proxy_organisation ON attendance (proxy_organisation) WHERE proxy_organisation IS NOT NULL;
CREATE INDEX minute_line_by_speaker ON minute_line (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX imported_row_by_person ON imported_row (person);
CREATE INDEX imported_row_by_import ON imported_row (import);
CREATE INDEX evidence_by_record ON evidence (record) WHERE record <> '';
