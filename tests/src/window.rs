//! The real window, driven through WebKitWebDriver: clicks and keys go the way a person's go.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::display::Display;

/// What every step gives; the text says where it went wrong.
pub type Step<T = ()> = Result<T, String>;

/// One open window with its driver, display and a home of its own.
pub struct Window {
    pub page: Client,
    /// Where settings, the sample's ledger and files of this window lie.
    pub home: PathBuf,
    pub display: Display,
    driver: Child,
    /// A home of its own goes with the window; one that was given stays.
    _folder: Option<tempfile::TempDir>,
}

/// What the program and its driver say on their way, in the home.
const LOG: &str = "window.log";

/// The built program beside the running test: `target/debug/NAME`.
pub fn built(name: &str) -> Step<PathBuf> {
    let exe = std::env::current_exe().map_err(|error| error.to_string())?;
    exe.ancestors()
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("{name} is not built: run it through `cargo xtask`"))
}

impl Window {
    /// Opens the app with `words` as its command line in a window of 1280 × 800.
    ///
    /// # Errors
    /// When a program is missing or the window does not come.
    pub async fn open(words: &[&str]) -> Step<Self> {
        Self::open_sized(words, 1280, 800).await
    }

    /// As [`Window::open`], on a display of another size.
    ///
    /// # Errors
    /// When a program is missing or the window does not come.
    pub async fn open_sized(words: &[&str], width: u32, height: u32) -> Step<Self> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut window = Self::start(folder.path(), words, width, height).await?;
        window._folder = Some(folder);
        Ok(window)
    }

    /// As [`Window::open`], with the settings and ledgers of an earlier window.
    ///
    /// # Errors
    /// When a program is missing or the window does not come.
    pub async fn open_in(home: &Path, words: &[&str]) -> Step<Self> {
        Self::start(home, words, 1280, 800).await
    }

    async fn start(home: &Path, words: &[&str], width: u32, height: u32) -> Step<Self> {
        let home = home.to_path_buf();
        let display = Display::start(width, height)?;
        let port = free_port()?;
        let config = home.join("config");
        crate::native::settings_of_dialogs(&config)?;
        let log =
            std::fs::File::create(home.join(LOG)).map_err(|error| format!("{LOG}: {error}"))?;
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            // The driver hands its environment on to the window.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("KAOTSUNAGI_HOME", &home)
            .env("LANG", "ja_JP.UTF-8")
            .env("GTK_USE_PORTAL", "0")
            .env("GSETTINGS_BACKEND", "keyfile")
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("NO_AT_BRIDGE", "1")
            // Our own choice for speed hangs the driver's screenshots; any value but 1 keeps the renderer.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "0")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("WebKitWebDriver: {error}"))?;
        let mut capabilities = Capabilities::new();
        let binary = built("kaotsunagi-window")?;
        capabilities.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({"binary": binary, "args": words}),
        );
        let address = format!("http://127.0.0.1:{port}");
        let mut tries = 0;
        let page = loop {
            match ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&address)
                .await
            {
                Ok(page) => break page,
                // The driver needs a moment until it listens.
                Err(error) if tries >= 50 => return Err(format!("no window: {error}")),
                Err(_) => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        };
        let window = Self {
            page,
            home,
            display,
            driver,
            _folder: None,
        };
        window.script(COLLECT, Vec::new()).await?;
        // Before the first screen stands no key is listened for.
        window
            .until("the first screen", STANDS, Vec::new())
            .await
            .map_err(|error| format!("{error}\n{}", window.log()))?;
        Ok(window)
    }
}

/// From here on every fault of the page is kept: errors, refused promises, refused content, whatever the console was told.
const COLLECT: &str = "const faults = (window.faults = []);\
    const keep = (kind, words) => faults.push(`${kind}: ${words}`);\
    addEventListener('error', (event) => keep('error', event.message ?? `${event.target.tagName} ${event.target.src ?? event.target.href ?? ''}`), true);\
    addEventListener('unhandledrejection', (event) => keep('unhandled rejection', event.reason?.message ?? JSON.stringify(event.reason)));\
    addEventListener('securitypolicyviolation', (event) => keep('refused content', `${event.violatedDirective} ${event.blockedURI}`));\
    for (const level of ['error', 'warn']) {\
        const before = console[level];\
        console[level] = (...words) => { keep(`console.${level}`, words.map(String).join(' ')); before(...words); };\
    }";

/// The first screen is mounted and has something on it.
const STANDS: &str = "const screen = document.querySelector('#screen');\
    return Boolean(screen?.dataset.screen && screen.innerText.trim() !== '');";

/// A port nobody listens on now.
fn free_port() -> Step<u16> {
    let listener =
        std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener
        .local_addr()
        .map(|address| address.port())
        .map_err(|error| error.to_string())
}

/// How long a person would wait before calling it broken; the machines of the tests are slow and busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

impl Window {
    /// The first element that matches, waited for.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn find(&self, css: &str) -> Step<Element> {
        self.page
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .map_err(|error| format!("{css}: {error}"))
    }

    /// Clicks the first element that matches; again when the screen was made anew between finding and clicking.
    ///
    /// # Errors
    /// When it does not come, or lies under something.
    pub async fn click(&self, css: &str) -> Step {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            match self.find(css).await?.click().await {
                Ok(()) => return Ok(()),
                Err(error) if std::time::Instant::now() > end => {
                    return Err(format!("click {css}: {error}"));
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Clicks the first visible button, link, tab or option whose words hold `words`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn click_words(&self, words: &str) -> Step {
        self.click_words_in("body", words).await
    }

    /// As [`Window::click_words`], only within the first element that matches `css`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn click_words_in(&self, css: &str, words: &str) -> Step {
        const FIND: &str = "const [css, words] = arguments;\
            const kinds = 'button, a, [role=button], [role=tab], [role=option], [role=menuitem], summary, label, li[tabindex], [tabindex=\"0\"]';\
            const all = [...document.querySelectorAll(css)].flatMap((top) => [...top.querySelectorAll(kinds)]);\
            const fits = all.filter((e) => (e.textContent + ' ' + (e.getAttribute('aria-label') ?? '')).includes(words) && e.checkVisibility() && !e.disabled);\
            fits.sort((a, b) => a.textContent.length - b.textContent.length);\
            fits[0]?.scrollIntoView({block: 'center'});\
            return fits[0] ?? null;";
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            let found = self.script(FIND, vec![json!(css), json!(words)]).await?;
            if !found.is_null() {
                let element = Element::from_element_id(self.page.clone(), element_id(&found)?);
                match element.click().await {
                    Ok(()) => return Ok(()),
                    Err(error) if std::time::Instant::now() > end => {
                        return Err(format!("click 「{words}」: {error}"));
                    }
                    Err(_) => {}
                }
            } else if std::time::Instant::now() > end {
                return Err(format!(
                    "no 「{words}」 in {css}; the page says: {}",
                    self.words().await?
                ));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Types into the field that matches, after what is there.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn type_into(&self, css: &str, text: &str) -> Step {
        self.find(css)
            .await?
            .send_keys(text)
            .await
            .map_err(|error| format!("type into {css}: {error}"))
    }

    /// Empties the field that matches and types into it.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn fill(&self, css: &str, text: &str) -> Step {
        let field = self.find(css).await?;
        field
            .clear()
            .await
            .map_err(|error| format!("clear {css}: {error}"))?;
        field
            .send_keys(text)
            .await
            .map_err(|error| format!("fill {css}: {error}"))
    }

    /// Keys to whatever has the focus.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn keys(&self, keys: &str) -> Step {
        let element = self
            .page
            .active_element()
            .await
            .map_err(|error| error.to_string())?;
        element
            .send_keys(keys)
            .await
            .map_err(|error| format!("keys: {error}"))
    }

    /// Waits until the page shows `words`.
    ///
    /// # Errors
    /// With all that the page says instead.
    pub async fn shows(&self, words: &str) -> Step {
        self.until(
            &format!("「{words}」 on the page"),
            "return document.body.innerText.includes(arguments[0])",
            vec![json!(words)],
        )
        .await
    }

    /// Waits until a script gives `true`.
    ///
    /// # Errors
    /// With `what` and all that the page says.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Step {
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if self.script(script, arguments.clone()).await? == Value::Bool(true) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!(
            "waited in vain for {what}; the page says: {}",
            self.words().await?
        ))
    }

    /// All that the screen says.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn words(&self) -> Step<String> {
        // The dialog on top, or the screen: the rail says nothing new.
        const WORDS: &str = "return (document.querySelector('dialog[open]') ?? document.querySelector('#screen') ?? document.body).innerText";
        let words = self.script(WORDS, Vec::new()).await?;
        Ok(words.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// Of the driver, or thrown by the script.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Step<Value> {
        self.page
            .execute(script, arguments)
            .await
            .map_err(|error| format!("{script}: {error}"))
    }

    /// A picture of the page into a file.
    ///
    /// # Errors
    /// Of the driver or the disk.
    pub async fn picture(&self, file: &Path) -> Step {
        // Motion is short; a picture is taken after it.
        tokio::time::sleep(Duration::from_millis(250)).await;
        let png = self
            .page
            .screenshot()
            .await
            .map_err(|error| error.to_string())?;
        crate::write(file, &png)
    }

    /// Goes to a screen by its address: `#/people`.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn go(&self, hash: &str) -> Step {
        self.script("location.hash = arguments[0]", vec![json!(hash)])
            .await
            .map(|_| ())
    }

    /// What the program and its driver have said to nobody.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.home.join(LOG)).unwrap_or_default()
    }

    /// Errors, refused promises and refused content of the page since it was opened.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn faults(&self) -> Step<Vec<String>> {
        let faults = self
            .script(
                "return window.faults ?? ['the page was loaded anew']",
                Vec::new(),
            )
            .await?;
        Ok(faults
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|fault| fault.as_str().map(str::to_owned))
            .collect())
    }

    /// The page was loaded anew, as after locking: its faults are kept from here on again.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn watch_anew(&self) -> Step {
        self.script(COLLECT, Vec::new()).await.map(|_| ())
    }

    /// Kills the program without a word, as a flat battery does. What it wrote lies on the disk as it was.
    ///
    /// # Errors
    /// When it is not found or still runs afterwards.
    pub fn kill(self) -> Step {
        let program = built("kaotsunagi-window")?;
        let home = format!("KAOTSUNAGI_HOME={}", self.home.display());
        let pid = std::fs::read_dir("/proc")
            .map_err(|error| error.to_string())?
            .flatten()
            .map(|entry| entry.path())
            .find(|process| {
                std::fs::read_link(process.join("exe")).is_ok_and(|exe| exe == program)
                    && std::fs::read(process.join("environ")).is_ok_and(|environment| {
                        environment
                            .split(|byte| *byte == 0)
                            .any(|entry| entry == home.as_bytes())
                    })
            })
            .and_then(|process| {
                process
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
            })
            .ok_or("the program does not run")?;
        let killed = Command::new("kill")
            .args(["-KILL", &pid])
            .status()
            .map_err(|error| error.to_string())?;
        if killed.success() {
            Ok(())
        } else {
            Err(format!("kill: {killed}"))
        }
    }

    /// Closes window, driver and display.
    ///
    /// # Errors
    /// When the page had a fault, or of the driver.
    pub async fn close(self) -> Step {
        let faults = self.faults().await?;
        // The driver ends the program with the session: what it is writing is written first.
        self.page
            .clone()
            .close()
            .await
            .map_err(|error| error.to_string())?;
        if faults.is_empty() {
            Ok(())
        } else {
            Err(format!("the page had faults: {}", faults.join("; ")))
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Out of a WebDriver element reference: one member, whose name the standard fixes.
pub(crate) fn element_id(value: &Value) -> Step<ElementRef> {
    value
        .get("element-6066-11e4-a52e-4f735466cecf")
        .and_then(Value::as_str)
        .map(|id| ElementRef::from(id.to_owned()))
        .ok_or_else(|| format!("{value} is no element"))
}
