//! The app has no network code: no crate that speaks to a host, no socket in our own sources, no host in the page's policy.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates that open connections, speak a protocol of the network, or encrypt one; and ways out of the window.
const SPEAKERS: &[&str] = &[
    "actix-web",
    "async-net",
    "async-std",
    "attohttpc",
    "aws-lc-rs",
    "axum",
    "curl",
    "curl-sys",
    "fantoccini",
    "git2",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "hyper-rustls",
    "hyper-tls",
    "hyper-util",
    "isahc",
    "lettre",
    "libgit2-sys",
    "libssh2-sys",
    "mio",
    "native-tls",
    "open",
    "openssl",
    "openssl-sys",
    "opentelemetry",
    "quinn",
    "reqwest",
    "ring",
    "rouille",
    "rustls",
    "schannel",
    "security-framework",
    "sentry",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-localhost",
    "tauri-plugin-opener",
    "tauri-plugin-shell",
    "tauri-plugin-updater",
    "tauri-plugin-upload",
    "tauri-plugin-websocket",
    "tiny_http",
    "tokio-native-tls",
    "tokio-rustls",
    "tokio-tungstenite",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webbrowser",
    "webpki-roots",
    "websocket",
    "zbus",
];

/// What sounds like the network in the window's tree and is none. Each must still be there: an old excuse is no excuse.
const ARGUED: &[(&str, &str)] = &[
    (
        "http",
        "types of requests and answers, no socket: Tauri answers the page's tauri:// and ipc:// with them",
    ),
    (
        "url",
        "parses addresses: the window refuses every one but its own",
    ),
    ("urlpattern", "compares addresses, for Tauri's capabilities"),
    (
        "cookie",
        "a type in the webview's interface; nothing here asks for one",
    ),
    (
        "webkit2gtk",
        "the webview itself; what its page may reach is the policy's and the window's matter, both tested",
    ),
    (
        "soup3",
        "bindings of the types in WebKit's interface; the network stack is WebKit's own and the page has no host",
    ),
    (
        "gio",
        "GLib's files and main loop, by GTK; its sockets are never called",
    ),
    (
        "dbus",
        "the desktop's own bus, a socket of the file system: Tauri asks it for the theme, and the keychain answers there",
    ),
    (
        "tokio",
        "Tauri's threads and timers; its feature `net` must stay out, see below",
    ),
    (
        "tauri-plugin-fs",
        "types of tauri-plugin-dialog; the plugin itself is not set up, and the page has no permission for it",
    ),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Crates below a package as it is built by itself, with their features. The window tests speak WebDriver, so `hyper` is in
/// the workspace; it is no part of the app.
fn tree(package: &str) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--no-dedupe",
        ])
        .args(["--package", package, "--format", "{p}|{f}"])
        .current_dir(top())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut crates = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (package, features) = line.split_once('|').unwrap_or((line, ""));
        if let Some(name) = package.split_whitespace().next() {
            crates.insert(name.to_owned(), features.trim().to_owned());
        }
    }
    assert!(crates.len() > 50, "the tree of {package} was read");
    crates
}

#[test]
fn neither_the_window_nor_the_command_line_is_built_with_network_code() {
    for package in ["kaotsunagi-window", "kaotsunagi-cli"] {
        let crates = tree(package);
        let speakers: Vec<_> = SPEAKERS
            .iter()
            .filter(|name| crates.contains_key(**name))
            .collect();
        assert!(speakers.is_empty(), "{package} pulls in {speakers:?}");
        if let Some(features) = crates.get("tokio") {
            assert!(
                !features
                    .split(',')
                    .any(|feature| matches!(feature, "net" | "full")),
                "{package}: tokio with {features}"
            );
        }
    }
    let window = tree("kaotsunagi-window");
    for (name, why) in ARGUED {
        // The webview, and with it its bindings, are others elsewhere.
        assert!(
            !cfg!(target_os = "linux") || window.contains_key(*name),
            "{name} has gone, and with it: {why}"
        );
    }
}

#[test]
fn what_sounds_like_the_network_is_argued() {
    let sounds = [
        "http", "url", "soup", "socket", "tls", "ssl", "web", "net", "cookie", "dns", "ftp",
        "smtp", "proxy",
    ];
    // Letters of other words: `webp` is a picture, `kaotsunagi-network` the graph of people; names of HTML (`web_atoms`), a
    // clock (`web-time`), a writer of bytes (`cookie-factory`, in age), texts of forms and of `data:`.
    let other = [
        "image-webp",
        "kaotsunagi-network",
        "web_atoms",
        "data-url",
        "form_urlencoded",
        "web-time",
        "cookie-factory",
        "webkit2gtk-sys",
        "soup3-sys",
    ];
    for package in ["kaotsunagi-window", "kaotsunagi-cli"] {
        let unargued: Vec<String> = tree(package)
            .into_keys()
            .filter(|name| sounds.iter().any(|sound| name.contains(sound)))
            .filter(|name| !other.contains(&name.as_str()))
            .filter(|name| !ARGUED.iter().any(|(argued, _)| argued == name))
            .collect();
        assert_eq!(unargued, Vec::<String>::new(), "{package}");
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("tests") && !path.ends_with("gen") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn our_own_sources_open_no_socket() {
    let mut files = Vec::new();
    sources(&top().join("src-tauri"), &mut files);
    assert!(files.len() > 100, "the sources were found");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source");
        for word in [
            "std::net",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "UnixStream",
            "UnixListener",
            "ToSocketAddrs",
        ] {
            assert!(!text.contains(word), "{}: {word}", file.display());
        }
    }
}

#[test]
fn only_one_file_of_the_app_starts_other_programs() {
    let mut files = Vec::new();
    sources(&top().join("src-tauri"), &mut files);
    let starters: Vec<_> = files
        .iter()
        // What a developer runs is no part of the app.
        .filter(|file| !file.components().any(|part| part.as_os_str() == "xtask"))
        .filter(|file| {
            let text = std::fs::read_to_string(file).expect("a source");
            [
                "process::Command",
                "Command::new",
                "libc::system",
                "execv",
                "ShellExecute",
            ]
            .iter()
            .any(|word| text.contains(word))
        })
        .filter_map(|file| file.file_name())
        .collect();
    assert_eq!(starters, ["opener.rs"]);
}

#[test]
fn the_policy_of_the_page_allows_no_host() {
    let text = std::fs::read_to_string(top().join("src-tauri/tauri.conf.json"))
        .expect("the configuration");
    let conf: Value = serde_json::from_str(&text).expect("JSON");
    let security = &conf["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");
    let directives: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    assert_eq!(
        directives["default-src"],
        ["'none'"],
        "what isn't named is forbidden"
    );
    assert_eq!(
        directives["script-src"],
        ["'self'"],
        "no inline script, no eval"
    );
    for (directive, sources) in &directives {
        for source in sources {
            let allowed = match *source {
                "'none'" | "'self'" => true,
                "'unsafe-inline'" => *directive == "style-src",
                "data:" | "blob:" => *directive == "img-src",
                // The border itself: Tauri answers both inside the process; Windows' webview knows it only by this name.
                "ipc:" | "http://ipc.localhost" => *directive == "connect-src",
                _ => false,
            };
            assert!(allowed, "{directive} allows {source}");
        }
    }
    for (name, value) in security.as_object().expect("an object") {
        assert!(name == "csp", "{name}: {value} is not argued here");
    }
    assert_eq!(
        conf["app"]["windows"],
        serde_json::json!([]),
        "the one window is made in code, with its own refusals"
    );
    assert!(
        conf["build"].get("devUrl").is_none(),
        "no page from a server"
    );
    assert!(
        conf.get("plugins").is_none(),
        "no plugin is configured: no updater"
    );
}
