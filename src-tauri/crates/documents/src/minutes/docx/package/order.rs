//! Properties in the order of the schema. The Word library writes them as they come; Word forgives much of that, but it repairs or
//! refuses a file on a bad day, and other readers are stricter.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::Error;

/// The order of children in ECMA-376 part 1 (5th edition), as far as they occur here: `CT_PPr`, `CT_RPr`, `CT_TblPr`, `CT_TcPr`,
/// `CT_SectPr`.
fn order_of(name: &str) -> &'static [&'static str] {
    match name {
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
        "w:rPr" => &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:lang",
        ],
        "w:tblPr" => &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
        "w:tcPr" => &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:tcMar",
            "w:textDirection",
            "w:vAlign",
        ],
        "w:sectPr" => &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
            "w:docGrid",
        ],
        _ => &[],
    }
}

/// An element whose end has not come yet.
struct Open {
    name: String,
    start: String,
    children: Vec<(String, String)>,
}

impl Open {
    fn closed(mut self, end: &str) -> (String, String) {
        let order = order_of(&self.name);
        if !order.is_empty() {
            let rank = |name: &str| {
                order
                    .iter()
                    .position(|one| *one == name)
                    .unwrap_or(order.len())
            };
            self.children.sort_by_key(|(name, _)| rank(name));
        }
        let mut text = self.start;
        for (_, child) in &self.children {
            text.push_str(child);
        }
        text.push_str(end);
        (self.name, text)
    }
}

/// Puts the children of properties in order. Leaves out borders that tables carry themselves (the table style has them) and empty
/// run properties, and turns a row of height 1 into one that is repeated on every page.
///
/// # Errors
/// `Word` when the bytes are no XML.
pub(super) fn in_schema_order(xml: &[u8]) -> Result<Vec<u8>, Error> {
    let refused = |found: &dyn std::fmt::Display| Error::Word(found.to_string());
    let text = std::str::from_utf8(xml).map_err(|found| refused(&found))?;
    let mut reader = Reader::from_str(text);
    let mut open = vec![Open {
        name: String::new(),
        start: String::new(),
        children: Vec::new(),
    }];
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|found| refused(&found))?;
        let to = usize::try_from(reader.buffer_position()).map_err(|found| refused(&found))?;
        let raw = text.get(from..to).unwrap_or_default();
        from = to;
        let finished = match &event {
            Event::Eof => break,
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                open.push(Open {
                    name,
                    start: raw.to_owned(),
                    children: Vec::new(),
                });
                continue;
            }
            Event::End(_) => match open.pop() {
                Some(element) => element.closed(raw),
                None => return Err(Error::Word("an end without a start".to_owned())),
            },
            Event::Empty(empty) => {
                let name = empty.name().as_ref().to_owned();
                match name.as_str() {
                    "w:rPr" => continue,
                    "w:trHeight" => ("w:tblHeader".to_owned(), "<w:tblHeader/>".to_owned()),
                    // The library writes a type here that the schema does not know.
                    "w:gridCol" => (name, raw.replace(r#" w:type="dxa""#, "")),
                    _ => (name, raw.to_owned()),
                }
            }
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => (String::new(), raw.to_owned()),
        };
        if finished.0 != "w:tblBorders" {
            match open.last_mut() {
                Some(parent) => parent.children.push(finished),
                None => return Err(Error::Word("text outside of the document".to_owned())),
            }
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => Ok(root.closed("").1.into_bytes()),
        (_, _) => Err(Error::Word("a start without an end".to_owned())),
    }
}
