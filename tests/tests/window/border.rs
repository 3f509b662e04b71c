use kaotsunagi_tests::steps::hold;
use kaotsunagi_tests::window::{Step, Window};
use serde_json::{Value, json};

use crate::in_a_window;

/// What an invoke from the page gives: `["ok", answer]` or `["refused", reason]`.
async fn invoke(window: &Window, name: &str, arguments: Value) -> Step<Value> {
    const INVOKE: &str = "const [name, words, done] = arguments;\
        window.__TAURI__.core.invoke(name, words).then((answer) => done(['ok', answer]), (reason) => done(['refused', reason]));";
    window
        .page
        .execute_async(INVOKE, vec![json!(name), arguments])
        .await
        .map_err(|error| format!("{name}: {error}"))
}

#[test]
fn the_page_can_do_only_what_the_house_offers() {
    in_a_window(&["--sample"], async |window| {
        window.says("#screen", "次に会う").await?;
        let allowed = invoke(window, "status", json!({"request": {}})).await?;
        hold(allowed[0] == "ok", || {
            format!("status is refused: {allowed}")
        })?;
        let secret = window.home.join("secret.csv");
        kaotsunagi_tests::write(&secret, "氏名\n名張 由紀\n".as_bytes())?;
        let path = secret.to_string_lossy();
        let stolen = window.home.join("stolen.pdf");
        let refused = [
            ("delete_everything", json!({"request": {}})),
            (
                "read_contacts",
                json!({"request": {"path": path, "encoding": null}}),
            ),
            (
                "import_contacts",
                json!({"request": {"path": path, "encoding": null, "source": "", "decisions": []}}),
            ),
            (
                "export_people",
                json!({"request": {"path": stolen, "include_unknown": true}}),
            ),
            (
                "new_ledger",
                json!({"request": {"dir": stolen, "passphrase": "", "region": "", "prefecture": "", "municipalities": [], "coordinator": null}}),
            ),
            (
                "open_ledger",
                json!({"request": {"dir": window.home, "passphrase": ""}}),
            ),
            ("plugin:dialog|open", json!({"options": {}})),
            ("plugin:dialog|message", json!({"message": "x"})),
            (
                "plugin:event|emit",
                json!({"event": "dropped-file", "payload": path}),
            ),
            ("plugin:window|close", json!({})),
            (
                "plugin:webview|create_webview_window",
                json!({"options": {"label": "other", "url": "https://midorino.example"}}),
            ),
        ];
        for (name, arguments) in refused {
            let answer = invoke(window, name, arguments).await?;
            hold(answer[0] == "refused", || {
                format!("the page may {name}: {answer}")
            })?;
        }
        hold(!stolen.exists(), || {
            "something was written where nobody chose".to_owned()
        })
    });
}

#[test]
fn the_page_goes_nowhere_and_asks_nobody() {
    in_a_window(&["--sample"], async |window| {
        window.says("#screen", "次に会う").await?;
        const ASK: &str = "const done = arguments[0]; fetch('http://127.0.0.1:9/').then(() => done('answered'), () => done('refused'))";
        let asked = window
            .page
            .execute_async(ASK, Vec::new())
            .await
            .map_err(|error| error.to_string())?;
        hold(asked == json!("refused"), || {
            "the page may ask the network".to_owned()
        })?;
        // The policy told of it; that was wanted here.
        let faults = window.faults().await?;
        hold(
            faults.iter().any(|fault| fault.contains("connect-src")),
            || format!("refused by chance, not by the policy: {faults:?}"),
        )?;
        window
            .script("location.href = 'http://127.0.0.1:9/'", Vec::new())
            .await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        window.says("#screen", "次に会う").await?;
        window
            .script("window.faults.length = 0", Vec::new())
            .await
            .map(|_| ())
    });
}
