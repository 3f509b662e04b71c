//! From the page to the ledger's thread and back. Every use case goes through here by its name; the list is core's.

use kaotsunagi_core::border;
use serde_json::Value;
use tauri::ipc::{Invoke, InvokeBody, InvokeResolver, InvokeResponseBody, Response};
use tauri::{AppHandle, Manager, Wry};

use crate::desk::{Desk, inside};
use crate::dialogs;
use crate::paths::HandedOut;

/// Commands that the shell offers beside the use cases.
pub(crate) const OWN: &[&str] = &["choose_file", "choose_place", "start"];

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
    match name.as_str() {
        "choose_file" => dialogs::choose_file(&app, &request, resolver),
        "choose_place" => dialogs::choose_place(&app, &request, resolver),
        "start" => {
            // The bench reads this line: the first screen stands.
            if std::env::var_os("KAOTSUNAGI_REPORT_START").is_some() {
                println!("started");
            }
            resolver.resolve(Value::Null);
        }
        use_case if border::NAMES.contains(&use_case) => call(&app, use_case, request, resolver),
        _ => return false,
    }
    true
}

fn call(app: &AppHandle, name: &str, request: Value, resolver: InvokeResolver<Wry>) {
    if let Some(path) = app.state::<HandedOut>().refused(&request) {
        resolver.reject(inside(&format!("{path} was not chosen in a dialog")));
        return;
    }
    let handle = app.clone();
    app.state::<Desk>().call(name, request, move |answer| {
        match answer {
            Ok(text) => {
                hand_out_last_ledger(&handle, &text);
                // The text is JSON already: it is not taken apart and put together again on its way to the page.
                resolver.resolve(Response::new(InvokeResponseBody::Json(text)));
            }
            Err(problem) => resolver.reject(problem),
        }
    });
}

/// The start screen offers the ledger that was open last: its place comes from the settings, not from a dialog.
fn hand_out_last_ledger(app: &AppHandle, response: &str) {
    #[derive(serde::Deserialize)]
    struct Place {
        last_ledger: String,
    }
    // Only the frame's state has such a field, and it is short.
    if response.len() > 4_000 {
        return;
    }
    if let Ok(Place { last_ledger }) = serde_json::from_str(response)
        && !last_ledger.is_empty()
    {
        app.state::<HandedOut>().add(&last_ledger);
    }
}
