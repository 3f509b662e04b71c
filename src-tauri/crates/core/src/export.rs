//! Lists out again: who may be listed is decided by consent; no cell can become a formula.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use exchange::export::Table;
use ledger::log::ExportEntry;
use ledger::person::{Consent, Person};
use ledger::schema::tables::{Privacy, privacy};

use crate::vocabulary::{Term as _, contact_ways, professions};
use crate::words::words;
use crate::{Error, Exported, Result, Session, file, request};

/// A list of people as CSV (UTF-8 with BOM) or XLSX, by the path's ending. People without consent are absent; those who
/// agreed for their workplace only are listed without mobile and e-mail. Which columns there are is asked of the ledger's
/// one list: what stays in the office is in the list for her own use alone, what is private in none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportPeople {
    pub path: PathBuf,
    /// Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// Also those whose consent is still unknown (for her own use).
    pub include_unknown: bool,
}

/// The columns of the list in their order: word, and the table and column of the ledger they come from.
const COLUMNS: [(&str, &str, &str); 12] = [
    ("name", "person", "name"),
    ("kana", "person", "kana"),
    ("profession", "person", "profession"),
    ("organisation", "organisation", "name"),
    ("title", "affiliation", "title"),
    ("municipality", "municipality", "name"),
    ("phone", "person", "phone"),
    ("mobile", "person", "mobile"),
    ("fax", "person", "fax"),
    ("email", "person", "email"),
    ("way", "person", "preferred_way"),
    ("hours", "person", "reachable_hours"),
];

fn may_stand(own_use: bool, privacy: Privacy) -> bool {
    match privacy {
        Privacy::Shared => true,
        Privacy::Office => own_use,
        Privacy::Private => false,
    }
}

fn kept(values: [String; COLUMNS.len()], columns: &[bool]) -> Vec<String> {
    let values = values.into_iter().zip(columns);
    values
        .filter_map(|(value, stays)| stays.then_some(value))
        .collect()
}

/// Writes the list.
///
/// # Errors
/// `Refused` when the path ends neither in .csv nor in .xlsx, `File` when it can't be written; then nothing is half-written.
pub fn export_people(session: &mut Session, request: ExportPeople) -> Result<Exported> {
    let path = request::place("path", &request.path)?;
    let ending = file::inside(path, request.passphrase.is_some())?
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let words = words(session.language());
    let language = session.language();
    let today = session.now.today;
    let read = session.ledger()?.read();
    let all = read.all_people()?;
    let municipalities: std::collections::HashMap<_, _> = read
        .municipalities()?
        .into_iter()
        .map(|municipality| (municipality.id, municipality.name))
        .collect();
    let total = all.len();
    let columns: Vec<bool> = COLUMNS
        .iter()
        .map(|(_, table, column)| may_stand(request.include_unknown, privacy(table, column)))
        .collect();
    let mut rows = Vec::new();
    for person in all
        .into_iter()
        .filter(|person| listed(person, request.include_unknown))
    {
        let post = read.post_on(person.id, today)?;
        let fields = person.fields;
        let own = |text: String| {
            if fields.consent == Consent::WorkplaceOnly {
                String::new()
            } else {
                text
            }
        };
        let (organisation, title) = post.map_or_else(Default::default, |post| {
            (post.organisation_name, post.fields.title)
        });
        let values = [
            fields.name,
            fields.kana,
            fields
                .profession
                .as_deref()
                .and_then(|id| professions().get(id))
                .map_or("", |known| known.name(language))
                .to_owned(),
            organisation,
            title,
            fields
                .municipality
                .and_then(|id| municipalities.get(&id).cloned())
                .unwrap_or_default(),
            fields.phone,
            own(fields.mobile),
            fields.fax,
            own(fields.email),
            fields
                .preferred_way
                .as_deref()
                .and_then(|id| contact_ways().get(id))
                .map_or("", |known| known.name(language))
                .to_owned(),
            fields.reachable_hours,
        ];
        rows.push(kept(values, &columns));
    }
    let reading = |row: &Vec<String>| japanese::key::kana(row.get(1).map_or("", String::as_str));
    rows.sort_by_cached_key(reading);
    let left_out = u32::try_from(total - rows.len()).unwrap_or(u32::MAX);
    let table = Table {
        title: words.get("export.people_title").to_owned(),
        header: kept(
            COLUMNS.map(|(key, _, _)| words.get(&format!("export.column.{key}")).to_owned()),
            &columns,
        ),
        rows,
    };
    let bytes = match ending.as_str() {
        "csv" => exchange::export::csv(&table),
        "xlsx" => exchange::export::xlsx(&table).map_err(|error| Error::File {
            action: "write",
            path: path.display().to_string(),
            source: std::io::Error::other(error),
        })?,
        _ => return Err(Error::refused("path", "refused.ending")),
    };
    file::give(path, &bytes, request.passphrase.as_deref())?;
    let entry = ExportEntry {
        at: session.now.utc,
        what: "people".to_owned(),
        subject: table.title.clone(),
        format: ending,
        audience: if request.include_unknown {
            "office"
        } else {
            "shared"
        }
        .to_owned(),
        file: path.display().to_string(),
        left_out: left_out.into(),
    };
    session.operation("people.export", &entry.file, |write| {
        Ok(write.add_export(&entry)?)
    })?;
    let message = if left_out == 0 {
        String::new()
    } else {
        words.fill("export.people_left_out", &[("count", &left_out)])
    };
    Ok(Exported {
        path: path.display().to_string(),
        left_out,
        message,
    })
}

/// Nobody who said no is ever listed; those not asked yet only for her own use.
fn listed(person: &Person, include_unknown: bool) -> bool {
    match person.fields.consent {
        Consent::Yes | Consent::WorkplaceOnly => true,
        Consent::Unknown => include_unknown,
        Consent::No => false,
    }
}
