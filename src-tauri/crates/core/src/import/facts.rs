//! What a foreign row says of a person, and what of it is new to the ledger.

use exchange::{ForeignPerson, PhoneKind};
use japanese::key;
use ledger::person::PersonFields;

use crate::people::with_name_parts;
use crate::vocabulary::profession_by_words;

/// One field that would change: the words' key of the field, the old value, the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) field: &'static str,
    pub(super) old: String,
    pub(super) new: String,
}

/// A person's fields out of a row. Without a name the telephone or e-mail address stands in its place, so that no row
/// with something to reach somebody by is lost.
pub(super) fn fields(foreign: &ForeignPerson) -> PersonFields {
    let mut fields = PersonFields {
        name: foreign.name.clone(),
        family: foreign.family.clone(),
        given: foreign.given.clone(),
        kana: foreign.kana.clone(),
        email: foreign.emails.first().cloned().unwrap_or_default(),
        phone: phone(foreign, PhoneKind::Work)
            .or_else(|| phone(foreign, PhoneKind::Other))
            .unwrap_or_default(),
        mobile: phone(foreign, PhoneKind::Mobile).unwrap_or_default(),
        fax: phone(foreign, PhoneKind::Fax).unwrap_or_default(),
        profession: profession_by_words(&foreign.profession).map(|known| known.id.clone()),
        ..PersonFields::default()
    };
    fields = with_name_parts(fields);
    if fields.name.trim().is_empty() {
        fields.name = [&fields.mobile, &fields.phone, &fields.fax, &fields.email]
            .into_iter()
            .find(|stand_in| !stand_in.is_empty())
            .cloned()
            .unwrap_or_default();
    }
    fields.note = remarks(foreign, &fields).join("\n");
    fields
}

fn phone(foreign: &ForeignPerson, kind: PhoneKind) -> Option<String> {
    foreign
        .phones
        .iter()
        .find(|phone| phone.kind == kind)
        .map(|phone| phone.typed.clone())
}

/// What the ledger has no field for, one line each: never dropped.
fn remarks(foreign: &ForeignPerson, fields: &PersonFields) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if !foreign.note.trim().is_empty() {
        lines.push(foreign.note.trim().to_owned());
    }
    if fields.profession.is_none() && !foreign.profession.trim().is_empty() {
        lines.push(format!("職種：{}", foreign.profession.trim()));
    }
    let kept = [&fields.phone, &fields.mobile, &fields.fax];
    for phone in foreign
        .phones
        .iter()
        .filter(|phone| !kept.contains(&&phone.typed))
    {
        lines.push(format!("TEL：{}", phone.typed));
    }
    for email in foreign.emails.iter().skip(1) {
        lines.push(format!("E-mail：{email}"));
    }
    if foreign.organisation.trim().is_empty() && !foreign.address.trim().is_empty() {
        lines.push(
            format!("住所：{} {}", foreign.postal, foreign.address)
                .trim()
                .to_owned(),
        );
    }
    if foreign.organisation.trim().is_empty() && !foreign.title.trim().is_empty() {
        lines.push(format!("役職：{}", foreign.title.trim()));
    }
    lines.extend(
        foreign
            .leftovers
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(header, value)| format!("{header}：{value}")),
    );
    lines
}

/// Fills and changes `kept` by what the row says; a blank in the file never erases. The kept name stays as it is: it was
/// recognised by its key. A reading or profession that is there already stays, too.
pub(super) fn merge(kept: &mut PersonFields, told: &PersonFields) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut put = |field: &'static str, old: &mut String, new: &str, same: bool| {
        if !new.trim().is_empty() && !same && old != new {
            changes.push(Change {
                field,
                old: old.clone(),
                new: new.to_owned(),
            });
            new.clone_into(old);
        }
    };
    let kana_known = !kept.kana.trim().is_empty();
    put("kana", &mut kept.kana, &told.kana, kana_known);
    let same_email =
        key::email(&kept.email).is_some() && key::email(&kept.email) == key::email(&told.email);
    put("email", &mut kept.email, &told.email, same_email);
    let same_number = |a: &str, b: &str| key::phone(a).is_some() && key::phone(a) == key::phone(b);
    let same = same_number(&kept.mobile, &told.mobile);
    put("mobile", &mut kept.mobile, &told.mobile, same);
    let same = same_number(&kept.phone, &told.phone);
    put("phone", &mut kept.phone, &told.phone, same);
    let same = same_number(&kept.fax, &told.fax);
    put("fax", &mut kept.fax, &told.fax, same);
    let note = joined(&kept.note, &told.note);
    put("note", &mut kept.note, &note, false);
    if kept.profession.is_none()
        && let Some(profession) = &told.profession
    {
        changes.push(Change {
            field: "profession",
            old: String::new(),
            new: profession.clone(),
        });
        kept.profession = Some(profession.clone());
    }
    changes
}

/// The kept note with those lines of the told one that it doesn't hold yet.
fn joined(kept: &str, told: &str) -> String {
    let known: Vec<&str> = kept.lines().map(str::trim).collect();
    let mut note = kept.to_owned();
    for line in told
        .lines()
        .filter(|line| !line.trim().is_empty() && !known.contains(&line.trim()))
    {
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(line);
    }
    note
}
