//! Posts of two who become one: at the same organisation, at the same time, they are one post.

use chrono::NaiveDate;

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

    /// Post by post: joined with one that it meets, else moved.
    ///
    /// `first` says that the moved post's words come first.
    fn take_over(
        &self,
        id: AffiliationId,
        moved: AffiliationFields,
        first: bool,
        there: &mut Vec<Post>,
    ) -> Result<()> {
        let same = there.iter_mut().find(|(_, other)| {
            other.person == moved.person
                && other.organisation == moved.organisation
                && touch(other, &moved)
        });
        match same {
            Some((kept, fields)) => {
                let both = if first {
                    union(&moved, fields)
                } else {
                    union(fields, &moved)
                };
                self.write_post(*kept, &both)?;
                *fields = both;
                self.delete("affiliation", &id)
            }
            None => {
                self.write_post(id, &moved)?;
                there.push((id, moved));
                Ok(())
            }
        }
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
        for (id, post) in theirs {
            let moved = AffiliationFields {
                person: kept,
                ..post
            };
            self.take_over(id, moved, main_of == gone, &mut there)?;
        }
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
        for (id, post) in self.posts_where("organisation", &gone.to_string())? {
            let moved = AffiliationFields {
                organisation: kept,
                ..post
            };
            self.take_over(id, moved, false, &mut there)?;
        }
        Ok(())
    }
}
