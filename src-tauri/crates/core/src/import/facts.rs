//! What a foreign row says of a person, and what of it is new to the ledger.

use chrono::NaiveDate;
use exchange::{ForeignPerson, PhoneKind};
use japanese::key;
use ledger::person::PersonFields;

use super::cards::Card;
use crate::people::with_name_parts;
use crate::vocabulary::{contact_way_by_words, profession_by_words, side_by_words, side_id};

/// One field that would change: the words' key of the field, the old value, the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) field: &'static str,
    pub(super) old: String,
    pub(super) new: String,
}

impl Change {
    pub(super) fn new(field: &'static str, old: &str, new: &str) -> Self {
        Self {
            field,
            old: old.to_owned(),
            new: new.to_owned(),
        }
    }
}

/// A value that is kept beside or behind the one on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Former {
    pub(super) field: &'static str,
    pub(super) value: String,
    /// The day on which it was replaced; `None`: still in use.
    pub(super) until: Option<NaiveDate>,
}

/// What a row says of a person.
pub(super) struct Told {
    pub(super) fields: PersonFields,
    /// Further addresses and numbers, by the field that they would stand in.
    pub(super) also: Vec<(&'static str, String)>,
    /// 旧姓.
    pub(super) former_family: String,
}

/// A person's fields out of a row. Without a name the telephone or e-mail address stands in its place, so that no row
/// with something to reach somebody by is lost. `crowd` says of a number that several people share it.
pub(super) fn told(foreign: &ForeignPerson, crowd: &dyn Fn(&str) -> bool) -> Told {
    let phone = |kinds: &[PhoneKind]| {
        let of_kind = || {
            kinds
                .iter()
                .flat_map(|kind| foreign.phones.iter().filter(move |one| one.kind == *kind))
        };
        of_kind()
            .find(|one| !crowd(&one.typed))
            .or_else(|| of_kind().next())
            .map(|one| one.typed.clone())
            .unwrap_or_default()
    };
    let mut fields = PersonFields {
        name: foreign.name.clone(),
        family: foreign.family.clone(),
        given: foreign.given.clone(),
        kana: foreign.kana.clone(),
        email: foreign.emails.first().cloned().unwrap_or_default(),
        phone: phone(&[PhoneKind::Work, PhoneKind::Other]),
        mobile: phone(&[PhoneKind::Mobile]),
        fax: phone(&[PhoneKind::Fax]),
        profession: profession_by_words(&foreign.profession).map(|known| known.id.clone()),
        preferred_way: contact_way_by_words(&foreign.way).map(|known| known.id.clone()),
        reachable_hours: foreign.hours.trim().to_owned(),
        side: side_by_words(&foreign.side),
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
    let kept = [&fields.phone, &fields.mobile, &fields.fax];
    let numbers = foreign
        .phones
        .iter()
        .filter(|one| !kept.contains(&&one.typed))
        .map(|one| {
            let field = match one.kind {
                PhoneKind::Mobile => "mobile",
                PhoneKind::Fax => "fax",
                PhoneKind::Work | PhoneKind::Other => "phone",
            };
            (field, one.typed.clone())
        });
    let addresses = foreign.emails.iter().skip(1);
    let also = addresses
        .map(|one| ("email", one.clone()))
        .chain(numbers)
        .filter(|(_, value)| !value.trim().is_empty())
        .collect();
    Told {
        fields,
        also,
        former_family: foreign.former_family.trim().to_owned(),
    }
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
    if fields.preferred_way.is_none() && !foreign.way.trim().is_empty() {
        lines.push(format!("連絡しやすい方法：{}", foreign.way.trim()));
    }
    if foreign.organisation.trim().is_empty() && !foreign.address.trim().is_empty() {
        lines.push(
            format!("住所：{} {}", foreign.postal, foreign.address)
                .trim()
                .to_owned(),
        );
    }
    if fields.side.is_none() && !foreign.side.trim().is_empty() {
        lines.push(format!("側：{}", foreign.side.trim()));
    }
    if foreign.organisation.trim().is_empty() {
        // What belongs to a workplace that the row doesn't name.
        for (header, text) in [
            ("法人", &foreign.corporation),
            ("部署", &foreign.department),
            ("役職", &foreign.title),
            ("市町村", &foreign.municipality),
        ] {
            if !text.trim().is_empty() {
                lines.push(format!("{header}：{}", text.trim()));
            }
        }
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

/// What taking a row in does to a card.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) changes: Vec<Change>,
    /// What the ledger knows better than an older list: it stays.
    pub(super) stays: Vec<Change>,
    pub(super) former: Vec<Former>,
    /// A new family name.
    pub(super) renamed: bool,
    /// The fields that the row confirms or sets.
    pub(super) told: Vec<&'static str>,
}

/// How two values of a field are compared.
fn same(field: &str, a: &str, b: &str) -> bool {
    match field {
        "email" => key::email(a).is_some() && key::email(a) == key::email(b),
        "mobile" | "phone" | "fax" => key::phone(a).is_some() && key::phone(a) == key::phone(b),
        "kana" => key::kana(a) == key::kana(b),
        _ => key::name(a) == key::name(b),
    }
}

/// The card's value of a field that can have a former one.
pub(super) fn value_mut<'a>(fields: &'a mut PersonFields, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "name" => &mut fields.name,
        "family" => &mut fields.family,
        "given" => &mut fields.given,
        "kana" => &mut fields.kana,
        "email" => &mut fields.email,
        "mobile" => &mut fields.mobile,
        "phone" => &mut fields.phone,
        "fax" => &mut fields.fax,
        _ => return None,
    })
}

/// Fills and changes a card by what the row says; a blank in the file never erases, and what is replaced stays known.
/// `older` says of a field whether the ledger has it from after the list's day (with `true`: whether it was emptied after that),
/// `day` is the list's own.
pub(super) fn merge(
    card: &mut Card,
    told: &Told,
    day: Option<NaiveDate>,
    crowd: &dyn Fn(&str) -> bool,
    older: &mut dyn FnMut(&str, bool) -> bool,
) -> Merged {
    let mut merged = Merged::default();
    name(card, told, day, older, &mut merged);
    former_family(card, &told.former_family, &mut merged);
    for field in ["email", "mobile", "phone", "fax"] {
        let new = match field {
            "email" => &told.fields.email,
            "mobile" => &told.fields.mobile,
            "phone" => &told.fields.phone,
            _ => &told.fields.fax,
        };
        contact(card, field, new, day, crowd, older, &mut merged);
    }
    for (field, value) in &told.also {
        also(card, field, value, &mut merged);
    }
    rest(card, &told.fields, &mut merged);
    merged
}

/// The name stays byte for byte as it is kept: it was recognised by its key. Only a name that was not whole is completed, and
/// a new family name comes on top of the earlier one.
fn name(
    card: &mut Card,
    told: &Told,
    day: Option<NaiveDate>,
    older: &mut dyn FnMut(&str, bool) -> bool,
    merged: &mut Merged,
) {
    let former = &told.former_family;
    let told = &told.fields;
    let kept = &mut card.fields;
    if told.name.trim().is_empty() {
        return;
    }
    let bare = |text: &str| key::name(text);
    let same_family = bare(&kept.family) == bare(&told.family);
    if bare(&kept.name) == bare(&told.name) {
        merged.told.push("name");
    } else if told.family.is_empty() || kept.family.is_empty() {
        // A family name alone, or a name in one piece: nothing to learn from it.
    } else if same_family && kept.given.is_empty() && !told.given.is_empty() {
        merged
            .changes
            .push(Change::new("name", &kept.name, &told.name));
        kept.name.clone_from(&told.name);
        kept.given.clone_from(&told.given);
        merged.told.push("name");
    } else if !same_family && (told.given.is_empty() || bare(&kept.given) == bare(&told.given)) {
        let known = card
            .former
            .iter()
            .any(|one| one.field == "family" && bare(&one.value) == bare(&told.family));
        let change = Change::new("name", &kept.name, &told.name);
        // Lists lag behind: one that still has the name of before tells nothing new, of whatever day it is.
        if known {
            merged.stays.push(change);
            return;
        }
        // A list that calls the ledger's name 旧姓 knows the newer one, of whatever day it is.
        let is_said = !former.is_empty() && bare(former) == bare(&kept.family);
        if !is_said && (older("family", false) || older("name", false)) {
            merged.stays.push(change);
            return;
        }
        renamed(card, told, day, merged);
    }
    let kept = &mut card.fields;
    if !told.kana.trim().is_empty() {
        if kept.kana.trim().is_empty() {
            merged.changes.push(Change::new("kana", "", &told.kana));
            kept.kana.clone_from(&told.kana);
            merged.told.push("kana");
        } else if same("kana", &kept.kana, &told.kana) {
            merged.told.push("kana");
        }
    }
}

/// A family name of before that the list tells: she is known by it from now on.
fn former_family(card: &mut Card, told: &str, merged: &mut Merged) {
    let bare = key::name(told);
    let is_known = |one: &Former| one.field == "family" && key::name(&one.value) == bare;
    if bare.is_empty() || key::name(&card.fields.family) == bare || card.former.iter().any(is_known)
    {
        return;
    }
    merged.changes.push(Change::new("former_family", "", told));
    let former = Former {
        field: "family",
        value: told.to_owned(),
        until: None,
    };
    merged.former.push(former.clone());
    card.former.push(former);
}

/// 改姓: the new name on top, the earlier one known. A reading that isn't told is the reading of the earlier name: it goes.
fn renamed(card: &mut Card, told: &PersonFields, day: Option<NaiveDate>, merged: &mut Merged) {
    let kept = &mut card.fields;
    let given = if told.given.is_empty() {
        kept.given.clone()
    } else {
        told.given.clone()
    };
    let name = if told.given.is_empty() {
        format!("{} {given}", told.family).trim().to_owned()
    } else {
        told.name.clone()
    };
    merged.renamed = true;
    merged.changes.push(Change::new("name", &kept.name, &name));
    for (field, old) in [
        ("family", &kept.family),
        ("name", &kept.name),
        ("kana", &kept.kana),
    ] {
        let read_alike = field == "kana" && same("kana", old, &told.kana);
        if !old.is_empty() && !read_alike {
            let former = Former {
                field,
                value: old.clone(),
                until: day,
            };
            merged.former.push(former.clone());
            card.former.push(former);
        }
    }
    if !same("kana", &kept.kana, &told.kana) {
        merged
            .changes
            .push(Change::new("kana", &kept.kana, &told.kana));
        kept.kana.clone_from(&told.kana);
    }
    kept.name = name;
    kept.family.clone_from(&told.family);
    kept.given = given;
    merged.told.extend(["name", "kana"]);
}

/// An address or a number. One that several people share never displaces one that reaches the person alone.
fn contact(
    card: &mut Card,
    field: &'static str,
    new: &str,
    day: Option<NaiveDate>,
    crowd: &dyn Fn(&str) -> bool,
    older: &mut dyn FnMut(&str, bool) -> bool,
    merged: &mut Merged,
) {
    if new.trim().is_empty() {
        return;
    }
    let before = card
        .former
        .iter()
        .find(|one| one.field == field && same(field, &one.value, new))
        .map(|one| one.until);
    let Some(old) = value_mut(&mut card.fields, field) else {
        return;
    };
    if same(field, old, new) || old == new {
        merged.told.push(field);
        return;
    }
    if !old.trim().is_empty() {
        let change = Change::new(field, old, new);
        match before {
            // Known to be in use beside the one on top.
            Some(None) => {
                merged.told.push(field);
                return;
            }
            // Replaced before: only a list of after that day could bring it back.
            Some(Some(until)) if day.is_none_or(|day| day <= until) => {
                merged.stays.push(change);
                return;
            }
            Some(Some(_)) | None => {}
        }
        if older(field, false) {
            merged.stays.push(change);
            return;
        }
        // Kept beside it, so that nothing is lost.
        if crowd(new) && !crowd(old) {
            also(card, field, new, merged);
            return;
        }
        let former = Former {
            field,
            value: old.clone(),
            until: if crowd(old) { None } else { day },
        };
        merged.former.push(former.clone());
        card.former.push(former);
    } else if older(field, true) {
        // She took it away after the list's day.
        merged.stays.push(Change::new(field, "", new));
        return;
    }
    let Some(old) = value_mut(&mut card.fields, field) else {
        return;
    };
    merged.changes.push(Change::new(field, old, new));
    new.clone_into(old);
    merged.told.push(field);
}

/// A further address or number, kept beside the main one.
fn also(card: &mut Card, field: &'static str, value: &str, merged: &mut Merged) {
    let Some(top) = value_mut(&mut card.fields, field) else {
        return;
    };
    if same(field, top, value) || top == value {
        return;
    }
    if top.trim().is_empty() {
        merged.changes.push(Change::new(field, "", value));
        value.clone_into(top);
        merged.told.push(field);
        return;
    }
    if card
        .former
        .iter()
        .any(|one| one.field == field && same(field, &one.value, value))
    {
        return;
    }
    let words = match field {
        "email" => "email_also",
        "mobile" => "mobile_also",
        "fax" => "fax_also",
        _ => "phone_also",
    };
    merged.changes.push(Change::new(words, "", value));
    let former = Former {
        field,
        value: value.to_owned(),
        until: None,
    };
    merged.former.push(former.clone());
    card.former.push(former);
}

/// Remarks are added to, a profession that is there stays.
fn rest(card: &mut Card, told: &PersonFields, merged: &mut Merged) {
    let kept = &mut card.fields;
    let note = joined(&kept.note, &told.note);
    if note != kept.note {
        merged.changes.push(Change::new("note", &kept.note, &note));
        kept.note = note;
    }
    // How to reach somebody she knows herself: a list fills in, and never overrules her.
    if let (None, Some(way)) = (&kept.preferred_way, &told.preferred_way) {
        merged.changes.push(Change::new("preferred_way", "", way));
        kept.preferred_way = Some(way.clone());
        merged.told.push("preferred_way");
    }
    if let (None, Some(side)) = (kept.side, told.side) {
        merged.changes.push(Change::new("side", "", side_id(side)));
        kept.side = Some(side);
    }
    if kept.reachable_hours.trim().is_empty() && !told.reachable_hours.is_empty() {
        let hours = &told.reachable_hours;
        merged
            .changes
            .push(Change::new("reachable_hours", "", hours));
        kept.reachable_hours.clone_from(hours);
        merged.told.push("reachable_hours");
    }
    match (&kept.profession, &told.profession) {
        (None, Some(profession)) => {
            merged
                .changes
                .push(Change::new("profession", "", profession));
            kept.profession = Some(profession.clone());
            merged.told.push("profession");
        }
        (Some(kept), Some(told)) if kept == told => merged.told.push("profession"),
        (Some(_) | None, Some(_) | None) => {}
    }
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
