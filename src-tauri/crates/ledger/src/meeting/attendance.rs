//! Attendance (出欠), with the post as of the day of the meeting.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Row, ToSql};
use serde::{Deserialize, Serialize};

use crate::store::record::{Values, not_blank};
use crate::value::{Columns, text_enum};
use crate::{AttendanceId, MeetingId, OrganisationId, PersonId, Read, Result, Write};

/// 出席・欠席・代理・オンライン・遅参・早退.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attended {
    Present,
    Absent,
    /// Somebody else came in this person's place: `proxy_name` says who. This person was not there.
    Proxy,
    Online,
    Late,
    LeftEarly,
}

impl Attended {
    /// Whether the person was there in any way: a meeting that makes ties.
    #[must_use]
    pub fn was_there(self) -> bool {
        match self {
            Self::Present | Self::Online | Self::Late | Self::LeftEarly => true,
            Self::Absent | Self::Proxy => false,
        }
    }
}

text_enum!(Attended {
    Present = "present",
    Absent = "absent",
    Proxy = "proxy",
    Online = "online",
    Late = "late",
    LeftEarly = "left_early",
});

/// 委員・事務局・オブザーバー.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[default]
    Member,
    Secretariat,
    Observer,
}

text_enum!(Role { Member = "member", Secretariat = "secretariat", Observer = "observer" });

/// What is kept of one person's attendance. A guest has no `person` but a name.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceFields {
    pub person: Option<PersonId>,
    pub guest_name: String,
    pub guest_organisation: String,
    pub attended: Attended,
    /// When a late one came or an early one left.
    pub time: Option<NaiveTime>,
    /// Who came in the person's place (代理); another person of the ledger, or a name.
    pub proxy_person: Option<PersonId>,
    pub proxy_name: String,
    pub role: Role,
}

/// A kept attendance with the post as of the day, taken when it was recorded.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    pub id: AttendanceId,
    pub meeting: MeetingId,
    pub fields: AttendanceFields,
    /// The person's or the guest's name as stored now.
    pub name: String,
    pub kana: String,
    pub profession: Option<String>,
    /// As of the day of the meeting.
    pub organisation: Option<OrganisationId>,
    pub organisation_name: String,
    pub organisation_kind: Option<String>,
    pub title: String,
}

/// Who was at which meeting, for the map and the stages: one row per person who was there (a proxy of the ledger counts as there).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    pub meeting: MeetingId,
    pub date: NaiveDate,
    pub person: PersonId,
    /// As of the day.
    pub organisation: Option<OrganisationId>,
}

const SELECT: &str = "SELECT t.id, t.meeting, t.person, t.guest_name, t.guest_organisation, t.attended, t.time, \
    t.proxy_person, t.proxy_name, t.role, coalesce(p.name, t.guest_name), coalesce(p.kana, ''), p.profession, \
    t.organisation, coalesce(o.name, t.guest_organisation), o.kind, t.title \
    FROM attendance t \
    LEFT JOIN person p ON p.id = t.person \
    LEFT JOIN organisation o ON o.id = t.organisation";

fn attendance(row: &Row<'_>) -> rusqlite::Result<Attendance> {
    let row = Columns::of(row);
    Ok(Attendance {
        id: row.next()?,
        meeting: row.next()?,
        fields: AttendanceFields {
            person: row.next()?,
            guest_name: row.next()?,
            guest_organisation: row.next()?,
            attended: row.next()?,
            time: row.next()?,
            proxy_person: row.next()?,
            proxy_name: row.next()?,
            role: row.next()?,
        },
        name: row.next()?,
        kana: row.next()?,
        profession: row.next()?,
        organisation: row.next()?,
        organisation_name: row.next()?,
        organisation_kind: row.next()?,
        title: row.next()?,
    })
}

impl Read<'_> {
    pub(crate) fn attendance_of(&self, id: AttendanceId) -> Result<AttendanceFields> {
        let sql = format!("{SELECT} WHERE t.id = ?1");
        Ok(self.one("attendance", &id, &sql, attendance)?.fields)
    }

    pub(crate) fn attendance_in(
        &self,
        meeting: MeetingId,
        person: PersonId,
    ) -> Result<Option<AttendanceId>> {
        let sql = "SELECT id FROM attendance WHERE meeting = ?1 AND person = ?2";
        self.first(sql, (meeting, person), |row| row.get(0))
    }

    /// By role, organisation's kana, person's kana; who and what has no kana comes last within its list.
    ///
    /// # Errors
    /// Of the database.
    pub fn attendance(&self, meeting: MeetingId) -> Result<Vec<Attendance>> {
        let sql = format!(
            "{SELECT} WHERE t.meeting = ?1 ORDER BY \
             CASE t.role WHEN 'member' THEN 0 WHEN 'secretariat' THEN 1 ELSE 2 END, \
             o.id IS NULL, kana_key(o.kana) = '', kana_key(o.kana), coalesce(o.name, t.guest_organisation), o.id, \
             coalesce(kana_key(p.kana), '') = '', kana_key(p.kana), coalesce(p.name, t.guest_name), t.id"
        );
        self.all(&sql, [meeting], attendance)
    }

    /// Meetings of a person with how they attended, newest first, future ones included; as somebody's proxy they
    /// were `Present`.
    ///
    /// # Errors
    /// Of the database.
    pub fn attendances_of_person(
        &self,
        person: PersonId,
    ) -> Result<Vec<(super::Meeting, Attended)>> {
        let sql = format!(
            "{}, t.attended FROM (\
                SELECT meeting, attended FROM attendance WHERE person = ?1 \
                UNION ALL SELECT meeting, 'present' FROM attendance \
                    WHERE proxy_person = ?1 AND attended = 'proxy' \
                    AND meeting NOT IN (SELECT meeting FROM attendance WHERE person = ?1) GROUP BY meeting\
             ) t JOIN meeting m ON m.id = t.meeting AND m.removed_at IS NULL ORDER BY m.date DESC, m.id DESC",
            super::COLUMNS
        );
        self.all(&sql, [person], |row| {
            let columns = Columns::of(row);
            Ok((super::meeting(&columns)?, columns.next()?))
        })
    }

    /// Of meetings not in the trash from `from` to `to`, both inclusive, ordered by date, meeting, person. People and
    /// organisations in the trash are not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn presences(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Presence>> {
        let mut there: Vec<(Presence, i64)> =
            self.all(include_str!("presences.sql"), (from, to), |row| {
                let row = Columns::of(row);
                let (date, meeting, person, place) =
                    (row.next()?, row.next()?, row.next()?, row.next()?);
                let organisation = row.next()?;
                Ok((
                    Presence {
                        meeting,
                        date,
                        person,
                        organisation,
                    },
                    place,
                ))
            })?;
        there.sort_unstable_by_key(|(one, place)| (one.date, one.meeting, one.person, *place));
        there.dedup_by_key(|(one, _)| (one.meeting, one.person));
        Ok(there.into_iter().map(|(one, _)| one).collect())
    }
}

/// Organisation and title as of a day.
type Post = (Option<OrganisationId>, String);

impl Write<'_> {
    /// Adds or replaces a person's attendance (one per person and meeting); guests are added.
    ///
    /// # Errors
    /// `Refused` when there is neither a person nor a guest's name; `NoRecord` without the meeting or the person.
    pub fn set_attendance(
        &self,
        meeting: MeetingId,
        fields: &AttendanceFields,
    ) -> Result<AttendanceId> {
        self.must_exist("meeting", &meeting)?;
        let known = match fields.person {
            Some(person) => self.attendance_in(meeting, person)?,
            None => None,
        };
        if let Some(id) = known {
            self.save_attendance(id, fields)?;
            return Ok(id);
        }
        fields.check(self)?;
        let id = self.new_id();
        let day = self.day_of(meeting)?;
        let (organisation, title) = self.post_as_of(fields.person, day)?;
        let (proxy_organisation, _) = self.post_as_of(fields.proxy_person, day)?;
        let mut values = vec![
            ("meeting", &meeting as &dyn ToSql),
            ("organisation", &organisation),
            ("title", &title),
            ("proxy_organisation", &proxy_organisation),
        ];
        fields.with_values(|more| {
            values.extend_from_slice(more);
            self.insert("attendance", &id, &values)
        })?;
        Ok(id)
    }

    /// Replaces an attendance by its id: a guest's, too. The post stays as it was taken, unless there was none yet or
    /// it is now another person's.
    ///
    /// # Errors
    /// As [`Write::set_attendance`]; `NoRecord`.
    pub fn save_attendance(&self, id: AttendanceId, fields: &AttendanceFields) -> Result<()> {
        fields.check(self)?;
        let kept = self.one(
            "attendance",
            &id,
            &format!("{SELECT} WHERE t.id = ?1"),
            attendance,
        )?;
        let day = self.day_of(kept.meeting)?;
        fields.with_values(|values| self.update("attendance", &id, values))?;
        if kept.fields.person != fields.person || kept.organisation.is_none() {
            let (organisation, title) = self.post_as_of(fields.person, day)?;
            self.update(
                "attendance",
                &id,
                &[("organisation", &organisation), ("title", &title)],
            )?;
        }
        if kept.fields.proxy_person != fields.proxy_person {
            let (organisation, _) = self.post_as_of(fields.proxy_person, day)?;
            self.update("attendance", &id, &[("proxy_organisation", &organisation)])?;
        }
        Ok(())
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_attendance(&self, id: AttendanceId) -> Result<()> {
        self.delete("attendance", &id)
    }

    /// After a meeting's date changed: the posts as of the new day.
    pub(super) fn take_posts_anew(&self, meeting: MeetingId, day: NaiveDate) -> Result<()> {
        type People = (AttendanceId, Option<PersonId>, Option<PersonId>);
        let sql = "SELECT id, person, proxy_person FROM attendance WHERE meeting = ?1 AND \
            (person IS NOT NULL OR proxy_person IS NOT NULL)";
        let all: Vec<People> = self.all(sql, [meeting], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for (id, person, proxy) in all {
            let (organisation, title) = self.post_as_of(person, day)?;
            let (proxy_organisation, _) = self.post_as_of(proxy, day)?;
            self.update(
                "attendance",
                &id,
                &[
                    ("organisation", &organisation),
                    ("title", &title),
                    ("proxy_organisation", &proxy_organisation),
                ],
            )?;
        }
        Ok(())
    }

    fn day_of(&self, meeting: MeetingId) -> Result<NaiveDate> {
        self.one(
            "meeting",
            &meeting,
            "SELECT date FROM meeting WHERE id = ?1",
            |row| row.get(0),
        )
    }

    fn post_as_of(&self, person: Option<PersonId>, day: NaiveDate) -> Result<Post> {
        let post = match person {
            Some(person) => self.post_on(person, day)?,
            None => None,
        };
        Ok(post.map_or((None, String::new()), |post| {
            (Some(post.fields.organisation), post.fields.title)
        }))
    }
}

impl AttendanceFields {
    fn check(&self, write: &Write<'_>) -> Result<()> {
        if self.person.is_none() {
            return not_blank("guest_name", &self.guest_name);
        }
        for person in self.person.iter().chain(&self.proxy_person) {
            // One in the trash may still be in old minutes, and these may still be mended.
            write.one(
                "person",
                person,
                "SELECT 1 FROM person WHERE id = ?1",
                |_| Ok(()),
            )?;
        }
        Ok(())
    }

    fn with_values<'a, T>(&'a self, f: impl FnOnce(&Values<'a>) -> Result<T>) -> Result<T> {
        f(&[
            ("person", &self.person),
            ("guest_name", &self.guest_name),
            ("guest_organisation", &self.guest_organisation),
            ("attended", &self.attended),
            ("time", &self.time),
            ("proxy_person", &self.proxy_person),
            ("proxy_name", &self.proxy_name),
            ("role", &self.role),
        ])
    }
}
