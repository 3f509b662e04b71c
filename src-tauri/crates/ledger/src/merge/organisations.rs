//! Two organisations that are one.

use crate::organisation::OrganisationFields;
use crate::{OrganisationId, Read, Result, Write};

/// What moves along when an organisation becomes part of another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OrganisationMoves {
    pub posts: i64,
    /// Series that it hosts or keeps the books of.
    pub series: i64,
    /// Meetings that it hosts, alone or with others.
    pub meetings: i64,
    /// Attendances for it, also in another's place.
    pub attendances: i64,
    pub encounters: i64,
}

impl Read<'_> {
    /// What would move along with an organisation.
    ///
    /// # Errors
    /// Of the database.
    pub fn organisation_moves(&self, organisation: OrganisationId) -> Result<OrganisationMoves> {
        let count = |sql: &str| self.first(sql, [organisation], |row| row.get(0));
        let count = |sql: &str| count(sql).map(Option::unwrap_or_default);
        Ok(OrganisationMoves {
            posts: count("SELECT count(*) FROM affiliation WHERE organisation = ?1")?,
            series: count("SELECT count(*) FROM series WHERE host = ?1 OR secretariat = ?1")?,
            meetings: count(
                "SELECT (SELECT count(*) FROM meeting WHERE host = ?1) \
                    + (SELECT count(*) FROM meeting_co_host WHERE organisation = ?1)",
            )?,
            attendances: count(
                "SELECT count(*) FROM attendance WHERE organisation = ?1 OR proxy_organisation = ?1",
            )?,
            encounters: count(
                "SELECT count(*) FROM encounter_organisation WHERE organisation = ?1",
            )?,
        })
    }
}

impl Write<'_> {
    /// Makes two organisations one: `kept`, which has `fields` from now on, takes over all that was of `gone`.
    ///
    /// # Errors
    /// `NoRecord` without one of them, or when one lies in the trash; of the database when `kept` isn't the older one.
    pub fn merge_organisations(
        &self,
        kept: OrganisationId,
        gone: OrganisationId,
        fields: &OrganisationFields,
    ) -> Result<()> {
        self.must_exist("organisation", &kept)?;
        self.must_exist("organisation", &gone)?;
        self.merge_posts_at(kept, gone)?;
        let (to, from) = (kept.to_string(), gone.to_string());
        for (table, other) in [
            ("encounter_organisation", "encounter"),
            ("meeting_co_host", "meeting"),
        ] {
            self.rename_links(table, "organisation", other, &from, &to)?;
        }
        for (table, column) in [
            ("series", "host"),
            ("series", "secretariat"),
            ("meeting", "host"),
            ("attendance", "organisation"),
            ("attendance", "proxy_organisation"),
        ] {
            self.rename(table, column, &from, &to)?;
        }
        self.rename_loose("organisation", &from, &to)?;
        self.save_organisation(kept, fields)?;
        self.add_merged("organisation", &from, &to)?;
        self.delete("organisation", &gone)
    }
}
