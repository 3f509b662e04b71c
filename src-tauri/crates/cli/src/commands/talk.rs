//! A conversation in JSON lines: for scripts, and for the window's pages in a browser.

use std::io::BufRead as _;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::Output;
use crate::sitting::Sitting;

#[derive(Deserialize)]
struct Asked {
    command: String,
    #[serde(default = "nothing")]
    request: Value,
}

fn nothing() -> Value {
    json!({})
}

/// Answers every line; ends with the input.
pub(super) fn call(sitting: &mut Sitting, out: &mut Output) -> Result<(), Failure> {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = match serde_json::from_str::<Asked>(&line) {
            Ok(Asked { command, request }) => match sitting.answer(&command, request) {
                Ok(response) => json!({"ok": response}),
                Err(problem) => json!({"problem": problem}),
            },
            Err(wrong) => {
                let message = sitting.fill("cli.no_json", &[("wrong", &wrong)]);
                json!({"problem": {"code": "refused", "message": message, "detail": line}})
            }
        };
        out.json_line(&answer)?;
    }
    sitting.call("close_ledger", json!({}))?;
    Ok(())
}
