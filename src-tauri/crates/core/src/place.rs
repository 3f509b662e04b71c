//! Where a ledger had better not lie: in a folder that a program keeps copying to the internet. Such a program copies the
//! database in the middle of a write, takes it back from another computer, and locks nothing.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::{Words, words};
use crate::{Result, Session, request};

/// A service that keeps a folder of the computer and the internet alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cloud {
    OneDrive,
    Dropbox,
    ICloud,
    GoogleDrive,
    BoxDrive,
    /// One of macOS's other services, in `Library/CloudStorage`.
    Other,
}

impl Cloud {
    /// Its own name; that of another in words.
    #[must_use]
    pub fn name(self, words: &Words) -> &str {
        match self {
            Self::OneDrive => "OneDrive",
            Self::Dropbox => "Dropbox",
            Self::ICloud => "iCloud Drive",
            Self::GoogleDrive => "Google Drive",
            Self::BoxDrive => "Box",
            Self::Other => words.get("place.cloud_other"),
        }
    }
}

/// Asks whether a ledger may lie there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JudgePlace {
    /// The ledger's folder, or the one it will be made in; need not be there yet.
    pub dir: PathBuf,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PlaceJudgement {
    /// The service's name; empty when the place is fine.
    pub cloud: String,
    /// In words, what may happen and what to do; empty when the place is fine.
    pub warning: String,
    /// The same ledger in a folder that no service copies, to be taken with one click; empty when there is none to offer.
    pub safe_place: String,
}

/// Says whether a ledger had better not lie there. Nothing is written.
///
/// # Errors
/// `Refused` for a blank place.
pub fn judge_place(session: &mut Session, request: JudgePlace) -> Result<PlaceJudgement> {
    let dir = request::place("dir", &request.dir)?;
    let Some(cloud) = cloud_at(dir) else {
        return Ok(PlaceJudgement::default());
    };
    let words = words(session.language());
    let safe_place = session
        .home
        .as_deref()
        .map(|home| home.join("ledgers"))
        .filter(|folder| cloud_at(folder).is_none())
        .zip(dir.file_name())
        .map(|(folder, name)| folder.join(name).display().to_string())
        .unwrap_or_default();
    Ok(PlaceJudgement {
        cloud: cloud.name(words).to_owned(),
        warning: warning(cloud, words),
        safe_place,
    })
}

/// What to tell of a ledger that lies with such a service.
pub(crate) fn warning(cloud: Cloud, words: &Words) -> String {
    words.fill("place.cloud", &[("cloud", &cloud.name(words))])
}

/// The service that copies `path`, by its name, by where links lead, and by what services leave in their folders.
#[must_use]
pub fn cloud_at(path: &Path) -> Option<Cloud> {
    let given = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = real(&given);
    named(&given.to_string_lossy())
        .or_else(|| named(&real.to_string_lossy()))
        .or_else(|| real.ancestors().find_map(marked))
}

/// Where a path leads that need not be there yet: links are followed as far as there are any.
fn real(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let Ok(real) = folder.canonicalize() {
            return match path.strip_prefix(folder) {
                Ok(rest) => real.join(rest),
                Err(_) => real,
            };
        }
    }
    path.to_owned()
}

/// The service in whose folder a path lies, by the names of its folders alone; paths of all systems.
#[must_use]
pub fn named(path: &str) -> Option<Cloud> {
    let folders: Vec<String> = path.split(['/', '\\']).map(alike).collect();
    (0..folders.len()).find_map(|at| {
        let name = folders.get(at)?.as_str();
        let above = |by: usize| at.checked_sub(by).and_then(|at| folders.get(at));
        let under = |by: usize, wanted: &[&str]| {
            above(by).is_some_and(|above| wanted.contains(&above.as_str()))
        };
        by_name(name)
            // 「Box」 is also a word of its own: only in somebody's own folder.
            .or_else(|| (name == "box" && under(2, &["users", "home"])).then_some(Cloud::BoxDrive))
            .or_else(|| {
                (name == "mobile documents" && under(1, &["library"])).then_some(Cloud::ICloud)
            })
            // The service's own folder was looked at by name, when it is one of those that are known.
            .or_else(|| {
                let inside = under(1, &["cloudstorage"]) && under(2, &["library"]);
                inside.then_some(Cloud::Other)
            })
    })
}

/// A folder's name without differences of case and width, and with voicing marks that macOS keeps apart put together.
fn alike(name: &str) -> String {
    const WIDTH: u32 = 0xFEE0;
    let mut out = String::with_capacity(name.len());
    for sign in name.chars() {
        let plain = match sign {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - WIDTH).unwrap_or(sign),
            '\u{3000}' => ' ',
            '\u{3099}' => {
                // The voiced letter follows the plain one.
                let voiced = out
                    .pop()
                    .and_then(|last| char::from_u32(u32::from(last) + 1));
                voiced.unwrap_or(sign)
            }
            other => other,
        };
        out.extend(plain.to_lowercase());
    }
    out.trim().to_owned()
}

/// `name` as [`alike`] gives it. 「OneDrive - みどり野病院」 and 「Dropbox (個人)」 belong to the service, a
/// 「Dropboxer」 doesn't, nor does 「iCloud Drive (アーカイブ)」, which macOS leaves when the service is switched off.
fn by_name(name: &str) -> Option<Cloud> {
    let called = |service: &str| {
        name.strip_prefix(service).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(" -")
                || rest.starts_with('-')
                || rest.starts_with(" (")
        })
    };
    if called("onedrive") {
        Some(Cloud::OneDrive)
    } else if called("dropbox") {
        Some(Cloud::Dropbox)
    } else if ["com~apple~clouddocs", "iclouddrive", "icloud drive"].contains(&name) {
        Some(Cloud::ICloud)
    } else if called("google drive")
        || called("googledrive")
        || [
            "googleドライブ",
            "google ドライブ",
            "my drive",
            "マイドライブ",
        ]
        .contains(&name)
    {
        Some(Cloud::GoogleDrive)
    } else if ["box sync", "box-box"].contains(&name) {
        Some(Cloud::BoxDrive)
    } else {
        None
    }
}

/// What a service leaves in the topmost of its folders, and whether that is a folder.
const MARKS: [(&str, bool, Cloud); 6] = [
    // In somebody's own folder lies a folder of that name, with settings.
    (".dropbox", false, Cloud::Dropbox),
    (".dropbox.cache", true, Cloud::Dropbox),
    (
        ".849C9593-D756-4E56-8D6E-42412F2A707B",
        false,
        Cloud::OneDrive,
    ),
    (".tmp.drivedownload", true, Cloud::GoogleDrive),
    (".tmp.driveupload", true, Cloud::GoogleDrive),
    (".shortcut-targets-by-id", true, Cloud::GoogleDrive),
];

fn marked(folder: &Path) -> Option<Cloud> {
    MARKS
        .iter()
        .find(|(name, is_folder, _)| {
            folder
                .join(name)
                .metadata()
                .is_ok_and(|found| found.is_dir() == *is_folder)
        })
        .map(|(_, _, cloud)| *cloud)
        .or_else(|| icon_of_google(folder))
}

/// Google Drive gives its folder a picture of its own on Windows.
fn icon_of_google(folder: &Path) -> Option<Cloud> {
    const LONGEST: u64 = 10_000;
    let file = folder.join("desktop.ini");
    if file.metadata().ok()?.len() > LONGEST {
        return None;
    }
    let bytes = std::fs::read(file).ok()?;
    // In UTF-16 every second byte of such words is a zero.
    let letters: Vec<u8> = bytes.into_iter().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters).to_lowercase();
    let google = ["googledrivesync", "googledrivefs", "google\\drive"];
    google
        .iter()
        .any(|word| text.contains(word))
        .then_some(Cloud::GoogleDrive)
}
