//! One file for every kind of trap.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::bytes::{cp932, locked_workbook, quoted, utf_16};

type Files = Vec<(&'static str, Vec<u8>)>;

pub(crate) fn files() -> Result<Files, XlsxError> {
    let workbook = meibo_xlsx()?;
    let half = workbook.len() * 3 / 5;
    Ok(vec![
        ("phone_v21_sjis_qp.vcf", phone()),
        ("iphone_v30.vcf", crlf(IPHONE)),
        ("v40.vcf", crlf(V40)),
        ("broken.vcf", crlf(BROKEN)),
        ("eight_cp932.csv", cp932(EIGHT)),
        (
            "meibo_utf8_bom.csv",
            [b"\xef\xbb\xbf".to_vec(), crlf(MEIBO)].concat(),
        ),
        ("meibo_utf8.csv", MEIBO.as_bytes().to_vec()),
        (
            "google_new.csv",
            [b"\xef\xbb\xbf".to_vec(), GOOGLE.as_bytes().to_vec()].concat(),
        ),
        ("atena_utf16.csv", utf_16(&atena())),
        (
            "truncated.xlsx",
            workbook.iter().take(half).copied().collect(),
        ),
        ("meibo.xlsx", workbook),
        ("locked.xlsx", locked_workbook()),
        (
            "not_a_csv.csv",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n".to_vec(),
        ),
        ("empty.csv", Vec::new()),
        (
            "hostile.csv",
            [b"\xef\xbb\xbf".to_vec(), crlf(HOSTILE)].concat(),
        ),
    ])
}

fn crlf(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

/// A Japanese telephone of before the smartphones: 2.1, Shift_JIS, quoted-printable, with and without saying so.
fn phone() -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    let mut line = |text: &str| out.extend(text.as_bytes());
    line("BEGIN:VCARD\r\nVERSION:2.1\r\n");
    line(&quoted("N", "能登谷;表子;;;"));
    line(&quoted("FN", "能登谷 表子"));
    line(
        "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=C9=C4=D4;=CB=AE=B3=BA;;;\r\n",
    );
    line(&quoted(
        "ORG",
        "医療法人ソワ会 予防医学クリニック;健診表示課",
    ));
    line(&quoted("TITLE", "保健師"));
    line(
        "TEL;CELL;VOICE:000-9020-0001\r\nTEL;WORK;VOICE:000-201-0001\r\nTEL;WORK;FAX:000-201-0002\r\n",
    );
    line("EMAIL;INTERNET:notoya@sowa.example\r\n");
    line(&quoted("ADR;HOME", ";;東雲町自宅1-2;;;000-0001;"));
    line(&quoted(
        "ADR;WORK",
        ";;本町十二番地3－4;みどり野市;;000-0012;日本",
    ));
    line(&quoted("NOTE", "表の能力と予算は\r\n①ソフト面 ②㈱との調整"));
    line("BDAY:19700412\r\n");
    line(
        "PHOTO;ENCODING=BASE64;TYPE=GIF:\r\n R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n\r\n",
    );
    line("END:VCARD\r\n");
    // Raw Shift_JIS that nobody declared; 表 ends in a backslash and stands before the separator.
    out.extend(cp932("BEGIN:VCARD\nVERSION:2.1\nN:表;十一郎\nORG:みどり野ソーシャル支援室\nTEL;CELL:000-9020-0002\nEND:VCARD\n"));
    // One property in UTF-8, the next in Shift_JIS.
    let mut mixed = b"BEGIN:VCARD\r\nVERSION:2.1\r\n".to_vec();
    mixed.extend("N;CHARSET=UTF-8:髙﨑;恵;;;\r\n".as_bytes());
    mixed.extend(b"ORG;CHARSET=SHIFT_JIS:");
    mixed.extend(cp932("みどり調剤薬局"));
    mixed.extend(b"\r\nTEL;CELL:000-9001-0003\r\nEND:VCARD\r\n");
    out.extend(mixed);
    out
}

const IPHONE: &str = "BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 18.1//EN
N:髙﨑;恵;;;
FN:髙﨑 恵
X-PHONETIC-FIRST-NAME:めぐみ
X-PHONETIC-LAST-NAME:たかさき
ORG:みどり調剤薬局;在宅支援部
X-PHONETIC-ORG:ミドリチョウザイヤッキョク
TITLE:管理薬剤師
EMAIL;type=INTERNET;type=WORK;type=pref:takasaki@midori-chozai.example
TEL;type=CELL;type=VOICE;type=pref:000-9001-0003
TEL;type=WORK;type=VOICE:000-101-0003
item1.TEL:000-101-0004
item1.X-ABLabel:ＦＡＸ（薬局）
item2.URL:https\\://midori-chozai.example
item2.X-ABLabel:_$!<HomePage>!$_
item3.ADR;type=WORK:;;本町1-2-3;みどり野市;みどり野県;000-0003;日本
item3.X-ABADR:jp
item4.ADR;type=HOME:;;川端4-5;川瀬町;;000-0004;日本
item4.X-ABADR:jp
BDAY:1985-04-15
NOTE:麻薬の在庫は電話で確認。\\n木曜は\\, 午後が休み。この行は長いので折り返されて
 次の行へ続く。
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkI
 CQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2Q==
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:みどり野市 高齢福祉課
ORG:みどり野市 高齢福祉課;
TEL;type=MAIN:000-100-0001
X-ABShowAs:COMPANY
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;徹 早乙女;;先生;
FN:徹 早乙女
TEL;type=CELL:000-9001-0001
END:VCARD
";

const V40: &str = "BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN:𠮷村 いづみ
N;SORT-AS=\"よしむら,いづみ\":𠮷村;いづみ;;;
ORG:訪問看護ステーションなぎ
ROLE:看護師
TITLE:管理者
TEL;VALUE=uri;TYPE=\"voice,cell\":tel:+81-00-9001-0002
TEL;VALUE=uri;TYPE=\"voice,work\":tel:000-102-0001;ext=12
EMAIL;TYPE=work:yoshimura@nagi.example
ADR;TYPE=work;LABEL=\"みどり野市南町5: なぎビル\":;;南町5;みどり野市;みどり野県;000-0005;日本
CATEGORIES:訪問看護,連絡会
GENDER:F
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:荻島 真
N;ALTID=1;LANGUAGE=ja:荻島;真;;;
N;ALTID=1;PHONETIC=script;SCRIPT=Kana:おぎしま;まこと;;;
ORG:荻島医院
EMAIL:ogishima@ogishima-iin.example
END:VCARD
";

const BROKEN: &str = "begin:vcard
version:3.0
n:百目鬼;千春;;;
tel:000-104-0001
BEGIN:VCARD
VERSION:3.0
N:宇津木;誠;;;
ORG:ケアプラン野の花
TEL:000-103-0001
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:名前も電話もない
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:木佐貫;遥
";

const EIGHT: &str = "会社名,部署名,役職,姓,名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日,連絡会,勉強会
㈱野の花,ケアプラン野の花,管理者,宇津木,誠,utsugi@nonohana.example,000-0006,みどり野市北町6-7,000-103-0001,,000-103-0002,000-103-0009,000-9001-0005,https://nonohana.example,2026/05/14,1,
医療法人社団荻島会 荻島医院,,院長,荻島,真,ogishima@ogishima-iin.example,000-0007,みどり野市東町8,000-105-0001,,,000-105-0009,,,2026/06/02,,1
みどり調剤薬局,,,髙﨑,恵,takasaki@midori-chozai.example,000-0003,みどり野市本町1-2-3,000-101-0003,,,,000-9001-0003,,2026/06/02,1,1
";

const MEIBO: &str = "〇〇地区連絡会名簿,,,,,,,
令和8年4月1日現在,,,,,,,
,,,,,,,
No.,氏　名,フリガナ,職種,所属,電話（代）,E-mail,備考
1,早乙女　徹,サオトメ　トオル,医師,みどり野中央病院,000-100-1000,saotome@midorino-hp.example,
2,鵜飼　直美,ウカイ　ナオミ,看護師,〃,同上,ukai@midorino-hp.example,\"退院調整
月～金 9時～17時\"
3,\"髙﨑　恵（みどり調剤薬局）\",ﾀｶｻｷ ﾒｸﾞﾐ,薬剤師,,000-101-0003,,\"\"\"在宅\"\"担当\"
,,,,,,,
【居宅】,,,,,,,
4,宇津木　誠,ウツギ　マコト,介護支援専門員,ケアプラン野の花,000-103-0001 / 000-103-0002,,
5,,,,地域包括支援センター北,000-104-0001,houkatsu-kita@midorino.example,窓口
合計,5名,,,,,,
";

const GOOGLE: &str = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address
恵,,髙﨑,めぐみ,,たかさき,,,,,みどり調剤薬局,管理薬剤師,在宅支援部,1985-04-15,\"木曜は休み
夜は携帯へ\",https://photo.example/1,連絡会 ::: * myContacts,* Work,takasaki@midori-chozai.example ::: megumi@home.example,携帯,000-9001-0003,Work Fax,000-101-0004,Work,\"本町1-2-3
みどり野市, みどり野県 000-0003
日本\",本町1-2-3,みどり野市,,みどり野県,000-0003,日本,
千春,,百目鬼,,,,,,,,,,,,,,* myContacts,,,,000-104-0001,,,Home,東雲町9-9,東雲町9-9,,,,,,
,,,,,,,,,,,,,,,,* myContacts,,,Work,000-199-0001,,,,,,,,,,,
";

/// 宛名職人: 61 columns, UTF-16.
fn atena() -> String {
    let header = "姓,名,姓かな,名かな,姓名,姓名かな,ミドルネーム,ミドルネームかな,敬称,ニックネーム,旧姓,宛先,自宅〒,自宅住所1,自宅住所2,自宅住所3,自宅電話,自宅IM ID,自宅E-mail,自宅URL,自宅Social,会社〒,会社住所1,会社住所2,会社住所3,会社電話,会社IM ID,会社E-mail,会社URL,会社Social,その他〒,その他住所1,その他住所2,その他住所3,その他電話,その他IM ID,その他E-mail,その他URL,その他Social,会社名かな,会社名,部署名1,部署名2,役職名,連名,連名ふりがな,連名敬称,連名誕生日,メモ1,メモ2,メモ3,メモ4,メモ5,備考1,備考2,備考3,誕生日,性別,血液型,趣味,性格";
    let columns: Vec<&str> = header.split(',').collect();
    let row = |cells: &[(&str, &str)]| {
        let texts: Vec<&str> = columns
            .iter()
            .map(|column| {
                cells
                    .iter()
                    .find(|(name, _)| name == column)
                    .map_or("", |(_, value)| *value)
            })
            .collect();
        texts.join(",")
    };
    let people = [
        row(&[
            ("姓", "𠮷村"),
            ("名", "いづみ"),
            ("姓かな", "よしむら"),
            ("名かな", "いづみ"),
            ("姓名", "𠮷村　いづみ"),
            ("敬称", "様"),
            ("自宅〒", "000-0099"),
            ("自宅住所1", "川瀬町"),
            ("会社〒", "000-0005"),
            ("会社住所1", "みどり野市"),
            ("会社住所2", "南町5"),
            ("会社電話", "000-102-0001"),
            ("会社E-mail", "yoshimura@nagi.example"),
            ("会社名", "訪問看護ステーションなぎ"),
            ("会社名かな", "ほうもんかんごすてーしょんなぎ"),
            ("役職名", "管理者"),
            ("備考1", "土曜可"),
            ("誕生日", "1978/11/02"),
            ("趣味", "山歩き"),
        ]),
        row(&[
            ("姓", "荻島"),
            ("名", "真"),
            ("会社名", "荻島医院"),
            ("会社電話", "000-105-0001"),
        ]),
    ];
    format!("{header}\n{}\n", people.join("\n"))
}

/// A list as an office keeps it: a title over all columns, workplaces merged, telephones typed as numbers.
fn meibo_xlsx() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 4, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let plain = Format::new();
    workbook
        .add_worksheet()
        .set_name("表紙")?
        .write(0, 0, "西部地区　在宅緩和ケア連絡会")?;
    let hidden = workbook.add_worksheet();
    hidden.set_name("旧名簿")?.set_hidden(true);
    for (column, cell) in (0..).zip(["氏名", "所属", "電話"]) {
        hidden.write(0, column, cell)?;
        hidden.write(1, column, "旧")?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name("R8名簿")?;
    sheet.merge_range(0, 0, 0, 8, "令和8年度　西部地区名簿", &plain)?;
    sheet.merge_range(1, 5, 1, 6, "連絡先", &plain)?;
    for (column, cell) in (0..).zip(["No", "所属", "氏名", "職種", "〒"]) {
        sheet.write(1, column, cell)?;
    }
    for (column, cell) in [(5, "電話"), (6, "FAX")] {
        sheet.write(2, column, cell)?;
    }
    for (column, cell) in [(7, "入会日"), (8, "備考")] {
        sheet.write(1, column, cell)?;
    }
    sheet.merge_range(3, 1, 5, 1, "みどり野中央病院", &plain)?;
    // Numbers, as Excel makes of 0101001000 and of the postal code 0100001.
    let day = Format::new().set_num_format("yyyy/m/d");
    let people = [
        ("早乙女　徹", "医師", 101_001_000.0),
        ("鵜飼　直美", "看護師", 101_001_000.0),
        ("鴨志田　学", "医療ソーシャルワーカー", 101_001_005.0),
        ("髙﨑　恵", "薬剤師", 101_010_003.0),
    ];
    for (row, (name, profession, phone)) in (3..).zip(people) {
        sheet.write(row, 0, row - 2)?;
        sheet.write(row, 2, name)?;
        sheet.write(row, 3, profession)?;
        sheet.write(row, 4, 100_001.0)?;
        sheet.write(row, 5, phone)?;
        sheet.write_with_format(row, 7, 45000, &day)?;
    }
    sheet.write(6, 1, "みどり調剤薬局")?;
    sheet.write(6, 6, "000-101-0004")?;
    sheet.write(7, 1, "合計")?;
    sheet.write(7, 2, "4名")?;
    workbook.save_to_buffer()
}

const HOSTILE: &str = "氏名,所属,電話,備考
<img src=x onerror=alert(1)>,みどり野中央病院,+81-3-0000-0000,=cmd|' /C calc'!A0
@SUM(1+1),-2+3,000-100-1000,\"<script>alert('x')</script>\"
Robert'); DROP TABLE person;--,'=1+1,000-100-1001,+1+1
";
