//! Two coordinators, no server: what each wrote is compared and joined, in whatever order and however often packs come.
//!
//! Nothing is stamped while she works. Before an exchange [`capture`] compares the ledger with what was last exchanged and stamps
//! what differs; [`take`] joins what a colleague knows and writes what follows from it into the ledger's tables. Both go through
//! one [`view`]: what the registers show. So writing the view into the ledger and capturing the ledger are each other's reverse.

mod register;
mod stamp;
mod state;

pub use register::{Entry, Register};
pub use stamp::{Device, Dot, Stamp};
pub use state::{LIFE, State};
