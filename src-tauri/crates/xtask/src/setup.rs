//! What a fresh Debian machine lacks: system packages, and from npm the fonts and the tools of the tests.

use std::fs;
use std::path::Path;

use crate::command::{Done, command, run, succeeds, top};

/// To build and run the window, to test it, and to look at its documents from outside.
const PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "fonts-noto-cjk",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "xdotool",
    "strace",
    "dbus-x11",
    "poppler-utils",
    "libreoffice-writer",
    "gnome-keyring",
];
const FONTS: &[(&str, &str)] = &[
    (
        "400Regular/NotoSansJP_400Regular.ttf",
        "NotoSansJP-Regular.ttf",
    ),
    ("700Bold/NotoSansJP_700Bold.ttf", "NotoSansJP-Bold.ttf"),
];

/// Brings everything that is missing; a second call finds nothing to do.
pub(crate) fn all() -> Done {
    system_packages()?;
    npm_packages()?;
    fonts()
}

fn system_packages() -> Done {
    if !succeeds(command("dpkg", &["--version"])) {
        println!(
            "xtask: not a Debian system; these packages are needed under their names here: {}",
            PACKAGES.join(" ")
        );
        return Ok(());
    }
    let mut missing: Vec<&str> = PACKAGES
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect();
    // Node may come from elsewhere than from Debian.
    if !succeeds(command("npm", &["--version"])) {
        missing.push("npm");
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("xtask: missing system packages: {}", missing.join(" "));
    let by_root = succeeds(command("sh", &["-c", "test \"$(id -u)\" = 0"]));
    let by_sudo = !by_root && succeeds(command("sudo", &["-n", "true"]));
    if !by_root && !by_sudo {
        return Err(format!(
            "please install them and come back:\n  sudo apt-get install {}",
            missing.join(" ")
        ));
    }
    let apt = |words: &[&str]| {
        let mut all = if by_root {
            Vec::new()
        } else {
            vec!["sudo", "-n"]
        };
        all.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        all.extend(words);
        let (program, words) = all
            .split_first()
            .map_or(("apt-get", &[][..]), |(program, words)| (*program, words));
        run(command(program, words))
    };
    apt(&["update", "-qq"])?;
    let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
    words.extend(missing);
    apt(&words)
}

fn installed(package: &str) -> bool {
    command("dpkg-query", &["-W", "-f", "${Status}", package])
        .output()
        .is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).contains("install ok installed")
        })
}

/// The lock file says exactly which; it is run again only when it changed.
fn npm_packages() -> Done {
    let tests = top().join("tests");
    let lock = tests.join("package-lock.json");
    let kept = tests.join("node_modules/.kaotsunagi-lock");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if fs::read(&kept).is_ok_and(|kept| kept == wanted) {
        return Ok(());
    }
    println!("xtask: fetching the fonts and the tests' tools from npm");
    let mut npm = command(
        "npm",
        &["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    );
    npm.current_dir(&tests);
    run(npm)?;
    fs::copy(&lock, &kept)
        .map(|_| ())
        .map_err(|error| format!("{}: {error}", kept.display()))
}

/// The page engine embeds its fonts when it is built.
fn fonts() -> Done {
    let from = top().join("tests/node_modules/@expo-google-fonts/noto-sans-jp");
    let to = top().join("assets/fonts");
    for (source, name) in FONTS {
        let (source, place) = (from.join(source), to.join(name));
        if !same_length(&source, &place) {
            fs::copy(&source, &place)
                .map_err(|error| format!("{} → {}: {error}", source.display(), place.display()))?;
        }
    }
    Ok(())
}

fn same_length(a: &Path, b: &Path) -> bool {
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => a.len() == b.len(),
        _ => false,
    }
}
