//! Sentences that Rust makes (operations, errors, judgements, reasons, fixed words of documents), in both languages, out of
//! `assets/words/{ja,en}.toml`. The window's own labels are `ui/i18n/{ja,en}.json`.
//!
//! Keys are flat (`"error.no_ledger"`), holes are `{name}`. A missing key gives itself, so that a slip is seen on the
//! screen and found by a test, and never stops the work.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

use crate::session::Language;

/// All words of one language.
#[derive(Debug)]
pub struct Words {
    by_key: HashMap<String, String>,
}

static JA: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../../assets/words/ja.toml")));
static EN: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../../assets/words/en.toml")));

/// The words of a language.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Ja => &JA,
        Language::En => &EN,
    }
}

/// The words of `key` with its holes filled: `fill(language, "today.days", &[("n", &3)])`.
#[must_use]
pub fn fill(language: Language, key: &str, holes: &[(&str, &dyn Display)]) -> String {
    words(language).fill(key, holes)
}

impl Words {
    /// A file that can't be read gives no words at all: every key then shows itself, and the tests are red.
    fn read(text: &str) -> Self {
        Self {
            by_key: toml::from_str(text).unwrap_or_default(),
        }
    }

    /// The words of `key`; the key itself when there are none.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key.get(key).map_or(key, String::as_str)
    }

    /// Whether there are words of that key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// All keys, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.by_key.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys
    }

    /// The words of `key` with `{name}` holes filled. What is filled in is never searched for holes again.
    /// In English `{n|s}` after a hole `n` gives nothing for 1 and `s` otherwise.
    #[must_use]
    pub fn fill(&self, key: &str, holes: &[(&str, &dyn Display)]) -> String {
        let mut rest = self.get(key);
        let mut text = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((hole, behind)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            let (name, plural) = hole
                .split_once('|')
                .map_or((hole, None), |(name, ending)| (name, Some(ending)));
            match (holes.iter().find(|(known, _)| *known == name), plural) {
                (Some((_, value)), None) => text.push_str(&value.to_string()),
                (Some((_, value)), Some(ending)) => {
                    if value.to_string() != "1" {
                        text.push_str(ending);
                    }
                }
                (None, _) => {
                    text.push('{');
                    text.push_str(hole);
                    text.push('}');
                }
            }
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    /// The name of an operation in words: 人「髙﨑 恵」を追加. Without a subject its quotation marks go away. What takes another
    /// one back, or out of the trash, is named after that.
    #[must_use]
    pub fn operation(&self, name: &ledger::OperationName) -> String {
        for (prefix, key) in [
            ("undo/", "operation.undo"),
            ("restore/", "operation.restore"),
        ] {
            if let Some(code) = name.code.strip_prefix(prefix) {
                let other = ledger::OperationName::new(code, &name.subject);
                return self.fill(key, &[("operation", &self.operation(&other))]);
            }
        }
        let key = format!("operation.{}", name.code);
        let text = self.fill(&key, &[("subject", &name.subject)]);
        if name.subject.is_empty() {
            text.replace("「」", "").replace(" “”", "")
        } else {
            text
        }
    }
}
