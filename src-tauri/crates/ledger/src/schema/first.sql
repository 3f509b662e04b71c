-- What the log needs. `state.operation` is the operation that is being written; null while nothing is logged.
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    operation INTEGER,
    derived TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO state (id) VALUES (1);

CREATE TABLE operation (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (seq) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    table_name TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    old ANY,
    new ANY
) STRICT;
CREATE INDEX change_by_operation ON change (operation);
CREATE INDEX change_by_record ON change (record);

-- Records. A default is part of the log's meaning (fields at their default are not logged when a record is made or
-- deleted): never change one that was released.
CREATE TABLE region (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = 'region'),
    name TEXT NOT NULL DEFAULT '',
    prefecture TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE municipality (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL DEFAULT '',
    in_region INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    family TEXT NOT NULL DEFAULT '',
    given TEXT NOT NULL DEFAULT '',
    kana TEXT NOT NULL DEFAULT '',
    profession TEXT,
    side TEXT CHECK (side IN ('hospital', 'community', 'both', 'public')),
    municipality TEXT REFERENCES municipality (id),
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    mobile TEXT NOT NULL DEFAULT '',
    fax TEXT NOT NULL DEFAULT '',
    preferred_way TEXT,
    reachable_hours TEXT NOT NULL DEFAULT '',
    does TEXT NOT NULL DEFAULT '',
    key_person INTEGER NOT NULL DEFAULT 0,
    consent TEXT NOT NULL DEFAULT 'unknown' CHECK (consent IN ('unknown', 'yes', 'workplace_only', 'no')),
    consent_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    manner TEXT NOT NULL DEFAULT '',
    removed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_municipality ON person (municipality);

CREATE TABLE organisation (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    corporation TEXT NOT NULL DEFAULT '',
    kana TEXT NOT NULL DEFAULT '',
    kind TEXT,
    side TEXT CHECK (side IN ('hospital', 'community', 'both', 'public')),
    municipality TEXT REFERENCES municipality (id),
    postal TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    fax TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    does TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    removed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_by_municipality ON organisation (municipality);

CREATE TABLE affiliation (
    id TEXT PRIMARY KEY NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    department TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    from_on TEXT,
    to_on TEXT,
    is_contact INTEGER NOT NULL DEFAULT 0,
    is_main INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX affiliation_by_person ON affiliation (person);
CREATE INDEX affiliation_by_organisation ON affiliation (organisation);

CREATE TABLE coordinator (
    id TEXT PRIMARY KEY NOT NULL,
    person TEXT NOT NULL UNIQUE REFERENCES person (id),
    kind TEXT NOT NULL DEFAULT 'other',
    me INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE tie (
    id TEXT PRIMARY KEY NOT NULL,
    a TEXT NOT NULL REFERENCES person (id),
    b TEXT NOT NULL REFERENCES person (id),
    UNIQUE (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_by_b ON tie (b);

CREATE TABLE tie_level (
    id TEXT PRIMARY KEY NOT NULL,
    tie TEXT NOT NULL REFERENCES tie (id),
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    on_day TEXT NOT NULL,
    basis TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_level_by_tie ON tie_level (tie, on_day);

CREATE TABLE encounter (
    id TEXT PRIMARY KEY NOT NULL,
    on_day TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    insight TEXT NOT NULL DEFAULT '',
    is_case INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX encounter_by_day ON encounter (on_day);

CREATE TABLE encounter_person (
    id TEXT PRIMARY KEY NOT NULL,
    encounter TEXT NOT NULL REFERENCES encounter (id),
    person TEXT NOT NULL REFERENCES person (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX encounter_person_by_encounter ON encounter_person (encounter, position);
CREATE INDEX encounter_person_by_person ON encounter_person (person, encounter);

CREATE TABLE encounter_organisation (
    id TEXT PRIMARY KEY NOT NULL,
    encounter TEXT NOT NULL REFERENCES encounter (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX encounter_organisation_by_encounter ON encounter_organisation (encounter, position);
CREATE INDEX encounter_organisation_by_organisation ON encounter_organisation (organisation);

CREATE TABLE series (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT,
    is_forum INTEGER NOT NULL DEFAULT 0,
    is_community INTEGER NOT NULL DEFAULT 0,
    cycle_months INTEGER,
    host TEXT REFERENCES organisation (id),
    secretariat TEXT REFERENCES organisation (id),
    aim TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL DEFAULT '',
    members TEXT NOT NULL DEFAULT '',
    charter_on TEXT,
    set_up_on TEXT,
    ended_on TEXT,
    removed_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
    id TEXT PRIMARY KEY NOT NULL,
    series TEXT REFERENCES series (id),
    number INTEGER,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT,
    date TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    place TEXT NOT NULL DEFAULT '',
    mode TEXT NOT NULL DEFAULT 'in_person' CHECK (mode IN ('in_person', 'online', 'hybrid')),
    host TEXT REFERENCES organisation (id),
    exchange_of_views INTEGER NOT NULL DEFAULT 0,
    informal INTEGER NOT NULL DEFAULT 0,
    members INTEGER,
    recorder TEXT REFERENCES person (id),
    handouts TEXT NOT NULL DEFAULT '',
    next_date TEXT,
    next_note TEXT NOT NULL DEFAULT '',
    is_final INTEGER NOT NULL DEFAULT 0,
    removed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_by_date ON meeting (date);
CREATE INDEX meeting_by_series ON meeting (series, date);

CREATE TABLE meeting_co_host (
    id TEXT PRIMARY KEY NOT NULL,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_co_host_by_meeting ON meeting_co_host (meeting, position);

CREATE TABLE agenda_item (
    id TEXT PRIMARY KEY NOT NULL,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    minutes INTEGER,
    presenter TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting, position);

-- `organisation` and `title` are those of the day; so is `proxy_organisation`.
CREATE TABLE attendance (
    id TEXT PRIMARY KEY NOT NULL,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    person TEXT REFERENCES person (id),
    guest_name TEXT NOT NULL DEFAULT '',
    guest_organisation TEXT NOT NULL DEFAULT '',
    attended TEXT NOT NULL CHECK (attended IN ('present', 'absent', 'proxy', 'online', 'late', 'left_early')),
    time TEXT,
    proxy_person TEXT REFERENCES person (id),
    proxy_name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'secretariat', 'observer')),
    organisation TEXT REFERENCES organisation (id),
    title TEXT NOT NULL DEFAULT '',
    proxy_organisation TEXT REFERENCES organisation (id),
    UNIQUE (meeting, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_by_meeting ON attendance (meeting, attended, person, proxy_person);
CREATE INDEX attendance_by_person ON attendance (person, meeting, attended);
CREATE INDEX attendance_by_proxy ON attendance (proxy_person, meeting) WHERE proxy_person IS NOT NULL;

CREATE TABLE minute_line (
    id TEXT PRIMARY KEY NOT NULL,
    meeting TEXT NOT NULL REFERENCES meeting (id),
    agenda_item TEXT REFERENCES agenda_item (id),
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL
        CHECK (kind IN ('information', 'statement', 'decision', 'action', 'handover', 'insight', 'viewpoint')),
    text TEXT NOT NULL DEFAULT '',
    speaker TEXT REFERENCES person (id),
    profession TEXT,
    audience TEXT NOT NULL DEFAULT 'shared' CHECK (audience IN ('shared', 'internal'))
) STRICT, WITHOUT ROWID;
CREATE INDEX minute_line_by_meeting ON minute_line (meeting, kind);
CREATE INDEX minute_line_by_kind ON minute_line (kind, meeting);
CREATE INDEX minute_line_by_agenda_item ON minute_line (agenda_item, position);

CREATE TABLE action (
    id TEXT PRIMARY KEY NOT NULL,
    line TEXT NOT NULL UNIQUE REFERENCES minute_line (id),
    owner TEXT REFERENCES person (id),
    owner_text TEXT NOT NULL DEFAULT '',
    due TEXT,
    done_on TEXT,
    result TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX action_open ON action (line) WHERE done_on IS NULL;
CREATE INDEX action_by_owner ON action (owner) WHERE owner IS NOT NULL;

CREATE TABLE checklist_mark (
    id TEXT PRIMARY KEY NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('not_started', 'under_way', 'done', 'not_applicable')),
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL,
    item TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE import_log (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    file TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    encoding TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    new INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    doubtful INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- `id` is the row's fingerprint.
CREATE TABLE imported_row (
    id TEXT PRIMARY KEY NOT NULL,
    import TEXT NOT NULL REFERENCES import_log (id),
    person TEXT NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- `id` is the node's key.
CREATE TABLE map_pin (
    id TEXT PRIMARY KEY NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Not in the change log: what was given out can't be taken back, and computed positions are no one's doing.
CREATE TABLE export_log (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL DEFAULT '',
    left_out INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE map_position (
    id TEXT PRIMARY KEY NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: kept by triggers, made anew when the way of folding changes. One row per thing that a search finds, in the
-- order in which results are listed within their kind; `own` are its own words, `others` those of its posts.
CREATE TABLE search_key (
    kind INTEGER NOT NULL,
    sort TEXT NOT NULL,
    id TEXT NOT NULL,
    own TEXT NOT NULL,
    others TEXT NOT NULL,
    exact TEXT,
    PRIMARY KEY (kind, sort, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_key_by_id ON search_key (id);
CREATE INDEX search_key_by_exact ON search_key (kind, exact) WHERE exact IS NOT NULL;
