//! What the writer does, one piece after the other, and what each will come to.

use std::path::{Path, PathBuf};

use kaotsunagi_core::{Session, border};
use serde_json::{Value, json};

use super::{Chance, Counts, Said, now, state};

/// People of one imported file.
const LIST: usize = 30;
/// Who attends a meeting.
const ATTEND: usize = 5;

/// One sitting of the writer.
pub struct Writer<'a> {
    session: Session,
    folder: PathBuf,
    passphrase: String,
    chance: Chance,
    /// Names made of it are made by no other sitting.
    number: u64,
    meeting: Option<Value>,
    /// Rows before each operation that can be undone, and after each that can be redone.
    back: Vec<Counts>,
    forward: Vec<Counts>,
    /// Rows of the newest backup that was asked for by name, and that name.
    backup: Option<(Counts, Value)>,
    /// Rows before the last restore.
    restored: Option<Counts>,
    say: &'a mut dyn FnMut(&Said),
}

/// The kinds of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Import,
    Meeting,
    Attend,
    Line,
    Final,
    Undo,
    Redo,
    Passphrase,
    Reopen,
    BackUp,
    Restore,
    GoBack,
}

const KINDS: [Kind; 13] = [
    Kind::Person,
    Kind::Import,
    Kind::Meeting,
    Kind::Attend,
    Kind::Line,
    Kind::Final,
    Kind::Undo,
    Kind::Redo,
    Kind::Passphrase,
    Kind::Reopen,
    Kind::BackUp,
    Kind::Restore,
    Kind::GoBack,
];

impl<'a> Writer<'a> {
    /// Opens the ledger in `dir`; `say` gets every line.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn open(
        dir: &Path,
        passphrase: &str,
        seed: u64,
        say: &'a mut dyn FnMut(&Said),
    ) -> Result<Self, String> {
        say(&Said::Try {
            kind: "open".to_owned(),
            counts: Counts::new(),
            passphrase: passphrase.to_owned(),
        });
        let mut session = Session::new(None, now());
        call(
            &mut session,
            "open_ledger",
            json!({"dir": dir, "passphrase": passphrase}),
        )?;
        let folder = dir.parent().unwrap_or(dir).to_owned();
        say(&Said::Open {
            state: state(&session)?,
            passphrase: passphrase.to_owned(),
        });
        Ok(Self {
            session,
            folder,
            passphrase: passphrase.to_owned(),
            chance: Chance::new(seed),
            number: seed * 1000,
            meeting: None,
            back: Vec::new(),
            forward: Vec::new(),
            backup: None,
            restored: None,
            say,
        })
    }

    /// Works on and on, `pieces` long.
    ///
    /// # Errors
    /// When something can't be done: on a sound disk everything can.
    pub fn work(&mut self, pieces: u32) -> Result<(), String> {
        let mut done = 0;
        while done < pieces {
            let at = usize::try_from(self.chance.below(KINDS.len() as u64)).unwrap_or(0);
            let kind = KINDS.get(at).copied().unwrap_or(Kind::Person);
            if self.piece(kind)? {
                done += 1;
            }
        }
        Ok(())
    }

    /// `false` when there is nothing to do it on.
    fn piece(&mut self, kind: Kind) -> Result<bool, String> {
        self.session.at(now());
        self.number += 1;
        let number = self.number;
        let before = state(&self.session)?.counts;
        let mut counts = before.clone();
        let mut more = |table: &str, rows: usize| {
            *counts.entry(table.to_owned()).or_default() += i64::try_from(rows).unwrap_or(i64::MAX);
        };
        match kind {
            Kind::Person => {
                more("person", 1);
                more("organisation", 1);
                more("affiliation", 1);
            }
            Kind::Import => {
                more("person", LIST);
                more("organisation", 1);
                more("affiliation", LIST);
                more("imported_row", LIST);
                more("import_log", 1);
            }
            Kind::Meeting => more("meeting", 1),
            Kind::Attend if self.meeting.is_some() => more("attendance", ATTEND),
            Kind::Line if self.meeting.is_some() => more("minute_line", 1),
            Kind::Final if self.meeting.is_some() => {}
            Kind::Undo if !self.back.is_empty() => {
                counts = self.back.last().cloned().unwrap_or_default();
            }
            Kind::Redo if !self.forward.is_empty() => {
                counts = self.forward.last().cloned().unwrap_or_default();
            }
            Kind::Restore if self.backup.is_some() => {
                counts = self
                    .backup
                    .iter()
                    .map(|(counts, _)| counts.clone())
                    .next()
                    .unwrap_or_default();
            }
            Kind::GoBack if self.restored.is_some() => {
                counts = self.restored.clone().unwrap_or_default();
            }
            Kind::Passphrase | Kind::Reopen | Kind::BackUp => {}
            Kind::Attend
            | Kind::Line
            | Kind::Final
            | Kind::Undo
            | Kind::Redo
            | Kind::Restore
            | Kind::GoBack => return Ok(false),
        }
        let wanted = match kind {
            Kind::Passphrase => format!("みどり野の言葉 {number}"),
            _ => self.passphrase.clone(),
        };
        // The file of an import is there before it is tried.
        let list = match kind {
            Kind::Import => Some(self.list(number)?),
            _ => None,
        };
        (self.say)(&Said::Try {
            kind: format!("{kind:?}"),
            counts: counts.clone(),
            passphrase: wanted.clone(),
        });
        self.act(kind, number, list.as_deref(), &wanted)?;
        match kind {
            Kind::Undo => {
                self.back.pop();
                self.forward.push(before);
                // It may have been the meeting itself.
                self.meeting = None;
            }
            Kind::Redo => {
                self.forward.pop();
                self.back.push(before);
            }
            Kind::Passphrase => self.passphrase = wanted,
            Kind::Reopen | Kind::BackUp => {}
            Kind::Restore | Kind::GoBack => {
                // Another ledger as to what can be undone, and in another state.
                self.back.clear();
                self.forward.clear();
                self.meeting = None;
                self.restored = (kind == Kind::Restore).then_some(before);
            }
            Kind::Person
            | Kind::Import
            | Kind::Meeting
            | Kind::Attend
            | Kind::Line
            | Kind::Final => {
                self.back.push(before);
                self.forward.clear();
            }
        }
        let state = state(&self.session)?;
        if state.counts != counts {
            return Err(format!(
                "{kind:?}: {:?} instead of {counts:?}",
                state.counts
            ));
        }
        (self.say)(&Said::Done { state });
        Ok(true)
    }

    fn act(
        &mut self,
        kind: Kind,
        number: u64,
        list: Option<&Path>,
        wanted: &str,
    ) -> Result<(), String> {
        match kind {
            Kind::Person => {
                let fields = ledger::person::PersonFields {
                    name: format!("早乙女 {number}"),
                    phone: phone(number, 0),
                    ..Default::default()
                };
                self.call(
                    "add_person",
                    json!({"fields": fields, "organisation": format!("みどり野診療所{number}"), "title": ""}),
                )?;
            }
            Kind::Import => {
                self.call(
                    "import_contacts",
                    json!({"path": list, "encoding": null, "source": "前任者", "decisions": []}),
                )?;
            }
            Kind::Meeting => {
                let fields = ledger::meeting::MeetingFields::new(
                    &format!("連携会議 {number}"),
                    self.session.today(),
                );
                let written = self.call(
                    "add_meeting",
                    json!({"fields": fields, "new_series": "", "host_name": ""}),
                )?;
                self.meeting = written.get("id").cloned();
            }
            Kind::Attend => {
                let entries: Vec<Value> = (0..ATTEND)
                    .map(|at| {
                        json!({
                            "person": null, "guest_name": format!("客 {number}-{at}"), "guest_organisation": "",
                            "attended": "present", "time": null, "proxy_person": null, "proxy_name": "", "role": "member",
                        })
                    })
                    .collect();
                self.call(
                    "set_attendance",
                    json!({"meeting": self.meeting, "entries": entries}),
                )?;
            }
            Kind::Line => {
                let fields = json!({
                    "agenda_item": null, "kind": "statement", "text": format!("退院前に一度来てほしい {number}"),
                    "speaker": null, "profession": null, "audience": "shared",
                });
                self.call(
                    "add_line",
                    json!({"meeting": self.meeting, "fields": fields, "action": null}),
                )?;
            }
            Kind::Final => {
                let card = self.call("meeting", json!({"id": self.meeting}))?;
                let mut fields = card.get("fields").cloned().unwrap_or_default();
                if let Some(fields) = fields.as_object_mut() {
                    fields.insert("place".to_owned(), json!(format!("医師会館 {number}")));
                    fields.insert("is_final".to_owned(), json!(true));
                }
                self.call(
                    "save_meeting",
                    json!({"id": self.meeting, "fields": fields, "host_name": ""}),
                )?;
            }
            Kind::Undo => {
                self.call("undo", json!({}))?;
            }
            Kind::Redo => {
                self.call("redo", json!({}))?;
            }
            Kind::Passphrase => {
                self.call(
                    "change_passphrase",
                    json!({"old": self.passphrase, "new": wanted}),
                )?;
            }
            Kind::BackUp => {
                let made = self.call("make_backup", json!({}))?;
                let name = made
                    .pointer("/backups/0/backup")
                    .cloned()
                    .unwrap_or_default();
                self.backup = Some((state(&self.session)?.counts, name));
            }
            Kind::Restore => {
                let name = self.backup.as_ref().map(|(_, name)| name.clone());
                self.call("restore_backup", json!({"backup": name}))?;
            }
            Kind::GoBack => {
                self.call("back_to_before_restore", json!({}))?;
            }
            Kind::Reopen => {
                let dir = self.dir()?;
                self.call("close_ledger", json!({}))?;
                self.call(
                    "open_ledger",
                    json!({"dir": dir, "passphrase": self.passphrase}),
                )?;
            }
        }
        Ok(())
    }

    fn dir(&self) -> Result<PathBuf, String> {
        let ledger = self.session.ledger().map_err(|error| error.to_string())?;
        Ok(ledger.dir().to_owned())
    }

    fn call(&mut self, name: &str, request: Value) -> Result<Value, String> {
        call(&mut self.session, name, request)
    }

    /// A file of people whom nobody has, of one organisation.
    fn list(&self, number: u64) -> Result<PathBuf, String> {
        let path = self.folder.join("meibo.csv");
        let mut text = "氏名,所属,職名,電話\n".to_owned();
        for at in 0..LIST {
            text.push_str(&format!(
                "新田 {number}の{at},訪問看護ステーション なぎ{number},看護師,{}\n",
                phone(number, at + 1)
            ));
        }
        crate::write(&path, text.as_bytes())?;
        Ok(path)
    }
}

/// A number that nobody else has.
fn phone(number: u64, at: usize) -> String {
    format!(
        "000-{:04}-{:04}",
        number % 10_000,
        (number / 10_000) * 100 + at as u64
    )
}

fn call(session: &mut Session, name: &str, request: Value) -> Result<Value, String> {
    border::call(session, name, request)
        .ok_or_else(|| format!("no command {name}"))?
        .map_err(|problem| format!("{name}: {} {}", problem.message, problem.detail))
}
