//! How a file is to be read where the guess isn't wanted, and what the reader proposes rather than does silently.

use serde::{Deserialize, Serialize};

use crate::header::Field;

/// Everything about reading a file that she may say herself. The default guesses all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// `cp932`, `utf-8`, `utf-16le` …; overrides the guess. Workbooks have none.
    pub encoding: Option<String>,
    /// Between the cells of a CSV: `,` `;` `|` tab, or any other character of ASCII.
    pub delimiter: Option<char>,
    /// Name of the sheet to read, hidden or not.
    pub sheet: Option<String>,
    pub header: Option<HeaderRows>,
    /// What each column holds, in their order; `None` in it: kept as a note under its header. Shorter than the columns: the
    /// rest as guessed.
    pub mapping: Option<Vec<Option<Field>>>,
    /// Offers to do though they are not done by themselves, and the other way round; `decline` wins.
    pub accept: Vec<OfferKind>,
    pub decline: Vec<OfferKind>,
    /// Whether every entry keeps the cells it was made of ([`crate::Entry::cells`]).
    pub keep_cells: bool,
}

/// Where the header of a table stands. Rows above it are its title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderRows {
    /// Line of the file or row of the sheet, from 1.
    pub first: usize,
    /// 1, or 2 where a second row stands under merged cells; 0: there is no header, and people begin in row `first`.
    pub rows: usize,
}

/// What can be proposed. Each is done or not, for the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// The zero in front of a telephone number or postal code that a spreadsheet took for a number.
    LeadingZero,
    /// A day's serial number (45000) as the day.
    SerialDate,
    /// A day of the Japanese calendar (R7.4.1) as 2025-04-01.
    EraDate,
    /// 「山田　太郎（〇〇病院）」 taken apart.
    NameBrackets,
    /// Several people in one cell, each one by themselves.
    SeveralPeople,
    /// Rows under a name merged over them belong to that person.
    MergedRows,
    /// A row without a name and organisation belongs to the person above it.
    ContinuedRows,
    /// Rows hidden in the sheet are read like the others.
    HiddenRows,
}

impl OfferKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::LeadingZero,
        Self::SerialDate,
        Self::EraDate,
        Self::NameBrackets,
        Self::SeveralPeople,
        Self::MergedRows,
        Self::ContinuedRows,
        Self::HiddenRows,
    ];

    /// Its name on the border and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LeadingZero => "leading_zero",
            Self::SerialDate => "serial_date",
            Self::EraDate => "era_date",
            Self::NameBrackets => "name_brackets",
            Self::SeveralPeople => "several_people",
            Self::MergedRows => "merged_rows",
            Self::ContinuedRows => "continued_rows",
            Self::HiddenRows => "hidden_rows",
        }
    }

    /// Whether it is done unless declined: only where hardly anybody would want it otherwise.
    #[must_use]
    pub fn by_default(self) -> bool {
        match self {
            Self::LeadingZero
            | Self::SerialDate
            | Self::EraDate
            | Self::NameBrackets
            | Self::MergedRows
            | Self::HiddenRows => true,
            Self::SeveralPeople | Self::ContinuedRows => false,
        }
    }
}

/// Something that the reader noticed in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub kind: OfferKind,
    /// Whether it was done in what was read.
    pub accepted: bool,
    /// Rows it is about.
    pub count: usize,
    /// The first 200 of them.
    pub rows: Vec<usize>,
    /// Before and after, of the first three.
    pub examples: Vec<(String, String)>,
}

/// The offers of one reading.
pub(crate) struct Offers {
    wanted: [bool; OfferKind::ALL.len()],
    found: Vec<Offer>,
}

impl Offers {
    pub(crate) fn new(options: &ReadOptions) -> Self {
        Self {
            wanted: OfferKind::ALL.map(|kind| {
                (kind.by_default() || options.accept.contains(&kind))
                    && !options.decline.contains(&kind)
            }),
            found: Vec::new(),
        }
    }

    pub(crate) fn wants(&self, kind: OfferKind) -> bool {
        OfferKind::ALL
            .iter()
            .zip(self.wanted)
            .any(|(known, wanted)| *known == kind && wanted)
    }

    /// Notes a row that the offer is about, and says whether to do it.
    pub(crate) fn note(
        &mut self,
        kind: OfferKind,
        row: usize,
        example: impl FnOnce() -> (String, String),
    ) -> bool {
        let accepted = self.wants(kind);
        let at = self.found.iter().position(|offer| offer.kind == kind);
        let at = at.unwrap_or_else(|| {
            self.found.push(Offer {
                kind,
                accepted,
                count: 0,
                rows: Vec::new(),
                examples: Vec::new(),
            });
            self.found.len() - 1
        });
        if let Some(offer) = self.found.get_mut(at)
            && offer.rows.last() != Some(&row)
        {
            offer.count += 1;
            if offer.rows.len() < 200 {
                offer.rows.push(row);
            }
            if offer.examples.len() < 3 {
                offer.examples.push(example());
            }
        }
        accepted
    }

    pub(crate) fn found(mut self) -> Vec<Offer> {
        self.found.sort_by_key(|offer| offer.kind);
        self.found
    }
}
