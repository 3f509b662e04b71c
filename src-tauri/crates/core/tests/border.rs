//! The border in the repository is the border in the code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test says what it expects by failing

#[test]
fn types_of_the_window_are_those_of_the_code() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/types.d.ts");
    let made = kaotsunagi_core::border::types_d_ts();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        #[allow(clippy::disallowed_methods)] // a file of the repository, on purpose
        std::fs::write(file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == made,
        "ui/types.d.ts differs: run UPDATE_TYPES=1 cargo test -p kaotsunagi-core --test border"
    );
}
