//! Two coordinators, no server: what each wrote is compared and joined, in whatever order and however often packs come.
//!
//! Nothing is stamped while she works. Before an exchange [`capture`] compares the ledger with what was last exchanged and stamps
//! what differs; [`take`] joins what a colleague knows and writes what follows from it into the ledger's tables. Both go through
//! one [`view`]: what the registers show. So writing the view into the ledger and capturing the ledger are each other's reverse.

mod capture;
mod choice;
pub(crate) mod colleague;
mod fields;
mod keys;
mod know;
mod look;
mod marks;
mod materialise;
mod natural;
mod register;
mod rows;
mod scope;
mod sound;
mod stamp;
mod state;
mod store;
mod take;

pub use colleague::{Colleague, PackTaken};
pub use fields::Reach;
pub use keys::{ShareKey, is_public_key, seal_for};
pub use know::{Conflict, ShownField, ShownRecord, latest};
pub use look::{Looked, LookedField, Outcome};
pub use register::{Entry, Register};
pub use scope::{LeftOut, Scope, Selection};
pub use stamp::{Device, Dot, Stamp};
pub use state::{LIFE, State};
pub use take::{Decision, Decisions, From, Incoming, Record, Taken, writers};
