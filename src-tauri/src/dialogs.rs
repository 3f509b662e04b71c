//! Native dialogs. The page gets a path back, and may use only paths it got.

use serde_json::Value;
use tauri::ipc::InvokeResolver;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::paths::HandedOut;

/// Opens a file (`purpose: "contacts"`), one with a passphrase over it (`"sealed"`), a colleague's pack (`"pack"`), a
/// ledger's folder (`purpose: "ledger"`) or any other (`"folder"`).
pub(crate) fn choose_file(app: &AppHandle, request: &Value, resolver: InvokeResolver<Wry>) {
    let handle = app.clone();
    let answer = move |chosen: Option<FilePath>| resolver.resolve(hand_out(&handle, chosen));
    let dialog = app.dialog().file();
    match text(request, "purpose") {
        "ledger" | "folder" => dialog.pick_folder(answer),
        "pack" => dialog
            .add_filter("同僚のパック / pack", &["kaotsunagi-pack"])
            .add_filter("すべて / all", &["*"])
            .pick_file(answer),
        "sealed" => dialog
            .add_filter("age", &["age"])
            .add_filter("すべて / all", &["*"])
            .pick_file(answer),
        _ => dialog
            .add_filter(
                "名簿・連絡先 / contacts",
                &["csv", "vcf", "vcard", "xlsx", "xls", "ods", "txt", "tsv"],
            )
            .add_filter("すべて / all", &["*"])
            .pick_file(answer),
    }
}

/// A place to write to, with a suggested name.
pub(crate) fn choose_place(app: &AppHandle, request: &Value, resolver: InvokeResolver<Wry>) {
    let handle = app.clone();
    app.dialog()
        .file()
        .set_file_name(text(request, "suggested"))
        .save_file(move |chosen| resolver.resolve(hand_out(&handle, chosen)));
}

fn hand_out(app: &AppHandle, chosen: Option<FilePath>) -> Value {
    let path = chosen.and_then(|chosen| chosen.into_path().ok());
    match path {
        Some(path) => {
            let path = path.to_string_lossy().into_owned();
            app.state::<HandedOut>().add(&path);
            Value::String(path)
        }
        None => Value::Null,
    }
}

fn text<'a>(request: &'a Value, field: &str) -> &'a str {
    request
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
