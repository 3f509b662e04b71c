//! The window's frame: making, opening and closing a ledger, undo and redo, what the frame shows.

use std::path::{Path, PathBuf};

use ledger::affiliation::AffiliationFields;
use ledger::organisation::OrganisationFields;
use ledger::person::PersonFields;
use ledger::region::Region;
use ledger::{Changes, Ledger, OperationName, Passphrase, RecoveryKey, Write};

use super::{
    LedgerStatus, NewCoordinator, NewLedger, Now, OpenLedger, Session, Status, Undone, Vocabulary,
    settings,
};
use crate::backup;
use crate::keys::{self, Pending};
use crate::words::words;
use crate::{
    Error, Nothing, Result, organisations, people, place, request, sample, vocabulary as lists,
};

const ENDING: &str = "kaotsunagi";
/// Operations that made the ledger: nothing was written in it yet.
const MAKING: &[&str] = &["ledger.new", "sample.make"];

/// The state of the window's frame.
///
/// # Errors
/// Of the ledger.
pub fn status(session: &mut Session, _request: Nothing) -> Result<Status> {
    Ok(Status {
        ledger: session
            .ledger
            .as_ref()
            .map(|ledger| ledger_status(session, ledger))
            .transpose()?,
        locked: session.locked,
        locked_sample: session.locked
            && !Path::new(&session.last_ledger)
                .join(ledger::keys::FILE)
                .exists(),
        remembered: session.remembered.contains(&session.last_ledger),
        settings: session.settings.clone(),
        last_ledger: session.last_ledger.clone(),
        today: session.style().date(session.now.today),
        today_iso: japanese::date::iso(session.now.today),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn ledger_status(session: &Session, ledger: &Ledger) -> Result<LedgerStatus> {
    let read = ledger.read();
    let words = words(session.language());
    let (undo, redo) = ledger.next_undo_redo()?;
    let me = read
        .coordinators()?
        .into_iter()
        .find(|coordinator| coordinator.me);
    let counts = read.counts()?;
    let (recovery, sheet) = keys::state(ledger)?;
    Ok(LedgerStatus {
        dir: ledger.dir().display().to_string(),
        region: read.region()?.name,
        fiscal_year: session.style().fiscal_year(session.now.today),
        me: match me {
            // She may lie in the trash: the frame still opens.
            Some(me) => read
                .person(me.person)
                .map(|person| person.fields.name)
                .unwrap_or_default(),
            None => String::new(),
        },
        people: counts.people,
        organisations: counts.organisations,
        meetings: counts.meetings,
        unprotected: session.unprotected,
        cloud: session.cloud.map(|cloud| place::warning(cloud, words)),
        recovery,
        sheet,
        // Not what undo would take back: after forgetting somebody there is nothing to take back, and all is kept.
        saved_at: read
            .operations(1)?
            .first()
            .filter(|newest| !MAKING.contains(&newest.name.code.as_str()))
            .map(|newest| {
                newest
                    .at
                    .with_timezone(&session.now.zone)
                    .format("%H:%M")
                    .to_string()
            })
            .unwrap_or_default(),
        undo: undo
            .map(|operation| words.operation(&operation.name))
            .unwrap_or_default(),
        redo: redo
            .map(|operation| words.operation(&operation.name))
            .unwrap_or_default(),
        backup: backup::status(session, ledger),
    })
}

/// Makes a ledger with its region, municipalities and herself, and opens it; its recovery sheet waits to be printed. It is made beside its place and moved there
/// when it is whole: nothing is left on the disk when it fails.
///
/// # Errors
/// `Refused` for blank names, a short passphrase and a place inside another ledger, `AlreadyExists`, `File`.
pub fn new_ledger(session: &mut Session, request: NewLedger) -> Result<Status> {
    let dir = with_ending(request::place("dir", &request.dir)?);
    request::not_blank("region", &request.region)?;
    let passphrase = keys::good_passphrase("passphrase", &request.passphrase)?;
    let me = &request.coordinator;
    if !me.name.is_empty() {
        request::not_blank("coordinator", &me.name)?;
    }
    request::of_vocabulary(
        "profession",
        lists::professions(),
        request::chosen(me.profession.as_deref()),
    )?;
    request::of_vocabulary(
        "kind",
        lists::organisation_kinds(),
        request::chosen(me.organisation_kind.as_deref()),
    )?;
    request::of_vocabulary(
        "kind",
        lists::coordinator_kinds(),
        request::chosen(Some(&me.kind)),
    )?;

    crate::file::outside_ledgers("dir", &dir)?;
    refuse_taken(&dir)?;
    let beside = beside(&dir);
    // Left over from an attempt that was cut off.
    let _ = std::fs::remove_dir_all(&beside);
    let recovery = RecoveryKey::random()?;
    let made = fill(session, &beside, &passphrase, &recovery, &request)
        .and_then(|()| move_to(&beside, &dir));
    if let Err(error) = made {
        let _ = std::fs::remove_dir_all(&beside);
        return Err(error);
    }
    let status_without_sheet = open(session, &dir, &passphrase)?;
    session.sheet = Some(Pending { key: recovery });
    Ok(status_without_sheet)
}

fn with_ending(dir: &Path) -> PathBuf {
    if dir.extension().is_some_and(|ending| ending == ENDING) {
        return dir.to_owned();
    }
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ENDING);
    dir.with_file_name(name)
}

/// An empty folder of that name may be taken; anything in it is never overwritten.
fn refuse_taken(dir: &Path) -> Result<()> {
    match std::fs::read_dir(dir) {
        Ok(inside) => match inside.count() {
            0 => Ok(()),
            _ => Err(ledger::Error::AlreadyExists(dir.to_owned()).into()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(Error::File {
            action: "read",
            path: dir.display().to_string(),
            source,
        }),
    }
}

fn beside(dir: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(dir.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    dir.with_file_name(name)
}

fn fill(
    session: &Session,
    dir: &Path,
    passphrase: &Passphrase,
    recovery: &RecoveryKey,
    request: &NewLedger,
) -> Result<()> {
    let now = session.now.utc;
    let mut ledger = Ledger::create_with(dir, passphrase, Some(recovery), now)?;
    ledger.operation(
        &OperationName::new("ledger.new", request.region.trim()),
        now,
        |write| -> Result<()> {
            write.set_region(&Region {
                name: request.region.trim().to_owned(),
                prefecture: request.prefecture.trim().to_owned(),
                purpose: String::new(),
            })?;
            for name in &request.municipalities {
                if !name.trim().is_empty() {
                    write.add_municipality(name.trim(), "", true)?;
                }
            }
            if request.coordinator.name.is_empty() {
                Ok(())
            } else {
                add_me(write, &request.coordinator)
            }
        },
    )?;
    ledger.close()?;
    Ok(())
}

fn add_me(write: &Write<'_>, me: &NewCoordinator) -> Result<()> {
    let fields = PersonFields {
        name: me.name.clone(),
        kana: me.kana.clone(),
        profession: request::chosen(me.profession.as_deref()).map(str::to_owned),
        ..PersonFields::default()
    };
    let person = write.add_person(&people::with_name_parts(fields))?;
    if !me.organisation.trim().is_empty() {
        let kind = request::chosen(me.organisation_kind.as_deref())
            .or_else(|| lists::kind_by_name(&me.organisation).map(|kind| kind.id.as_str()));
        let organisation = organisations::find_or_add(
            write,
            &OrganisationFields {
                name: me.organisation.clone(),
                kind: kind.map(str::to_owned),
                ..OrganisationFields::default()
            },
        )?;
        write.add_affiliation(&AffiliationFields {
            person,
            organisation,
            department: String::new(),
            title: me.title.clone(),
            from: None,
            to: None,
            is_contact: false,
            is_main: true,
        })?;
    }
    let kind = request::chosen(Some(&me.kind)).unwrap_or("other");
    write.add_coordinator(person, kind, true)?;
    Ok(())
}

fn move_to(from: &Path, to: &Path) -> Result<()> {
    // Renaming onto an empty folder is refused by some systems; one that is not empty stays.
    let _ = std::fs::remove_dir(to);
    std::fs::rename(from, to).map_err(|source| Error::File {
        action: "write",
        path: to.display().to_string(),
        source,
    })
}

/// Opens a ledger; the one that was open is closed, unless the new one can't be opened.
///
/// # Errors
/// `NotFound`, `WrongPassphrase`, `Damaged`, `Newer`, `Busy`.
pub fn open_ledger(session: &mut Session, request: OpenLedger) -> Result<Status> {
    let dir = lying_at(request::place("dir", &request.dir)?);
    open(session, &dir, &Passphrase::new(&request.passphrase))
}

/// Where the ledger lies: she may have left the ending away, as she may for a new one.
pub(crate) fn lying_at(given: &Path) -> PathBuf {
    if given.exists() {
        given.to_owned()
    } else {
        with_ending(given)
    }
}

fn open(session: &mut Session, dir: &Path, passphrase: &Passphrase) -> Result<Status> {
    let now = session.now.utc;
    open_by(session, dir, |dir| Ledger::open_at(dir, passphrase, now))
}

/// Opens the ledger in `dir` in any way; the one that was open is closed, unless the new one can't be opened.
pub(crate) fn open_by(
    session: &mut Session,
    dir: &Path,
    opening: impl FnOnce(&Path) -> ledger::Result<Ledger>,
) -> Result<Status> {
    let full = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    if session
        .ledger
        .as_ref()
        .is_some_and(|open| open.dir().canonicalize().is_ok_and(|open| open == full))
    {
        close(session)?;
    }
    let ledger = opening(dir)?;
    close(session)?;
    session.unprotected = ledger.key().is_sample();
    session.cloud = place::cloud_at(ledger.dir());
    session.ledger = Some(ledger);
    session.locked = false;
    backup::opened(session);
    // A place whose name is no text can't be offered by it the next time: the one before it stays.
    if let Some(place) = full.to_str() {
        place.clone_into(&mut session.last_ledger);
    }
    // That the place could not be remembered is no reason not to work in the ledger.
    let _ = settings::keep(session);
    status(session, Nothing {})
}

/// Opens the sample region, made fresh in `home` when it is not there.
///
/// # Errors
/// `File` when there is no home or it can't be written; those of making and opening.
pub fn open_sample(session: &mut Session, _request: Nothing) -> Result<Status> {
    let Some(home) = session.home.clone() else {
        return Err(Error::refused("dir", "refused.blank"));
    };
    let dir = home.join("sample").with_extension(ENDING);
    if !dir.join("ledger.db").exists() {
        std::fs::create_dir_all(&home).map_err(|source| Error::File {
            action: "write",
            path: home.display().to_string(),
            source,
        })?;
        make_sample(&dir, 0, 0, 0, session.now)?;
    }
    open(session, &dir, &Passphrase::new(""))
}

/// Makes the sample region's ledger ([`sample::make`]) beside `dir` and moves it there when it is whole; gives the folder,
/// with its ending. It has the empty passphrase.
///
/// # Errors
/// `AlreadyExists` when anything lies there, those of making.
pub fn make_sample(
    dir: &Path,
    people: usize,
    meetings: usize,
    seed: u64,
    now: Now,
) -> Result<PathBuf> {
    let dir = with_ending(dir);
    refuse_taken(&dir)?;
    let beside = beside(&dir);
    let _ = std::fs::remove_dir_all(&beside);
    let made =
        sample::make(&beside, people, meetings, seed, now).and_then(|()| move_to(&beside, &dir));
    if let Err(error) = made {
        let _ = std::fs::remove_dir_all(&beside);
        return Err(error);
    }
    Ok(dir)
}

/// Closes the ledger: back to the start screen.
///
/// # Errors
/// Of the ledger.
pub fn close_ledger(session: &mut Session, _request: Nothing) -> Result<Status> {
    close(session)?;
    session.locked = false;
    status(session, Nothing {})
}

pub(crate) fn close(session: &mut Session) -> Result<()> {
    // A sheet of this ledger is none of another's.
    session.sheet = None;
    if session.ledger.is_some() {
        backup::closing(session);
    }
    session.index = None;
    if let Some(ledger) = session.ledger.take() {
        ledger.close()?;
    }
    session.unprotected = false;
    session.cloud = None;
    Ok(())
}

/// Takes the newest operation back.
///
/// # Errors
/// Of the ledger, and [`Error::NoLedger`].
pub fn undo(session: &mut Session, _request: Nothing) -> Result<Undone> {
    let now = session.now.utc;
    let undone = session.ledger_mut()?.undo(now)?;
    Ok(told(session, undone))
}

/// Does again what was taken back last.
///
/// # Errors
/// Of the ledger, and [`Error::NoLedger`].
pub fn redo(session: &mut Session, _request: Nothing) -> Result<Undone> {
    let now = session.now.utc;
    let redone = session.ledger_mut()?.redo(now)?;
    Ok(told(session, redone))
}

fn told(session: &Session, done: Option<(OperationName, Changes)>) -> Undone {
    match done {
        Some((name, changes)) => Undone {
            operation: words(session.language()).operation(&name),
            tables: changes.tables,
        },
        None => Undone {
            operation: String::new(),
            tables: Vec::new(),
        },
    }
}

/// All lists to choose from, in the session's language.
///
/// # Errors
/// None: a broken file gives an empty list.
pub fn vocabulary(session: &mut Session, _request: Nothing) -> Result<Vocabulary> {
    let language = session.language();
    Ok(Vocabulary {
        professions: lists::professions().entries(language),
        organisation_kinds: lists::organisation_kinds().entries(language),
        meeting_kinds: lists::meeting_kinds().entries(language),
        encounter_kinds: lists::encounter_kinds().entries(language),
        contact_ways: lists::contact_ways().entries(language),
        coordinator_kinds: lists::coordinator_kinds().entries(language),
        sides: lists::sides().entries(language),
        bases: lists::bases().entries(language),
    })
}
