//! Which paths the page may name: only those that a native dialog, a dropped file or the program itself handed out.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// Paths handed out since the window was opened.
#[derive(Default)]
pub(crate) struct HandedOut {
    paths: Mutex<HashSet<String>>,
}

impl HandedOut {
    /// Remembers a path that she chose.
    pub(crate) fn add(&self, path: &str) {
        self.paths
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(path.to_owned());
    }

    /// The path in a request that was never handed out, if there is one. `path`, `dir` and `to` are the
    /// only fields of requests that name places.
    pub(crate) fn refused<'a>(&self, request: &'a Value) -> Option<&'a str> {
        let paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        ["path", "dir", "to"]
            .iter()
            .filter_map(|field| request.get(field).and_then(Value::as_str))
            .find(|path| !paths.contains(*path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_can_name_only_places_that_she_chose() {
        let handed_out = HandedOut::default();
        let request = serde_json::json!({"path": "/tmp/list.csv", "encoding": null});
        assert_eq!(
            handed_out.refused(&request),
            Some("/tmp/list.csv"),
            "nobody chose it"
        );
        handed_out.add("/tmp/list.csv");
        assert_eq!(handed_out.refused(&request), None, "she chose it");
        assert_eq!(
            handed_out.refused(&serde_json::json!({"text": "髙﨑"})),
            None,
            "no place in it"
        );
    }
}
