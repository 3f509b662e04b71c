//! A ledger one can trust, tried: disks that fail, programs that are killed, files that were changed, two at once.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[cfg(target_os = "linux")]
mod clear;
#[cfg(target_os = "linux")]
mod closed;
mod crash;
#[cfg(unix)]
mod disk;
#[cfg(unix)]
mod full;
mod held;
mod killed;
#[cfg(unix)]
mod nth;
#[cfg(unix)]
mod tampered;
mod world;
