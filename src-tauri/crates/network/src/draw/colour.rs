//! The colours of a drawing: those of the window.

use super::Theme;
use crate::Group;

/// Red, green, blue, 0–255.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    pub(super) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// `share` (0–1) of this over the other.
    pub(super) fn over(self, under: Colour, share: f64) -> Colour {
        let [a, b, c] = self.0;
        let [d, e, f] = under.0;
        let mix = |over: u8, under: u8| {
            (f64::from(over) * share + f64::from(under) * (1.0 - share))
                .round()
                .clamp(0.0, 255.0) as u8
        };
        Colour([mix(a, d), mix(b, e), mix(c, f)])
    }
}

pub(super) struct Palette {
    pub(super) paper: Colour,
    pub(super) surface: Colour,
    pub(super) ink: Colour,
    pub(super) muted: Colour,
    pub(super) faint: Colour,
    pub(super) accent: Colour,
    pub(super) hospital: Colour,
    pub(super) home: Colour,
    care: Colour,
    public: Colour,
    body: Colour,
    /// How much of a side's colour its ground takes.
    pub(super) ground: f64,
}

const fn rgb(hex: u32) -> Colour {
    let [_, red, green, blue] = hex.to_be_bytes();
    Colour([red, green, blue])
}

impl Palette {
    pub(super) fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                paper: rgb(0xfaf8f4),
                surface: rgb(0xffffff),
                ink: rgb(0x20262c),
                muted: rgb(0x5f6973),
                faint: rgb(0x8b939b),
                accent: rgb(0x0d6a64),
                hospital: rgb(0x3c4fa0),
                home: rgb(0x0d7d74),
                care: rgb(0xc4581a),
                public: rgb(0x6a727c),
                body: rgb(0x7a4fa3),
                ground: 0.07,
            },
            Theme::Dark => Self {
                paper: rgb(0x16191c),
                surface: rgb(0x1e2226),
                ink: rgb(0xe9e7e2),
                muted: rgb(0xa7aeb5),
                faint: rgb(0x7d858d),
                accent: rgb(0x5cc2b8),
                hospital: rgb(0x93a4f0),
                home: rgb(0x4cc4b8),
                care: rgb(0xf09a63),
                public: rgb(0xaab1b9),
                body: rgb(0xc39ae8),
                ground: 0.09,
            },
        }
    }

    pub(super) fn group(&self, group: Group) -> Colour {
        match group {
            Group::Hospital => self.hospital,
            Group::Home => self.home,
            Group::Care => self.care,
            Group::Public => self.public,
            Group::Body => self.body,
            Group::Coordinator => self.accent,
            Group::Unknown => self.faint,
        }
    }
}
