//! The one list of tables: what is logged, and how private each column is. Triggers are generated from it, and every
//! way out goes through it.

use serde::{Deserialize, Serialize};

/// How far a column may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// May go to colleagues and into documents.
    Shared,
    /// Stays in the coordinator's office.
    Office,
    /// Has no way out at all.
    Private,
}

/// A table of records with its columns beside `id`.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// Whether its changes go into the change log and can be undone.
    pub logged: bool,
    pub columns: &'static [(&'static str, Privacy)],
}

use Privacy::{Office, Private, Shared};

/// All tables of records.
pub const TABLES: [Table; 36] = [
    Table {
        name: "region",
        logged: true,
        columns: &[
            ("name", Shared),
            ("prefecture", Shared),
            ("purpose", Shared),
        ],
    },
    Table {
        name: "municipality",
        logged: true,
        columns: &[
            ("name", Shared),
            ("kana", Shared),
            ("in_region", Shared),
            ("position", Shared),
        ],
    },
    Table {
        name: "person",
        logged: true,
        columns: &[
            ("name", Shared),
            ("family", Shared),
            ("given", Shared),
            ("kana", Shared),
            ("profession", Shared),
            ("side", Shared),
            ("municipality", Shared),
            ("email", Shared),
            ("phone", Shared),
            ("mobile", Office),
            ("fax", Shared),
            ("preferred_way", Shared),
            ("reachable_hours", Shared),
            ("does", Shared),
            ("key_person", Office),
            ("consent", Shared),
            ("consent_on", Shared),
            ("note", Office),
            ("manner", Private),
            ("removed_at", Office),
            ("confirmed_on", Office),
        ],
    },
    Table {
        name: "organisation",
        logged: true,
        columns: &[
            ("name", Shared),
            ("corporation", Shared),
            ("kana", Shared),
            ("kind", Shared),
            ("side", Shared),
            ("municipality", Shared),
            ("postal", Shared),
            ("address", Shared),
            ("phone", Shared),
            ("fax", Shared),
            ("email", Shared),
            ("does", Shared),
            ("note", Office),
            ("removed_at", Office),
        ],
    },
    Table {
        name: "affiliation",
        logged: true,
        columns: &[
            ("person", Shared),
            ("organisation", Shared),
            ("department", Shared),
            ("title", Shared),
            ("from_on", Shared),
            ("to_on", Shared),
            ("is_contact", Shared),
            ("is_main", Shared),
        ],
    },
    Table {
        name: "coordinator",
        logged: true,
        columns: &[("person", Shared), ("kind", Shared), ("me", Office)],
    },
    Table {
        name: "tie",
        logged: true,
        columns: &[("a", Private), ("b", Private)],
    },
    Table {
        name: "tie_level",
        logged: true,
        columns: &[
            ("tie", Private),
            ("level", Private),
            ("on_day", Private),
            ("basis", Private),
        ],
    },
    Table {
        name: "encounter",
        logged: true,
        columns: &[
            ("on_day", Office),
            ("kind", Office),
            ("summary", Office),
            ("insight", Office),
            ("is_case", Office),
        ],
    },
    Table {
        name: "encounter_person",
        logged: true,
        columns: &[
            ("encounter", Office),
            ("person", Office),
            ("position", Office),
        ],
    },
    Table {
        name: "encounter_organisation",
        logged: true,
        columns: &[
            ("encounter", Office),
            ("organisation", Office),
            ("position", Office),
        ],
    },
    Table {
        name: "series",
        logged: true,
        columns: &[
            ("name", Shared),
            ("kind", Shared),
            ("is_forum", Shared),
            ("is_community", Shared),
            ("cycle_months", Shared),
            ("host", Shared),
            ("secretariat", Shared),
            ("aim", Shared),
            ("position", Shared),
            ("members", Shared),
            ("charter_on", Shared),
            ("set_up_on", Shared),
            ("ended_on", Shared),
            ("removed_at", Office),
        ],
    },
    Table {
        name: "meeting",
        logged: true,
        columns: &[
            ("series", Shared),
            ("number", Shared),
            ("title", Shared),
            ("kind", Shared),
            ("date", Shared),
            ("starts", Shared),
            ("ends", Shared),
            ("place", Shared),
            ("mode", Shared),
            ("host", Shared),
            ("exchange_of_views", Shared),
            ("informal", Office),
            ("members", Shared),
            ("recorder", Shared),
            ("handouts", Shared),
            ("next_date", Shared),
            ("next_note", Shared),
            ("is_final", Shared),
            ("removed_at", Office),
        ],
    },
    Table {
        name: "meeting_co_host",
        logged: true,
        columns: &[
            ("meeting", Shared),
            ("organisation", Shared),
            ("position", Shared),
        ],
    },
    Table {
        name: "agenda_item",
        logged: true,
        columns: &[
            ("meeting", Shared),
            ("position", Shared),
            ("title", Shared),
            ("minutes", Shared),
            ("presenter", Shared),
        ],
    },
    Table {
        name: "attendance",
        logged: true,
        columns: &[
            ("meeting", Shared),
            ("person", Shared),
            ("guest_name", Shared),
            ("guest_organisation", Shared),
            ("attended", Shared),
            ("time", Shared),
            ("proxy_person", Shared),
            ("proxy_name", Shared),
            ("role", Shared),
            ("organisation", Shared),
            ("title", Shared),
            ("proxy_organisation", Shared),
        ],
    },
    // A line's own audience narrows further: an internal one stays in the office.
    Table {
        name: "minute_line",
        logged: true,
        columns: &[
            ("meeting", Shared),
            ("agenda_item", Shared),
            ("position", Shared),
            ("kind", Shared),
            ("text", Shared),
            ("speaker", Shared),
            ("profession", Shared),
            ("audience", Shared),
        ],
    },
    Table {
        name: "action",
        logged: true,
        columns: &[
            ("line", Shared),
            ("owner", Shared),
            ("owner_text", Shared),
            ("due", Shared),
            ("done_on", Shared),
            ("result", Shared),
        ],
    },
    Table {
        name: "checklist_mark",
        logged: true,
        columns: &[("state", Office), ("note", Office), ("at", Office)],
    },
    Table {
        name: "evidence",
        logged: true,
        columns: &[
            ("item", Office),
            ("kind", Office),
            ("record", Office),
            ("label", Office),
        ],
    },
    Table {
        name: "import_log",
        logged: true,
        columns: &[
            ("at", Office),
            ("file", Office),
            ("format", Office),
            ("encoding", Office),
            ("source", Office),
            ("new", Office),
            ("updated", Office),
            ("unchanged", Office),
            ("doubtful", Office),
            ("rejected", Office),
            ("basis", Office),
            ("giver", Office),
            ("giver_organisation", Office),
            ("how", Office),
            ("digest", Office),
            ("as_of", Office),
        ],
    },
    Table {
        name: "imported_row",
        logged: true,
        columns: &[("import", Office), ("person", Office), ("told", Office)],
    },
    Table {
        name: "former_value",
        logged: true,
        columns: &[
            ("person", Office),
            ("field", Office),
            ("value", Office),
            ("until_on", Office),
            ("import", Office),
        ],
    },
    Table {
        name: "distinct_pair",
        logged: true,
        columns: &[
            ("a", Office),
            ("b", Office),
            ("at", Office),
            ("who", Office),
            ("why", Office),
        ],
    },
    Table {
        name: "merged",
        logged: true,
        columns: &[("kept", Shared), ("table_name", Shared)],
    },
    Table {
        name: "map_pin",
        logged: true,
        columns: &[("x", Office), ("y", Office)],
    },
    Table {
        name: "export_log",
        logged: false,
        columns: &[
            ("at", Office),
            ("what", Office),
            ("subject", Office),
            ("format", Office),
            ("audience", Office),
            ("file", Office),
            ("left_out", Office),
        ],
    },
    Table {
        name: "map_position",
        logged: false,
        columns: &[("x", Office), ("y", Office)],
    },
    Table {
        name: "draft",
        logged: false,
        columns: &[("text", Private), ("at", Private)],
    },
    Table {
        name: "preference",
        logged: false,
        columns: &[("value", Office)],
    },
    Table {
        name: "receipt",
        logged: false,
        columns: &[("at", Office), ("text", Office)],
    },
    Table {
        name: "pack_taken",
        logged: true,
        columns: &[
            ("at", Office),
            ("device", Office),
            ("name", Office),
            ("file", Office),
            ("basis", Office),
        ],
    },
    Table {
        name: "colleague",
        logged: true,
        columns: &[
            ("name", Office),
            ("organisation", Office),
            ("recipient", Office),
            ("at", Office),
        ],
    },
    // Beside the tables they speak of: what of them goes out is decided column by column there.
    Table {
        name: "shared_record",
        logged: false,
        columns: &[("state", Private), ("given", Private)],
    },
    Table {
        name: "pack_effect",
        logged: false,
        columns: &[
            ("undone", Private),
            ("earlier", Private),
            ("later", Private),
        ],
    },
    Table {
        name: "shared_device",
        logged: false,
        columns: &[("own", Private), ("name", Office), ("digest", Office)],
    },
];

/// Tables whose records go into a trash instead of away.
pub(crate) const WITH_TRASH: [&str; 4] = ["person", "organisation", "series", "meeting"];

/// How far a column may go; a column that is in no list has no way out.
#[must_use]
pub fn privacy(table: &str, column: &str) -> Privacy {
    TABLES
        .iter()
        .filter(|one| one.name == table)
        .flat_map(|one| one.columns)
        .find(|(name, _)| *name == column)
        .map_or(Private, |(_, privacy)| *privacy)
}
