//! Two people made one.

use chrono::NaiveDate;
use ledger::PersonId;
use ledger::affiliation::Affiliation;
use ledger::backup::Reason;
use ledger::meeting::attendance::Role;
use ledger::person::Person;

use super::fields::{self, FIELDS};
use super::{From, MergeField, MergeMove, MergePair, MergePeople, MergePreview};
use crate::log::words::Teller;
use crate::words::words;
use crate::{Error, Result, Session, Written, backup, request};

/// The two, read.
struct Both {
    a: Person,
    b: Person,
    posts: [Vec<Affiliation>; 2],
}

impl Both {
    fn read(session: &Session, a: &str, b: &str) -> Result<Self> {
        let (a, b): (PersonId, PersonId) = (request::id("a", a)?, request::id("b", b)?);
        if a == b {
            return Err(Error::refused("b", "refused.same_record"));
        }
        let read = session.ledger()?.read();
        Ok(Self {
            a: read.person(a)?,
            b: read.person(b)?,
            posts: [
                read.affiliations_of_person(a)?,
                read.affiliations_of_person(b)?,
            ],
        })
    }

    /// The older record: ids are made in the order of time.
    fn kept(&self) -> PersonId {
        self.a.id.min(self.b.id)
    }

    fn gone(&self) -> PersonId {
        self.a.id.max(self.b.id)
    }

    /// Both names as they stand in the operation's name.
    fn subject(&self, session: &Session) -> String {
        let (a, b) = (&self.a.fields.name, &self.b.fields.name);
        words(session.language()).fill("merge.both", &[("a", a), ("b", b)])
    }
}

/// Field by field what would come on top, and what would move along. Nothing is written.
///
/// # Errors
/// `Refused` when both are one already, `NoRecord`.
pub fn merge_preview(session: &mut Session, request: MergePair) -> Result<MergePreview> {
    let both = Both::read(session, &request.a, &request.b)?;
    let subject = both.subject(session);
    let teller = Teller::of(session)?;
    let words = teller.words();
    let rows = compared(
        &teller,
        session.now.today,
        [&both.a, &both.b],
        both.posts.each_ref().map(Vec::as_slice),
    );
    let read = session.ledger()?.read();
    let moves = read.moves(both.gone())?;
    let moves = [
        ("log.kind.affiliation", moves.posts),
        ("log.kind.tie", moves.ties),
        ("log.kind.encounter", moves.encounters),
        ("log.kind.attendance", moves.attendances),
        ("merge.minutes", moves.minutes),
        ("log.kind.imported_row", moves.rows),
    ];
    let apart = read.distinct_pairs_of(both.kept())?;
    let apart = apart
        .into_iter()
        .find(|pair| (pair.a, pair.b) == (both.kept(), both.gone()));
    Ok(MergePreview {
        operation: words.fill("operation.person.merge", &[("subject", &subject)]),
        name_a: both.a.fields.name.clone(),
        name_b: both.b.fields.name.clone(),
        apart: apart
            .map(|pair| {
                let at = teller.moment(pair.at);
                words.fill(
                    "merge.apart",
                    &[("at", &at), ("who", &pair.who), ("why", &pair.why)],
                )
            })
            .unwrap_or_default(),
        fields: rows,
        moves: moves
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| MergeMove {
                label: words.get(key).to_owned(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect(),
        meetings: read
            .met_as_both(both.kept(), both.gone())?
            .into_iter()
            .map(|met| teller.name("meeting", &met.meeting.to_string()))
            .collect(),
    })
}

/// The two beside each other; only fields that at least one of them has.
pub(super) fn compared(
    teller: &Teller<'_>,
    today: NaiveDate,
    [a, b]: [&Person; 2],
    [posts_a, posts_b]: [&[Affiliation]; 2],
) -> Vec<MergeField> {
    let words = teller.words();
    let post = |posts: &[Affiliation]| {
        let present = posts.iter().filter(|post| post.fields.holds_on(today));
        present
            .map(post_words)
            .collect::<Vec<_>>()
            .join(words.get("list.separator"))
    };
    let row = |field: &'static str| {
        let (of_a, of_b) = if field == "post" {
            (post(posts_a), post(posts_b))
        } else {
            (fields::raw(&a.fields, field), fields::raw(&b.fields, field))
        };
        let relation = fields::relation(field, &of_a, &of_b)?;
        let shown = |value: &str| match field {
            "post" => value.to_owned(),
            _ if value.is_empty() => String::new(),
            _ => teller.value("person", field, value),
        };
        Some(MergeField {
            field: field.to_owned(),
            label: match field {
                "post" => words.get("import.field.post").to_owned(),
                _ => teller.column("person", field),
            },
            a: shown(&of_a),
            b: shown(&of_b),
            relation,
            from: match field {
                "post" if of_a.is_empty() => From::B,
                "post" => From::A,
                _ => fields::proposed(field, &a.fields, &b.fields),
            },
            choices: fields::choices(field, relation),
            kept: fields::keeps(field),
        })
    };
    FIELDS.into_iter().filter_map(row).collect()
}

fn post_words(post: &Affiliation) -> String {
    [
        &post.organisation_name,
        &post.fields.department,
        &post.fields.title,
    ]
    .into_iter()
    .filter(|part| !part.trim().is_empty())
    .map(String::as_str)
    .collect::<Vec<_>>()
    .join(" ")
}

/// Makes two people one: one operation, with a backup before it. What isn't on top is kept behind it.
///
/// # Errors
/// `Refused` when both are one already or a field is named that there is none of, `NoRecord`.
pub fn merge_people(session: &mut Session, request: MergePeople) -> Result<Written> {
    let both = Both::read(session, &request.a, &request.b)?;
    let (a, b) = (&both.a.fields, &both.b.fields);
    let chosen = fields::chosen(a, b, &request.choices)?;
    let (joined, mut behind) = fields::joined(a, b, &chosen);
    let [posts_a, posts_b] = &both.posts;
    let main_of = match chosen.get("post") {
        Some(From::B) => both.b.id,
        _ if !posts_a.iter().any(|post| post.fields.is_main)
            && posts_b.iter().any(|post| post.fields.is_main) =>
        {
            both.b.id
        }
        Some(From::A | From::Both) | None => both.a.id,
    };
    let (first, second) = if main_of == both.a.id {
        (posts_a, posts_b)
    } else {
        (posts_b, posts_a)
    };
    behind.extend(other_words(first, second).map(|words| ("post", words)));
    let (kept, gone) = (both.kept(), both.gone());
    behind.extend(attendances(session, kept, gone)?);
    let subject = both.subject(session);
    backup::before(session, Reason::Merge);
    session.write("person.merge", &subject, |write| {
        write.merge_people(kept, gone, &joined, main_of)?;
        for (field, value) in &behind {
            write.add_former_value(kept, field, value, None, None)?;
        }
        Ok(kept)
    })
}

/// Posts at an organisation where each has a single one, told with other words: they become one post. Of several all stay.
fn other_words<'a>(
    first: &'a [Affiliation],
    second: &'a [Affiliation],
) -> impl Iterator<Item = String> + 'a {
    let at = |posts: &'a [Affiliation], organisation| {
        let mut there = posts
            .iter()
            .filter(move |post| post.fields.organisation == organisation);
        there.next().filter(|_| there.next().is_none())
    };
    second.iter().filter_map(move |post| {
        let organisation = post.fields.organisation;
        let same = at(first, organisation)?;
        at(second, organisation)?;
        let lost = |theirs: &str, ours: &str| {
            !theirs.trim().is_empty() && !ours.trim().is_empty() && theirs != ours
        };
        (lost(&post.fields.title, &same.fields.title)
            || lost(&post.fields.department, &same.fields.department))
        .then(|| post_words(post))
    })
}

/// What was recorded of a meeting where both are named and doesn't stay as an attendance.
fn attendances(
    session: &Session,
    kept: PersonId,
    gone: PersonId,
) -> Result<Vec<(&'static str, String)>> {
    let read = session.ledger()?.read();
    let teller = Teller::of(session)?;
    Ok(read
        .met_as_both(kept, gone)?
        .into_iter()
        .map(|met| {
            let meeting = teller.name("meeting", &met.meeting.to_string());
            let attended = teller.value("attendance", "attended", met.attended.as_str());
            let mut said = vec![attended];
            if let Some(time) = met.fields.time {
                said.push(time.format("%H:%M").to_string());
            }
            if met.fields.role != Role::Member {
                said.push(teller.value("attendance", "role", met.fields.role.as_str()));
            }
            let proxy = match met.fields.proxy_person {
                Some(person) => teller.name("person", &person.to_string()),
                None => met.fields.proxy_name.clone(),
            };
            said.push(proxy);
            said.retain(|words| !words.is_empty());
            let attended = said.join(" ");
            let words = teller.words().fill(
                "merge.attended",
                &[("meeting", &meeting), ("attended", &attended)],
            );
            ("attendance", words)
        })
        .collect())
}
