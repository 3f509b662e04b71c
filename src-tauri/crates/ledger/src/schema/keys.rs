//! The triggers that keep the search keys, and the functions they call. Keys are derived: they are not logged, and
//! follow undo because the triggers fire then as well.

use std::fmt::Write as _;

use japanese::key;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::Result;

/// `search_key.kind`, in the order in which kinds are listed.
pub(crate) const PERSON: i64 = 0;
pub(crate) const ORGANISATION: i64 = 1;
pub(crate) const SERIES: i64 = 2;
pub(crate) const MEETING: i64 = 3;
pub(crate) const AGENDA_ITEM: i64 = 4;
pub(crate) const MINUTE_LINE: i64 = 5;
/// Not found by itself: the post's words, for lists of people as of a day.
pub(crate) const AFFILIATION: i64 = 9;

type KeyOf = fn(&str) -> String;

/// Registers `fold`, `name_key`, `kana_key`, `organisation_key`, `phone_key` and `email_key`; what has no key gives ''.
pub(crate) fn register(connection: &Connection) -> Result<()> {
    let functions: [(&str, KeyOf); 6] = [
        ("fold", key::fold),
        ("name_key", key::name),
        ("kana_key", key::kana),
        ("organisation_key", key::organisation),
        ("phone_key", |typed| key::phone(typed).unwrap_or_default()),
        ("email_key", |typed| key::email(typed).unwrap_or_default()),
    ];
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    for (name, function) in functions {
        connection.create_scalar_function(name, 1, flags, move |context| {
            Ok(function(
                context.get_raw(0).as_str_or_null()?.unwrap_or_default(),
            ))
        })?;
    }
    Ok(())
}

/// How the keys of one table are made: a SELECT over `r`, to be narrowed by `r.id` or another column.
struct Keys {
    table: &'static str,
    select: String,
    /// What must hold for a record to be found.
    found: &'static str,
}

const NEWEST_FIRST: &str = "printf('%08d', 99999999 - CAST(replace(m.date, '-', '') AS INTEGER))";

fn keys() -> [Keys; 7] {
    [
        Keys {
            table: "person",
            select: format!(
                "SELECT {PERSON},
                    CASE kana_key(r.kana) WHEN '' THEN char(65533) ELSE kana_key(r.kana) END || char(31) || fold(r.name),
                    r.id,
                    fold(r.name) || char(31) || fold(r.kana) || char(31) || phone_key(r.phone) || char(31)
                        || phone_key(r.mobile) || char(31) || email_key(r.email),
                    coalesce((SELECT group_concat(fold(o.name) || char(31) || fold(o.kana) || char(31)
                                || fold(a.department) || char(31) || fold(a.title), char(31))
                        FROM affiliation a JOIN organisation o ON o.id = a.organisation
                        WHERE a.person = r.id AND o.removed_at IS NULL), ''),
                    name_key(r.name)
                FROM person r"
            ),
            found: "r.removed_at IS NULL",
        },
        Keys {
            table: "organisation",
            select: format!(
                "SELECT {ORGANISATION},
                    CASE kana_key(r.kana) WHEN '' THEN char(65533) ELSE kana_key(r.kana) END || char(31) || fold(r.name),
                    r.id,
                    fold(r.name) || char(31) || fold(r.kana) || char(31) || fold(r.corporation) || char(31)
                        || phone_key(r.phone),
                    '',
                    organisation_key(r.name)
                FROM organisation r"
            ),
            found: "r.removed_at IS NULL",
        },
        Keys {
            table: "affiliation",
            select: format!(
                "SELECT {AFFILIATION}, '', r.id, fold(r.department) || char(31) || fold(r.title), '', NULL
                FROM affiliation r"
            ),
            found: "1",
        },
        Keys {
            table: "series",
            select: format!("SELECT {SERIES}, fold(r.name), r.id, fold(r.name), '', NULL FROM series r"),
            found: "r.removed_at IS NULL",
        },
        Keys {
            table: "meeting",
            select: format!(
                "SELECT {MEETING}, {NEWEST_FIRST}, r.id, fold(r.title) || char(31) || fold(r.place), '', NULL
                FROM meeting r JOIN meeting m ON m.id = r.id"
            ),
            found: "r.removed_at IS NULL",
        },
        Keys {
            table: "agenda_item",
            select: format!(
                "SELECT {AGENDA_ITEM}, {NEWEST_FIRST}, r.id, fold(r.title), '', NULL
                FROM agenda_item r JOIN meeting m ON m.id = r.meeting"
            ),
            found: "m.removed_at IS NULL",
        },
        Keys {
            table: "minute_line",
            select: format!(
                "SELECT {MINUTE_LINE}, {NEWEST_FIRST}, r.id, fold(r.text), '', NULL
                FROM minute_line r JOIN meeting m ON m.id = r.meeting"
            ),
            found: "m.removed_at IS NULL",
        },
    ]
}

/// The columns whose change makes a record's own key anew.
const OWN: [(&str, &[&str]); 7] = [
    (
        "person",
        &["name", "kana", "phone", "mobile", "email", "removed_at"],
    ),
    (
        "organisation",
        &["name", "kana", "corporation", "phone", "removed_at"],
    ),
    ("affiliation", &["department", "title"]),
    ("series", &["name", "removed_at"]),
    ("meeting", &["title", "place", "date", "removed_at"]),
    ("agenda_item", &["title", "meeting"]),
    ("minute_line", &["text", "meeting"]),
];

/// Keys that hold words of another table: when a row of `cause` changes in one of `columns`, those records of
/// `table` whose id is among `ids` are made anew. `{row}` is NEW or OLD.
struct Follows {
    cause: &'static str,
    columns: &'static [&'static str],
    table: &'static str,
    ids: &'static str,
}

const FOLLOWS: [Follows; 4] = [
    Follows {
        cause: "organisation",
        columns: &["name", "kana", "removed_at"],
        table: "person",
        ids: "SELECT person FROM affiliation WHERE organisation = {row}.id",
    },
    Follows {
        cause: "affiliation",
        columns: &["person", "organisation", "department", "title"],
        table: "person",
        ids: "{row}.person",
    },
    Follows {
        cause: "meeting",
        columns: &["date", "removed_at"],
        table: "agenda_item",
        ids: "SELECT id FROM agenda_item WHERE meeting = {row}.id",
    },
    Follows {
        cause: "meeting",
        columns: &["date", "removed_at"],
        table: "minute_line",
        ids: "SELECT id FROM minute_line WHERE meeting = {row}.id",
    },
];

/// The SQL that makes all triggers of the search keys.
pub(super) fn triggers() -> String {
    let mut sql = String::new();
    for keys in keys() {
        let table = keys.table;
        let columns = OWN
            .iter()
            .find(|(name, _)| *name == table)
            .map_or(&[][..], |(_, columns)| columns);
        trigger(
            &mut sql,
            &format!("key_{table}_insert"),
            "INSERT",
            table,
            "1",
            &put(&keys, "NEW.id"),
        );
        let anew = format!("{}{}", drop("NEW.id"), put(&keys, "NEW.id"));
        trigger(
            &mut sql,
            &format!("key_{table}_update"),
            "UPDATE",
            table,
            &differs(columns),
            &anew,
        );
        trigger(
            &mut sql,
            &format!("key_{table}_delete"),
            "DELETE",
            table,
            "1",
            &drop("OLD.id"),
        );
        for follows in FOLLOWS.iter().filter(|follows| follows.table == table) {
            let name = format!("key_{table}_follows_{}", follows.cause);
            let anew = |row: &str| {
                let ids = follows.ids.replace("{row}", row);
                format!("{}{}", drop(&ids), put(&keys, &ids))
            };
            trigger(
                &mut sql,
                &format!("{name}_insert"),
                "INSERT",
                follows.cause,
                "1",
                &anew("NEW"),
            );
            trigger(
                &mut sql,
                &format!("{name}_delete"),
                "DELETE",
                follows.cause,
                "1",
                &anew("OLD"),
            );
            let both = format!("{}{}", anew("OLD"), anew("NEW"));
            trigger(
                &mut sql,
                &format!("{name}_update"),
                "UPDATE",
                follows.cause,
                &differs(follows.columns),
                &both,
            );
        }
    }
    sql
}

/// The SQL that makes all keys anew.
pub(super) fn refill() -> String {
    let mut sql = "DELETE FROM search_key;\n".to_owned();
    for keys in keys() {
        let _ = writeln!(
            sql,
            "INSERT INTO search_key {} WHERE {};",
            keys.select, keys.found
        );
    }
    sql
}

fn put(keys: &Keys, ids: &str) -> String {
    format!(
        "  INSERT INTO search_key {} WHERE r.id IN ({ids}) AND {};\n",
        keys.select, keys.found
    )
}

fn drop(ids: &str) -> String {
    format!("  DELETE FROM search_key WHERE id IN ({ids});\n")
}

fn differs(columns: &[&str]) -> String {
    columns
        .iter()
        .map(|column| format!("OLD.{column} IS NOT NEW.{column}"))
        .collect::<Vec<_>>()
        .join(" OR ")
}

fn trigger(sql: &mut String, name: &str, event: &str, table: &str, when: &str, body: &str) {
    let _ = writeln!(
        sql,
        "CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {when} BEGIN\n{body}END;"
    );
}
