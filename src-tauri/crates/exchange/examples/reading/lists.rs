//! Lists of made-up contacts in every format, as large as wanted, from a seed.

use rust_xlsxwriter::{Workbook, XlsxError};

/// One made-up contact.
pub(crate) struct Contact {
    pub(crate) family: String,
    pub(crate) given: String,
    kana: (String, String),
    organisation: String,
    department: &'static str,
    title: &'static str,
    profession: &'static str,
    telephone: String,
    mobile: String,
    fax: String,
    email: String,
    postal: String,
    address: String,
    note: String,
}

const FAMILIES: [(&str, &str); 20] = [
    ("髙﨑", "たかさき"),
    ("能登谷", "のとや"),
    ("表", "おもて"),
    ("早乙女", "さおとめ"),
    ("宇津木", "うつぎ"),
    ("予能", "よのう"),
    ("百目鬼", "どうめき"),
    ("渡邊", "わたなべ"),
    ("齋藤", "さいとう"),
    ("佐藤", "さとう"),
    ("鵜飼", "うかい"),
    ("犾守", "いずもり"),
    ("荻島", "おぎしま"),
    ("申橋", "さるはし"),
    ("十文字", "じゅうもんじ"),
    ("曽根", "そね"),
    ("計良", "けら"),
    ("噂", "うわさ"),
    ("貼山", "はりやま"),
    ("圭室", "たまむろ"),
];

const GIVENS: [(&str, &str); 16] = [
    ("恵", "めぐみ"),
    ("表子", "ひょうこ"),
    ("徹", "とおる"),
    ("いづみ", "いづみ"),
    ("ソノ", "その"),
    ("誠", "まこと"),
    ("千春", "ちはる"),
    ("十一郎", "じゅういちろう"),
    ("由美", "ゆみ"),
    ("健一", "けんいち"),
    ("直美", "なおみ"),
    ("能子", "よしこ"),
    ("暴", "あばる"),
    ("申太", "しんた"),
    ("美那", "みな"),
    ("構", "かまえ"),
];

/// So many contacts, the same ones for the same seed.
pub(crate) fn contacts(count: usize, seed: u64) -> Vec<Contact> {
    let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
    // Steele, Lea and Flood 2014, SplitMix64: enough for lists.
    let mut below = move |n: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap_or_default()
    };
    (0..count)
        .map(|number| {
            let (family, family_kana) = FAMILIES.get(below(20)).copied().unwrap_or_default();
            let (given, given_kana) = GIVENS.get(below(16)).copied().unwrap_or_default();
            let place = below(400);
            Contact {
                family: family.to_owned(),
                given: given.to_owned(),
                kana: (family_kana.to_owned(), given_kana.to_owned()),
                organisation: format!("医療法人ソワ会 第{place}予防クリニック"),
                department: ["地域連携室", "表示課", "在宅医療部", ""]
                    .get(below(4))
                    .copied()
                    .unwrap_or_default(),
                title: ["主任", "室長", "", "ソーシャルワーカー"]
                    .get(below(4))
                    .copied()
                    .unwrap_or_default(),
                profession: ["看護師", "医師", "薬剤師", "介護支援専門員"]
                    .get(below(4))
                    .copied()
                    .unwrap_or_default(),
                telephone: format!("000-{place:03}-{:04}", below(10_000)),
                mobile: format!("000-{:04}-{:04}", below(10_000), below(10_000)),
                fax: format!("000-{place:03}-{:04}", below(10_000)),
                email: format!("p{number}@clinic{place}.example"),
                postal: format!("000-{place:04}"),
                address: format!("みどり野市本町{}丁目{}番地", below(9) + 1, below(90) + 1),
                note: format!("木曜は午後が休み。予約の表は第{}会議室。", below(50)),
            }
        })
        .collect()
}

pub(crate) fn vcard_3(contacts: &[Contact]) -> Vec<u8> {
    let mut text = String::new();
    for c in contacts {
        text.push_str(&format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{};{};;;\r\nFN:{} {}\r\nX-PHONETIC-LAST-NAME:{}\r\nX-PHONETIC-FIRST-NAME:{}\r\n\
             ORG:{};{}\r\nTITLE:{}\r\nROLE:{}\r\nTEL;TYPE=WORK,VOICE:{}\r\nTEL;TYPE=CELL:{}\r\nTEL;TYPE=WORK,FAX:{}\r\n\
             EMAIL;TYPE=INTERNET,WORK:{}\r\nADR;TYPE=WORK:;;{};;;{};日本\r\nNOTE:{}\r\nEND:VCARD\r\n",
            c.family, c.given, c.family, c.given, c.kana.0, c.kana.1, c.organisation, c.department, c.title, c.profession,
            c.telephone, c.mobile, c.fax, c.email, c.address, c.postal, c.note,
        ));
    }
    text.into_bytes()
}

/// As Japanese telephones write it: every text quoted-printable over Shift_JIS, letters of ASCII bare, folded by `=`.
pub(crate) fn vcard_2_1(contacts: &[Contact]) -> Vec<u8> {
    let mut out = Vec::new();
    for c in contacts {
        out.extend_from_slice(b"BEGIN:VCARD\r\nVERSION:2.1\r\n");
        quoted(&mut out, "N", &format!("{};{};;;", c.family, c.given));
        quoted(&mut out, "FN", &format!("{} {}", c.family, c.given));
        quoted(
            &mut out,
            "SOUND;X-IRMC-N",
            &format!("{};{};;;;", c.kana.0, c.kana.1),
        );
        quoted(
            &mut out,
            "ORG",
            &format!("{};{}", c.organisation, c.department),
        );
        quoted(&mut out, "TITLE", c.title);
        out.extend_from_slice(
            format!(
                "TEL;WORK;VOICE:{}\r\nTEL;CELL:{}\r\nTEL;WORK;FAX:{}\r\nEMAIL;INTERNET:{}\r\n",
                c.telephone, c.mobile, c.fax, c.email
            )
            .as_bytes(),
        );
        quoted(
            &mut out,
            "ADR;WORK",
            &format!(";;{};;;{};", c.address, c.postal),
        );
        quoted(&mut out, "NOTE", &c.note);
        out.extend_from_slice(b"END:VCARD\r\n");
    }
    out
}

fn quoted(out: &mut Vec<u8>, property: &str, value: &str) {
    let head = format!("{property};CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:");
    out.extend_from_slice(head.as_bytes());
    let mut width = head.len();
    for byte in cp932(value) {
        if width > 72 {
            out.extend_from_slice(b"=\r\n");
            width = 0;
        }
        // The second half of a character may be a letter: it stands bare.
        if byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b';' | b'-' | b'@' | b'.' | b'\\')
        {
            out.push(byte);
            width += 1;
        } else {
            out.extend_from_slice(format!("={byte:02X}").as_bytes());
            width += 3;
        }
    }
    out.extend_from_slice(b"\r\n");
}

pub(crate) fn cp932(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

const HEADER: [&str; 14] = [
    "No.",
    "氏名",
    "フリガナ",
    "所属機関",
    "部署",
    "役職",
    "職種",
    "電話番号",
    "携帯電話",
    "FAX",
    "メールアドレス",
    "郵便番号",
    "住所",
    "備考",
];

fn rows(contacts: &[Contact]) -> impl Iterator<Item = [String; 14]> + '_ {
    contacts.iter().enumerate().map(|(at, c)| {
        [
            (at + 1).to_string(),
            format!("{}　{}", c.family, c.given),
            format!("{} {}", c.kana.0, c.kana.1),
            c.organisation.clone(),
            c.department.to_owned(),
            c.title.to_owned(),
            c.profession.to_owned(),
            c.telephone.clone(),
            c.mobile.clone(),
            c.fax.clone(),
            c.email.clone(),
            c.postal.clone(),
            c.address.clone(),
            c.note.clone(),
        ]
    })
}

pub(crate) fn csv(contacts: &[Contact]) -> String {
    let mut text = HEADER.join(",");
    for row in rows(contacts) {
        text.push_str("\r\n");
        text.push_str(&row.join(","));
    }
    text
}

/// # Errors
/// The writer's.
pub(crate) fn xlsx(contacts: &[Contact]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, word) in (0_u16..).zip(HEADER) {
        sheet.write_string(0, column, word)?;
    }
    for (row, cells) in (1_u32..).zip(rows(contacts)) {
        for (column, cell) in (0_u16..).zip(&cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    workbook.save_to_buffer()
}
