//! Where the coordinator learned to find a node on the map. Keys are `person:UUID`, `organisation:UUID`, `profession:ID`, `municipality:UUID`.

use crate::value::Columns;
use crate::{Read, Result, Write};

/// A kept position in map units.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    pub node: String,
    pub x: f64,
    pub y: f64,
    /// Moved by hand: the layout never moves it.
    pub pinned: bool,
}

impl Read<'_> {
    /// By node.
    ///
    /// # Errors
    /// Of the database.
    pub fn positions(&self) -> Result<Vec<Position>> {
        let sql = "SELECT id, x, y, 1 FROM map_pin \
            UNION ALL SELECT id, x, y, 0 FROM map_position WHERE id NOT IN (SELECT id FROM map_pin) ORDER BY 1";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            Ok(Position {
                node: row.next()?,
                x: row.next()?,
                y: row.next()?,
                pinned: row.next()?,
            })
        })
    }
}

impl Write<'_> {
    /// Adds or replaces positions. Pins, set or taken off, are the coordinator's doing: they are logged and can be
    /// undone. Other positions are only kept: an operation that sets nothing else changes nothing that undo knows.
    ///
    /// # Errors
    /// Of the database.
    pub fn set_positions(&self, positions: &[Position]) -> Result<()> {
        let put = |table: &str| {
            format!(
                "INSERT INTO {table} (id, x, y) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (id) DO UPDATE SET x = excluded.x, y = excluded.y \
                 WHERE x IS NOT excluded.x OR y IS NOT excluded.y"
            )
        };
        let mut pin = self.connection.prepare_cached(&put("map_pin"))?;
        let mut keep = self.connection.prepare_cached(&put("map_position"))?;
        let mut unpin = self
            .connection
            .prepare_cached("DELETE FROM map_pin WHERE id = ?1")?;
        for Position { node, x, y, pinned } in positions {
            // A pinned one keeps its old place below the pin: there it goes back to when the pin is undone.
            if *pinned {
                pin.execute((node, x, y))?;
            } else {
                unpin.execute([node])?;
                keep.execute((node, x, y))?;
            }
        }
        Ok(())
    }
}
