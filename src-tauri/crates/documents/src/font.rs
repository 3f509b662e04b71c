//! Noto Sans JP (OFL), fetched at set-up into assets/fonts and embedded when the crate is built.
