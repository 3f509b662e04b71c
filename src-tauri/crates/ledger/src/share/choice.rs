//! A choice between values that stand side by side.

use std::collections::BTreeSet;

use serde_json::Value;

use super::capture::{Captured, capture};
use super::fields::Reach;
use super::marks;
use super::materialise::materialise;
use super::take::Joining;
use crate::value::Moment;
use crate::{Error, Result, Write};

impl Write<'_> {
    /// Of a field's values this one holds, the others are overwritten knowingly.
    ///
    /// # Errors
    /// `NoRecord` when there is no such field, or it shows no such value.
    pub fn choose_value(
        &self,
        reach: Reach,
        table: &str,
        id: &str,
        field: &str,
        value: &Value,
    ) -> Result<()> {
        let Captured {
            kinds,
            mut rows,
            store,
            pen,
        } = capture(self.connection, self.now, reach)?;
        let missing = || Error::NoRecord {
            kind: "conflict",
            id: format!("{table}/{id}/{field}"),
        };
        let kind = kinds.get(table).ok_or_else(missing)?;
        let of = kind.place(field).and_then(|at| kind.fields.get(at));
        let of = of.ok_or_else(missing)?;
        let id = store.stands_for(id).to_owned();
        let shown = store.shown(kind, &id, of).ok_or_else(missing)?;
        if shown.value != *value && !shown.beside.iter().any(|(other, _)| other == value) {
            return Err(missing());
        }
        let earlier = store.clone();
        let mut joining = Joining {
            kinds: &kinds,
            now: self.now,
            store,
            pen,
            touched: BTreeSet::new(),
        };
        joining.decide(kind, &id, of, value.clone());
        let Joining {
            store,
            pen,
            touched,
            ..
        } = joining;
        materialise(self, &kinds, &mut rows, &store, reach)?;
        store.save(self.connection, &touched)?;
        pen.save(self.connection)?;
        let mark = self.new_id::<uuid::Uuid>().to_string();
        self.insert("pack_taken", &mark, &[("at", &Moment(self.now))])?;
        marks::keep(self.connection, &mark, &earlier, &store, &touched)
    }
}
