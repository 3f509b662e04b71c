//! Two people who are one.

use crate::meeting::attendance::{AttendanceFields, Attended};
use crate::person::PersonFields;
use crate::{AttendanceId, MeetingId, PersonId, Read, Result, Write};

/// What moves along when somebody becomes part of another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moves {
    pub posts: i64,
    pub ties: i64,
    pub encounters: i64,
    /// Attendances, also in another's place.
    pub attendances: i64,
    /// Lines of minutes that they spoke, actions that are theirs, minutes that they took.
    pub minutes: i64,
    /// Rows of files that became them.
    pub rows: i64,
}

/// A meeting at which both are named: one attendance stays, the other's facts are for a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub meeting: MeetingId,
    /// The attendance that goes.
    pub gone: AttendanceId,
    pub attended: Attended,
    /// What it says beside.
    pub fields: AttendanceFields,
    pub stays: AttendanceId,
}

impl Read<'_> {
    /// What would move along with a person.
    ///
    /// # Errors
    /// Of the database.
    pub fn moves(&self, person: PersonId) -> Result<Moves> {
        let count = |sql: &str| self.first(sql, [person], |row| row.get(0));
        let count = |sql: &str| count(sql).map(Option::unwrap_or_default);
        Ok(Moves {
            posts: count("SELECT count(*) FROM affiliation WHERE person = ?1")?,
            ties: count("SELECT count(*) FROM tie WHERE a = ?1 OR b = ?1")?,
            encounters: count("SELECT count(*) FROM encounter_person WHERE person = ?1")?,
            attendances: count(
                "SELECT count(*) FROM attendance WHERE person = ?1 OR proxy_person = ?1",
            )?,
            minutes: count(
                "SELECT (SELECT count(*) FROM minute_line WHERE speaker = ?1) \
                    + (SELECT count(*) FROM action WHERE owner = ?1) \
                    + (SELECT count(*) FROM meeting WHERE recorder = ?1)",
            )?,
            rows: count("SELECT count(*) FROM imported_row WHERE person = ?1")?,
        })
    }

    /// Meetings at which both are named, by meeting. The stronger attendance stays: who was there in any way before whoever sent
    /// somebody, and that before whoever was absent; of equals that of `kept`.
    ///
    /// # Errors
    /// Of the database.
    pub fn met_as_both(&self, kept: PersonId, gone: PersonId) -> Result<Vec<Met>> {
        let sql = "SELECT k.meeting, k.id, k.attended, g.id, g.attended FROM attendance k \
            JOIN attendance g ON g.meeting = k.meeting AND g.person = ?2 WHERE k.person = ?1 ORDER BY k.meeting";
        let both: Vec<(MeetingId, AttendanceId, Attended, AttendanceId, Attended)> =
            self.all(sql, (kept, gone), |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?;
        both.into_iter()
            .map(|(meeting, a, of_a, b, of_b)| {
                let (gone, attended, stays) = if strength(of_b) > strength(of_a) {
                    (a, of_a, b)
                } else {
                    (b, of_b, a)
                };
                Ok(Met {
                    meeting,
                    gone,
                    attended,
                    fields: self.attendance_of(gone)?,
                    stays,
                })
            })
            .collect()
    }
}

fn strength(attended: Attended) -> u8 {
    match attended {
        Attended::Present => 5,
        Attended::Online => 4,
        Attended::Late | Attended::LeftEarly => 3,
        Attended::Proxy => 2,
        Attended::Absent => 1,
    }
}

impl Write<'_> {
    /// Makes two people one: `kept`, who has `fields` from now on, takes over all that was of `gone`. What isn't on top any more
    /// is for the caller to keep as former values, before or after. `main_of` is the one whose main post stays the main one.
    ///
    /// # Errors
    /// `NoRecord` without one of them, or when one lies in the trash; of the database when `kept` isn't the older one.
    pub fn merge_people(
        &self,
        kept: PersonId,
        gone: PersonId,
        fields: &PersonFields,
        main_of: PersonId,
    ) -> Result<()> {
        self.must_exist("person", &kept)?;
        self.must_exist("person", &gone)?;
        self.merge_posts_of(kept, gone, main_of)?;
        let (to, from) = (kept.to_string(), gone.to_string());
        self.merge_coordinator(&from, &to)?;
        self.merge_ties(kept, gone)?;
        self.rename_links("encounter_person", "person", "encounter", &from, &to)?;
        for met in self.met_as_both(kept, gone)? {
            // Which post it was on the day, where the one that stays doesn't say.
            self.connection
                .prepare_cached(
                    "UPDATE attendance SET organisation = g.organisation, title = g.title FROM \
                        (SELECT organisation, title FROM attendance WHERE id = ?2) g \
                     WHERE attendance.id = ?1 AND attendance.organisation IS NULL AND attendance.title = ''",
                )?
                .execute((met.stays, met.gone))?;
            self.delete("attendance", &met.gone)?;
            // Who came in the place of somebody who was there after all, was there.
            if let Some(proxy) = met.fields.proxy_person
                && ![kept, gone].contains(&proxy)
            {
                let known = self.attendance_in(met.meeting, proxy)?;
                if known.is_none() {
                    let there = AttendanceFields {
                        person: Some(proxy),
                        guest_name: String::new(),
                        guest_organisation: String::new(),
                        attended: Attended::Present,
                        time: None,
                        proxy_person: None,
                        proxy_name: String::new(),
                        role: met.fields.role,
                    };
                    self.set_attendance(met.meeting, &there)?;
                }
            }
        }
        self.rename("attendance", "person", &from, &to)?;
        self.rename("attendance", "proxy_person", &from, &to)?;
        // Who came in her own place was there.
        self.connection
            .prepare_cached(
                "UPDATE attendance SET attended = 'present', proxy_person = NULL, proxy_organisation = NULL \
                 WHERE person = ?1 AND proxy_person = ?1",
            )?
            .execute([&to])?;
        for (table, column) in [
            ("minute_line", "speaker"),
            ("action", "owner"),
            ("meeting", "recorder"),
            ("imported_row", "person"),
        ] {
            self.rename(table, column, &from, &to)?;
        }
        self.connection
            .prepare_cached(
                "DELETE FROM former_value WHERE person = ?1 AND EXISTS (SELECT 1 FROM former_value k \
                 WHERE k.person = ?2 AND k.field = former_value.field AND k.value = former_value.value)",
            )?
            .execute([&from, &to])?;
        self.rename("former_value", "person", &from, &to)?;
        self.rename_loose("person", &from, &to)?;
        self.merge_pairs(kept, gone)?;
        self.save_person(kept, fields)?;
        self.add_merged("person", &from, &to)?;
        self.delete("person", &gone)
    }

    fn merge_coordinator(&self, from: &str, to: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE coordinator SET me = 1 WHERE person = ?2 AND me = 0 \
                 AND EXISTS (SELECT 1 FROM coordinator WHERE person = ?1 AND me = 1)",
            )?
            .execute([from, to])?;
        self.connection
            .prepare_cached(
                "DELETE FROM coordinator WHERE person = ?1 AND EXISTS (SELECT 1 FROM coordinator WHERE person = ?2)",
            )?
            .execute([from, to])?;
        self.rename("coordinator", "person", from, to)?;
        Ok(())
    }

    /// A tie to the same third person becomes one with the levels of both; one between the two goes.
    fn merge_ties(&self, kept: PersonId, gone: PersonId) -> Result<()> {
        for tie in self.ties_even_removed(gone)? {
            let other = if tie.1 == gone { tie.2 } else { tie.1 };
            let id = tie.0;
            if other == kept {
                self.remove_tie(id)?;
                continue;
            }
            let (a, b) = (kept.min(other), kept.max(other));
            let known: Option<crate::TieId> = self.first(
                "SELECT id FROM tie WHERE a = ?1 AND b = ?2",
                (a, b),
                |row| row.get(0),
            )?;
            let Some(known) = known else {
                self.update("tie", &id, &[("a", &a), ("b", &b)])?;
                continue;
            };
            // The same level on the same day said twice: the basis that says something stays.
            self.connection
                .prepare_cached(
                    "UPDATE tie_level SET basis = (SELECT g.basis FROM tie_level g WHERE g.tie = ?1 \
                        AND g.level = tie_level.level AND g.on_day = tie_level.on_day) \
                     WHERE tie = ?2 AND basis = '' AND EXISTS (SELECT 1 FROM tie_level g WHERE g.tie = ?1 \
                        AND g.level = tie_level.level AND g.on_day = tie_level.on_day AND g.basis <> '')",
                )?
                .execute((id, known))?;
            self.connection
                .prepare_cached(
                    "DELETE FROM tie_level WHERE tie = ?1 AND EXISTS (SELECT 1 FROM tie_level k WHERE k.tie = ?2 \
                        AND k.level = tie_level.level AND k.on_day = tie_level.on_day \
                        AND (tie_level.basis = '' OR k.basis = tie_level.basis))",
                )?
                .execute((id, known))?;
            self.connection
                .prepare_cached("UPDATE tie_level SET tie = ?2 WHERE tie = ?1")?
                .execute((id, known))?;
            self.delete("tie", &id)?;
        }
        Ok(())
    }

    fn ties_even_removed(
        &self,
        person: PersonId,
    ) -> Result<Vec<(crate::TieId, PersonId, PersonId)>> {
        self.all(
            "SELECT id, a, b FROM tie WHERE a = ?1 OR b = ?1 ORDER BY id",
            [person],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
    }

    /// Who was another than the one is another than both.
    fn merge_pairs(&self, kept: PersonId, gone: PersonId) -> Result<()> {
        for pair in self.distinct_pairs_of(gone)? {
            let other = if pair.a == gone { pair.b } else { pair.a };
            let (a, b) = (kept.min(other), kept.max(other));
            let known: Option<String> = self.first(
                "SELECT id FROM distinct_pair WHERE a = ?1 AND b = ?2",
                (a, b),
                |row| row.get(0),
            )?;
            if other == kept || known.is_some() {
                self.delete("distinct_pair", &pair.id)?;
            } else {
                self.update("distinct_pair", &pair.id, &[("a", &a), ("b", &b)])?;
            }
        }
        Ok(())
    }
}
