//! Who is who: what is sure, what is asked, what is new.

mod common;

use common::{fixture, people, phone};
use kaotsunagi_exchange::matching::{Index, Judgement, Known, Reason};
use kaotsunagi_exchange::{ForeignPerson, PhoneKind};
use proptest::prelude::*;

const MOBILE: &str = "000-9001-0003";
const SWITCHBOARD: &str = "000-100-1000";

fn known(id: &str, name: &str, organisation: &str) -> Known {
    let family = name.split(' ').next().unwrap_or_default().to_owned();
    let organisations = if organisation.is_empty() {
        Vec::new()
    } else {
        vec![organisation.to_owned()]
    };
    Known {
        id: id.to_owned(),
        name: name.to_owned(),
        family,
        organisations,
        ..Known::default()
    }
}

fn row(name: &str, organisation: &str) -> ForeignPerson {
    let (family, given) = name.split_once([' ', '　']).unwrap_or(("", ""));
    ForeignPerson {
        name: name.to_owned(),
        family: family.to_owned(),
        given: given.to_owned(),
        organisation: organisation.to_owned(),
        ..ForeignPerson::default()
    }
}

fn with_mobile(mut person: ForeignPerson) -> ForeignPerson {
    person.phones.push(phone(MOBILE, PhoneKind::Mobile));
    person
}

fn with_email(mut person: ForeignPerson, email: &str) -> ForeignPerson {
    person.emails.push(email.to_owned());
    person
}

fn judge(known: Known, person: &ForeignPerson) -> Judgement {
    Index::new([known]).judge(person)
}

fn doubtful(reasons: &[Reason]) -> Judgement {
    Judgement::Doubtful {
        candidates: vec![("a".to_owned(), reasons.to_vec())],
    }
}

fn same(reasons: &[Reason]) -> Judgement {
    Judgement::Same {
        id: "a".to_owned(),
        reasons: reasons.to_vec(),
    }
}

#[test]
fn a_name_with_its_organisation_is_sure_and_a_variant_kanji_is_told() {
    use Reason::{NameVariant, SameName, SameOrganisation};
    let takasaki = || known("a", "髙﨑 恵", "みどり調剤薬局");
    assert_eq!(
        judge(takasaki(), &row("髙﨑　恵", "みどり調剤薬局")),
        same(&[SameName, SameOrganisation])
    );
    assert_eq!(
        judge(takasaki(), &row("高崎恵", "㈱みどり調剤薬局")),
        same(&[NameVariant, SameOrganisation])
    );
    let saito = known("a", "斎藤 美咲", "訪問介護ひだまり");
    assert_eq!(
        judge(saito, &row("斉藤 美咲", "訪問介護ひだまり")),
        same(&[NameVariant, SameOrganisation])
    );
}

#[test]
fn an_email_or_a_mobile_is_sure_only_with_the_same_name() {
    use Reason::{
        OtherFamilyName, OtherGivenName, OtherOrganisation, SameEmail, SameFamilyName, SameMobile,
        SameName,
    };
    let known = || Known {
        emails: vec!["info@sato.example".to_owned()],
        phones: vec![MOBILE.to_owned()],
        ..known("a", "佐藤 健一", "さとう内科クリニック")
    };
    let at = |name: &str| with_email(row(name, ""), "INFO@sato.example");
    assert_eq!(
        judge(known(), &at("佐藤 健一")),
        same(&[SameEmail, SameName])
    );
    assert_eq!(
        judge(known(), &at("佐藤")),
        same(&[SameEmail, SameFamilyName])
    );
    assert_eq!(
        judge(known(), &at("佐藤 由美")),
        doubtful(&[SameEmail, SameFamilyName, OtherGivenName]),
        "a couple with one address"
    );
    assert_eq!(
        judge(known(), &at("鈴木 健一")),
        doubtful(&[SameEmail, OtherFamilyName]),
        "a new family name, or a shared address"
    );
    assert_eq!(
        judge(known(), &with_mobile(row("佐藤 健一", ""))),
        same(&[SameMobile, SameName])
    );
    assert_eq!(
        judge(known(), &with_mobile(row("佐藤 健一", "東雲診療所"))),
        same(&[SameMobile, SameName, OtherOrganisation]),
        "a transfer"
    );
    assert_eq!(
        judge(known(), &with_mobile(row("佐藤 由美", ""))),
        doubtful(&[SameMobile, SameFamilyName, OtherGivenName])
    );
}

#[test]
fn a_name_alone_is_asked_and_a_reading_is_sure_only_with_the_organisation() {
    use Reason::{OtherKanji, OtherOrganisation, SameKana, SameName, SameOrganisation};
    let kamoshida = || Known {
        kana: "かもしだ まなぶ".to_owned(),
        ..known("a", "鴨志田 学", "みどり野中央病院")
    };
    assert_eq!(
        judge(kamoshida(), &row("鴨志田 学", "川瀬町立病院")),
        doubtful(&[SameName, OtherOrganisation])
    );
    assert_eq!(
        judge(kamoshida(), &row("鴨志田 学", "")),
        doubtful(&[SameName])
    );
    let read = |organisation: &str| ForeignPerson {
        kana: "ｶﾓｼﾀﾞ ﾏﾅﾌﾞ".to_owned(),
        ..row("加茂志田 学", organisation)
    };
    assert_eq!(
        judge(kamoshida(), &read("川瀬町立病院")),
        doubtful(&[SameKana, OtherOrganisation, OtherKanji]),
        "a rare reading: perhaps a slip of the kanji, and a transfer"
    );
    assert_eq!(
        judge(kamoshida(), &read("みどり野中央病院")),
        same(&[SameKana, SameOrganisation, OtherKanji])
    );
}

#[test]
fn a_colleagues_list_with_the_same_switchboard_number_never_merges_two_people() {
    let mut index = Index::new((0..50).map(|n| Known {
        phones: vec![SWITCHBOARD.to_owned()],
        ..known(&format!("p{n}"), &format!("佐藤 {n}子"), "みどり野中央病院")
    }));
    index.add(Known {
        phones: vec![SWITCHBOARD.to_owned()],
        ..known("x", "早乙女 徹", "みどり野中央病院")
    });
    let mut newcomer = row("鈴木 薫", "みどり野中央病院");
    newcomer.phones.push(phone(SWITCHBOARD, PhoneKind::Work));
    assert_eq!(index.judge(&newcomer), Judgement::New);
    // An old telephone calls the switchboard a mobile.
    newcomer.phones = vec![phone(SWITCHBOARD, PhoneKind::Mobile)];
    assert_eq!(index.judge(&newcomer), Judgement::New);
    newcomer.phones = vec![phone("050-0000-1000", PhoneKind::Mobile)];
    index.add(Known {
        phones: vec!["050-0000-1000".to_owned()],
        ..known("y", "鈴木 健", "みどり野中央病院")
    });
    assert_eq!(index.judge(&newcomer), Judgement::New);
}

#[test]
fn two_people_who_both_fit_are_asked_about() {
    use Reason::{SameName, SameOrganisation, SeveralFit};
    let index = Index::new([
        known("b", "佐藤 花子", "みどり野中央病院"),
        known("a", "佐藤 花子", "みどり野中央病院"),
    ]);
    let reasons = vec![SameName, SameOrganisation, SeveralFit];
    assert_eq!(
        index.judge(&row("佐藤 花子", "みどり野中央病院")),
        Judgement::Doubtful {
            candidates: vec![("a".to_owned(), reasons.clone()), ("b".to_owned(), reasons)]
        }
    );
}

#[test]
fn a_row_without_a_name_is_only_ever_the_record_without_a_name() {
    let office = |id: &str| Known {
        phones: vec!["000-104-0001".to_owned()],
        ..known(id, "地域包括支援センター北", "地域包括支援センター北")
    };
    let mut desk = row("", "地域包括支援センター北");
    desk.phones.push(phone("000-104-0001", PhoneKind::Work));
    let person = Known {
        phones: vec!["000-104-0001".to_owned()],
        ..known("p", "百目鬼 千春", "地域包括支援センター北")
    };
    assert_eq!(
        judge(person.clone(), &desk),
        Judgement::New,
        "the desk's number is not 百目鬼さん"
    );
    let index = Index::new([person, office("a")]);
    assert_eq!(
        index.judge(&desk),
        same(&[Reason::SameOrganisation, Reason::SamePhone])
    );
    desk.phones = vec![phone("000-104-0002", PhoneKind::Work)];
    assert_eq!(index.judge(&desk), doubtful(&[Reason::SameOrganisation]));
    let mut number = row("", "");
    number.phones.push(phone("000-199-0001", PhoneKind::Other));
    let stored = Known {
        phones: vec!["000-199-0001".to_owned()],
        ..known("a", "000-199-0001", "")
    };
    assert_eq!(judge(stored, &number), same(&[Reason::SamePhone]));
}

#[test]
fn a_family_name_alone_in_the_same_workplace_is_asked() {
    use Reason::{SameFamilyName, SameOrganisation};
    let takasaki = known("a", "髙﨑 恵", "みどり調剤薬局");
    assert_eq!(
        judge(takasaki.clone(), &row("高崎", "みどり調剤薬局")),
        doubtful(&[SameFamilyName, SameOrganisation])
    );
    assert_eq!(judge(takasaki, &row("高崎", "荻島医院")), Judgement::New);
}

#[test]
fn the_sample_files_show_same_doubtful_and_new_rows() {
    let mut index = Index::default();
    for (n, person) in people(&fixture("西部勉強会R8.xlsx"))
        .into_iter()
        .enumerate()
    {
        assert_eq!(index.judge(person), Judgement::New, "{}", person.name);
        index.add(Known {
            id: format!("g{n:02}"),
            name: person.name.clone(),
            family: person.family.clone(),
            kana: person.kana.clone(),
            organisations: vec![person.organisation.clone()],
            emails: person.emails.clone(),
            phones: person
                .phones
                .iter()
                .map(|phone| phone.typed.clone())
                .collect(),
            ..Known::default()
        });
    }
    let outcome = |file: &str| -> Vec<(String, char)> {
        let mark = |judgement: Judgement| match judgement {
            Judgement::New => 'n',
            Judgement::Same { .. } => 's',
            Judgement::Doubtful { .. } => 'd',
        };
        people(&fixture(file))
            .into_iter()
            .map(|p| (p.name.clone(), mark(index.judge(p))))
            .collect()
    };
    let telephone: String = outcome("携帯の連絡先.vcf")
        .into_iter()
        .map(|(_, mark)| mark)
        .collect();
    // 高崎 (variant), 吉村 (variant, other mobile), 木佐貫 (other mobile), 槇原 (a name alone), 鴨志田 (elsewhere now), new, an office.
    assert_eq!(telephone, "sssddnn");
    let association = outcome("みどり野市医師会名簿_cp932.csv");
    let of = |name: &str| {
        association
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, mark)| *mark)
    };
    assert_eq!(
        (
            of("荻島　真"),
            of("早乙女　徹"),
            of("佐藤　由美"),
            of("槇原　さとし")
        ),
        // 槇原さん's given name is written in kana: read alike, at another place.
        (Some('s'), Some('s'), Some('n'), Some('d'))
    );
}

fn names() -> impl Strategy<Value = String> {
    let family = prop::sample::select(vec!["髙﨑", "高崎", "佐藤", "斎藤", "齋藤"]);
    let given = prop::sample::select(vec!["恵", "惠", "健一", ""]);
    (family, given).prop_map(|(family, given)| format!("{family} {given}").trim().to_owned())
}

fn organisations() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["みどり調剤薬局", "㈱みどり調剤薬局", "荻島医院", ""])
        .prop_map(str::to_owned)
}

fn contacts() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let email = prop::sample::subsequence(
        vec!["info@a.example".to_owned(), "x@b.example".to_owned()],
        0..=2,
    );
    let phone = prop::sample::subsequence(vec![MOBILE.to_owned(), SWITCHBOARD.to_owned()], 0..=2);
    (email, phone)
}

fn everybody() -> impl Strategy<Value = Vec<Known>> {
    let one = (names(), organisations(), contacts(), 0..6_u8).prop_map(
        |(name, organisation, (emails, phones), id)| Known {
            emails,
            phones,
            ..known(&format!("id{id}"), &name, &organisation)
        },
    );
    prop::collection::vec(one, 0..8)
}

proptest! {
    #[test]
    fn a_judgement_does_not_depend_on_the_order_in_which_people_were_added(
        (everybody, shuffled) in everybody().prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle())),
        name in names(), organisation in organisations(), (emails, phones) in contacts(),
    ) {
        let mut person = row(&name, &organisation);
        person.emails = emails;
        person.phones = phones.iter().map(|typed| phone(typed, PhoneKind::Mobile)).collect();
        prop_assert_eq!(Index::new(everybody).judge(&person), Index::new(shuffled).judge(&person));
    }

    #[test]
    fn people_with_different_given_names_are_never_taken_for_one(
        organisation in organisations(), (emails, phones) in contacts(),
    ) {
        let known = Known { emails: emails.clone(), phones: phones.clone(), ..known("a", "佐藤 健一", &organisation) };
        let mut person = row("佐藤 由美", &organisation);
        person.emails = emails;
        person.phones = phones.iter().map(|typed| phone(typed, PhoneKind::Mobile)).collect();
        let is_same = matches!(judge(known, &person), Judgement::Same { .. });
        prop_assert!(!is_same);
    }
}
