//! The one thread that owns the ledger. The window never waits for it: requests queue up and answers come back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use kaotsunagi_core::{Now, Problem, Session, backup, border};
use serde_json::Value;

/// Without a request for so long she is reading or thinking: time to see to the backups.
const QUIET: Duration = Duration::from_secs(2);

/// A request and what to do with its answer.
struct Job {
    name: String,
    request: Value,
    answer: Box<dyn FnOnce(Result<String, Problem>) + Send>,
}

/// The way to the ledger's thread.
#[derive(Clone)]
pub(crate) struct Desk {
    jobs: Sender<Job>,
}

impl Desk {
    /// Starts the thread; `home` holds the settings and the sample.
    pub(crate) fn start(home: Option<PathBuf>) -> std::io::Result<Self> {
        let (jobs, queue) = channel::<Job>();
        std::thread::Builder::new()
            .name("ledger".to_owned())
            .spawn(move || {
                let mut session = Session::new(home, now());
                loop {
                    match queue.recv_timeout(QUIET) {
                        Ok(job) => {
                            session.at(now());
                            (job.answer)(answer(&mut session, &job.name, job.request));
                        }
                        Err(RecvTimeoutError::Timeout) => {
                            session.at(now());
                            rest(&mut session);
                        }
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
                // The queue ends with the last window: the session closes its ledger as it is dropped.
            })?;
        Ok(Self { jobs })
    }

    /// Queues a request; `answer` gets JSON text and is called on the ledger's thread.
    pub(crate) fn call(
        &self,
        name: &str,
        request: Value,
        answer: impl FnOnce(Result<String, Problem>) + Send + 'static,
    ) {
        let job = Job {
            name: name.to_owned(),
            request,
            answer: Box::new(answer),
        };
        if let Err(lost) = self.jobs.send(job) {
            (lost.0.answer)(Err(inside("the ledger's thread has ended")));
        }
    }
}

/// What is done between requests. A fault there must not end the thread.
fn rest(session: &mut Session) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| backup::idle(session))) {
        eprintln!("backup: {}", words_of(panic.as_ref()));
    }
}

/// A panic becomes an error, not a dead window: the operation it happened in was rolled back with its transaction.
fn answer(session: &mut Session, name: &str, request: Value) -> Result<String, Problem> {
    match catch_unwind(AssertUnwindSafe(|| {
        border::call_text(session, name, request)
    })) {
        Ok(Some(result)) => result,
        Ok(None) => Err(inside(&format!("no command {name}"))),
        Err(panic) => Err(inside(words_of(panic.as_ref()))),
    }
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("panic")
}

/// A fault of the program itself.
pub(crate) fn inside(detail: &str) -> Problem {
    Problem {
        code: "inside".to_owned(),
        message: "プログラムの内側で問題が起きました。直前の操作は保存されていません。 / A fault inside the program; the last operation was not kept."
            .to_owned(),
        detail: detail.to_owned(),
    }
}

/// The outermost edge: the only place of the window where the clock is read.
fn now() -> Now {
    let here = chrono::Local::now();
    Now {
        utc: here.to_utc(),
        zone: *here.offset(),
        today: here.date_naive(),
    }
}
