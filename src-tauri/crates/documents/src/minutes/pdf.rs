//! PDF and page pictures through typst; the template is `assets/documents/minutes.typ`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

use super::Minutes;
use crate::{Error, font};

/// PDF, A4 upright, Noto Sans JP embedded, n/m at the foot, text selectable. The same minutes give the same bytes.
///
/// # Errors
/// `Page`.
pub fn pdf(minutes: &Minutes) -> Result<Vec<u8>, Error> {
    typeset(minutes, |document| {
        // No timestamp: the day of making stands in the foot, and equal minutes stay equal files.
        let options = PdfOptions {
            creator: Smart::Custom(None),
            timestamp: None,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|found| refused(&found))
    })
}

/// The same pages as SVG pictures, one a page: the page before printing is the page.
///
/// # Errors
/// `Page`.
pub fn pages(minutes: &Minutes) -> Result<Vec<String>, Error> {
    typeset(minutes, |document| {
        let options = SvgOptions::default();
        Ok(document
            .pages()
            .iter()
            .map(|page| typst_svg::svg(page, &options))
            .collect())
    })
}

/// Letters of the minutes that the embedded font has no shape for, each once, by code point: they stand as an empty box on the page
/// (emoji, some rare kanji). A variation selector is none: its kanji is printed in the usual shape.
///
/// # Errors
/// `Page`.
pub fn unprintable(minutes: &Minutes) -> Result<Vec<char>, Error> {
    let desk = Desk::new(minutes)?;
    let words = serde_json::to_string(minutes).map_err(|found| Error::Page(found.to_string()))?;
    let shown = |letter: char| {
        desk.shop
            .fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(letter)))
    };
    let selector =
        |letter: char| matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let missing: BTreeSet<char> = words
        .chars()
        .filter(|&letter| !letter.is_control() && !letter.is_whitespace())
        .filter(|&letter| !selector(letter) && !shown(letter))
        .collect();
    Ok(missing.into_iter().collect())
}

/// Lays the minutes out and hands the pages to `print`.
fn typeset<T>(
    minutes: &Minutes,
    print: impl FnOnce(&PagedDocument) -> Result<T, Error>,
) -> Result<T, Error> {
    let desk = Desk::new(minutes)?;
    let printed = match typst::compile::<PagedDocument>(&desk).output {
        Ok(document) => print(&document),
        Err(found) => Err(refused(&found)),
    };
    // The engine remembers all that it laid out: names of people would stay in memory after the ledger is locked.
    comemo::evict(0);
    printed
}

fn refused(found: &[SourceDiagnostic]) -> Error {
    let words: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    Error::Page(words.join("; "))
}

/// What the template reads beside the minutes themselves.
#[derive(Serialize)]
struct Given<'a> {
    #[serde(flatten)]
    minutes: &'a Minutes,
    lang: &'a str,
    internal_mark: String,
}

/// Everything that does not change from one set of minutes to the next.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
}

static SHOP: LazyLock<Result<Shop, String>> = LazyLock::new(|| {
    let fonts: Vec<Font> = [font::REGULAR, font::BOLD]
        .into_iter()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect();
    let file = |name: &str| {
        VirtualPath::new(name)
            .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
            .map_err(|found| found.to_string())
    };
    Ok(Shop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(
            file("/minutes.typ")?,
            include_str!("../../../../../assets/documents/minutes.typ").to_owned(),
        ),
        data: file("/minutes.json")?,
    })
});

/// The world as the template sees it: itself, one file of data, two fonts; no disk, no clock.
struct Desk {
    shop: &'static Shop,
    data: Bytes,
}

impl Desk {
    fn new(minutes: &Minutes) -> Result<Self, Error> {
        let shop = SHOP.as_ref().map_err(|found| Error::Page(found.clone()))?;
        let given = Given {
            minutes,
            lang: minutes.lang(),
            internal_mark: minutes.internal_mark(),
        };
        let data = serde_json::to_vec(&given).map_err(|found| Error::Page(found.to_string()))?;
        Ok(Self {
            shop,
            data: Bytes::new(data),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.shop.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shop.template.id() {
            Ok(self.shop.template.clone())
        } else {
            Err(not_here(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shop.data {
            Ok(self.data.clone())
        } else {
            Err(not_here(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
