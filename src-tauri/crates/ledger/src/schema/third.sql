-- Values of a person that are no longer, or not mainly, in use: an earlier family name, a second address, what a newer list
-- replaced. `until_on` is the day on which it was replaced; without one it is still in use beside the main value.
CREATE TABLE former_value (
    id TEXT PRIMARY KEY NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    until_on TEXT,
    import TEXT REFERENCES import_log (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_value_by_person ON former_value (person, field);
CREATE INDEX former_value_by_import ON former_value (import) WHERE import IS NOT NULL;

-- 別人: two who look like one and are not. Never asked again.
CREATE TABLE distinct_pair (
    id TEXT PRIMARY KEY NOT NULL,
    a TEXT NOT NULL REFERENCES person (id),
    b TEXT NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    UNIQUE (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX distinct_pair_by_b ON distinct_pair (b);

-- Which record became part of which; `id` is that of the record that is gone. Kept is always the older one.
CREATE TABLE merged (
    id TEXT PRIMARY KEY NOT NULL,
    kept TEXT NOT NULL,
    table_name TEXT NOT NULL CHECK (table_name IN ('person', 'organisation')),
    CHECK (kept < id)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_by_kept ON merged (kept);

-- From whom a list came, how she got it, on which basis; of which day it is.
ALTER TABLE import_log ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE import_log ADD COLUMN giver TEXT NOT NULL DEFAULT '';
ALTER TABLE import_log ADD COLUMN giver_organisation TEXT NOT NULL DEFAULT '';
ALTER TABLE import_log ADD COLUMN how TEXT NOT NULL DEFAULT '';
ALTER TABLE import_log ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE import_log ADD COLUMN as_of TEXT;

-- The fields of which the row spoke, between commas: it confirms them.
ALTER TABLE imported_row ADD COLUMN told TEXT NOT NULL DEFAULT '';

-- The day on which she went through the person's card and found it right.
ALTER TABLE person ADD COLUMN confirmed_on TEXT;

DROP INDEX change_of_reference;
CREATE INDEX change_of_reference ON change (new, table_name, record)
    WHERE field IN ('person', 'a', 'b', 'tie', 'encounter', 'organisation', 'proxy_organisation', 'proxy_person', 'series',
        'host', 'secretariat', 'meeting', 'recorder', 'agenda_item', 'speaker', 'line', 'owner', 'municipality', 'item', 'kept');

-- Exchange between colleagues. What was last exchanged of each record: `id` is table/record, `state` its registers, `given` whether it ever
-- went out. Not logged:
-- taking back a pack is known by its row in `pack_taken`, which is.
CREATE TABLE shared_record (
    id TEXT PRIMARY KEY NOT NULL,
    state TEXT NOT NULL,
    given INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Packs taken in, and choices between two values. When one is taken back its row is gone, and what is in `pack_effect` is unseen.
CREATE TABLE pack_taken (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    device TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE pack_effect (
    id TEXT PRIMARY KEY NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    earlier TEXT,
    later TEXT
) STRICT, WITHOUT ROWID;

-- Colleagues with whom packs are exchanged: `recipient` is the public key for what is given to them.
CREATE TABLE colleague (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    organisation TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose device wrote what, whether it is or was this ledger, and of its own the pack that it left in the shared folder last.
CREATE TABLE shared_device (
    id TEXT PRIMARY KEY NOT NULL,
    own INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
ALTER TABLE state ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE state ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;
