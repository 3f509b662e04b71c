//! What can go wrong with a page.

/// A page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The template or the page engine said no; its words.
    #[error("the page could not be made: {0}")]
    Page(String),
    #[error("the Word file could not be made: {0}")]
    Word(String),
    #[error("the picture could not be made: {0}")]
    Picture(String),
}
