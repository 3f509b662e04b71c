//! Which column is what: Japanese header words and the fingerprints of programs (contact-files.md).

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Family,
    Given,
    Kana,
    FamilyKana,
    GivenKana,
    Organisation,
    Corporation,
    Department,
    Title,
    Profession,
    Side,
    Municipality,
    Email,
    Phone,
    Mobile,
    Fax,
    Postal,
    Address,
    Note,
    /// Home address, birthday, photo: dropped and counted.
    Private,
}

/// The field that a header names, by its folded words; `None` for a leftover.
#[must_use]
pub fn field_of(_header: &str) -> Option<Field> {
    todo!()
}
