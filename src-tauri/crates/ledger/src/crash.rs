//! Places between two files where a power cut would hurt most, each with a name, so that tests can walk them.

/// All names, in no order: a test stops the program at each.
pub const POINTS: [&str; 16] = [
    "keys.before",
    "keys.between",
    "keys.after",
    "backup.copied",
    "backup.checked",
    "backup.named",
    "second.copied",
    "migration.before",
    "restore.backed_up",
    "restore.prepared",
    "restore.closed",
    "restore.placed",
    "recover.prepared",
    "recover.set_aside",
    "recover.cleared",
    "recover.placed",
];

/// Stops the program at once, as a power cut would, when the variable `KAOTSUNAGI_CRASH_AT` names this point; in builds
/// for tests only.
#[cfg(debug_assertions)]
pub fn point(name: &str) {
    debug_assert!(POINTS.contains(&name), "{name} is not in the list");
    if std::env::var_os("KAOTSUNAGI_CRASH_AT").is_some_and(|wanted| wanted == name) {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub fn point(_name: &str) {}
