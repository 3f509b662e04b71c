//! One cell into its field.

use crate::header::Field;
use crate::{ForeignPerson, Phone, PhoneKind};

/// A cell as it was before the guard of [`crate::export::csv`]: without the apostrophe that kept it from being a formula.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if crate::export::is_dangerous(rest) => rest,
        _ => cell,
    }
}

/// Puts a trimmed, non-empty cell where it belongs. The first value of a field wins; a second one is a leftover.
pub(super) fn put(person: &mut ForeignPerson, field: Field, header: &str, label: &str, cell: &str) {
    match field {
        Field::Email => emails(person, header, cell),
        Field::Phone | Field::Mobile | Field::Fax => {
            phones(person, kind(field, header, label), header, cell)
        }
        Field::Private => drop_private(person, header),
        Field::Address | Field::Postal if is_home(label) => drop_home_address(person),
        Field::Postal => one(
            &mut person.postal,
            &mut person.leftovers,
            header,
            &postal(cell),
        ),
        // 住所1, 住所2 …: parts of one address, of one department, lines of one note.
        Field::Address => join(&mut person.address, "", cell),
        Field::Department => join(&mut person.department, " ", cell),
        Field::Note => join(&mut person.note, "\n", &line_feeds(cell)),
        // A second reading of the same part.
        Field::FamilyKana | Field::GivenKana => {
            person.leftovers.push((header.to_owned(), cell.to_owned()))
        }
        Field::Name => one(
            &mut person.name,
            &mut person.leftovers,
            header,
            &one_line(cell),
        ),
        Field::Family => one(&mut person.family, &mut person.leftovers, header, cell),
        Field::Given => one(&mut person.given, &mut person.leftovers, header, cell),
        Field::Kana => one(&mut person.kana, &mut person.leftovers, header, cell),
        Field::Organisation => one(
            &mut person.organisation,
            &mut person.leftovers,
            header,
            &one_line(cell),
        ),
        Field::Corporation => one(&mut person.corporation, &mut person.leftovers, header, cell),
        Field::Title => one(&mut person.title, &mut person.leftovers, header, cell),
        Field::Profession => one(&mut person.profession, &mut person.leftovers, header, cell),
        Field::Side => one(&mut person.side, &mut person.leftovers, header, cell),
        Field::Municipality => one(
            &mut person.municipality,
            &mut person.leftovers,
            header,
            cell,
        ),
    }
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
fn line_feeds(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

/// A name broken over two lines for the width of its column is still one name.
fn one_line(cell: &str) -> String {
    if cell.contains(['\n', '\r']) {
        cell.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        cell.to_owned()
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

fn kind(field: Field, header: &str, label: &str) -> PhoneKind {
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

/// Every address of a cell; what is none is kept as a leftover.
fn emails(person: &mut ForeignPerson, header: &str, cell: &str) {
    for part in cell
        .split([' ', '　', ';', ',', '、', '；', '，', '\n', '\r', '/'])
        .filter(|part| !part.is_empty())
    {
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
fn phones(person: &mut ForeignPerson, kind: PhoneKind, header: &str, cell: &str) {
    if !cell.chars().any(char::is_numeric) {
        person.leftovers.push((header.to_owned(), cell.to_owned()));
        return;
    }
    let parts: Vec<&str> = cell
        .split(['\n', '\r', '、', '，', ',', '/', '／', ';', '；'])
        .flat_map(|part| part.split(" ::: "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let whole = parts.len() > 1
        && parts
            .iter()
            .all(|part| japanese::key::phone(part).is_some());
    for part in if whole { parts } else { vec![cell] } {
        let phone = Phone {
            typed: zero_put_back(&one_line(part)),
            kind,
        };
        if !person.phones.contains(&phone) {
            person.phones.push(phone);
        }
    }
}

/// A spreadsheet takes 0312345678 for the number 312345678: nine or ten bare digits without a zero in front get it back.
fn zero_put_back(number: &str) -> String {
    let bare = matches!(number.len(), 9 | 10) && number.bytes().all(|b| b.is_ascii_digit());
    if bare && !number.starts_with('0') {
        format!("0{number}")
    } else {
        number.to_owned()
    }
}

/// The same for postal codes, which have seven digits.
fn postal(cell: &str) -> String {
    let code = cell.trim_start_matches(['〒', ' ', '　']);
    if (3..7).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) {
        format!("{code:0>7}")
    } else {
        code.to_owned()
    }
}
