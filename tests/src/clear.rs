//! Looking for words that must not lie in clear anywhere: every byte of every file below a folder, in every encoding that a
//! program on this computer could have written them in.

use std::path::Path;

/// Each place of each word: file, word, encoding. Empty when nothing is found.
///
/// # Errors
/// When a folder or file can't be read.
pub fn search(folder: &Path, words: &[&str]) -> Result<Vec<String>, String> {
    let wanted: Vec<(String, Vec<u8>)> = words.iter().flat_map(|word| spellings(word)).collect();
    let mut found = Vec::new();
    walk(folder, &wanted, &mut found)?;
    Ok(found)
}

/// The word in UTF-8, UTF-16 in both orders, CP932 and EUC-JP, and as JSON writes it when it escapes.
fn spellings(word: &str) -> Vec<(String, Vec<u8>)> {
    let wide: Vec<u16> = word.encode_utf16().collect();
    let escaped: String = wide.iter().map(|unit| format!("\\u{unit:04x}")).collect();
    let mut all = vec![
        ("UTF-8", word.as_bytes().to_vec()),
        (
            "UTF-16LE",
            wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        ),
        (
            "UTF-16BE",
            wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ),
        ("escaped", escaped.into_bytes()),
    ];
    for (name, encoding) in [
        ("CP932", encoding_rs::SHIFT_JIS),
        ("EUC-JP", encoding_rs::EUC_JP),
    ] {
        let (bytes, _, lost) = encoding.encode(word);
        if !lost {
            all.push((name, bytes.into_owned()));
        }
    }
    all.into_iter()
        .map(|(name, bytes)| (format!("{word} in {name}"), bytes))
        .collect()
}

fn walk(
    folder: &Path,
    wanted: &[(String, Vec<u8>)],
    found: &mut Vec<String>,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        // A name tells as much as a content.
        let name = entry.file_name().to_string_lossy().into_owned();
        look(
            &format!("the name of {}", path.display()),
            name.as_bytes(),
            wanted,
            found,
        );
        if kind.is_dir() {
            walk(&path, wanted, found)?;
        } else if kind.is_file() {
            match std::fs::read(&path) {
                Ok(bytes) => look(&path.display().to_string(), &bytes, wanted, found),
                // Gone meanwhile, with all that was in it.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
        }
    }
    Ok(())
}

fn look(place: &str, bytes: &[u8], wanted: &[(String, Vec<u8>)], found: &mut Vec<String>) {
    for (name, word) in wanted {
        let Some(first) = word.first() else { continue };
        let mut at = 0;
        while let Some(next) = bytes
            .get(at..)
            .and_then(|rest| rest.iter().position(|byte| byte == first))
        {
            at += next;
            if bytes.get(at..at + word.len()) == Some(word) {
                found.push(format!("{place}: {name}"));
                break;
            }
            at += 1;
        }
    }
}
