//! The programs as they run, watched from the system's side: which sockets they ask for.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kaotsunagi_tests::display::Display;
use kaotsunagi_tests::window::built;

use crate::world;

/// Whether programs can be watched here; says so aloud when not.
fn watched() -> bool {
    let can = Command::new("strace")
        .args(["-f", "-e", "trace=network", "-o", "/dev/null", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !can {
        println!(
            "SKIPPED: strace is not installed or may not watch programs here; no socket was looked for"
        );
    }
    can
}

/// Calls that reach further than this computer: any family of sockets but those of the file system, and the kernel's own
/// news (`AF_NETLINK`, by which GLib hears that a cable was pulled; no host is behind it).
fn outward(log: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(log).expect("what was watched");
    let mut calls = 0;
    let found = text
        .lines()
        .filter(|line| line.contains('(') && !line.contains("+++") && !line.contains("---"))
        .inspect(|_| calls += 1)
        // An address of the other families is an address of a host; routes that the kernel tells of are none.
        .filter(|line| {
            line.contains("sa_family=AF_INET")
                || (line.contains(" socket(")
                    && !line.contains("socket(AF_UNIX")
                    && !line.contains("socket(AF_NETLINK"))
        })
        .map(str::to_owned)
        .collect();
    (calls, found)
}

fn log(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.strace"))
}

#[test]
fn the_watch_itself_sees_a_socket_that_reaches_out() {
    if !watched() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), "bash");
    // Port 9 of this computer: nobody answers, and the call is seen all the same.
    Command::new("strace")
        .args(["-f", "-e", "trace=network", "-o"])
        .arg(&log)
        .args(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"])
        .stderr(Stdio::null())
        .status()
        .expect("runs");
    assert!(
        !outward(&log).1.is_empty(),
        "{}",
        std::fs::read_to_string(&log).unwrap_or_default()
    );
}

#[test]
fn the_command_line_asks_for_no_socket_that_reaches_out() {
    if !watched() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    world::region(&folder.path().join("a.kaotsunagi"));
    world::list(folder.path());
    for (at, words) in [
        &["import", "meibo.csv"][..],
        &["people"],
        &["today"],
        &["map", "--out", "図.svg"],
        &["export", "--out", "人.csv"],
        &["undo"],
        &["check"],
    ]
    .into_iter()
    .enumerate()
    {
        let log = log(folder.path(), &at.to_string());
        let done = Command::new("strace")
            .args(["-f", "-e", "trace=network", "-o"])
            .arg(&log)
            .arg(built("kaotsunagi").expect("the command line"))
            .args(["--ledger", "a.kaotsunagi"])
            .args(words)
            .current_dir(folder.path())
            .output()
            .expect("runs");
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let (_, found) = outward(&log);
        assert!(found.is_empty(), "{words:?}: {found:?}");
    }
}

#[test]
fn the_window_asks_for_no_socket_that_reaches_out() {
    if !watched() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    let Ok(display) = Display::start(1280, 800) else {
        println!("SKIPPED: no virtual display (Xvfb) here; the window was not watched");
        return;
    };
    let log = log(home, "window");
    let said = home.join("said");
    let mut strace = Command::new("strace")
        .args(["-f", "-e", "trace=network", "-o"])
        .arg(&log)
        .arg(built("kaotsunagi-window").expect("the window"))
        .arg("--sample")
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .env("KAOTSUNAGI_HOME", home)
        .env("KAOTSUNAGI_REPORT_START", "1")
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("NO_AT_BRIDGE", "1")
        // No bus of its own: the portals that it would start are other programs', and outlive the window.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("GTK_USE_PORTAL", "0")
        .stdout(std::fs::File::create(&said).expect("a file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let patience = Instant::now();
    let stands = || std::fs::read_to_string(&said).is_ok_and(|text| text.contains("started"));
    while !stands() && patience.elapsed() < Duration::from_secs(90) {
        std::thread::sleep(Duration::from_millis(200));
    }
    let stood = stands();
    // The map, the engine's own caches, whatever it wants to look up: it has a while for it.
    std::thread::sleep(Duration::from_secs(5));
    end(strace.id());
    strace.wait().expect("ended");
    assert!(stood, "the first screen stands");
    let (calls, found) = outward(&log);
    assert!(calls > 20, "a window speaks to its display: {calls} calls");
    assert!(found.is_empty(), "{found:#?}");
}

/// Ends all that strace watches, and with it strace: the window, the engine's own processes, and the message bus that the desktop
/// starts for the first who asks, which would outlive them.
fn end(strace: u32) {
    let watched_by = format!("TracerPid:\t{strace}");
    for _ in 0..5 {
        let watched: Vec<String> = std::fs::read_dir("/proc")
            .expect("processes")
            .flatten()
            .filter(|entry| {
                std::fs::read_to_string(entry.path().join("status"))
                    .is_ok_and(|status| status.lines().any(|line| line == watched_by))
            })
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        if watched.is_empty() {
            return;
        }
        // One may be gone before its turn comes.
        let _ = Command::new("kill")
            .arg("-KILL")
            .args(watched)
            .stderr(Stdio::null())
            .status();
        std::thread::sleep(Duration::from_millis(300));
    }
}
