//! Figures, in release, each printed beside what it is compared with. Nothing here fails for being slow: machines differ.

use crate::command::{Done, command, run, target};
use crate::run::build;

/// Builds in release and prints the figures.
pub(crate) fn bench() -> Done {
    build(true)?;
    let figures = target().join("release/figures");
    run(command(&figures.to_string_lossy(), &[]))
}
