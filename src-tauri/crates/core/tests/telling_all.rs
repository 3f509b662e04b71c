//! Whatever a list holds is somewhere afterwards: in its field, or in a remark with its header.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod lists;
mod midorino;

use lists::*;
use serde_json::json;

#[test]
fn columns_that_belong_to_a_workplace_the_row_does_not_name_are_remarks() {
    let (mut region, _, _) = region();
    let path = region.put(
        "名簿.csv",
        "氏名,側,市町村,部署,法人,役職\n四方田 薫,地域側,若葉町,連携室,医療法人みどり会,室長\n乙川 望,謎の側,,,,\n",
    );
    let taken = import(&mut region, &path, None, json!([]));
    let rows = taken["result"]["rows"].clone();
    let first = call(&mut region, "person", json!({"id": rows[0]["person"]}))["fields"].clone();
    assert_eq!(first["side"], "community");
    let note = first["note"].as_str().expect("a note");
    for word in [
        "法人：医療法人みどり会",
        "部署：連携室",
        "役職：室長",
        "市町村：若葉町",
    ] {
        assert!(note.contains(word), "{word} in {note}");
    }
    let second = call(&mut region, "person", json!({"id": rows[1]["person"]}))["fields"].clone();
    assert_eq!(second["note"], "側：謎の側");
}

#[test]
fn an_organisation_gets_what_it_lacks_and_keeps_what_it_has() {
    let (mut region, _, station) = region();
    region.write(|write| {
        let mut fields = write.organisation(station)?.fields;
        fields.postal = "000-0001".to_owned();
        write.save_organisation(station, &fields)
    });
    let path = region.put(
        "名簿.csv",
        "氏名,所属,郵便番号,住所,市町村\n四方田 薫,訪問看護ステーション なぎ,000-9999,若葉県みどり野市青葉1-2,みどり野市\n",
    );
    import(&mut region, &path, None, json!([]));
    let read = region.session.ledger().expect("open").read();
    let fields = read.organisation(station).expect("there").fields;
    assert_eq!(
        (fields.postal.as_str(), fields.address.as_str()),
        ("000-0001", "若葉県みどり野市青葉1-2")
    );
    assert!(fields.municipality.is_some());
}

#[test]
fn a_row_that_names_only_an_organisation_keeps_its_other_columns() {
    let (mut region, _, _) = region();
    let path = region.put(
        "機関.csv",
        "事業所名,電話,FAX,麻薬小売業者免許\nみどり調剤薬局,000-1111-2222,000-1111-2223,あり\n",
    );
    import(&mut region, &path, None, json!([]));
    let read = region.session.ledger().expect("open").read();
    let all = read.all_organisations().expect("read");
    let one = all
        .into_iter()
        .find(|one| one.fields.name == "みどり調剤薬局");
    let fields = one.expect("there").fields;
    assert_eq!(fields.phone, "000-1111-2222");
    assert_eq!(fields.note, "麻薬小売業者免許：あり");
}
