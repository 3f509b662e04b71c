//! Typst pages: one template, one file of data, two fonts; no disk, no clock, no network.

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

use crate::{Error, font};

/// A template of `assets/documents`, with the name by which it asks for its data.
pub(crate) struct Template {
    pub(crate) text: &'static str,
    pub(crate) data: &'static str,
}

/// PDF, fonts embedded, text selectable. Equal data gives equal bytes: the day of making is part of the data.
pub(crate) fn pdf(template: &Template, data: &impl Serialize) -> Result<Vec<u8>, Error> {
    typeset(template, data, |document| {
        let options = PdfOptions {
            creator: Smart::Custom(None),
            timestamp: None,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|found| refused(&found))
    })
}

/// The same pages as SVG pictures, one a page: the page before printing is the page.
pub(crate) fn pictures(template: &Template, data: &impl Serialize) -> Result<Vec<String>, Error> {
    typeset(template, data, |document| {
        let options = SvgOptions::default();
        Ok(document
            .pages()
            .iter()
            .map(|page| typst_svg::svg(page, &options))
            .collect())
    })
}

/// Whether the embedded fonts have a shape for the letter.
pub(crate) fn shows(letter: char) -> bool {
    SHOP.fonts
        .iter()
        .any(|font| font.info().coverage.contains(u32::from(letter)))
}

/// Lays the pages out and hands them to `print`.
fn typeset<T>(
    template: &Template,
    data: &impl Serialize,
    print: impl FnOnce(&PagedDocument) -> Result<T, Error>,
) -> Result<T, Error> {
    let desk = Desk::new(template, data)?;
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

/// Everything that does not change from one page to the next.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let fonts: Vec<Font> = [font::REGULAR, font::BOLD]
        .into_iter()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect();
    Shop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// The world as the template sees it.
struct Desk {
    shop: &'static Shop,
    template: Source,
    place: FileId,
    data: Bytes,
}

impl Desk {
    fn new(template: &Template, data: &impl Serialize) -> Result<Self, Error> {
        let file = |name: &str| {
            VirtualPath::new(name)
                .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
                .map_err(|found| Error::Page(found.to_string()))
        };
        let data_bytes =
            serde_json::to_string(data).map_err(|found| Error::Page(found.to_string()))?;
        // Marks that turn the direction of writing are never meant: they hide what stands behind them, and the page's lines
        // break over them.
        let data_bytes = data_bytes.replace(turns_direction, "").into_bytes();
        Ok(Self {
            shop: &SHOP,
            template: Source::new(file("/page.typ")?, template.text.to_owned()),
            place: file(template.data)?,
            data: Bytes::new(data_bytes),
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
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(not_here(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.place {
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

fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
