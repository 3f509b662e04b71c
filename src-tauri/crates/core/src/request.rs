//! What every request is checked for before anything is written.

use std::path::Path;
use std::str::FromStr;

use crate::vocabulary::{Term, Terms};
use crate::{Error, Result};

/// No text that somebody types is longer: a whole book pasted by mistake is refused in words.
const LONGEST: usize = 100_000;

/// An id as the window sends it.
///
/// # Errors
/// `Refused` when it has not the form of one.
pub(crate) fn id<Id: FromStr>(field: &str, text: &str) -> Result<Id> {
    text.trim()
        .parse()
        .map_err(|_| Error::refused(field, "refused.bad_id"))
}

/// # Errors
/// `Refused` when the text is empty, blank or far too long.
pub(crate) fn not_blank(field: &str, text: &str) -> Result<()> {
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Error::refused(field, "refused.blank"));
    }
    not_too_long(field, text)
}

/// A place as it is typed, without white space around it; a name that is no text is taken as it is.
///
/// # Errors
/// `Refused` when it is blank.
pub(crate) fn place<'a>(field: &str, path: &'a Path) -> Result<&'a Path> {
    let Some(text) = path.to_str() else {
        return Ok(path);
    };
    not_blank(field, text)?;
    Ok(Path::new(text.trim()))
}

/// # Errors
/// `Refused` when the text is far too long.
pub(crate) fn not_too_long(field: &str, text: &str) -> Result<()> {
    if text.len() > LONGEST {
        Err(Error::refused(field, "refused.too_long"))
    } else {
        Ok(())
    }
}

/// # Errors
/// `Refused` when an id is chosen that the vocabulary doesn't have.
pub(crate) fn of_vocabulary<T: Term + serde::de::DeserializeOwned>(
    field: &str,
    terms: &Terms<T>,
    chosen: Option<&str>,
) -> Result<()> {
    match chosen {
        Some(id) if terms.get(id).is_none() => Err(Error::refused(field, "refused.unknown_id")),
        Some(_) | None => Ok(()),
    }
}

/// # Errors
/// `Refused` when a number that counts something is negative.
pub(crate) fn not_negative(field: &str, number: Option<i64>) -> Result<()> {
    if number.is_some_and(|number| number < 0) {
        Err(Error::refused(field, "refused.negative"))
    } else {
        Ok(())
    }
}

/// A chosen id of a window's list: blank is none.
pub(crate) fn chosen(id: Option<&str>) -> Option<&str> {
    id.filter(|id| !id.is_empty())
}

/// A reference that is new against what is kept: only such a one has to lead to a record that isn't in the trash.
pub(crate) fn changed<Id: PartialEq>(kept: Option<Id>, told: Option<Id>) -> Option<Id> {
    if kept == told { None } else { told }
}
