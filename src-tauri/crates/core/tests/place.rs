//! Folders that are copied to the internet are told, others are not.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic)]

use kaotsunagi_core::place::{Cloud, JudgePlace, cloud_at, judge_place, named};
use kaotsunagi_core::session::Language;
use kaotsunagi_core::{Now, Session};

fn now() -> Now {
    Now {
        utc: "2026-11-22T03:00:00Z".parse().unwrap(),
        zone: chrono::FixedOffset::east_opt(9 * 3600).unwrap(),
        today: "2026-11-22".parse().unwrap(),
    }
}

#[test]
fn folders_of_services_are_known_by_their_names() {
    for (path, cloud) in [
        (r"C:\Users\haruka\OneDrive\連携", Cloud::OneDrive),
        (
            r"C:\Users\haruka\OneDrive - みどり野中央病院\デスクトップ\region.kaotsunagi",
            Cloud::OneDrive,
        ),
        (r"c:\users\haruka\ONEDRIVE\a", Cloud::OneDrive),
        (
            "/Users/haruka/Library/CloudStorage/OneDrive-Personal/a",
            Cloud::OneDrive,
        ),
        (
            "/Users/haruka/Library/CloudStorage/OneDrive-みどり野病院/a",
            Cloud::OneDrive,
        ),
        ("/home/haruka/Dropbox/a", Cloud::Dropbox),
        (r"D:\Dropbox (個人)\a", Cloud::Dropbox),
        (
            "/Users/haruka/Library/CloudStorage/Dropbox/a",
            Cloud::Dropbox,
        ),
        (
            "/Users/haruka/Library/Mobile Documents/com~apple~CloudDocs/a",
            Cloud::ICloud,
        ),
        (
            "/Users/haruka/Library/Mobile Documents/iCloud~md~example/a",
            Cloud::ICloud,
        ),
        (r"C:\Users\haruka\iCloudDrive\a", Cloud::ICloud),
        (r"G:\マイドライブ\連携", Cloud::GoogleDrive),
        (r"G:\My Drive\連携", Cloud::GoogleDrive),
        (
            "/Volumes/G/マイト\u{3099}ライフ\u{3099}/a",
            Cloud::GoogleDrive,
        ),
        (
            "/Users/haruka/Library/CloudStorage/GoogleDrive-haruka@midorino.example/マイドライブ/a",
            Cloud::GoogleDrive,
        ),
        (r"C:\Users\haruka\Google ドライブ\a", Cloud::GoogleDrive),
        (r"C:\Users\haruka\Google Drive\a", Cloud::GoogleDrive),
        (
            r"C:\Users\haruka\Ｇｏｏｇｌｅ　Ｄｒｉｖｅ\a",
            Cloud::GoogleDrive,
        ),
        (r"C:\Users\haruka\Box\a", Cloud::BoxDrive),
        ("/Users/haruka/Box Sync/a", Cloud::BoxDrive),
        (
            "/Users/haruka/Library/CloudStorage/Box-Box/a",
            Cloud::BoxDrive,
        ),
        (
            "/Users/haruka/Library/CloudStorage/Example-haruka/a",
            Cloud::Other,
        ),
    ] {
        assert_eq!(named(path), Some(cloud), "{path}");
    }
}

#[test]
fn folders_that_only_sound_like_it_are_left_in_peace() {
    for path in [
        r"C:\Users\haruka\Documents\連携\region.kaotsunagi",
        "/home/haruka/Dropboxer/a",
        "/home/haruka/dropbox_old/a",
        r"C:\Users\haruka\OneDriver\a",
        r"C:\Users\haruka\MyOneDrive\a",
        r"D:\Box\a",
        "/home/haruka/inbox/a",
        "/home/haruka/sandbox/box/a",
        "/Users/haruka/iCloud Drive (アーカイブ)/a",
        "/Users/haruka/Documents/Mobile Documents/a",
        "/Users/haruka/Library/CloudStorage",
        "/home/haruka/CloudStorage/a",
        r"\\server\共有ドライブ\連携",
        "/home/haruka/マイドライブの写し/a",
        "/home/haruka/google drive の使い方/a",
        "",
    ] {
        assert_eq!(named(path), None, "{path}");
    }
}

#[test]
fn what_services_leave_in_their_folders_tells_them_however_these_are_called() {
    for (mark, is_folder, cloud) in [
        (".dropbox", false, Cloud::Dropbox),
        (".dropbox.cache", true, Cloud::Dropbox),
        (
            ".849C9593-D756-4E56-8D6E-42412F2A707B",
            false,
            Cloud::OneDrive,
        ),
        (".tmp.drivedownload", true, Cloud::GoogleDrive),
        (".shortcut-targets-by-id", true, Cloud::GoogleDrive),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("事務局/連携/region.kaotsunagi");
        assert_eq!(cloud_at(&ledger), None, "{mark}: not yet");
        let place = folder.path().join(mark);
        if is_folder {
            std::fs::create_dir(place).unwrap();
        } else {
            std::fs::File::create(place).unwrap();
        }
        assert_eq!(cloud_at(&ledger), Some(cloud), "{mark}");
    }
}

#[test]
fn the_settings_of_dropbox_in_somebodys_own_folder_are_no_mark() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".dropbox")).unwrap();
    assert_eq!(cloud_at(&home.path().join("連携")), None);
}

#[test]
fn the_picture_of_google_drives_folder_tells_it_in_either_encoding() {
    let text = "[.ShellClassInfo]\r\nIconResource=C:\\Program Files\\Google\\Drive File Stream\\GoogleDriveFS.exe,20\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &wide] {
        let folder = tempfile::tempdir().unwrap();
        let put = |bytes: &[u8]| {
            let mut file = std::fs::File::create(folder.path().join("desktop.ini")).unwrap();
            std::io::Write::write_all(&mut file, bytes).unwrap();
        };
        put(b"[.ShellClassInfo]\r\nIconResource=C:\\Windows\\system32\\imageres.dll,-112\r\n");
        assert_eq!(
            cloud_at(&folder.path().join("a")),
            None,
            "any folder may have one"
        );
        put(bytes);
        assert_eq!(cloud_at(&folder.path().join("a")), Some(Cloud::GoogleDrive));
    }
}

#[cfg(unix)]
#[test]
fn a_link_into_such_a_folder_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = folder.path().join("Dropbox/事務局");
    std::fs::create_dir_all(&cloud).unwrap();
    let link = folder.path().join("連携");
    std::os::unix::fs::symlink(&cloud, &link).unwrap();
    // What will be made there is judged by where it will be.
    assert_eq!(
        cloud_at(&link.join("新しい/region.kaotsunagi")),
        Some(Cloud::Dropbox)
    );
    // And a link that lies in such a folder but leads out of it would still be copied as a link.
    let out = cloud.join("外");
    std::os::unix::fs::symlink(folder.path(), &out).unwrap();
    assert_eq!(
        cloud_at(&out.join("region.kaotsunagi")),
        Some(Cloud::Dropbox)
    );
}

#[test]
fn she_is_warned_in_words_and_offered_a_safe_place() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let mut session = Session::new(Some(home.clone()), now());
    let judged = |session: &mut Session, dir: std::path::PathBuf| {
        judge_place(session, JudgePlace { dir }).unwrap()
    };
    let bad = folder
        .path()
        .join("OneDrive - みどり野中央病院/みどり野.kaotsunagi");
    let judgement = judged(&mut session, bad.clone());
    assert_eq!(judgement.cloud, "OneDrive");
    assert!(judgement.warning.contains("OneDrive"), "{judgement:?}");
    assert_eq!(
        judgement.safe_place,
        home.join("ledgers/みどり野.kaotsunagi")
            .display()
            .to_string()
    );
    session.speak(Language::En);
    let english = judged(&mut session, bad);
    assert!(
        english.warning.is_ascii() && english.warning.contains("OneDrive"),
        "{english:?}"
    );
    let fine = judged(&mut session, folder.path().join("みどり野.kaotsunagi"));
    assert_eq!(
        (fine.cloud, fine.warning, fine.safe_place),
        Default::default()
    );
}

#[test]
fn no_place_is_offered_that_is_copied_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(Some(folder.path().join("Dropbox")), now());
    let dir = folder.path().join("Dropbox/みどり野.kaotsunagi");
    let judgement = judge_place(&mut session, JudgePlace { dir }).unwrap();
    assert_eq!(judgement.safe_place, "");
}

#[test]
fn an_open_ledger_in_such_a_folder_says_so_in_the_frame() {
    let folder = tempfile::tempdir().unwrap();
    for (place, copied) in [("Dropbox/a.kaotsunagi", true), ("a.kaotsunagi", false)] {
        let dir = folder.path().join(place);
        kaotsunagi_core::sample::make(&dir, 3, 0, 1, now()).unwrap();
        let mut session = Session::new(None, now());
        let request = serde_json::json!({"dir": dir, "passphrase": ""});
        let status = kaotsunagi_core::border::call(&mut session, "open_ledger", request)
            .unwrap()
            .unwrap();
        let told = status["ledger"]["cloud"].as_str();
        assert_eq!(
            told.is_some_and(|words| words.contains("Dropbox")),
            copied,
            "{status}"
        );
    }
}
