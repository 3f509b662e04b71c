//! What the tables don't say of themselves: which fields belong together, what is part of what, and which places in a list
//! nobody means.

/// Fields that say one thing together: when one of them was changed since, the others stay as well.
const TOGETHER: [(&str, &[&str]); 8] = [
    ("person", &["name", "family", "given", "kana"]),
    ("person", &["consent", "consent_on"]),
    ("affiliation", &["from_on", "to_on"]),
    ("meeting", &["starts", "ends"]),
    ("meeting", &["series", "number"]),
    (
        "attendance",
        &[
            "person",
            "guest_name",
            "guest_organisation",
            "organisation",
            "title",
        ],
    ),
    (
        "attendance",
        &[
            "attended",
            "time",
            "proxy_person",
            "proxy_name",
            "proxy_organisation",
        ],
    ),
    ("minute_line", &["meeting", "agenda_item"]),
];

/// Parts that are filled in on the same card: made in the same operation, they stay when the whole stays.
const PARTS: [(&str, &str); 9] = [
    ("affiliation", "person"),
    ("imported_row", "person"),
    ("former_value", "person"),
    ("distinct_pair", "a"),
    ("distinct_pair", "b"),
    ("encounter_person", "encounter"),
    ("encounter_organisation", "encounter"),
    ("meeting_co_host", "meeting"),
    ("action", "line"),
];

/// Tables whose `position` is the place in a list: it follows when a neighbour comes or goes, and says nothing by itself.
const LISTS: [&str; 6] = [
    "municipality",
    "encounter_person",
    "encounter_organisation",
    "meeting_co_host",
    "agenda_item",
    "minute_line",
];

/// What the ledger remembers by itself, not what she wrote: not told among what is kept.
const QUIET: [&str; 3] = ["import_log", "imported_row", "merged"];

/// The fields that stay when `field` stays, itself among them.
pub(super) fn together<'a>(table: &'a str, field: &'a str) -> impl Iterator<Item = &'static str> {
    TOGETHER
        .iter()
        .filter(move |(of, fields)| *of == table && fields.contains(&field))
        .flat_map(|(_, fields)| fields.iter().copied())
}

/// Whether a record of `table` is part of the one that its `column` names.
pub(super) fn is_part(table: &str, column: &str) -> bool {
    PARTS.contains(&(table, column))
}

/// Whether a column follows by itself: a place in a list, the moment of a mark.
pub(super) fn is_place(table: &str, column: &str) -> bool {
    column == "position" && LISTS.contains(&table) || (table, column) == ("checklist_mark", "at")
}

pub(super) fn is_quiet(table: &str) -> bool {
    QUIET.contains(&table)
}
