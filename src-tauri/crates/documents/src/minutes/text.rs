//! Markdown and plain text.

mod markdown;
mod plain;

pub use markdown::markdown;
pub use plain::plain;

/// Blocks of lines with an empty line between two blocks.
struct Blocks {
    text: String,
    line_end: &'static str,
}

impl Blocks {
    fn new(line_end: &'static str) -> Self {
        Self {
            text: String::new(),
            line_end,
        }
    }

    fn block(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut first = true;
        for line in lines {
            if first && !self.text.is_empty() {
                self.text.push_str(self.line_end);
            }
            first = false;
            self.text.push_str(&line);
            self.text.push_str(self.line_end);
        }
    }
}

/// The typed lines, whatever ends them, without what no plain file should hold (bells, escapes).
fn lines_of(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            line.chars()
                .filter(|letter| *letter == '\t' || !letter.is_control())
                .collect()
        })
        .collect();
    lines.into_iter()
}
