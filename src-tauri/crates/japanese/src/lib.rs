//! How Japanese is written, where more than one room must agree on it: keys for searching and matching
//! (never for storing), kana, dates in eras, fiscal years. No state, no files, no clock.

pub mod date;
pub mod key;
