//! Sentences that Rust makes (operations, errors, judgements, reasons, fixed words of documents), in both languages, out of
//! `assets/words/{ja,en}.toml`. The window's own labels are `ui/i18n/{ja,en}.json`.
