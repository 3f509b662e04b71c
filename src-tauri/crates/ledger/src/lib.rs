//! What is kept: one region's contact and meeting ledger in one SQLCipher file.
//!
//! A ledger is a folder `NAME.kaotsunagi/` with `ledger.db` and, but for samples, `keys.age`. Domain code writes SQL through [`Write`] inside
//! [`Ledger::operation`]: one operation, one transaction, one name. Triggers keep the change log, out of which come
//! undo, redo and the history of a record; other triggers keep the search keys. Time is passed in.

pub mod affiliation;
pub mod backup;
pub mod change;
pub mod checklist;
pub mod count;
pub mod crash;
pub mod dating;
pub mod distinct;
pub mod encounter;
pub mod error;
mod file;
pub mod forget;
pub mod former;
pub mod id;
pub mod keys;
pub mod log;
pub mod map;
pub mod meeting;
pub mod merge;
pub mod merged;
pub mod organisation;
pub mod person;
pub mod preference;
pub mod recovery;
pub mod region;
pub mod schema;
pub mod search;
pub mod share;
pub mod store;
pub mod tie;
pub mod trash;
mod value;

pub use error::{Error, Result};
pub use id::*;
pub use keys::{Passphrase, RecoveryKey};
pub use store::{Changes, Done, Holder, Ledger, OneMoment, OperationName, Read, Write, check_at};
