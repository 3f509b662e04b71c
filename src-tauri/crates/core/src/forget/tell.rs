//! What stands in a person's place, and what was done, in words that name nobody.

use ledger::forget::{Cleared, Forgotten, Stand};
use ledger::{Error as Trouble, PersonId};

use super::{Counted, Mention, Receipt};
use crate::dates::Style;
use crate::log::words::Teller;
use crate::session::Now;
use crate::vocabulary::professions;
use crate::words::{fill, words};
use crate::{Result, Session};

/// Name, whether they lie in the trash, whether it is the coordinator whose ledger it is.
pub(super) fn whom(session: &Session, id: PersonId) -> Result<(String, bool, bool)> {
    let read = session.ledger()?.read();
    let known = read
        .known("person", &id.to_string())?
        .filter(|known| known.is_there)
        .ok_or_else(|| Trouble::NoRecord {
            kind: "person",
            id: id.to_string(),
        })?;
    let me = read
        .coordinators()?
        .iter()
        .any(|coordinator| coordinator.me && coordinator.person == id);
    let in_trash = known.fields.contains_key("removed_at");
    Ok((known.get("name").to_owned(), in_trash, me))
}

/// 訪問看護師（みどり野訪問看護ステーション）: the profession, else a word for anybody, and the present organisation or the last.
pub(super) fn stand(session: &Session, id: PersonId) -> Result<Stand> {
    let style = session.style();
    let read = session.ledger()?.read();
    let known = read.known("person", &id.to_string())?;
    let profession = known
        .as_ref()
        .and_then(|known| known.fields.get("profession"));
    let mut role = professions().name(style.language, profession.map(String::as_str));
    if role.is_empty() {
        style.word("forget.somebody").clone_into(&mut role);
    }
    let organisation = read
        .last_organisation(id, session.today())?
        .unwrap_or_default();
    let name = if organisation.is_empty() {
        role.clone()
    } else {
        fill(
            style.language,
            "forget.stand",
            &[("role", &role), ("organisation", &organisation)],
        )
    };
    Ok(Stand {
        role,
        organisation,
        name,
        contact: style.word("forget.contact").to_owned(),
    })
}

fn counted(style: Style, prefix: &str, what: &str, count: usize) -> Counted {
    let words = words(style.language);
    let kind = words.get(&format!("{prefix}{what}")).to_owned();
    Counted {
        words: words.fill("forget.count", &[("kind", &kind), ("n", &count)]),
        kind,
        count: u32::try_from(count).unwrap_or(u32::MAX),
    }
}

/// What went, by kind.
pub(super) fn removed(style: Style, forgotten: &Forgotten) -> Vec<Counted> {
    forgotten
        .removed
        .iter()
        .map(|(table, count)| match *table {
            "change" | "draft" | "map_position" => counted(style, "forget.removed.", table, *count),
            table => counted(style, "log.kind.", table, *count),
        })
        .collect()
}

/// Where the name is replaced, by kind: who it was in a record, and texts.
pub(super) fn replaced(style: Style, forgotten: &Forgotten) -> Vec<Counted> {
    let (who, texts): (Vec<_>, Vec<_>) = forgotten
        .replaced
        .iter()
        .partition(|(what, _)| what.contains('.'));
    let past = texts
        .iter()
        .filter(|(what, _)| what.as_str() == "change")
        .map(|(_, count)| **count)
        .sum::<usize>();
    let present = texts.iter().map(|(_, count)| **count).sum::<usize>() - past;
    who.into_iter()
        .map(|(what, count)| (what.as_str(), *count))
        .chain([("texts", present), ("past", past)])
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| counted(style, "forget.replaced.", what, count))
        .collect()
}

pub(super) fn mention(teller: &Teller<'_>, mention: &ledger::forget::Mention) -> Mention {
    let (kind, id) = teller.opens(mention.table, &mention.record);
    Mention {
        kind,
        id,
        place: teller.place(mention.table, &mention.record, mention.field),
        text: mention.text.chars().take(120).collect(),
    }
}

/// The whole receipt: when, what went, what stands instead, what is out of reach. It names nobody.
pub(super) fn receipt(style: Style, now: Now, stand: &Stand, forgotten: &Forgotten) -> String {
    let words = words(style.language);
    let local = now.utc.with_timezone(&now.zone);
    let at = format!(
        "{} {}",
        style.date(local.date_naive()),
        local.format("%H:%M")
    );
    let list = |all: Vec<Counted>| {
        let all: Vec<String> = all.into_iter().map(|one| one.words).collect();
        all.join(words.get("list.separator"))
    };
    let mut lines = vec![
        words.get("forget.receipt").to_owned(),
        words.fill("forget.receipt_at", &[("at", &at)]),
        words.fill(
            "forget.receipt_removed",
            &[("what", &list(removed(style, forgotten)))],
        ),
    ];
    let replaced = replaced(style, forgotten);
    if !replaced.is_empty() {
        lines.push(words.fill(
            "forget.receipt_replaced",
            &[("by", &stand.name), ("what", &list(replaced))],
        ));
    }
    if forgotten.namesake {
        lines.push(words.get("forget.namesake").to_owned());
    }
    if forgotten.mentioned > 0 {
        lines.push(words.fill("forget.receipt_mentions", &[("n", &forgotten.mentioned)]));
    }
    lines.push(words.get("forget.backups").to_owned());
    if forgotten.exports > 0 {
        lines.push(words.get("forget.exports").to_owned());
    }
    lines.push(words.get("forget.for_good").to_owned());
    lines.join("\n")
}

/// The receipt once the backups of before are gone, or could not be.
pub(super) fn with_backups(style: Style, text: &str, cleared: Option<Cleared>) -> String {
    let words = words(style.language);
    let mut lines = match cleared {
        Some(cleared) => {
            vec![words.fill("forget.receipt_backups_gone", &[("n", &cleared.removed)])]
        }
        None => vec![
            words.get("forget.receipt_backups_stay").to_owned(),
            words.get("forget.backups").to_owned(),
        ],
    };
    if cleared.is_some_and(|cleared| cleared.second_missing) {
        lines.push(words.get("forget.receipt_second_stays").to_owned());
    }
    text.replace(words.get("forget.backups"), &lines.join("\n"))
}

pub(super) fn kept(session: &Session, receipt: ledger::forget::Receipt) -> Result<Receipt> {
    let teller = Teller::of(session)?;
    Ok(Receipt {
        id: receipt.id.to_string(),
        at: teller.moment(receipt.at),
        text: receipt.text,
    })
}
