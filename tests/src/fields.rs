//! Fields by the words beside them, the way a person finds them.

use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use serde_json::json;

use crate::window::{PATIENCE, Step, Window, element_id};

const FIND: &str = "const [css, label] = arguments;\
    const words = (e) => [e.getAttribute('aria-label'), ...[...(e.labels ?? [])].map((l) => l.innerText)].filter(Boolean).map((w) => w.trim());\
    const all = [...document.querySelectorAll(css)].flatMap((top) => [...top.querySelectorAll('input, textarea, select')]).filter((e) => e.checkVisibility() && !e.disabled);\
    const found = all.find((e) => words(e).includes(label)) ?? all.find((e) => words(e).some((w) => w.startsWith(label)));\
    found?.scrollIntoView({block: 'center'});\
    return found ?? null;";

impl Window {
    /// The field that `label` names, within the elements that match `css`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn field(&self, css: &str, label: &str) -> Step<Element> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let found = self.script(FIND, vec![json!(css), json!(label)]).await?;
            if !found.is_null() {
                return Ok(Element::from_element_id(
                    self.page.clone(),
                    element_id(&found)?,
                ));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!(
            "no field 「{label}」 in {css}; the page says: {}",
            self.words().await?
        ))
    }

    /// Clicks into a field and types.
    ///
    /// # Errors
    /// When there is none, or of the driver.
    pub async fn write(&self, css: &str, label: &str, text: &str) -> Step {
        let mut tries = 0;
        loop {
            let field = self.field(css, label).await?;
            let typed = async {
                field.click().await?;
                field.clear().await?;
                field.send_keys(text).await
            };
            match typed.await {
                Ok(()) => return Ok(()),
                // The screen was made anew between finding and typing.
                Err(_) if tries < 5 => {
                    tries += 1;
                    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                }
                Err(error) => return Err(format!("write 「{text}」 into 「{label}」: {error}")),
            }
        }
    }

    /// Chooses an entry of a list by its words.
    ///
    /// # Errors
    /// When there is no such list or entry.
    pub async fn choose(&self, css: &str, label: &str, entry: &str) -> Step {
        const TAKE: &str = "const [list, entry] = arguments;\
            return [...list.options].find((option) => option.text.trim() === entry) ?? null;";
        let list = self.field(css, label).await?;
        let reference = serde_json::to_value(&list).map_err(|error| error.to_string())?;
        let option = self.script(TAKE, vec![reference, json!(entry)]).await?;
        if option.is_null() {
            return Err(format!("「{label}」 has no 「{entry}」"));
        }
        let option = Element::from_element_id(self.page.clone(), element_id(&option)?);
        option
            .click()
            .await
            .map_err(|error| format!("choose 「{entry}」 of 「{label}」: {error}"))
    }

    /// Types into a field that offers records, and takes the one whose words hold `entry`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn pick(&self, css: &str, label: &str, typed: &str, entry: &str) -> Step {
        self.write(css, label, typed).await?;
        self.click_words_in(".choices:not([hidden])", entry).await
    }

    /// What stands in a field.
    ///
    /// # Errors
    /// When there is none, or of the driver.
    pub async fn value(&self, css: &str, label: &str) -> Step<String> {
        let field = self.field(css, label).await?;
        let value = field
            .prop("value")
            .await
            .map_err(|error| error.to_string())?;
        Ok(value.unwrap_or_default())
    }

    /// How many elements match.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn count(&self, css: &str) -> Step<u64> {
        let count = self.script("return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length", vec![json!(css)]).await?;
        Ok(count.as_u64().unwrap_or_default())
    }

    /// Waits until something that matches `css` says `words`.
    ///
    /// # Errors
    /// With what it says instead.
    pub async fn says(&self, css: &str, words: &str) -> Step {
        const SAYS: &str = "const [css, words] = arguments; return [...document.querySelectorAll(css)].some((e) => e.checkVisibility() && e.innerText.includes(words))";
        self.until(
            &format!("「{words}」 in {css}"),
            SAYS,
            vec![json!(css), json!(words)],
        )
        .await
    }

    /// Goes to a screen by the rail.
    ///
    /// # Errors
    /// When the rail has no such words.
    pub async fn rail(&self, words: &str) -> Step {
        self.click_words_in("nav.rail", words).await
    }
}
