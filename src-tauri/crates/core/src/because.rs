//! Rows behind a figure or a sentence (「なぜ？」), worded the same way everywhere.

use chrono::NaiveDate;
use ledger::encounter::Encounter;
use ledger::meeting::Meeting;
use ledger::meeting::series::Series;
use ledger::tie::Tie;
use ledger::{OrganisationId, PersonId};

use crate::Because;
use crate::dates::Style;
use crate::records::Records;
use crate::words::fill;

/// More rows than this are counted, not listed.
const MOST_ROWS: usize = 200;

/// Rows that are listed up to a bound; the rest is counted.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    rows: Vec<Because>,
    total: usize,
}

impl Rows {
    /// Adds a row; it is worded only when it will be shown.
    pub(crate) fn add(&mut self, row: impl FnOnce() -> Because) {
        self.total += 1;
        if self.rows.len() < MOST_ROWS {
            self.rows.push(row());
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.total
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The rows, with one more that counts those left out.
    pub(crate) fn listed(mut self, style: Style) -> Vec<Because> {
        let more = self.total - self.rows.len();
        if more > 0 {
            self.rows.push(plain(fill(
                style.language,
                "because.more",
                &[("count", &more), ("total", &self.total)],
            )));
        }
        self.rows
    }
}

/// A plain sentence as a row.
pub(crate) fn plain(label: String) -> Because {
    Because {
        kind: "none".to_owned(),
        id: String::new(),
        label,
    }
}

/// Words records as rows.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) records: &'a Records,
    pub(crate) style: Style,
}

impl Teller<'_> {
    pub(crate) fn say(&self, key: &str, holes: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.style.language, key, holes)
    }

    pub(crate) fn date(&self, date: NaiveDate) -> String {
        self.style.date(date)
    }

    /// Names with the language's comma between: 早乙女 徹、髙﨑 恵
    pub(crate) fn list<S: AsRef<str>>(&self, names: &[S]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(self.style.word("list.comma"))
    }

    /// 第2回 みどり野地域緩和ケア連携会議
    pub(crate) fn meeting_title(&self, meeting: &Meeting) -> String {
        match meeting.fields.number {
            Some(number) => self.say(
                "minutes.numbered",
                &[("number", &number), ("title", &meeting.fields.title)],
            ),
            None => meeting.fields.title.clone(),
        }
    }

    /// A meeting with its day, and what is to be said of it behind a colon.
    pub(crate) fn meeting(&self, meeting: &Meeting, remark: &str) -> Because {
        let label = format!(
            "{} {}",
            self.date(meeting.fields.date),
            self.meeting_title(meeting)
        );
        Because {
            kind: "meeting".to_owned(),
            id: meeting.id.to_string(),
            label: self.remark(label, remark),
        }
    }

    /// A person with today's post.
    pub(crate) fn person(&self, person: PersonId, remark: &str) -> Because {
        let post = self.records.post_words(person, self.records.today);
        let name = self.records.person_name(person);
        let label = if post.is_empty() {
            name.to_owned()
        } else {
            self.say("because.person", &[("name", &name), ("post", &post)])
        };
        Because {
            kind: "person".to_owned(),
            id: person.to_string(),
            label: self.remark(label, remark),
        }
    }

    pub(crate) fn organisation(&self, organisation: OrganisationId, remark: &str) -> Because {
        let label = self.records.organisation_name(organisation).to_owned();
        Because {
            kind: "organisation".to_owned(),
            id: organisation.to_string(),
            label: self.remark(label, remark),
        }
    }

    pub(crate) fn series(&self, series: &Series, remark: &str) -> Because {
        let label = self.remark(series.fields.name.clone(), remark);
        Because {
            kind: "series".to_owned(),
            id: series.id.to_string(),
            label,
        }
    }

    /// An encounter with its day and whom it was with.
    pub(crate) fn encounter(&self, encounter: &Encounter, remark: &str) -> Because {
        let fields = &encounter.fields;
        let with: Vec<&str> = fields
            .people
            .iter()
            .map(|person| self.records.person_name(*person))
            .chain(
                fields
                    .organisations
                    .iter()
                    .map(|organisation| self.records.organisation_name(*organisation)),
            )
            .filter(|name| !name.is_empty())
            .collect();
        let label = format!("{} {}", self.date(fields.on), self.list(&with));
        Because {
            kind: "encounter".to_owned(),
            id: encounter.id.to_string(),
            label: self.remark(label, remark),
        }
    }

    /// A tie with its two persons. Levels are for her own screen only: `remark` never goes into a document.
    pub(crate) fn tie(&self, tie: &Tie, remark: &str) -> Because {
        let label = self.pair(tie.a, tie.b);
        Because {
            kind: "tie".to_owned(),
            id: tie.id.to_string(),
            label: self.remark(label, remark),
        }
    }

    pub(crate) fn pair(&self, a: PersonId, b: PersonId) -> String {
        let (a, b) = (self.records.person_name(a), self.records.person_name(b));
        self.say("because.pair", &[("a", &a), ("b", &b)])
    }

    fn remark(&self, label: String, remark: &str) -> String {
        if remark.is_empty() {
            label
        } else {
            self.say("because.remark", &[("label", &label), ("remark", &remark)])
        }
    }
}
