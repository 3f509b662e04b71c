//! The minutes in every form they are given out in. One program, because linking the page engine is what takes time.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where the minutes are not as expected"
)]

mod pdf;
mod sample;
mod text;
mod word;
