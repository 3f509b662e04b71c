//! Writes the contact files of `tests/fixtures/contacts/` and `assets/sample-region/`, byte for byte as the programs do
//! that make such files. The files are committed; run this again after changing it:
//! `cargo run -p kaotsunagi-exchange --example contact_files`. All people, places and numbers are invented.

mod bytes;
mod fixtures;
mod sample;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    for (folder, files) in [
        ("tests/fixtures/contacts", fixtures::files()?),
        ("assets/sample-region", sample::files()?),
    ] {
        let folder = root.join(folder);
        std::fs::create_dir_all(&folder)?;
        for (name, content) in files {
            // A half-written fixture is seen by git; there is nothing to protect here.
            #[allow(
                clippy::disallowed_methods,
                reason = "a development tool that writes committed files anew"
            )]
            std::fs::write(folder.join(name), content)?;
            println!("{}", folder.join(name).display());
        }
    }
    Ok(())
}
