//! A disk that fails when it is told to: a VFS of SQLite that hands everything through to the system's own, but for the
//! Nth call that would change something. It becomes the default of this process, so that the ledger's own code runs on it
//! unchanged. What fails is kept per thread: tests beside each other don't disturb one another.
#![allow(
    unsafe_code,
    reason = "SQLite asks for its files through a table of C functions; this is the one place of the project that writes one, and only for tests"
)]

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Once;

use rusqlite::ffi;

/// How the disk goes on after the call that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// That one call fails, and the next works again.
    Once,
    /// The disk is gone: that call writes half of what it should, and nothing works after it.
    ForGood,
    /// No room: no write works any more, everything else does.
    Full,
}

#[derive(Clone, Copy)]
struct State {
    /// Calls that still work, then the failing one; `None`: the disk is sound.
    left: Option<u64>,
    ending: Ending,
    fired: bool,
}

thread_local! {
    static DISK: Cell<State> = const {
        Cell::new(State { left: None, ending: Ending::Once, fired: false })
    };
}

/// From now on the `nth` changing call of this thread fails, counted from 1.
pub(crate) fn fail(nth: u64, ending: Ending) {
    DISK.set(State {
        left: Some(nth - 1),
        ending,
        fired: false,
    });
}

/// The disk is sound again; gives whether a call has failed.
pub(crate) fn heal() -> bool {
    let state = DISK.get();
    DISK.set(State {
        left: None,
        ..state
    });
    state.fired
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Write,
    Sync,
    Truncate,
    Delete,
    Open,
}

/// What the call comes to: done, or the code it fails with and whether half of it is done.
enum Fate {
    Works,
    Fails { code: c_int, torn: bool },
}

fn fate(act: Act) -> Fate {
    let mut state = DISK.get();
    let Some(left) = state.left else {
        return Fate::Works;
    };
    if state.ending == Ending::Full && act != Act::Write {
        return Fate::Works;
    }
    let fails = match state.ending {
        Ending::Once => left == 0 && !state.fired,
        Ending::ForGood | Ending::Full => left == 0,
    };
    let first = fails && !state.fired;
    state.left = Some(left.saturating_sub(1));
    state.fired |= fails;
    DISK.set(state);
    if !fails {
        return Fate::Works;
    }
    let code = match act {
        Act::Write if state.ending == Ending::Full => ffi::SQLITE_FULL,
        Act::Write => ffi::SQLITE_IOERR_WRITE,
        Act::Sync => ffi::SQLITE_IOERR_FSYNC,
        Act::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
        Act::Delete => ffi::SQLITE_IOERR_DELETE,
        Act::Open => ffi::SQLITE_CANTOPEN,
    };
    let torn = first && act == Act::Write && state.ending == Ending::ForGood;
    Fate::Fails { code, torn }
}

/// Our file, and behind it in the same piece of memory the system's.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
}

/// The system's VFS, which stands in `pAppData` of ours.
unsafe fn system(vfs: *mut ffi::sqlite3_vfs) -> *mut ffi::sqlite3_vfs {
    // SAFETY: only called with our own VFS, registered below and never taken away.
    unsafe { (*vfs).pAppData.cast() }
}

unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite gave `szOsFile` bytes, ours and the system's one after the other; `File` is as aligned as any.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// Hands a call through to the system's file; a table that lacks it answers with an error.
macro_rules! through {
    ($(fn $name:ident = $method:ident($($argument:ident: $kind:ty),*);)*) => {$(
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $argument: $kind)*) -> c_int {
            // SAFETY: the file was opened by `open` below, and the arguments are SQLite's own.
            unsafe {
                let real = real(file);
                match (*(*real).pMethods).$method {
                    Some(call) => call(real $(, $argument)*),
                    None => ffi::SQLITE_IOERR,
                }
            }
        }
    )*};
}

through! {
    fn read = xRead(to: *mut c_void, bytes: c_int, offset: ffi::sqlite3_int64);
    fn write_through = xWrite(from: *const c_void, bytes: c_int, offset: ffi::sqlite3_int64);
    fn truncate_through = xTruncate(size: ffi::sqlite3_int64);
    fn sync_through = xSync(flags: c_int);
    fn file_size = xFileSize(size: *mut ffi::sqlite3_int64);
    fn lock = xLock(level: c_int);
    fn unlock = xUnlock(level: c_int);
    fn check_reserved_lock = xCheckReservedLock(out: *mut c_int);
    fn file_control = xFileControl(op: c_int, argument: *mut c_void);
    fn sector_size = xSectorSize();
    fn characteristics = xDeviceCharacteristics();
    fn shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
    fn shm_lock = xShmLock(offset: c_int, n: c_int, flags: c_int);
    fn shm_unmap = xShmUnmap(delete: c_int);
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: as in `through`.
    unsafe {
        let real = real(file);
        match (*(*real).pMethods).xClose {
            Some(call) => call(real),
            None => ffi::SQLITE_OK,
        }
    }
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as in `through`.
    unsafe {
        let real = real(file);
        if let Some(call) = (*(*real).pMethods).xShmBarrier {
            call(real);
        }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    bytes: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: half of the bytes are there when all are.
    unsafe {
        match fate(Act::Write) {
            Fate::Works => write_through(file, from, bytes, offset),
            Fate::Fails { code, torn } => {
                if torn {
                    write_through(file, from, bytes / 2, offset);
                }
                code
            }
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    match fate(Act::Truncate) {
        // SAFETY: handed through.
        Fate::Works => unsafe { truncate_through(file, size) },
        Fate::Fails { code, .. } => code,
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    match fate(Act::Sync) {
        // SAFETY: handed through.
        Fate::Works => unsafe { sync_through(file, flags) },
        Fate::Fails { code, .. } => code,
    }
}

/// Version 2: shared memory for the log beside the file, but no mapping of the file itself, which would write past us.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: `file` has room for both files; without methods SQLite doesn't close it.
    unsafe {
        (*file).pMethods = std::ptr::null();
        if let Fate::Fails { code, .. } = fate(Act::Open) {
            return code;
        }
        let system = system(vfs);
        let Some(call) = (*system).xOpen else {
            return ffi::SQLITE_CANTOPEN;
        };
        let code = call(system, name, real(file), flags, out);
        if code == ffi::SQLITE_OK {
            (*file).pMethods = &raw const METHODS;
        }
        code
    }
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: handed through.
    unsafe {
        if let Fate::Fails { code, .. } = fate(Act::Delete) {
            return code;
        }
        let system = system(vfs);
        match (*system).xDelete {
            Some(call) => call(system, name, sync_folder),
            None => ffi::SQLITE_IOERR_DELETE,
        }
    }
}

/// Makes this disk the default of the process; once is enough, more does no harm.
pub(crate) fn put_in() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        // SAFETY: what is registered is leaked, so it lives as long as the process; everything that isn't set here is the
        // system's own and asks nothing of the VFS it is called with but what the copy has too.
        unsafe {
            ffi::sqlite3_initialize();
            let system = ffi::sqlite3_vfs_find(std::ptr::null());
            assert!(!system.is_null(), "SQLite has a VFS");
            let mut ours = *system;
            ours.pNext = std::ptr::null_mut();
            ours.zName = c"kaotsunagi-faults".as_ptr();
            let room = size_of::<File>() + (*system).szOsFile as usize;
            ours.szOsFile = room as c_int;
            ours.pAppData = system.cast();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            let ours: *mut ffi::sqlite3_vfs = Box::leak(Box::new(ours));
            assert_eq!(ffi::sqlite3_vfs_register(ours, 1), ffi::SQLITE_OK);
        }
    });
}
