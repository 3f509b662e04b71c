//! Records and values of the log in words: also of what is long gone.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use ledger::change::Known;
use ledger::{OperationId, Read};

use crate::Session;
use crate::dates::Style;
use crate::stages;
use crate::vocabulary as lists;
use crate::words::{Words, words};

/// So much of a text stands for the whole.
const SHORT: usize = 40;

/// Tells what lies in the log; every record is asked for once.
pub(crate) struct Teller<'a> {
    read: Read<'a>,
    style: Style,
    zone: FixedOffset,
    words: &'static Words,
    /// The coordinator whose ledger it is.
    me: String,
    known: RefCell<HashMap<(String, String), Option<Known>>>,
    files: RefCell<HashMap<OperationId, (String, String)>>,
}

impl<'a> Teller<'a> {
    pub(crate) fn of(session: &'a Session) -> crate::Result<Self> {
        let style = session.style();
        let words = words(style.language);
        let read = session.ledger()?.read();
        let me = read
            .coordinators()?
            .into_iter()
            .find(|coordinator| coordinator.me)
            .map(|me| read.person_name_even_removed(me.person))
            .transpose()?
            .flatten();
        Ok(Self {
            read,
            style,
            zone: session.now.zone,
            words,
            me: me.unwrap_or_else(|| words.get("log.me").to_owned()),
            known: RefCell::default(),
            files: RefCell::default(),
        })
    }

    pub(crate) fn read(&self) -> &Read<'a> {
        &self.read
    }

    pub(crate) fn words(&self) -> &'static Words {
        self.words
    }

    /// 令和8年11月20日(金) 10:32, where she sits.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!(
            "{} {}",
            self.style.date(local.date_naive()),
            local.format("%H:%M")
        )
    }

    /// `2026-11-20T10:32`, where she sits.
    pub(crate) fn moment_iso(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone)
            .format("%Y-%m-%dT%H:%M")
            .to_string()
    }

    /// Who did it, and out of which file; no file for what was typed.
    pub(crate) fn who(&self, operation: OperationId) -> (String, String) {
        if let Some(told) = self.files.borrow().get(&operation) {
            return told.clone();
        }
        let told = match self.read.file_of_operation(operation).unwrap_or_default() {
            Some((file, source)) if source.is_empty() => {
                (self.words.fill("log.by_file", &[("file", &file)]), file)
            }
            Some((file, source)) => (source, file),
            None => (self.me.clone(), String::new()),
        };
        self.files.borrow_mut().insert(operation, told.clone());
        told
    }

    /// The coordinator whose ledger it is.
    pub(crate) fn me(&self) -> &str {
        &self.me
    }

    /// Something that isn't in the ledger, and is told of like what is; what the ledger knows itself goes before.
    pub(crate) fn tell_also(&self, table: &str, id: &str, told: Known) {
        if self
            .known(table, id)
            .is_none_or(|known| known.fields.is_empty())
        {
            let key = (table.to_owned(), id.to_owned());
            self.known.borrow_mut().insert(key, Some(told));
        }
    }

    fn known(&self, table: &str, id: &str) -> Option<Known> {
        let key = (table.to_owned(), id.to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let known = self.read.known(table, id).unwrap_or_default();
        self.known.borrow_mut().insert(key, known.clone());
        known
    }

    fn field(&self, table: &str, id: &str, field: &str) -> String {
        self.known(table, id)
            .map(|known| known.get(field).to_owned())
            .unwrap_or_default()
    }

    /// The bare name of a record, without its kind: 髙﨑 恵, 第3回 みどり野緩和ケア連携会議.
    pub(crate) fn name(&self, table: &str, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        let get = |field: &str| self.field(table, id, field);
        let name = match table {
            "person" | "organisation" | "series" | "municipality" | "region" => get("name"),
            "meeting" | "agenda_item" => short(&get("title")),
            "minute_line" => short(&get("text")),
            "action" => self.name("minute_line", &get("line")),
            "affiliation" => self.name("organisation", &get("organisation")),
            "coordinator" | "imported_row" | "encounter_person" => {
                self.name("person", &get("person"))
            }
            "former_value" => {
                let (field, value) = (get("field"), get("value"));
                self.value("person", &field, &value)
            }
            "merged" => self.name(&get("table_name"), id),
            "tie" | "distinct_pair" => {
                let mut pair = [
                    self.name("person", &get("a")),
                    self.name("person", &get("b")),
                ];
                // Which of the two the ledger has first says nothing: she stands first in her own ledger.
                pair.sort_by_key(|name| *name != self.me);
                let [a, b] = &pair;
                self.words.fill("check.pair", &[("a", a), ("b", b)])
            }
            "tie_level" => self.name("tie", &get("tie")),
            "encounter" => {
                let day = self.day(&get("on_day"));
                match short(&get("summary")) {
                    summary if summary.is_empty() => day,
                    summary => format!("{day} {summary}"),
                }
            }
            "encounter_organisation" | "meeting_co_host" => {
                self.name("organisation", &get("organisation"))
            }
            "attendance" => match get("person") {
                person if person.is_empty() => get("guest_name"),
                person => self.name("person", &person),
            },
            "checklist_mark" => self.item(id),
            "evidence" => short(&get("label")),
            "import_log" => get("file"),
            "map_pin" => id
                .split_once(':')
                .map(|(table, id)| self.name(table, id))
                .unwrap_or_default(),
            _ => String::new(),
        };
        if name.is_empty() {
            self.words.get("log.nameless").to_owned()
        } else {
            name
        }
    }

    /// What it is a part of, as words: the person of a post, the meeting of a line.
    fn whole(&self, table: &str, id: &str) -> Option<String> {
        let get = |field: &str| self.field(table, id, field);
        let named = |table: &str, id: String| (!id.is_empty()).then(|| self.name(table, &id));
        match table {
            "affiliation" | "former_value" => named("person", get("person")),
            "agenda_item" | "minute_line" | "attendance" | "meeting_co_host" => {
                named("meeting", get("meeting"))
            }
            "action" => self.whole("minute_line", &get("line")),
            "encounter_person" | "encounter_organisation" => named("encounter", get("encounter")),
            "evidence" => Some(self.item(&get("item"))),
            _ => None,
        }
    }

    fn item(&self, id: &str) -> String {
        stages::title_of(id, self.style.language).unwrap_or_else(|_| id.to_owned())
    }

    /// Its kind in words: 人, 所属, 記録 …
    pub(crate) fn kind(&self, table: &str) -> String {
        let key = format!("log.kind.{table}");
        self.words.get(&key).to_owned()
    }

    /// Kind and name, and what it is a part of: 人「髙﨑 恵」, 会議「第3回」の記録「金曜の夜…」.
    pub(crate) fn record(&self, table: &str, id: &str) -> String {
        let (kind, name) = (self.kind(table), self.name(table, id));
        match self.whole(table, id) {
            Some(whole) => self.words.fill(
                "log.record_of",
                &[("whole", &whole), ("kind", &kind), ("name", &name)],
            ),
            None => self
                .words
                .fill("log.record", &[("kind", &kind), ("name", &name)]),
        }
    }

    /// Where a text stands: the record and the field.
    pub(crate) fn place(&self, table: &str, id: &str, field: &str) -> String {
        let part = match self.whole(table, id) {
            Some(whole) => self.words.fill(
                "log.place_of",
                &[("whole", &whole), ("kind", &self.kind(table))],
            ),
            None => self.kind(table),
        };
        format!(
            "{part}{}{}",
            self.words.get("list.separator"),
            self.column(table, field)
        )
    }

    /// The same as a part of a card that stands around it: 所属「訪問看護ステーション なぎ」.
    pub(crate) fn part(&self, table: &str, id: &str) -> String {
        self.words.fill(
            "log.record",
            &[("kind", &self.kind(table)), ("name", &self.name(table, id))],
        )
    }

    /// The record to open for it: kind and id; `none` where nothing can be opened.
    pub(crate) fn opens(&self, table: &str, id: &str) -> (String, String) {
        let get = |field: &str| self.field(table, id, field);
        let (table, id) = match table {
            "person" | "organisation" | "series" | "meeting" => (table, id.to_owned()),
            "affiliation" | "coordinator" | "encounter_person" => ("person", get("person")),
            "tie" => ("person", get("a")),
            "tie_level" => return self.opens("tie", &get("tie")),
            "agenda_item" | "minute_line" | "attendance" | "meeting_co_host" => {
                ("meeting", get("meeting"))
            }
            "action" => return self.opens("minute_line", &get("line")),
            "encounter_organisation" => ("organisation", get("organisation")),
            _ => ("none", String::new()),
        };
        let there = self
            .known(table, &id)
            .is_some_and(|known| known.is_there && !known.fields.contains_key("removed_at"));
        if there {
            (table.to_owned(), id)
        } else {
            ("none".to_owned(), String::new())
        }
    }

    /// The column in words; empty for what has none (`id`).
    pub(crate) fn column(&self, table: &str, field: &str) -> String {
        let own = format!("column.{table}.{field}");
        let key = format!("column.{field}");
        for key in [&own, &key] {
            if self.words.has(key) {
                return self.words.get(key).to_owned();
            }
        }
        field.to_owned()
    }

    /// A stored value as she knows it: names for ids, words for choices, days written out.
    pub(crate) fn value(&self, table: &str, field: &str, value: &str) -> String {
        let language = self.style.language;
        let named = |table: &str| Some(self.name(table, value));
        let by_list = match field {
            "profession" => Some(lists::professions().name(language, Some(value))),
            "kind" => Some(match table {
                "organisation" => lists::organisation_kinds().name(language, Some(value)),
                "encounter" => lists::encounter_kinds().name(language, Some(value)),
                "meeting" | "series" => lists::meeting_kinds().name(language, Some(value)),
                "coordinator" => lists::coordinator_kinds().name(language, Some(value)),
                "minute_line" => self.words.get(&format!("cli.line.{value}")).to_owned(),
                "evidence" => self.kind(value),
                _ => value.to_owned(),
            }),
            "side" => Some(lists::sides().name(language, Some(value))),
            "preferred_way" => Some(lists::contact_ways().name(language, Some(value))),
            "consent" | "attended" | "role" | "mode" | "audience" | "state" | "level" => {
                Some(self.choice(field, value))
            }
            "key_person" | "is_contact" | "is_main" | "is_final" | "is_case" | "is_forum"
            | "is_community" | "exchange_of_views" | "informal" | "in_region" | "me" => {
                Some(self.choice("flag", value))
            }
            "person" | "owner" | "recorder" | "speaker" | "proxy_person" | "a" | "b" => {
                named("person")
            }
            "organisation" | "host" | "secretariat" | "proxy_organisation" => named("organisation"),
            "series" => named("series"),
            "meeting" => named("meeting"),
            "municipality" => named("municipality"),
            "agenda_item" => named("agenda_item"),
            "line" => named("minute_line"),
            "tie" => named("tie"),
            "encounter" => named("encounter"),
            "import" => named("import_log"),
            "record" => Some(
                ["person", "organisation", "series", "meeting"]
                    .into_iter()
                    .find(|table| self.known(table, value).is_some())
                    .map(|table| self.name(table, value))
                    .unwrap_or_default(),
            ),
            "item" => Some(self.item(value)),
            "basis" if table == "import_log" => Some(lists::bases().name(language, Some(value))),
            "kept" => Some(self.name("person", value)),
            "field" if table == "former_value" => Some(self.column("person", value)),
            "removed_at" | "at" => DateTime::parse_from_rfc3339(value)
                .ok()
                .map(|at| self.moment(at.with_timezone(&Utc))),
            _ => None,
        };
        by_list.unwrap_or_else(|| self.day(value))
    }

    /// A day written out; anything else as it is.
    fn day(&self, value: &str) -> String {
        NaiveDate::parse_from_str(value, "%Y-%m-%d")
            .map_or_else(|_| value.to_owned(), |day| self.style.date(day))
    }

    /// The words of a fixed choice: `choice.consent.yes`.
    fn choice(&self, field: &str, value: &str) -> String {
        let key = format!("choice.{field}.{value}");
        if self.words.has(&key) {
            self.words.get(&key).to_owned()
        } else {
            value.to_owned()
        }
    }
}

/// The beginning of a text, in one line.
fn short(text: &str) -> String {
    let mut letters = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let start: String = letters.by_ref().take(SHORT).collect();
    if letters.next().is_some() {
        format!("{start}…")
    } else {
        start
    }
}
