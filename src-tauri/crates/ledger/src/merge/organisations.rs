//! Two organisations that are one.

use crate::organisation::OrganisationFields;
use crate::{OrganisationId, Result, Write};

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
