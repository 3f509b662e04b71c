//! Files in and out.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Import {
    pub(crate) file: PathBuf,
    /// Says what every row would be; writes nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// utf-8, cp932, utf-16le …; guessed when left out.
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// Shows what was guessed, what each column holds and what is proposed; writes nothing.
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) preview: bool,
    /// Between the cells of a CSV: , ; | or tab.
    #[arg(long)]
    pub(crate) delimiter: Option<String>,
    /// Name of the sheet to read.
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    /// Row of the header, `3` or `3-4` where it has two; `none`: there is none.
    #[arg(long, value_name = "ROW")]
    pub(crate) header: Option<String>,
    /// What a column holds: its header word or number, and a field (name, kana, phone …; `-`: kept as a note). May be given
    /// several times.
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub(crate) map: Vec<String>,
    /// Keeps the mapping for the next file with this header.
    #[arg(long)]
    pub(crate) keep_mapping: bool,
    /// Does something that is proposed: several_people, continued_rows …
    #[arg(long, value_name = "OFFER")]
    pub(crate) accept: Vec<String>,
    /// Leaves something that is done by itself: leading_zero, name_brackets …
    #[arg(long, value_name = "OFFER")]
    pub(crate) decline: Vec<String>,
    /// Saves the rows that can't be taken in, with the reason before them; ends in .csv or .xlsx.
    #[arg(long, value_name = "FILE")]
    pub(crate) rejected: Option<PathBuf>,
    /// From whom, and how she got it.
    #[arg(long, default_value = "")]
    pub(crate) source: String,
    /// On which basis she has it: consent, same_corporation, card, public, membership, joint_use, other, unknown.
    #[arg(long, default_value = "")]
    pub(crate) basis: String,
    /// Who gave it.
    #[arg(long, default_value = "")]
    pub(crate) giver: String,
    /// Where the giver works.
    #[arg(long, default_value = "", value_name = "ORGANISATION")]
    pub(crate) giver_organisation: String,
    /// How it came: by mail, on paper …
    #[arg(long, default_value = "")]
    pub(crate) how: String,
    /// The day as of which the list is; else what its name states, else when it was last saved.
    #[arg(long, value_name = "DAY", value_parser = super::day)]
    pub(crate) as_of: Option<chrono::NaiveDate>,
    /// It is this person: ROW=PERSON; may be given several times.
    #[arg(long, value_name = "ROW=PERSON")]
    pub(crate) same: Vec<String>,
    /// It is somebody else (別人): make a new person of this row, who is never proposed as one with the candidates again.
    #[arg(long, value_name = "ROW")]
    pub(crate) other: Vec<u32>,
    /// What tells those of --other apart.
    #[arg(long, default_value = "")]
    pub(crate) why: String,
    /// Leave this row out.
    #[arg(long, value_name = "ROW")]
    pub(crate) skip: Vec<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Minutes {
    /// Id, day, title or series, or a part of them.
    pub(crate) meeting: String,
    /// Left out: by the file's ending.
    #[arg(long, value_parser = ["pdf", "docx", "md", "txt"])]
    pub(crate) format: Option<String>,
    #[arg(long, default_value = "shared", value_parser = ["shared", "internal"])]
    pub(crate) audience: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Map {
    /// Ends in .svg, .png or .json.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, default_value = "person", value_parser = ["person", "organisation", "profession", "municipality"])]
    pub(crate) kind: String,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Ends in .csv, .xlsx or .vcf.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Left out: by the file's ending (csv, xlsx, vcard3).
    #[arg(long, value_parser = ["csv", "csv-cp932", "xlsx", "xlsx-by-organisation", "vcard3", "vcard4"])]
    pub(crate) format: Option<String>,
    /// For csv-cp932: replaces what can't be written by what looks nearest.
    #[arg(long)]
    pub(crate) replace: bool,
    /// Also those whose consent is still unknown.
    #[arg(long)]
    pub(crate) include_unknown: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Unseal {
    /// Ends in .age.
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}
