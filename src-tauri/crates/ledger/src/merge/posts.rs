//! Posts of two who become one: at the same organisation, at the same time, they are one post.

use chrono::NaiveDate;
use japanese::key;

use crate::affiliation::AffiliationFields;
use crate::value::Columns;
use crate::{AffiliationId, OrganisationId, PersonId, Result, Write};

type Post = (AffiliationId, AffiliationFields);

fn begins(post: &AffiliationFields) -> NaiveDate {
    post.from.unwrap_or(NaiveDate::MIN)
}

fn ends(post: &AffiliationFields) -> NaiveDate {
    post.to.unwrap_or(NaiveDate::MAX)
}

/// Whether the two meet, or one follows the other without a day between.
fn touch(a: &AffiliationFields, b: &AffiliationFields) -> bool {
    let next = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    begins(a) <= next(ends(b)) && begins(b) <= next(ends(a))
}

/// Whether neither says another title or department than the other.
fn agree(a: &AffiliationFields, b: &AffiliationFields) -> bool {
    let alike = |a: &str, b: &str| {
        let (a, b) = (key::fold(a), key::fold(b));
        a.is_empty() || b.is_empty() || a == b
    };
    alike(&a.title, &b.title) && alike(&a.department, &b.department)
}

/// Both in one. An unknown first day says nothing: a known one stays.
fn union(kept: &AffiliationFields, other: &AffiliationFields) -> AffiliationFields {
    let text = |a: &str, b: &str| if a.trim().is_empty() { b } else { a }.to_owned();
    AffiliationFields {
        person: kept.person,
        organisation: kept.organisation,
        department: text(&kept.department, &other.department),
        title: text(&kept.title, &other.title),
        from: match (kept.from, other.from) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
        to: match (kept.to, other.to) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (None, _) | (_, None) => None,
        },
        is_contact: kept.is_contact || other.is_contact,
        is_main: kept.is_main || other.is_main,
    }
}

impl Write<'_> {
    fn posts_where(&self, column: &str, id: &str) -> Result<Vec<Post>> {
        let sql = format!(
            "SELECT id, person, organisation, department, title, from_on, to_on, is_contact, is_main \
             FROM affiliation WHERE {column} = ?1 ORDER BY id"
        );
        self.all(&sql, [id], |row| {
            let row = Columns::of(row);
            Ok((
                row.next()?,
                AffiliationFields {
                    person: row.next()?,
                    organisation: row.next()?,
                    department: row.next()?,
                    title: row.next()?,
                    from: row.next()?,
                    to: row.next()?,
                    is_contact: row.next()?,
                    is_main: row.next()?,
                },
            ))
        })
    }

    /// Post by post: joined with one that it meets and that says nothing else, else moved: whoever has two posts at one place keeps
    /// both. Each takes one other at most. Where both have a single one there, these are one all the same if `lone` says so; what
    /// isn't on top then is for the caller to keep.
    ///
    /// `first` says that the moved posts' words come first.
    fn take_over(
        &self,
        theirs: Vec<Post>,
        first: bool,
        lone: bool,
        there: &mut Vec<Post>,
    ) -> Result<()> {
        let is_at = |one: &AffiliationFields, other: &AffiliationFields| {
            one.person == other.person && one.organisation == other.organisation
        };
        let before = there.len();
        let mut used = vec![false; before];
        let all: Vec<AffiliationFields> = theirs.iter().map(|(_, post)| post.clone()).collect();
        for (id, moved) in theirs {
            let free: Vec<usize> = (0..before)
                .filter(|at| {
                    let free = used.get(*at) == Some(&false);
                    free && there
                        .get(*at)
                        .is_some_and(|(_, other)| is_at(other, &moved) && touch(other, &moved))
                })
                .collect();
            let alike = free.iter().copied().find(|at| {
                there
                    .get(*at)
                    .is_some_and(|(_, other)| agree(other, &moved))
            });
            let only = match free.as_slice() {
                [only] if lone && all.iter().filter(|other| is_at(other, &moved)).count() == 1 => {
                    let others = there.iter().take(before);
                    let at_it = others.filter(|(_, other)| is_at(other, &moved)).count();
                    (at_it == 1).then_some(*only)
                }
                _ => None,
            };
            match alike.or(only).and_then(|at| Some((at, there.get_mut(at)?))) {
                Some((at, (kept, fields))) => {
                    let both = if first {
                        union(&moved, fields)
                    } else {
                        union(fields, &moved)
                    };
                    self.write_post(*kept, &both)?;
                    *fields = both;
                    if let Some(used) = used.get_mut(at) {
                        *used = true;
                    }
                    self.delete("affiliation", &id)?;
                }
                None => {
                    self.write_post(id, &moved)?;
                    there.push((id, moved));
                }
            }
        }
        Ok(())
    }

    fn write_post(&self, id: AffiliationId, fields: &AffiliationFields) -> Result<()> {
        self.update(
            "affiliation",
            &id,
            &[
                ("person", &fields.person),
                ("organisation", &fields.organisation),
                ("department", &fields.department),
                ("title", &fields.title),
                ("from_on", &fields.from),
                ("to_on", &fields.to),
                ("is_contact", &fields.is_contact),
                ("is_main", &fields.is_main),
            ],
        )
    }

    pub(super) fn merge_posts_of(
        &self,
        kept: PersonId,
        gone: PersonId,
        main_of: PersonId,
    ) -> Result<()> {
        let mut there = self.posts_where("person", &kept.to_string())?;
        let theirs = self.posts_where("person", &gone.to_string())?;
        let main: Vec<OrganisationId> = there
            .iter()
            .chain(&theirs)
            .filter(|(_, post)| post.is_main && post.person == main_of)
            .map(|(_, post)| post.organisation)
            .collect();
        let theirs = theirs
            .into_iter()
            .map(|(id, post)| {
                let moved = AffiliationFields {
                    person: kept,
                    ..post
                };
                (id, moved)
            })
            .collect();
        self.take_over(theirs, main_of == gone, true, &mut there)?;
        // Of posts held at the same time one is the main one: that of the chosen person, else the one begun last.
        let mut mains: Vec<Post> = there.into_iter().filter(|(_, post)| post.is_main).collect();
        mains.sort_by_key(|(id, post)| {
            std::cmp::Reverse((main.contains(&post.organisation), post.from, *id))
        });
        let mut stays: Vec<AffiliationFields> = Vec::new();
        for (id, post) in mains {
            let meets = |other: &AffiliationFields| {
                begins(other) <= ends(&post) && begins(&post) <= ends(other)
            };
            if stays.iter().any(meets) {
                self.update("affiliation", &id, &[("is_main", &false)])?;
            } else {
                stays.push(post);
            }
        }
        Ok(())
    }

    pub(super) fn merge_posts_at(&self, kept: OrganisationId, gone: OrganisationId) -> Result<()> {
        let mut there = self.posts_where("organisation", &kept.to_string())?;
        let theirs = self
            .posts_where("organisation", &gone.to_string())?
            .into_iter()
            .map(|(id, post)| {
                let moved = AffiliationFields {
                    organisation: kept,
                    ..post
                };
                (id, moved)
            })
            .collect();
        self.take_over(theirs, false, false, &mut there)
    }
}
