//! Looks whether the fonts are there before the crate embeds them, so that the first build says what to do.

use std::path::Path;

fn main() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    for name in ["NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"] {
        let file = fonts.join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        // An interrupted copy would only show itself as a page without letters.
        let whole =
            std::fs::metadata(&file).is_ok_and(|found| found.is_file() && found.len() > 1_000_000);
        if !whole {
            println!(
                "cargo::error=assets/fonts/{name} is missing: run `cargo xtask run` or `cargo xtask test`, which fetch the fonts \
                 first (or `cargo xtask setup` alone)"
            );
        }
    }
}
