//! Declares every use case to Tauri as a command with a permission of its own, out of the one list in core.

macro_rules! commands {
    ($($module:ident :: $name:ident ($request:ident) -> $response:ident;)*) => {
        const COMMANDS: &[&str] = &[$(stringify!($name),)* "choose_file", "choose_place", "open_mail", "open_folder", "start"];
    };
}
include!("crates/core/src/commands.rs");

fn main() {
    println!("cargo:rerun-if-changed=crates/core/src/commands.rs");
    println!("cargo:rerun-if-changed=../ui");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error=the window can't be built: {error:#}");
    }
}
