//! The window itself: what it may call, what happens when a file is dropped onto it.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use kaotsunagi_core::{Problem, border};
use tauri::ipc::CapabilityBuilder;
use tauri::{
    App, AppHandle, DragDropEvent, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder,
    Window, WindowEvent,
};

use crate::First;
use crate::desk::Desk;
use crate::invoke;
use crate::paths::HandedOut;

const LABEL: &str = "main";

/// Opens the window and runs until it is closed.
pub(crate) fn run(first: First) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(HandedOut::default())
        .manage(FirstProblem::default())
        .invoke_handler(invoke::handle)
        .on_window_event(on_event)
        .setup(move |app| {
            let home = home(app);
            let desk = Desk::start(home)?;
            app.manage(desk.clone());
            allow_commands(app)?;
            match first {
                First::Start => open(app, "")?,
                // The first request of the page waits behind this one: it finds the ledger open.
                First::Sample => {
                    desk.call("open_sample", serde_json::json!({}), keep_problem(app));
                    open(app, "")?;
                }
                First::Ledger(dir) => {
                    // Only an unprotected ledger opens without asking; any other shows the start screen with its place.
                    let dir = dir.to_string_lossy().into_owned();
                    app.state::<HandedOut>().add(&dir);
                    desk.call(
                        "open_ledger",
                        serde_json::json!({"dir": &dir, "passphrase": ""}),
                        keep_problem(app),
                    );
                    open(app, &dir)?;
                }
            }
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                close_ledger(app);
            }
        });
    Ok(())
}

/// Why the ledger of the command line did not open; told on the first screen.
#[derive(Default)]
pub(crate) struct FirstProblem(Mutex<Option<Problem>>);

impl FirstProblem {
    pub(crate) fn take(&self) -> Option<Problem> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn keep_problem(app: &App) -> impl FnOnce(Result<String, Problem>) + Send + 'static {
    let app = app.handle().clone();
    move |answer| {
        let Err(problem) = answer else { return };
        eprintln!("{}: {}", problem.message, problem.detail);
        // A passphrase is simply asked for.
        if problem.code != "wrong_passphrase" {
            let kept = app.state::<FirstProblem>();
            *kept.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem);
        }
    }
}

/// The process ends with the last window, and with it the ledger's thread: the ledger is closed first, back to a single file.
fn close_ledger(app: &AppHandle) {
    const PATIENCE: Duration = Duration::from_secs(10);
    let (closed, wait) = std::sync::mpsc::channel();
    app.state::<Desk>()
        .call("close_ledger", serde_json::json!({}), move |_| {
            // Nobody is left to be told when the wait was given up.
            let _ = closed.send(());
        });
    let _ = wait.recv_timeout(PATIENCE);
}

/// Where settings and the sample's ledger lie; `KAOTSUNAGI_HOME` overrides it.
fn home(app: &App) -> Option<PathBuf> {
    std::env::var_os("KAOTSUNAGI_HOME")
        .map(PathBuf::from)
        .or_else(|| app.path().app_data_dir().ok())
}

/// The page may call the use cases, the shell's own three commands, and listen for dropped files; nothing else.
pub(crate) fn permissions() -> Vec<String> {
    let names = border::NAMES.iter().chain(invoke::OWN);
    let events = ["listen", "unlisten"].map(|verb| format!("core:event:allow-{verb}"));
    names
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .chain(events)
        .collect()
}

fn allow_commands(app: &App) -> tauri::Result<()> {
    let capability = CapabilityBuilder::new(LABEL).window(LABEL);
    app.add_capability(
        permissions()
            .into_iter()
            .fold(capability, CapabilityBuilder::permission),
    )
}

/// `ledger`: the place that was named on the command line, offered on the start screen when it wants a passphrase.
fn open(app: &App, ledger: &str) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .initialization_script(format!(
            "window.KAOTSUNAGI_LEDGER = {};",
            serde_json::json!(ledger)
        ))
        .title("顔つなぎ")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 600.0)
        // The page may go nowhere: every address but its own is refused.
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost")
        })
        .build()
        .map(|_| ())
}

fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event
        && let Some(path) = paths.first()
    {
        let path = path.to_string_lossy().into_owned();
        window.state::<HandedOut>().add(&path);
        if let Err(error) = window.emit("dropped-file", path) {
            eprintln!("dropped file: {error}");
        }
    }
}
