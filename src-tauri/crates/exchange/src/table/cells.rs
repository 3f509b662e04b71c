//! One cell into its field.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::columns::Column;
use crate::header::Field;
use crate::naming::one_line;
use crate::options::{OfferKind, Offers};
use crate::{ForeignPerson, Phone, PhoneKind};

/// A cell as it was before the guard of [`crate::export::csv`]: without the apostrophe that kept it from being a formula.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if crate::export::is_dangerous(rest) => rest,
        _ => cell,
    }
}

/// Puts a trimmed, non-empty cell where it belongs. The first value of a field wins; a second one is a leftover.
pub(super) fn put(
    person: &mut ForeignPerson,
    field: Field,
    column: &Column,
    label: &str,
    cell: &str,
    offers: &mut Offers,
    row: usize,
) {
    let header = column.header.as_str();
    let own = match field {
        Field::Email => return emails(person, header, cell),
        Field::Phone | Field::Mobile | Field::Fax => {
            let kind = if label.is_empty() {
                column.phone
            } else {
                kind(field, header, label)
            };
            return phones(person, kind, header, cell, offers, row);
        }
        Field::Private => return drop_private(person, header),
        Field::Address | Field::Postal if is_home(label) => return drop_home_address(person),
        Field::Postal => {
            let code = postal(cell, offers, row);
            return one(&mut person.postal, &mut person.leftovers, header, &code);
        }
        // 住所1, 住所2 …: parts of one address, of one department, lines of one note.
        Field::Address => return join(&mut person.address, "", cell),
        Field::Department => return join(&mut person.department, " ", cell),
        Field::Note => return join(&mut person.note, "\n", &line_feeds(cell)),
        // A second reading of the same part.
        Field::FamilyKana | Field::GivenKana => {
            return person.leftovers.push((header.to_owned(), cell.to_owned()));
        }
        Field::Name => {
            // Two people in two lines are told apart later: their line end stays until then.
            let name = line_feeds(cell);
            return one(&mut person.name, &mut person.leftovers, header, &name);
        }
        Field::Organisation => {
            let name = one_line(cell);
            return one(
                &mut person.organisation,
                &mut person.leftovers,
                header,
                &name,
            );
        }
        Field::Family => &mut person.family,
        Field::Given => &mut person.given,
        Field::FormerFamily => &mut person.former_family,
        Field::Kana => &mut person.kana,
        Field::Corporation => &mut person.corporation,
        Field::Title => &mut person.title,
        Field::Profession => &mut person.profession,
        Field::Side => &mut person.side,
        Field::Way => &mut person.way,
        Field::Hours => &mut person.hours,
        Field::Municipality => &mut person.municipality,
    };
    one(own, &mut person.leftovers, header, cell);
}

fn one(own: &mut String, leftovers: &mut Vec<(String, String)>, header: &str, cell: &str) {
    if own.is_empty() {
        cell.clone_into(own);
    } else if own != cell {
        leftovers.push((header.to_owned(), cell.to_owned()));
    }
}

fn join(own: &mut String, between: &str, cell: &str) {
    if !own.is_empty() {
        own.push_str(between);
    }
    own.push_str(cell);
}

/// Line ends inside a cell as one kind.
fn line_feeds(cell: &str) -> Cow<'_, str> {
    if cell.contains('\r') {
        Cow::Owned(cell.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn drop_private(person: &mut ForeignPerson, header: &str) {
    if !person.dropped.iter().any(|name| name == header) {
        person.dropped.push(header.to_owned());
    }
}

/// Counts a home address once, whatever number of columns it has.
pub(super) fn drop_home_address(person: &mut ForeignPerson) {
    drop_private(person, "ADR;HOME");
}

/// Whether a label of a program says that something is of the home.
pub(super) fn is_home(label: &str) -> bool {
    let label = label.trim_start_matches(['*', ' ']).to_lowercase();
    label.starts_with("home") || label.contains("自宅")
}

/// What telephones of a column are for, by its header and what the label column beside it says.
pub(super) fn kind(field: Field, header: &str, label: &str) -> PhoneKind {
    let text = format!("{header} {label}").to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if field == Field::Fax || (!label.is_empty() && says(&["fax", "ファックス"])) {
        PhoneKind::Fax
    } else if field == Field::Mobile || says(&["mobile", "cell", "携帯", "iphone", "モバイル"])
    {
        PhoneKind::Mobile
    } else if says(&["home", "自宅", "other", "その他"])
        || (label.is_empty() && header.contains(" - "))
    {
        PhoneKind::Other
    } else {
        PhoneKind::Work
    }
}

/// Numbers or addresses in one cell: with more of them it is no list of them.
const MOST: usize = 100;

/// Every address of a cell; what is none is kept as a leftover.
fn emails(person: &mut ForeignPerson, header: &str, cell: &str) {
    for part in cell
        .split([' ', '　', ';', ',', '、', '；', '，', '\n', '\r', '/'])
        .filter(|part| !part.is_empty())
    {
        if person.emails.len() >= MOST {
            person.leftovers.push((header.to_owned(), cell.to_owned()));
            return;
        }
        if part.contains(['@', '＠']) {
            if !person.emails.iter().any(|email| email == part) {
                person.emails.push(part.to_owned());
            }
        } else if part != ":::" {
            person.leftovers.push((header.to_owned(), part.to_owned()));
        }
    }
}

/// Every number of a cell: parted only when each part is a whole number by itself, so that 内線 stays with its number.
fn phones(
    person: &mut ForeignPerson,
    kind: PhoneKind,
    header: &str,
    cell: &str,
    offers: &mut Offers,
    row: usize,
) {
    if !cell.chars().any(char::is_numeric) {
        person.leftovers.push((header.to_owned(), cell.to_owned()));
        return;
    }
    let mut put = |part: &str| {
        let typed = zero_put_back(&one_line(part), offers, row);
        let known = person
            .phones
            .iter()
            .any(|phone| phone.kind == kind && phone.typed == typed);
        if !known {
            person.phones.push(Phone { typed, kind });
        }
    };
    if !cell.contains(['\n', '\r', '、', '，', ',', '/', '／', ';', '；', ':']) {
        return put(cell);
    }
    let parts: Vec<&str> = cell
        .split(['\n', '\r', '、', '，', ',', '/', '／', ';', '；'])
        .flat_map(|part| part.split(" ::: "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let whole = (2..=MOST).contains(&parts.len())
        && parts
            .iter()
            .all(|part| japanese::key::phone(part).is_some());
    if whole {
        parts.into_iter().for_each(put);
    } else {
        put(cell);
    }
}

/// A spreadsheet takes 0312345678 for the number 312345678: nine or ten bare digits without a zero in front get it back.
fn zero_put_back(number: &str, offers: &mut Offers, row: usize) -> String {
    let bare = matches!(number.len(), 9 | 10) && number.bytes().all(|b| b.is_ascii_digit());
    let whole = || format!("0{number}");
    if bare
        && !number.starts_with('0')
        && offers.note(OfferKind::LeadingZero, row, || (number.to_owned(), whole()))
    {
        whole()
    } else {
        number.to_owned()
    }
}

/// The same for postal codes, which have seven digits.
fn postal(cell: &str, offers: &mut Offers, row: usize) -> String {
    let code = cell.trim_start_matches(['〒', ' ', '　']);
    let short = (3..7).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    let whole = || format!("{code:0>7}");
    if short && offers.note(OfferKind::LeadingZero, row, || (code.to_owned(), whole())) {
        whole()
    } else {
        code.to_owned()
    }
}

/// A day in a column of days: a spreadsheet's serial number, or a day of the Japanese calendar, as 2025-04-01.
pub(super) fn day(cell: &str, offers: &mut Offers, row: usize) -> String {
    let serial = cell.len() == 5 && cell.bytes().all(|b| b.is_ascii_digit());
    let (kind, day) = if serial {
        (OfferKind::SerialDate, cell.parse().ok().and_then(of_serial))
    } else if cell.starts_with(|c: char| c.is_ascii_digit()) {
        return cell.to_owned();
    } else {
        (OfferKind::EraDate, japanese::date::parse(cell))
    };
    let Some(day) = day.map(japanese::date::iso) else {
        return cell.to_owned();
    };
    if offers.note(kind, row, || (cell.to_owned(), day.clone())) {
        day
    } else {
        cell.to_owned()
    }
}

/// The day of a serial number between 1954 and 2064, reckoned from the end of 1899 as Excel and LibreOffice do. A workbook
/// that reckons from 1904 marks its days as such, and they come as days.
fn of_serial(serial: i64) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (20_000..60_000)
        .contains(&serial)
        .then(|| first.checked_add_signed(chrono::Duration::days(serial)))?
}
