//! How a contact file is to be read: what is said on the command line, laid over what is guessed.

use std::path::PathBuf;

use kaotsunagi_core::import::{
    ContactOptions, ContactPreview, HeaderAt, KeepMapping, PreviewContacts, SaveRejected,
    keep_mapping, preview_contacts, save_rejected as save,
};
use serde_json::Value;

use crate::arguments::Import;
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

pub(super) fn options(sitting: &mut Sitting, import: &Import) -> Result<ContactOptions, Failure> {
    let mut options = ContactOptions {
        delimiter: import.delimiter.clone(),
        sheet: import.sheet.clone(),
        header: import
            .header
            .as_deref()
            .map(|typed| header(sitting, typed))
            .transpose()?,
        mapping: None,
        accept: import.accept.clone(),
        decline: import.decline.clone(),
    };
    if import.map.is_empty() && !import.keep_mapping {
        return Ok(options);
    }
    let seen = look(sitting, import, &options)?;
    // Without a recognised header the mapping stands on the row that the look took for one.
    options.header = seen.header;
    let mut mapping: Vec<Option<String>> = seen
        .columns
        .iter()
        .map(|column| column.field.clone())
        .collect();
    for typed in &import.map {
        let wrong = |sitting: &Sitting| {
            Failure::bad_use("usage", sitting.fill("cli.bad_map", &[("typed", typed)]))
        };
        let Some((column, field)) = typed.rsplit_once('=') else {
            return Err(wrong(sitting));
        };
        let place = seen
            .columns
            .iter()
            .position(|known| known.header == column.trim())
            .or_else(|| column.trim().parse::<usize>().ok()?.checked_sub(1));
        let field = field.trim();
        match place.and_then(|place| mapping.get_mut(place)) {
            Some(place) => *place = (field != "-").then(|| field.to_owned()),
            None => return Err(wrong(sitting)),
        }
    }
    options.mapping = Some(mapping);
    Ok(options)
}

fn header(sitting: &Sitting, typed: &str) -> Result<HeaderAt, Failure> {
    if typed.trim() == "none" {
        return Ok(HeaderAt { first: 1, rows: 0 });
    }
    let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
    match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
        (Ok(first), Ok(last)) if first > 0 && (first..=first.saturating_add(1)).contains(&last) => {
            Ok(HeaderAt {
                first,
                rows: last - first + 1,
            })
        }
        _ => Err(Failure::bad_use(
            "usage",
            sitting.fill("cli.bad_header", &[("typed", &typed)]),
        )),
    }
}

fn look(
    sitting: &mut Sitting,
    import: &Import,
    options: &ContactOptions,
) -> Result<ContactPreview, Failure> {
    let request = PreviewContacts {
        path: import.file.clone(),
        encoding: import.encoding.clone(),
        options: options.clone(),
    };
    let seen = sitting.ask(preview_contacts, request)?;
    Ok(serde_json::from_value(seen)?)
}

pub(super) fn keep(
    sitting: &mut Sitting,
    import: &Import,
    options: &ContactOptions,
) -> Result<(), Failure> {
    let seen = look(sitting, import, options)?;
    let request = KeepMapping {
        header_print: seen.header_print,
        mapping: options.mapping.clone(),
        accept: options.accept.clone(),
        decline: options.decline.clone(),
    };
    sitting.ask(keep_mapping, request)?;
    Ok(())
}

pub(super) fn save_rejected(
    sitting: &mut Sitting,
    import: &Import,
    options: &ContactOptions,
    to: PathBuf,
) -> Result<(), Failure> {
    let request = SaveRejected {
        path: import.file.clone(),
        encoding: import.encoding.clone(),
        options: options.clone(),
        rows: import.skip.clone(),
        to,
    };
    sitting.ask(save, request)?;
    Ok(())
}

pub(super) fn preview(
    sitting: &mut Sitting,
    out: &mut Output,
    import: Import,
    options: ContactOptions,
) -> Result<(), Failure> {
    let request = PreviewContacts {
        path: import.file,
        encoding: import.encoding,
        options,
    };
    let seen = sitting.ask(preview_contacts, request)?;
    out.give(&seen, |out, seen| {
        let said = ["format", "encoding", "delimiter", "preset"].map(|key| text(seen, key));
        let said: Vec<String> = said.into_iter().filter(|word| !word.is_empty()).collect();
        out.line(&said.join(" · "))?;
        let joined = |value: &Value| {
            let samples = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let samples: Vec<&str> = samples.iter().filter_map(Value::as_str).collect();
            samples.join(" ｜ ").replace('\n', " ")
        };
        let rows: Vec<Vec<String>> = list(seen, "columns")
            .iter()
            .map(|column| {
                vec![
                    text(column, "header").replace('\n', " "),
                    text(column, "field"),
                    joined(at(column, "samples")),
                ]
            })
            .collect();
        out.table(
            &["cli.column", "cli.field", "cli.samples"].map(|key| sitting.word(key)),
            &rows,
        )?;
        for notice in list(seen, "notices") {
            out.line(notice.as_str().unwrap_or_default())?;
        }
        Ok(())
    })
}
