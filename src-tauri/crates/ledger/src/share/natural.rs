//! By what two records with different ids are one all the same: the same person at the same meeting, a clinic that both wrote
//! down. People are not among them: they are matched, and she decides.

use chrono::NaiveDate;
use japanese::key;
use serde_json::Value;

use super::fields::Kind;

/// How strict a key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Natural {
    /// There can be one record only.
    Only(String),
    /// Most likely one: a record that comes from outside is held to be the one that is there. `within` narrows: those fit that
    /// have the same, or one of which has none.
    Likely { key: String, within: Within },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Within {
    All,
    /// The id of a municipality, if known.
    Place(Option<String>),
    /// First and last day, if known.
    Term(Option<NaiveDate>, Option<NaiveDate>),
}

impl Within {
    pub(crate) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Place(Some(a)), Self::Place(Some(b))) => a == b,
            (Self::Term(from, to), Self::Term(other_from, other_to)) => {
                let before = |end: &Option<NaiveDate>, start: &Option<NaiveDate>| {
                    end.zip(*start).is_some_and(|(end, start)| end < start)
                };
                !before(to, other_from) && !before(other_to, from)
            }
            (Self::All | Self::Place(_), _) | (Self::Term(..), Self::All | Self::Place(_)) => true,
        }
    }
}

/// `value` gives what a field shows, references as they stand now; `None` when a part of the key isn't known.
pub(crate) fn natural<'a>(
    kind: &Kind,
    value: impl Fn(&str) -> Option<&'a Value>,
) -> Option<Natural> {
    let text = |field: &str| {
        value(field)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let pair = |a: &str, b: &str| {
        let (a, b) = (text(a)?, text(b)?);
        Some(Natural::Only(format!("{} {}", a.min(b), a.max(b))))
    };
    let only = |fields: &[&str]| {
        let parts: Option<Vec<String>> = fields
            .iter()
            .map(|field| value(field).filter(|value| !value.is_null()))
            .map(|part| part.map(Value::to_string))
            .collect();
        Some(Natural::Only(parts?.join(" ")))
    };
    let day = |field: &str| text(field).and_then(|day| day.parse().ok());
    match kind.table {
        "municipality" => text("name").map(|name| Natural::Only(key::fold(name))),
        "organisation" => Some(Natural::Likely {
            key: key::organisation(text("name")?),
            within: Within::Place(text("municipality").map(str::to_owned)),
        }),
        "affiliation" => Some(Natural::Likely {
            key: format!("{} {}", text("person")?, text("organisation")?),
            within: Within::Term(day("from_on"), day("to_on")),
        }),
        "coordinator" => only(&["person"]),
        "series" => text("name").map(|name| Natural::Likely {
            key: key::fold(name),
            within: Within::All,
        }),
        "meeting" => Some(Natural::Likely {
            key: format!(
                "{} {} {}",
                text("series")
                    .map_or_else(|| key::fold(text("title").unwrap_or("")), str::to_owned),
                text("date")?,
                match value("number") {
                    Some(Value::Number(number)) => number.to_string(),
                    _ => text("starts").unwrap_or_default().to_owned(),
                }
            ),
            within: Within::All,
        }),
        "meeting_co_host" => only(&["meeting", "organisation"]),
        "agenda_item" => Some(Natural::Likely {
            key: format!("{} {}", text("meeting")?, key::fold(text("title")?)),
            within: Within::All,
        }),
        "attendance" => only(&["meeting", "person"]),
        "action" => only(&["line"]),
        "encounter_person" => only(&["encounter", "person"]),
        "encounter_organisation" => only(&["encounter", "organisation"]),
        "colleague" => text("name").map(|name| Natural::Only(key::fold(name))),
        "tie" => pair("a", "b"),
        "distinct_pair" => pair("a", "b"),
        "tie_level" => only(&["tie", "level", "on_day"]),
        "former_value" => only(&["person", "field", "value"]),
        _ => None,
    }
}
