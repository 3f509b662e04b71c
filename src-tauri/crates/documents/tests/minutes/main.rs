//! The minutes in every form they are given out in. One program, because linking the page engine is what takes time.

mod pdf;
mod sample;
mod text;
mod word;
