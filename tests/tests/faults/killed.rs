//! Programs that are killed.

use std::path::Path;

use kaotsunagi_tests::killing::rounds;
use kaotsunagi_tests::window::built;

use crate::world;

/// `cargo xtask bench --faults` does ten times as many.
#[test]
fn fifty_times_killed_and_everything_acknowledged_is_there() {
    let folder = world::quick_folder();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers/schema-1-passphrase.db");
    let writer = built("writer").expect("the writer");
    let report =
        rounds(&writer, &old, folder.path(), 50, 1).unwrap_or_else(|said| panic!("{said}"));
    println!("{report:?}");
    assert_eq!(report.survived, 50);
    assert!(
        report.in_the_middle > 10,
        "killed in the middle: {report:?}"
    );
}
