use std::path::Path;

use kaotsunagi_tests::steps::{exchange, hold, sample_file};
use kaotsunagi_tests::window::{Step, Window};
use serde_json::Value;

use crate::in_a_window;
use crate::language::speak;

#[test]
fn axe_finds_nothing_on_any_screen_in_light_and_in_japanese() {
    everywhere("light", "ja");
}

#[test]
fn axe_finds_nothing_on_any_screen_in_dark_and_in_english() {
    everywhere("dark", "en");
}

#[test]
fn axe_finds_nothing_on_the_main_screens_in_dark_and_in_japanese() {
    main_screens("dark", "ja");
}

#[test]
fn axe_finds_nothing_on_the_main_screens_in_light_and_in_english() {
    main_screens("light", "en");
}

#[test]
fn axe_finds_nothing_before_the_first_ledger() {
    in_a_window(&[], async |window| {
        window.find("form.new-ledger").await?;
        let mut look = Look::begin(window, "first start").await?;
        look.at("start").await?;
        look.done()
    });
}

#[test]
fn axe_finds_nothing_on_keys_backups_and_the_past_in_light_and_in_japanese() {
    keys_and_past("light", "ja");
}

#[test]
fn axe_finds_nothing_on_keys_backups_and_the_past_in_dark_and_in_english() {
    keys_and_past("dark", "en");
}

#[test]
fn axe_finds_nothing_on_the_way_out_of_a_damaged_ledger() {
    crate::ledger::with_a_damaged_one(async |window, _| {
        window.find(".screen-recover .primary").await?;
        let mut look = Look::begin(window, "light ja").await?;
        look.at("the way out").await?;
        window.click(".screen-recover .primary").await?;
        window
            .find(".screen-recover pre, .screen-recover .small")
            .await?;
        look.at("the way out, gone").await?;
        look.done()
    });
}

fn keys_and_past(theme: &'static str, language: &'static str) {
    in_a_window(&[], async move |window| {
        kaotsunagi_tests::steps::ledger::make(window).await?;
        dress(window, theme, language).await?;
        let dressed = format!("{theme} {language}");
        let mut look = Look::begin(window, &dressed).await?;
        window.click(".screen-settings details summary").await?;
        look.at("settings with keys").await?;
        screen(window, "sheet", ".screen-sheet .paper img[src]").await?;
        look.at("the sheet").await?;
        screen(window, "backups", ".screen-backups:not([aria-busy])").await?;
        window.click(".screen-backups .primary").await?;
        window.click(".backup-list button.backup").await?;
        window.find("table.then-now").await?;
        look.at("backups").await?;
        // Somebody goes into the trash and comes back.
        screen(window, "people", ".record-screen [role=option]").await?;
        window.click(".master-head button:last-child").await?;
        look.at("a new person").await?;
        window.click(".record-screen [role=option]").await?;
        window.click(".forget-link").await?;
        window.find("dialog.forget[open]").await?;
        look.at("forgetting").await?;
        window.click("dialog.forget .row button").await?;
        window.click(".card-end .danger").await?;
        screen(window, "trash", ".screen-past .list li").await?;
        look.at("trash").await?;
        screen(window, "operations", "button.operation").await?;
        window.click("button.operation").await?;
        window.find(".under-operation .primary").await?;
        look.at("operations").await?;
        look.done()?;
        window.click("footer.status .lock").await?;
        window.find(".screen-locked").await?;
        window.watch_anew().await?;
        let mut look = Look::begin(window, &dressed).await?;
        look.at("the locked window").await?;
        window.click(".screen-locked .link").await?;
        window.find("dialog[open] textarea").await?;
        look.at("by the recovery key").await?;
        look.done()
    });
}

/// What axe found so far.
pub(crate) struct Look<'a> {
    window: &'a Window,
    dress: String,
    found: Vec<String>,
}

impl<'a> Look<'a> {
    pub(crate) async fn begin(window: &'a Window, dress: &str) -> Step<Self> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&source)
            .map_err(|error| format!("{}: {error}; run `cargo xtask setup`", source.display()))?;
        window.script(&source, Vec::new()).await?;
        Ok(Self {
            window,
            dress: dress.to_owned(),
            found: Vec::new(),
        })
    }

    /// Looks at what stands on the screen now.
    pub(crate) async fn at(&mut self, place: &str) -> Step {
        const LOOK: &str = "const done = arguments[0];\
            for (const motion of document.getAnimations()) motion.finish();\
            axe.run(document, { resultTypes: ['violations'] }).then((all) => done(all.violations.flatMap((rule) => rule.nodes.map((node) =>\
                `${rule.id} (${rule.impact}): ${node.target.join(' ')} ${node.html.slice(0, 160)} | ${node.failureSummary.replace(/\\s+/g, ' ').slice(0, 240)}`))), (error) => done([String(error)]));";
        // Motion is short; colours are measured after it, and where it waits for a picture it is brought to its end.
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        let found = self
            .window
            .page
            .execute_async(LOOK, Vec::new())
            .await
            .map_err(|error| format!("axe: {error}"))?;
        self.found.extend(
            found
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(|one| format!("{}, {place}: {one}", self.dress)),
        );
        Ok(())
    }

    pub(crate) fn done(self) -> Step {
        hold(self.found.is_empty(), || {
            format!("axe found {}:\n{}", self.found.len(), self.found.join("\n"))
        })
    }
}

/// The first visible thing that matches is clicked, in any language.
pub(crate) async fn dress(window: &Window, theme: &str, language: &str) -> Step {
    speak(window, language).await?;
    window
        .click(&format!("input[name=theme][value={theme}]"))
        .await?;
    window
        .until(
            "the colours",
            "return document.documentElement.dataset.theme === arguments[0]",
            vec![theme.into()],
        )
        .await
}

async fn screen(window: &Window, name: &str, ready: &str) -> Step {
    window.go(&format!("#/{name}")).await?;
    window.find(ready).await.map(|_| ())
}

fn main_screens(theme: &'static str, language: &'static str) {
    in_a_window(&["--sample"], async move |window| {
        dress(window, theme, language).await?;
        let mut look = Look::begin(window, &format!("{theme} {language}")).await?;
        for (name, ready) in [
            ("today", ".screen-today li"),
            ("people", ".record-screen [role=option]"),
            ("map", ".map-legend button"),
            ("meetings", ".meeting-row"),
            ("stages", "li.item"),
        ] {
            screen(window, name, ready).await?;
            look.at(name).await?;
        }
        screen(window, "meetings", ".meeting-row").await?;
        window.click(".meeting-row").await?;
        window.find(".attendees li").await?;
        look.at("a meeting").await?;
        look.done()
    });
}

fn everywhere(theme: &'static str, language: &'static str) {
    in_a_window(&["--sample"], async move |window| {
        // The one step that needs the words of a language comes first.
        exchange::look_at(window, &sample_file("みどり野市医師会名簿_cp932.csv")).await?;
        dress(window, theme, language).await?;
        let mut look = Look::begin(window, &format!("{theme} {language}")).await?;
        look.at("settings").await?;
        screen(window, "today", ".screen-today li").await?;
        look.at("today").await?;
        window.click(".screen-today .list.figures .why").await?;
        look.at("why").await?;
        window.click("dialog[open] header button").await?;
        window.click(".top > button").await?;
        look.at("quick encounter").await?;
        window.click("dialog[open] header button").await?;
        window.click(".search input").await?;
        window.type_into(".search input", "れんけい").await?;
        window.find("#hits [role=option]").await?;
        look.at("search").await?;
        for name in ["people", "organisations"] {
            screen(window, name, ".record-screen [role=option]").await?;
            look.at(name).await?;
            window.click(".record-screen [role=option]").await?;
            window.find(".record-card:not([aria-busy])").await?;
            look.at(&format!("a card of {name}")).await?;
            window
                .click(".record-card .post button[aria-expanded=false]")
                .await?;
            look.at(&format!("a post, edited, of {name}")).await?;
            window.click(".master-head button:last-child").await?;
            window.find(".new-record").await?;
            look.at(&format!("new of {name}")).await?;
        }
        screen(window, "map", ".map-legend button").await?;
        window.click(".map-legend [data-group=hospital]").await?;
        look.at("map, filtered").await?;
        window.click(".hidden-banner").await?;
        let stage = window.find(".map-stage").await?;
        stage
            .send_keys(kaotsunagi_tests::steps::key::HOME)
            .await
            .map_err(|error| error.to_string())?;
        look.at("map with a card").await?;
        window.click(".map-do > button").await?;
        window.find(".map-rows tbody tr").await?;
        look.at("map as a table").await?;
        window.click(".map-do > button").await?;
        screen(window, "meetings", ".meeting-row").await?;
        look.at("meetings").await?;
        window.click(".meeting-list header .primary").await?;
        window.find("form.new-meeting").await?;
        look.at("a new meeting").await?;
        // The last meeting of the forum: lines of every kind, deputies, guests.
        screen(window, "today", ".screen-today li").await?;
        screen(window, "meetings", ".meeting-row").await?;
        window.script("[...document.querySelectorAll('.meeting-row')].find((row) => row.textContent.includes('緩和ケア連携会議') && row.querySelector('.chip.due'))?.click()", Vec::new()).await?;
        window.find("li.line[data-kind=action]").await?;
        look.at("a meeting").await?;
        window.click("button.sentence").await?;
        window.click(".attendee .name").await?;
        look.at("a meeting, opened").await?;
        // The opened attendance may lie over it.
        window
            .script(
                "document.querySelector('.neighbours .series-of').click()",
                Vec::new(),
            )
            .await?;
        window.find(".series-card ul.list button").await?;
        look.at("a series").await?;
        window.click(".series-card ul.list button").await?;
        window.click(".checks .primary").await?;
        window.find("dialog[open] .pages img").await?;
        look.at("pages").await?;
        window
            .click("dialog[open] .buttons button:last-child")
            .await?;
        screen(window, "stages", "li.item").await?;
        look.at("stages").await?;
        window.click("li.item .item-head").await?;
        window.click("li.item .why").await?;
        look.at("an item").await?;
        for name in ["issues", "resources", "start"] {
            screen(window, name, "#screen h1").await?;
            look.at(name).await?;
        }
        screen(window, "exchange", "#screen .choose").await?;
        look.at("exchange").await?;
        window
            .script(
                "location.hash = `#/exchange?${new URLSearchParams({ file: arguments[0] })}`",
                vec![window.home.join("list.csv").to_string_lossy().into()],
            )
            .await?;
        window.find(".desk tbody tr").await?;
        look.at("the desk").await?;
        look.done()
    });
}
