//! What the border looks like from outside: the names of the commands, one call by name with JSON in and out, and the
//! types of the window (`ui/types.d.ts`), all out of the one list in `commands.rs`.

use std::collections::BTreeMap;

use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use crate::backup::*;
use crate::drafts::*;
use crate::export::*;
use crate::forget::*;
use crate::import::*;
use crate::keys::*;
use crate::log::*;
use crate::map::*;
use crate::meetings::*;
use crate::merging::*;
use crate::minutes::*;
use crate::organisations::*;
use crate::people::*;
use crate::place::*;
use crate::provenance::*;
use crate::region::*;
use crate::search::*;
use crate::session::*;
use crate::share::*;
use crate::stages::*;
use crate::today::*;
use crate::trash::*;
use crate::{ById, Error, Exported, MoveTo, Nothing, Problem, Session, Written};

macro_rules! commands {
    ($($module:ident :: $name:ident ($request:ident) -> $response:ident;)*) => {
        /// Names of all use cases.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Calls a use case by its name; the response as JSON text, which is half the work of a tree of values for a large
        /// map. `None` when there is no use case of that name.
        ///
        /// # Errors
        /// A [`Problem`] in the session's language; a request of the wrong shape is `refused`.
        pub fn call_text(session: &mut Session, name: &str, request: Value) -> Option<Result<String, Problem>> {
            match name {
                $(stringify!($name) => Some(
                    serde_json::from_value::<$request>(request)
                        .map_err(|wrong| Error::Refused { field: stringify!($request).to_owned(), reason: wrong.to_string() })
                        .and_then(|request| crate::$module::$name(session, request))
                        .and_then(|response| serde_json::to_string(&response)
                            .map_err(|wrong| Error::Refused { field: stringify!($response).to_owned(), reason: wrong.to_string() }))
                        .map_err(|error| error.problem_at(session.language(), session.zone())),
                ),)*
                _ => None,
            }
        }

        fn visit_all(types: &mut Declarations) {
            $(types.visit::<$request>(); types.visit::<$response>();)*
            types.visit::<Problem>();
            types.visit::<documents::drawing::Drawing>();
        }

        fn command_types() -> String {
            let mut text = String::from("/** Every command with its request and response. */\nexport interface Commands {\n");
            $(text.push_str(concat!("  ", stringify!($name), ": [", stringify!($request), ", ", stringify!($response), "];\n"));)*
            text.push_str("}\n");
            text
        }
    };
}
include!("commands.rs");

/// As [`call_text`], as a tree of values.
///
/// # Errors
/// As [`call_text`].
pub fn call(session: &mut Session, name: &str, request: Value) -> Option<Result<Value, Problem>> {
    Some(call_text(session, name, request)?.and_then(|text| {
        let wrong = |error: serde_json::Error| Error::Refused {
            field: name.to_owned(),
            reason: error.to_string(),
        };
        serde_json::from_str(&text).map_err(|error| wrong(error).problem(session.language()))
    }))
}

#[derive(Default)]
struct Declarations {
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new().with_large_int("number");
        // Types of Rust's own library have no declaration of their own but may hold some of ours.
        if T::output_path().is_some() {
            let name = T::ident(&config);
            if self.by_name.contains_key(&name) {
                return;
            }
            self.by_name
                .insert(name, format!("export {}\n", T::decl(&config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/types.d.ts`.
#[must_use]
pub fn types_d_ts() -> String {
    let mut types = Declarations::default();
    visit_all(&mut types);
    let mut text =
        String::from("// Made from Rust by `cargo test -p kaotsunagi-core`; not to be edited.\n\n");
    for declaration in types.by_name.values() {
        text.push_str(declaration);
    }
    text.push('\n');
    text.push_str(&command_types());
    text
}
