//! Cards: vCard 3.0 (RFC 2426) as telephones of today write it, and 4.0 (RFC 6350).

use crate::{ForeignPerson, PhoneKind};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardVersion {
    V3,
    V4,
}

/// One card for each person, in UTF-8, lines of at most 75 bytes. [`crate::read`] gives the same people back: name, reading,
/// workplace, department, post, profession, telephones, addresses of e-mail and workplace, note.
#[must_use]
pub fn vcards(people: &[ForeignPerson], version: CardVersion) -> Vec<u8> {
    let mut out = Vec::new();
    for person in people {
        card(&mut out, person, version);
    }
    out
}

fn card(out: &mut Vec<u8>, person: &ForeignPerson, version: CardVersion) {
    let mut put = |line: String| fold(out, &line);
    put("BEGIN:VCARD".to_owned());
    put(match version {
        CardVersion::V3 => "VERSION:3.0".to_owned(),
        CardVersion::V4 => "VERSION:4.0".to_owned(),
    });
    let parted = !person.family.is_empty() || !person.given.is_empty();
    let (family, given) = if parted {
        (person.family.as_str(), person.given.as_str())
    } else {
        (person.name.as_str(), "")
    };
    put(format!("N:{};{};;;", escaped(family), escaped(given)));
    let shown = if person.name.is_empty() {
        &person.organisation
    } else {
        &person.name
    };
    put(format!("FN:{}", escaped(shown)));
    if !person.kana.is_empty() {
        // Where telephones of Japan look for a reading; 4.0 has no place of its own that they know.
        match person.kana.split_once([' ', '　']) {
            Some((family, given)) if parted => {
                put(format!("X-PHONETIC-LAST-NAME:{}", escaped(family)));
                put(format!("X-PHONETIC-FIRST-NAME:{}", escaped(given.trim())));
            }
            Some(_) | None => put(format!("X-PHONETIC-LAST-NAME:{}", escaped(&person.kana))),
        }
        if version == CardVersion::V3 {
            put(format!("SORT-STRING:{}", escaped(&person.kana)));
        }
    }
    if !person.organisation.is_empty() {
        put(if person.department.is_empty() {
            format!("ORG:{}", escaped(&person.organisation))
        } else {
            format!(
                "ORG:{};{}",
                escaped(&person.organisation),
                escaped(&person.department)
            )
        });
    }
    for (name, value) in [("TITLE", &person.title), ("ROLE", &person.profession)] {
        if !value.is_empty() {
            put(format!("{name}:{}", escaped(value)));
        }
    }
    for phone in &person.phones {
        let kind = match (version, phone.kind) {
            (CardVersion::V3, PhoneKind::Work) => "TYPE=WORK,VOICE",
            (CardVersion::V3, PhoneKind::Mobile) => "TYPE=CELL,VOICE",
            (CardVersion::V3, PhoneKind::Fax) => "TYPE=WORK,FAX",
            (CardVersion::V3, PhoneKind::Other) => "TYPE=VOICE",
            (CardVersion::V4, PhoneKind::Work) => "VALUE=text;TYPE=\"work,voice\"",
            (CardVersion::V4, PhoneKind::Mobile) => "VALUE=text;TYPE=\"cell,voice\"",
            (CardVersion::V4, PhoneKind::Fax) => "VALUE=text;TYPE=\"work,fax\"",
            (CardVersion::V4, PhoneKind::Other) => "VALUE=text;TYPE=voice",
        };
        put(format!("TEL;{kind}:{}", escaped(&phone.typed)));
    }
    for email in &person.emails {
        let kind = match version {
            CardVersion::V3 => "TYPE=INTERNET,WORK",
            CardVersion::V4 => "TYPE=work",
        };
        put(format!("EMAIL;{kind}:{}", escaped(email)));
    }
    if !person.address.is_empty() || !person.postal.is_empty() {
        put(format!(
            "ADR;TYPE=WORK:;;{};;;{};",
            escaped(&person.address),
            escaped(&person.postal)
        ));
    }
    if !person.note.is_empty() {
        put(format!("NOTE:{}", escaped(&person.note)));
    }
    put("END:VCARD".to_owned());
}

/// `\`, `;`, `,` and line ends get a backslash; other controls have no place in a card.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines of at most 75 bytes, parted between characters.
fn fold(out: &mut Vec<u8>, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.extend_from_slice(b"\r\n ");
            width = 1;
        }
        width += c.len_utf8();
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
}
