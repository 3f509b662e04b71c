//! Noto Sans JP (OFL), fetched at set-up into assets/fonts and embedded when the crate is built.
//!
//! Embedded rather than looked up on the machine: the same data gives the same pages on every machine, with 𠮷, 髙 and 﨑 on them.

/// The family name to ask for.
pub const FAMILY: &str = "Noto Sans JP";

/// Noto Sans JP Regular (weight 400), TrueType.
pub static REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansJP-Regular.ttf");

/// Noto Sans JP Bold (weight 700), TrueType.
pub static BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansJP-Bold.ttf");

/// Where the fonts come from and their licence in full: the licence asks that it goes with every copy.
pub const LICENCE: &str = include_str!("../../../../assets/fonts/README.md");
