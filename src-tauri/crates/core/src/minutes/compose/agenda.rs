//! The agenda with its lines, and the actions.

use std::collections::HashMap;

use documents::minutes::{ActionRow, AgendaPart, Line};
use ledger::meeting::action::Action;
use ledger::meeting::line::{Audience, LineKind, MinuteLine};
use ledger::{AgendaItemId, MeetingId};

use super::Page;
use crate::Result;
use crate::vocabulary;

impl Page<'_> {
    pub(super) fn agenda(
        &self,
        meeting: MeetingId,
        lines: Vec<MinuteLine>,
    ) -> Result<Vec<AgendaPart>> {
        let mut by_item: HashMap<Option<AgendaItemId>, Vec<Line>> = HashMap::new();
        for line in lines {
            by_item
                .entry(line.fields.agenda_item)
                .or_default()
                .push(self.line(line));
        }
        let mut parts = Vec::new();
        for (place, item) in self.read.agenda(meeting)?.into_iter().enumerate() {
            let minutes = item
                .fields
                .minutes
                .map(|minutes| self.say("minutes.agenda.minutes", &[("minutes", &minutes)]));
            let presenter = match item.fields.presenter.trim() {
                "" => None,
                presenter => {
                    Some(self.say("minutes.agenda.presenter", &[("presenter", &presenter)]))
                }
            };
            let detail: Vec<String> = minutes.into_iter().chain(presenter).collect();
            parts.push(AgendaPart {
                title: self.say(
                    "minutes.agenda.title",
                    &[("number", &(place + 1)), ("title", &item.fields.title)],
                ),
                detail: detail.join(" · "),
                lines: by_item.remove(&Some(item.id)).unwrap_or_default(),
            });
        }
        let loose = by_item.remove(&None).unwrap_or_default();
        if !loose.is_empty() {
            parts.push(AgendaPart {
                lines: loose,
                ..AgendaPart::default()
            });
        }
        Ok(parts)
    }

    fn line(&self, line: MinuteLine) -> Line {
        let kind = line_kind_id(line.fields.kind);
        let who = line.speaker_name.unwrap_or_else(|| {
            vocabulary::professions().name(self.style.language, line.fields.profession.as_deref())
        });
        Line {
            kind: kind.to_owned(),
            kind_word: self.word(&format!("minutes.kind.{kind}")),
            who,
            text: line.fields.text,
            internal: line.fields.audience == Audience::Internal,
        }
    }

    pub(super) fn action(&self, action: &Action, carried_over: bool) -> ActionRow {
        let fields = &action.fields;
        let state = match (fields.done_on, fields.due) {
            (Some(day), _) => self.say("minutes.state.done", &[("date", &self.style.date(day))]),
            (None, Some(due)) if due < self.today => self.word("minutes.state.overdue"),
            (None, Some(_) | None) => self.word("minutes.state.open"),
        };
        let what = if carried_over {
            let from = self.style.date(action.meeting_date);
            self.say(
                "minutes.carried_over_from",
                &[("what", &action.text), ("date", &from)],
            )
        } else {
            action.text.clone()
        };
        ActionRow {
            what,
            owner: action
                .owner_name
                .clone()
                .unwrap_or_else(|| fields.owner_text.clone()),
            due: self.style.date_or_empty(fields.due),
            state,
        }
    }
}

fn line_kind_id(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Information => "information",
        LineKind::Statement => "statement",
        LineKind::Decision => "decision",
        LineKind::Action => "action",
        LineKind::Handover => "handover",
        LineKind::Insight => "insight",
        LineKind::Viewpoint => "viewpoint",
    }
}
