//! Plain structs to pages. Text goes in as data, never as markup. No SQL, no clock.

pub mod drawing;
pub mod error;
pub mod font;
pub mod minutes;
mod page;
pub mod sheet;

pub use error::Error;
