//! The real window, clicked and typed in under a virtual display; its results looked at from outside.

#![allow(clippy::panic)] // a test fails by it

mod axe;
mod backups;
mod border;
mod doubles;
mod exchange;
mod keys;
mod language;
mod ledger;
mod lock;
mod map;
mod meeting;
mod pack;
mod past;
mod people;
mod sheet;
mod stages;
mod typed;
mod zoom;

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use kaotsunagi_tests::window::{Step, Window};

/// Windows of several tests at once would only slow each other down.
static TURN: Mutex<()> = Mutex::new(());

/// Runs steps in a window of its own; a failure leaves a picture.
fn in_a_window(words: &[&str], steps: impl AsyncFnOnce(&Window) -> Step) {
    alone(async {
        let window = Window::open(words).await?;
        watched(&window, steps(&window)).await?;
        window.close().await
    });
}

/// Runs steps when no other test has a window.
fn alone(steps: impl Future<Output = Step>) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(steps));
    if let Err(sentence) = done {
        panic!("{sentence}");
    }
}

/// A failure of the steps leaves a picture of the window.
async fn watched(window: &Window, steps: impl Future<Output = Step>) -> Step {
    let done = steps.await;
    if let Err(sentence) = done {
        let name = std::thread::current()
            .name()
            .unwrap_or("window")
            .replace("::", "-");
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("failed-{name}.png"));
        let seen = window
            .picture(&file)
            .await
            .map_or_else(|error| error, |()| format!("see {}", file.display()));
        return Err(format!("{sentence}\n{seen}\n{}", window.log()));
    }
    done
}
