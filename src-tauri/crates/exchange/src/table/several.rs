//! Several people in one cell: 「山田太郎、佐藤恵」.

use crate::options::{OfferKind, Offers};
use crate::{ForeignPerson, PhoneKind};

/// Nobody writes more people into one cell.
const MOST: usize = 20;

/// The person as they are, or each by themselves where the offer is accepted. What is one for all goes to all: the
/// workplace and its telephone; mobiles and addresses only where there are as many as people.
pub(super) fn people(person: ForeignPerson, offers: &mut Offers, row: usize) -> Vec<ForeignPerson> {
    let whole = person.family.is_empty() && person.given.is_empty();
    let Some(names) = names(&person.name).filter(|_| whole) else {
        return vec![person];
    };
    let accepted = offers.note(OfferKind::SeveralPeople, row, || {
        (person.name.clone(), names.join(" ｜ "))
    });
    if !accepted {
        return vec![person];
    }
    let readings = parts(&person.kana);
    let mobiles = person
        .phones
        .iter()
        .filter(|phone| phone.kind == PhoneKind::Mobile)
        .count();
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let mut own = person.clone();
            own.name.clone_from(name);
            own.kana = readings
                .get(at)
                .filter(|_| readings.len() == names.len())
                .cloned()
                .unwrap_or_default();
            // Whose of several it is, nobody knows: kept as a note of each.
            if own.emails.len() == names.len() {
                own.emails = own.emails.drain(at..=at).collect();
            } else {
                let emails = std::mem::take(&mut own.emails);
                own.leftovers
                    .extend(emails.into_iter().map(|email| ("E-mail".to_owned(), email)));
            }
            let (mut nth, mut unknown) = (0_usize, Vec::new());
            own.phones.retain(|phone| {
                if phone.kind != PhoneKind::Mobile {
                    return true;
                }
                nth += 1;
                if mobiles != names.len() {
                    unknown.push(("TEL".to_owned(), phone.typed.clone()));
                }
                mobiles == names.len() && nth == at + 1
            });
            own.leftovers.extend(unknown);
            own
        })
        .collect()
}

/// The names in a cell when there are several.
fn names(cell: &str) -> Option<Vec<String>> {
    if !cell.contains(SEPARATORS) {
        return None;
    }
    let names = parts(cell);
    let all_are = (2..=MOST).contains(&names.len()) && names.iter().all(|name| is_name(name));
    // ジョン・スミス is one person, and so is a name broken over two lines.
    let by_dot_or_line =
        cell.contains(['・', '\n']) && !cell.contains(['、', '，', ',', '/', '／', '&', '＆']);
    let surely = !by_dot_or_line
        || names.iter().all(|name| {
            has_kanji(name) && name.chars().count() >= if cell.contains('\n') { 3 } else { 1 }
        });
    (all_are && surely).then_some(names)
}

const SEPARATORS: [char; 9] = ['、', '，', ',', '/', '／', '&', '＆', '・', '\n'];

fn parts(cell: &str) -> Vec<String> {
    cell.split(SEPARATORS)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_name(part: &str) -> bool {
    let letters = part.chars().filter(|c| !c.is_whitespace()).count();
    (1..=12).contains(&letters)
        && part.chars().all(|c| {
            c.is_whitespace()
                || matches!(c, '（' | '）' | '(' | ')')
                || (c.is_alphabetic() && !c.is_ascii())
        })
}

fn has_kanji(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'))
}
