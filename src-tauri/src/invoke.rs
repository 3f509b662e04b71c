//! From the page to the ledger's thread and back. Every use case goes through here by its name; the list is core's.

use kaotsunagi_core::border;
use serde_json::Value;
use tauri::ipc::{Invoke, InvokeBody, InvokeResolver, InvokeResponseBody, Response};
use tauri::{AppHandle, Manager, Wry};

use crate::desk::{Desk, inside};
use crate::dialogs;
use crate::opener;
use crate::paths::HandedOut;
use crate::window::FirstProblem;

/// Commands that the shell offers beside the use cases.
pub(crate) const OWN: &[&str] = &[
    "choose_file",
    "choose_place",
    "open_mail",
    "open_folder",
    "start",
];

/// Who answers a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answerer {
    ChooseFile,
    ChoosePlace,
    OpenMail,
    OpenFolder,
    Start,
    /// A use case of core.
    UseCase,
}

fn answerer(name: &str) -> Option<Answerer> {
    match name {
        "choose_file" => Some(Answerer::ChooseFile),
        "choose_place" => Some(Answerer::ChoosePlace),
        "open_mail" => Some(Answerer::OpenMail),
        "open_folder" => Some(Answerer::OpenFolder),
        "start" => Some(Answerer::Start),
        use_case if border::NAMES.contains(&use_case) => Some(Answerer::UseCase),
        _ => None,
    }
}

/// Answers one call; `false` when the name is unknown.
pub(crate) fn handle(invoke: Invoke<Wry>) -> bool {
    let name = invoke.message.command().to_owned();
    let request = match invoke.message.payload() {
        InvokeBody::Json(payload) => payload
            .get("request")
            .cloned()
            .unwrap_or_else(|| Value::Object(serde_json::Map::new())),
        InvokeBody::Raw(_) => Value::Null,
    };
    let app = invoke.message.webview().app_handle().clone();
    let resolver = invoke.resolver;
    match answerer(&name) {
        Some(Answerer::ChooseFile) => dialogs::choose_file(&app, &request, resolver),
        Some(Answerer::ChoosePlace) => dialogs::choose_place(&app, &request, resolver),
        Some(Answerer::OpenMail) => hand_over(opener::mail(text(&request, "address")), resolver),
        Some(Answerer::OpenFolder) => match app.state::<HandedOut>().refused(&request) {
            Some(path) => {
                resolver.reject(inside(&format!("{path} was not chosen in a dialog")));
            }
            None => hand_over(opener::folder(text(&request, "path")), resolver),
        },
        Some(Answerer::Start) => {
            // The bench reads this line: the first screen stands.
            if std::env::var_os("KAOTSUNAGI_REPORT_START").is_some() {
                println!("started");
            }
            resolver.resolve(app.state::<FirstProblem>().take());
        }
        Some(Answerer::UseCase) => call(&app, &name, request, resolver),
        None => return false,
    }
    true
}

fn text<'a>(request: &'a Value, field: &str) -> &'a str {
    request
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn hand_over(target: Option<opener::Target>, resolver: InvokeResolver<Wry>) {
    match target.map(|target| opener::open(&target)) {
        Some(Ok(())) => resolver.resolve(Value::Null),
        Some(Err(error)) => resolver.reject(inside(&error.to_string())),
        None => resolver.reject(inside("nothing that may be opened")),
    }
}

fn call(app: &AppHandle, name: &str, request: Value, resolver: InvokeResolver<Wry>) {
    if let Some(path) = app.state::<HandedOut>().refused(&request) {
        resolver.reject(inside(&format!("{path} was not chosen in a dialog")));
        return;
    }
    let handle = app.clone();
    let looks_around = name == "exchange_folder";
    app.state::<Desk>().call(name, request, move |answer| {
        match answer {
            Ok(text) => {
                if looks_around || text.len() <= SHORT {
                    hand_out_offered(&handle, &text);
                }
                // The text is JSON already: it is not taken apart and put together again on its way to the page.
                resolver.resolve(Response::new(InvokeResponseBody::Json(text)));
            }
            Err(problem) => resolver.reject(problem),
        }
    });
}

/// The frame's state and the judgement of a place aren't longer than this; what is isn't searched for places.
const SHORT: usize = 60_000;

/// The start screen offers the ledger that was open last, and a safe place instead of a copied folder, the exchange with
/// the shared folder the packs that lie there: these places come from the program, not from a dialog.
fn hand_out_offered(app: &AppHandle, response: &str) {
    #[derive(serde::Deserialize)]
    struct Offered {
        #[serde(default)]
        last_ledger: String,
        #[serde(default)]
        safe_place: String,
        /// Colleagues' packs in the shared folder that she named.
        #[serde(default)]
        others: Vec<Pack>,
    }
    #[derive(serde::Deserialize)]
    struct Pack {
        #[serde(default)]
        path: String,
    }
    let Ok(offered) = serde_json::from_str::<Offered>(response) else {
        return;
    };
    let packs = offered.others.into_iter().map(|pack| pack.path);
    for place in [offered.last_ledger, offered.safe_place]
        .into_iter()
        .chain(packs)
    {
        if !place.is_empty() {
            app.state::<HandedOut>().add(&place);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use kaotsunagi_core::{Now, Session};

    use super::*;

    fn offered() -> BTreeSet<String> {
        border::NAMES
            .iter()
            .chain(OWN)
            .map(|name| (*name).to_owned())
            .collect()
    }

    fn house(path: &str) -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
    }

    #[test]
    fn every_command_of_the_list_is_answered_and_no_other() {
        let utc = chrono::DateTime::UNIX_EPOCH;
        let now = Now {
            utc,
            zone: chrono::FixedOffset::east_opt(0).unwrap(),
            today: utc.date_naive(),
        };
        // Without a home and without a ledger: nothing can be read or written.
        let mut session = Session::new(None, now);
        for name in border::NAMES {
            assert_eq!(answerer(name), Some(Answerer::UseCase), "{name}");
            let answer = border::call_text(&mut session, name, Value::Null);
            assert!(answer.is_some(), "core answers {name}");
        }
        for name in OWN {
            let own = answerer(name).unwrap();
            assert_ne!(own, Answerer::UseCase, "{name} is the shell's own");
        }
        assert_eq!(
            offered().len(),
            border::NAMES.len() + OWN.len(),
            "no name twice"
        );
        for name in ["delete_everything", "plugin:dialog|open", "", "Status"] {
            assert_eq!(answerer(name), None, "{name}");
        }
    }

    #[test]
    fn every_command_is_permitted_to_the_page_and_no_other() {
        let permitted: BTreeSet<String> = crate::window::permissions().into_iter().collect();
        let mut wanted: BTreeSet<String> = offered()
            .iter()
            .map(|name| format!("allow-{}", name.replace('_', "-")))
            .collect();
        wanted.insert("core:event:allow-listen".to_owned());
        wanted.insert("core:event:allow-unlisten".to_owned());
        assert_eq!(permitted, wanted);
        // What the build made of the list: a permission of each name that allows just this command.
        for name in offered() {
            let path = house("permissions/autogenerated").join(format!("{name}.toml"));
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                text.contains(&format!("commands.allow = [\"{name}\"]")),
                "{name}: {}",
                path.display()
            );
        }
        // A capability in a file would be added to the one that is made in code.
        let files = std::fs::read_dir(house("capabilities")).map_or(0, Iterator::count);
        assert_eq!(files, 0, "permissions are given in code only");
    }

    #[test]
    fn the_types_of_the_page_name_every_command_and_no_other() {
        let text = std::fs::read_to_string(house("../ui/types.d.ts")).unwrap();
        let (_, list) = text.split_once("export interface Commands {").unwrap();
        let (list, _) = list.split_once("\n}").unwrap();
        let named: Vec<&str> = list
            .lines()
            .filter_map(|line| line.trim().split_once(": [").map(|(name, _)| name))
            .collect();
        assert_eq!(named, border::NAMES);
    }
}
