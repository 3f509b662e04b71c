//! A ledger with 髙﨑 恵 in it, and lists that come to it.
#![allow(dead_code)] // every test file uses a part of it

use kaotsunagi_core::border;
use ledger::affiliation::AffiliationFields;
use ledger::person::PersonFields;
use ledger::{OperationName, OrganisationId, PersonId, Write};
use serde_json::{Value, json};

use crate::midorino::{Midorino, day};

pub(crate) fn call(region: &mut Midorino, name: &str, request: Value) -> Value {
    let answer = border::call(&mut region.session, name, request).expect("a known command");
    answer.expect("done")
}

/// Kept in the ledger since May 2020.
pub(crate) fn long_ago<T>(
    region: &mut Midorino,
    f: impl FnOnce(&Write<'_>) -> ledger::Result<T>,
) -> T {
    let then = "2020-05-01T03:00:00Z".parse().expect("a moment");
    let ledger = region.session.ledger_mut().expect("open");
    let done = ledger.operation(&OperationName::new("test", ""), then, f);
    done.expect("written").value
}

/// 髙﨑 恵, visiting nurse at なぎ since April 2020.
pub(crate) fn region() -> (Midorino, PersonId, OrganisationId) {
    let mut region = Midorino::with_coordinator();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let fields = PersonFields {
        name: "髙﨑 恵".to_owned(),
        family: "髙﨑".to_owned(),
        given: "恵".to_owned(),
        kana: "たかさき めぐみ".to_owned(),
        profession: Some("visiting_nurse".to_owned()),
        email: "takasaki@nagi.example".to_owned(),
        mobile: "070-0000-0001".to_owned(),
        ..PersonFields::default()
    };
    let her = long_ago(&mut region, |write| {
        let person = write.add_person(&fields)?;
        write.add_affiliation(&AffiliationFields {
            person,
            organisation: station,
            department: String::new(),
            title: "主任".to_owned(),
            from: Some(day("2020-04-01")),
            to: None,
            is_contact: false,
            is_main: true,
        })?;
        Ok(person)
    });
    (region, her, station)
}

pub(crate) fn dry_run(region: &mut Midorino, path: &str, as_of: Option<&str>) -> Value {
    let request = json!({"path": path, "encoding": null, "as_of": as_of});
    call(region, "read_contacts", request)
}

pub(crate) fn import(
    region: &mut Midorino,
    path: &str,
    as_of: Option<&str>,
    decisions: Value,
) -> Value {
    let request = json!({"path": path, "encoding": null, "source": "同僚から", "as_of": as_of, "decisions": decisions});
    call(region, "import_contacts", request)
}

pub(crate) fn card(region: &mut Midorino, id: PersonId) -> Value {
    call(region, "person", json!({"id": id}))
}

pub(crate) fn undo_name(region: &mut Midorino) -> Value {
    call(region, "status", json!({}))["ledger"]["undo"].clone()
}

pub(crate) const HEADER: &str = "氏名,ふりがな,所属,役職,メール,携帯,電話\n";

pub(crate) fn list(region: &Midorino, name: &str, rows: &str) -> String {
    region.put(name, &format!("{HEADER}{rows}"))
}
