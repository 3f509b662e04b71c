//! People, organisations, meetings and choices as they are typed: by id, by name, by word. What is not clear is refused with
//! the candidates, never guessed.

use kaotsunagi_core::dates;
use kaotsunagi_core::vocabulary::{Term, Terms, profession_by_words};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::{at, list, text};
use crate::sitting::Sitting;

impl Sitting {
    /// The person's id.
    pub(crate) fn person(&mut self, typed: &str) -> Result<String, Failure> {
        if is_id(typed) {
            return Ok(typed.to_owned());
        }
        let found = self.call("people", json!({"text": typed}))?;
        self.one("cli.kind.person", typed, list(&found, "rows"), |row| {
            vec![text(row, "name"), text(row, "kana")]
        })
    }

    /// The organisation's id.
    pub(crate) fn organisation(&mut self, typed: &str) -> Result<String, Failure> {
        if is_id(typed) {
            return Ok(typed.to_owned());
        }
        let found = self.call("organisations", json!({"text": typed}))?;
        self.one(
            "cli.kind.organisation",
            typed,
            list(&found, "rows"),
            |row| vec![text(row, "name"), text(row, "kana")],
        )
    }

    /// The series' id.
    pub(crate) fn series(&mut self, typed: &str) -> Result<String, Failure> {
        if is_id(typed) {
            return Ok(typed.to_owned());
        }
        let found = self.call("meetings", json!({}))?;
        let rows: Vec<Value> = list(&found, "series")
            .iter()
            .map(|row| json!({"id": text(row, "id"), "name": text(at(row, "fields"), "name")}))
            .filter(|row| bare(&text(row, "name")).contains(&bare(typed)))
            .collect();
        self.one("cli.kind.series", typed, &rows, |row| {
            vec![text(row, "name")]
        })
    }

    /// The meeting's id: by id, by its day, by its title or its series or a part of them. Of the meetings of one series the
    /// newest that has been held is meant, and said on the standard error.
    pub(crate) fn meeting(&mut self, typed: &str) -> Result<String, Failure> {
        if is_id(typed) {
            return Ok(typed.to_owned());
        }
        let found = self.call("meetings", json!({}))?;
        let day = dates::parse(typed).map(|day| day.to_string());
        let rows: Vec<Value> = list(&found, "rows")
            .iter()
            .filter(|row| {
                day.as_ref() == Some(&text(row, "date_iso"))
                    || ["title", "series_name"]
                        .into_iter()
                        .any(|key| bare(&text(row, key)).contains(&bare(typed)))
            })
            .cloned()
            .collect();
        let names = |row: &Value| {
            vec![
                text(row, "title"),
                text(row, "series_name"),
                text(row, "date_iso"),
            ]
        };
        if day.is_none()
            && let Some(row) = newest_held(&meant(typed, &rows, names))
        {
            self.note(&self.fill(
                "cli.newest_taken",
                &[("title", &text(row, "title")), ("date", &text(row, "date"))],
            ));
            return Ok(text(row, "id"));
        }
        self.one("cli.kind.meeting", typed, &rows, names)
    }

    /// Kind and id of a record whose kind nobody said: a person, an organisation, a series or a meeting, whichever is meant
    /// clearly; an id is whatever has it.
    pub(crate) fn record(&mut self, typed: &str) -> Result<(String, String), Failure> {
        if is_id(typed) {
            return Ok((String::new(), typed.to_owned()));
        }
        let mut unclear = None;
        for table in ["person", "organisation", "series", "meeting"] {
            match self.record_of(table, typed) {
                Ok(id) => return Ok((table.to_owned(), id)),
                Err(failure) if failure.code() == "no_record" => {}
                Err(failure) => unclear = unclear.or(Some(failure)),
            }
        }
        match unclear {
            Some(failure) => Err(failure),
            None => Err(Failure::bad_use(
                "no_record",
                self.fill("cli.no_history", &[("typed", &typed)]),
            )),
        }
    }

    /// The id of a record of a kind, by what that kind is named by, also of one in the trash; by id alone where it has no name.
    pub(crate) fn record_of(&mut self, table: &str, typed: &str) -> Result<String, Failure> {
        let found = match table {
            "person" => return self.person_even_removed(typed),
            "organisation" => self.organisation(typed),
            "series" => self.series(typed),
            "meeting" => self.meeting(typed),
            _ => return Ok(typed.to_owned()),
        };
        match found {
            Err(failure) if failure.code() == "no_record" => self.removed(table, typed, failure),
            found => found,
        }
    }

    /// The person's id, also of one in the trash.
    pub(crate) fn person_even_removed(&mut self, typed: &str) -> Result<String, Failure> {
        match self.person(typed) {
            Err(failure) if failure.code() == "no_record" => self.removed("person", typed, failure),
            found => found,
        }
    }

    /// In the trash under that name; the failure of looking elsewhere when it isn't there either.
    fn removed(&mut self, table: &str, typed: &str, failure: Failure) -> Result<String, Failure> {
        let trash = self.call("trash", json!({}))?;
        let rows: Vec<Value> = list(&trash, "rows")
            .iter()
            .filter(|row| text(row, "kind") == table && bare(&text(row, "name")) == bare(typed))
            .cloned()
            .collect();
        match rows.as_slice() {
            [] => Err(failure),
            _ => self.only("cli.kind.trash", typed, &rows),
        }
    }

    /// The only one of these rows.
    pub(crate) fn only(
        &self,
        kind: &'static str,
        typed: &str,
        rows: &[Value],
    ) -> Result<String, Failure> {
        self.one(kind, typed, rows, |row| vec![text(row, "name")])
    }

    /// The municipality's id.
    pub(crate) fn municipality(&mut self, typed: &str) -> Result<String, Failure> {
        if is_id(typed) {
            return Ok(typed.to_owned());
        }
        let region = self.call("region", json!({}))?;
        let rows: Vec<Value> = list(&region, "municipalities")
            .iter()
            .filter(|row| text(row, "name").contains(typed))
            .cloned()
            .collect();
        self.one("cli.kind.municipality", typed, &rows, |row| {
            vec![text(row, "name")]
        })
    }

    /// The profession's id, by id or by word in either language or an alias.
    pub(crate) fn profession(&self, typed: &str) -> Result<String, Failure> {
        profession_by_words(typed)
            .map(|profession| profession.id.clone())
            .ok_or_else(|| self.no_choice(typed))
    }

    /// The id of a vocabulary's term, by id or by word in either language.
    pub(crate) fn term<T: Term + serde::de::DeserializeOwned>(
        &self,
        terms: &Terms<T>,
        typed: &str,
    ) -> Result<String, Failure> {
        terms
            .all
            .iter()
            .find(|term| [term.id(), term.ja(), term.en()].contains(&typed))
            .map(|term| term.id().to_owned())
            .ok_or_else(|| self.no_choice(typed))
    }

    fn no_choice(&self, typed: &str) -> Failure {
        Failure::bad_use("refused", self.fill("cli.no_choice", &[("typed", &typed)]))
    }

    /// The one row that is meant: the only one of exactly that name, else the only one found.
    fn one(
        &self,
        kind: &'static str,
        typed: &str,
        rows: &[Value],
        names: impl Fn(&Value) -> Vec<String>,
    ) -> Result<String, Failure> {
        let found = meant(typed, rows, names);
        let kind = self.word(kind);
        match found.as_slice() {
            [] => Err(Failure::bad_use(
                "no_record",
                self.fill("cli.none_found", &[("kind", &kind), ("typed", &typed)]),
            )),
            [row] => Ok(text(row, "id")),
            several => {
                let candidates: Vec<String> = several
                    .iter()
                    .map(|row| {
                        let words: Vec<String> = ["name", "organisation", "title", "date", "id"]
                            .into_iter()
                            .map(|key| text(row, key))
                            .filter(|word| !word.is_empty())
                            .collect();
                        format!("  {}", words.join("  "))
                    })
                    .collect();
                Err(Failure::bad_use(
                    "ambiguous",
                    self.fill(
                        "cli.several_found",
                        &[
                            ("kind", &kind),
                            ("typed", &typed),
                            ("candidates", &candidates.join("\n")),
                        ],
                    ),
                ))
            }
        }
    }
}

/// The rows of exactly that name, else all.
fn meant<'a>(
    typed: &str,
    rows: &'a [Value],
    names: impl Fn(&Value) -> Vec<String>,
) -> Vec<&'a Value> {
    let exact: Vec<&Value> = rows
        .iter()
        .filter(|row| names(row).iter().any(|name| bare(name) == bare(typed)))
        .collect();
    if exact.is_empty() {
        rows.iter().collect()
    } else {
        exact
    }
}

/// Of several meetings (newest first) of one series the first that is not to come; none when they are of several.
fn newest_held<'a>(rows: &[&'a Value]) -> Option<&'a Value> {
    let [first, rest @ ..] = rows else {
        return None;
    };
    let series = text(first, "series_name");
    let one_series =
        !series.is_empty() && rest.iter().all(|row| text(row, "series_name") == series);
    if rest.is_empty() || !one_series {
        return None;
    }
    rows.iter().find(|row| at(row, "future") == false).copied()
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 36 characters, hyphens in their places: the form of a UUID.
pub(crate) fn is_id(typed: &str) -> bool {
    typed.len() == 36
        && typed.char_indices().all(|(place, c)| {
            if matches!(place, 8 | 13 | 18 | 23) {
                c == '-'
            } else {
                c.is_ascii_hexdigit()
            }
        })
}
