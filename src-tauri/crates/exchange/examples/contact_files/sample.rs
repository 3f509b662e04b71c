//! The files that a coordinator of the invented region みどり野 receives in one spring: a study group's workbook, the
//! medical association's list, the contacts of a colleague's telephone. People repeat between them, as they do in life.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::bytes::{cp932, quoted};

pub(crate) fn files() -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
    Ok(vec![
        ("西部勉強会R8.xlsx", study_group()?),
        ("みどり野市医師会名簿_cp932.csv", cp932(ASSOCIATION)),
        ("携帯の連絡先.vcf", telephone()),
    ])
}

/// 所属 (merged over its people), 氏名, フリガナ, 職種, 市町村, 電話, 携帯, メール, 備考.
const GROUP: [(&str, &[[&str; 8]]); 11] = [
    (
        "みどり野中央病院",
        &[
            [
                "早乙女　徹",
                "サオトメ　トオル",
                "医師",
                "みどり野市",
                "000-221-1000",
                "",
                "hisho@chuo.example",
                "院長",
            ],
            [
                "鵜飼　直美",
                "ウカイ　ナオミ",
                "看護師",
                "みどり野市",
                "000-221-1000",
                "",
                "ukai@chuo.example",
                "退院調整",
            ],
            [
                "佐々木　亮",
                "ササキ　リョウ",
                "医療ソーシャルワーカー",
                "みどり野市",
                "000-221-1005",
                "",
                "sasaki@chuo.example",
                "",
            ],
        ],
    ),
    (
        "訪問看護ステーションなぎ",
        &[
            [
                "𠮷村　いづみ",
                "ヨシムラ　イヅミ",
                "看護師",
                "みどり野市",
                "000-223-7100",
                "070-0000-0018",
                "yoshimura@nagi.example",
                "管理者",
            ],
            [
                "日比野　翔",
                "ヒビノ　ショウ",
                "理学療法士",
                "みどり野市",
                "000-223-7100",
                "",
                "",
                "",
            ],
        ],
    ),
    (
        "訪問看護ステーションあおば",
        &[[
            "木佐貫　遥",
            "キサヌキ　ハルカ",
            "看護師",
            "川瀬町",
            "000-333-7200",
            "070-0000-0077",
            "kisanuki@aoba.example",
            "オンライン希望",
        ]],
    ),
    (
        "みどり調剤薬局",
        &[[
            "髙﨑　恵",
            "タカサキ　メグミ",
            "薬剤師",
            "みどり野市",
            "000-224-8100",
            "070-0000-0022",
            "takasaki@midori.example",
            "",
        ]],
    ),
    (
        "荻島医院",
        &[[
            "荻島　真",
            "オギシマ　マコト",
            "医師",
            "みどり野市",
            "000-222-4100",
            "",
            "ogishima@ogishima.example",
            "世話人",
        ]],
    ),
    (
        "ケアプラン野の花",
        &[
            [
                "宇津木　誠",
                "ウツギ　マコト",
                "介護支援専門員",
                "みどり野市",
                "000-226-9100",
                "070-0000-0024",
                "utsugi@nonohana.example",
                "",
            ],
            [
                "渡邉　聡子",
                "ワタナベ　サトコ",
                "介護支援専門員",
                "みどり野市",
                "000-226-9100",
                "",
                "",
                "",
            ],
        ],
    ),
    (
        "地域包括支援センター北",
        &[[
            "百目鬼　千春",
            "ドウメキ　チハル",
            "社会福祉士",
            "みどり野市",
            "000-227-9300",
            "",
            "kita@houkatsu.example",
            "",
        ]],
    ),
    (
        "川瀬町立病院",
        &[
            [
                "槇原　さとみ",
                "マキハラ　サトミ",
                "看護師",
                "川瀬町",
                "000-331-2000",
                "",
                "",
                "緩和ケア認定看護師",
            ],
            [
                "鴨志田　学",
                "カモシダ　マナブ",
                "医療ソーシャルワーカー",
                "川瀬町",
                "000-331-2002",
                "",
                "kamoshida@kawase-hp.example",
                "4月に着任",
            ],
        ],
    ),
    (
        "東雲町役場　保健福祉課",
        &[[
            "柳澤　典子",
            "ヤナギサワ　ノリコ",
            "保健師",
            "東雲町",
            "000-400-0001",
            "",
            "hoken@shinonome.example",
            "",
        ]],
    ),
    (
        "グループホームしののめ",
        &[[
            "浜口　俊",
            "ハマグチ　シュン",
            "介護福祉士",
            "東雲町",
            "000-403-0001",
            "070-0000-0114",
            "",
            "",
        ]],
    ),
    (
        "訪問介護ひだまり",
        &[
            [
                "斎藤　美咲",
                "サイトウ　ミサキ",
                "介護福祉士",
                "みどり野市",
                "000-106-0001",
                "",
                "",
                "サービス提供責任者",
            ],
            [
                "小鳥遊　健",
                "タカナシ　ケン",
                "介護福祉士",
                "みどり野市",
                "000-106-0001",
                "",
                "",
                "",
            ],
        ],
    ),
];

fn study_group() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 5, 8)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&made)
            .set_author("西部勉強会事務局"),
    );
    let title = Format::new().set_bold().set_font_size(14);
    let head = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name("参加者")?;
    sheet.merge_range(
        0,
        0,
        0,
        9,
        "令和8年度　西部緩和ケア勉強会　参加者名簿",
        &title,
    )?;
    let header = [
        "No.",
        "所属",
        "氏名",
        "フリガナ",
        "職種",
        "市町村",
        "電話",
        "携帯",
        "メール",
        "備考",
    ];
    for (column, cell) in (0..).zip(header) {
        sheet.write_with_format(2, column, cell, &head)?;
    }
    let mut row = 3;
    for (workplace, people) in GROUP {
        let last = row + u32::try_from(people.len()).unwrap_or(1) - 1;
        if last > row {
            sheet.merge_range(row, 1, last, 1, workplace, &Format::new())?;
        } else {
            sheet.write(row, 1, workplace)?;
        }
        for person in people {
            sheet.write(row, 0, row - 2)?;
            for (column, cell) in (2..).zip(person) {
                if !cell.is_empty() {
                    sheet.write(row, column, *cell)?;
                }
            }
            row += 1;
        }
    }
    sheet.write(row + 1, 1, "合計")?;
    sheet.write(row + 1, 2, format!("{}名", row - 3))?;
    for (column, width) in [
        (0, 5.0),
        (1, 28.0),
        (2, 16.0),
        (3, 18.0),
        (4, 22.0),
        (5, 12.0),
        (6, 15.0),
        (7, 15.0),
        (8, 30.0),
        (9, 20.0),
    ] {
        sheet.set_column_width(column, width)?;
    }
    workbook.save_to_buffer()
}

const ASSOCIATION: &str = "みどり野市医師会　会員名簿（在宅医療部会）,,,,,,,,,
令和8年4月1日現在,,,,,,,,,
No,氏名,フリガナ,医療機関名,診療科,役職,〒,住所,TEL,FAX,メール,備考
1,荻島　真,オギシマ　マコト,医療法人社団荻島会 荻島医院,内科,院長,000-0105,みどり野市東町8,000-222-4100,000-222-4109,ogishima@ogishima.example,部会長
2,早乙女　徹,サオトメ　トオル,みどり野中央病院,緩和ケア内科,院長,000-0100,みどり野市中央1-1,000-221-1000,000-221-1009,,
3,佐藤　健一,サトウ　ケンイチ,さとう内科クリニック,内科,院長,000-0110,みどり野市西町2-3,000-110-0001,000-110-0009,sato@sato-naika.example,往診可
4,佐藤　由美,サトウ　ユミ,さとう内科クリニック,小児科,副院長,000-0110,みどり野市西町2-3,000-110-0001,000-110-0009,,往診可
5,齋藤　隆,サイトウ　タカシ,齋藤整形外科医院,整形外科,院長,000-0111,みどり野市西町5-6,000-111-0001,000-111-0009,,
6,高橋　一郎,タカハシ　イチロウ,高橋クリニック,内科・在宅,院長,000-0112,みどり野市南町9,000-112-0001,000-112-0009,ichiro@takahashi-cl.example,24時間対応
7,木暮　満,コグレ　ミツル,木暮内科,内科,院長,000-0402,東雲町4-4,000-442-6100,000-442-6109,,
8,表　十一郎,オモテ　ジュウイチロウ,おもて医院,外科,院長,000-0114,みどり野市北町1,000-114-0001,000-114-0009,,胃瘻交換
9,能登谷　薫,ノトヤ　カオル,能登谷内科,内科,院長,000-0115,みどり野市北町4,000-115-0001,000-115-0009,notoya@notoya.example,
10,濵田　浩二,ハマダ　コウジ,はまだ皮膚科,皮膚科,院長,000-0116,みどり野市北町7,000-116-0001,000-116-0009,,
11,鵜飼　正,ウカイ　タダシ,川瀬町立病院,外科,副院長,000-0300,川瀬町本郷1,000-331-2000,000-331-2009,,
12,槇原　さとし,マキハラ　サトシ,まきはら医院,内科,院長,000-0301,川瀬町本郷5,000-301-0001,000-301-0009,,
13,広瀬　伸,ヒロセ　シン,東雲診療所,内科,所長,000-0400,東雲町2-2,000-401-0001,000-401-0009,shinryosho@shinonome.example,月・水・金
14,草薙　渉,クサナギ　ワタル,くさなぎ在宅クリニック,在宅,院長,000-0117,みどり野市東町20,000-117-0001,000-117-0009,kusanagi@kusanagi-cl.example,看取り可
計,14名,,,,,,,,,,
";

/// 2.1 in Shift_JIS and quoted-printable, as an older telephone sends its address book: 髙 became 高 and 𠮷 became 吉.
fn telephone() -> Vec<u8> {
    let mut out = String::new();
    // 姓, 名, フリガナ (half width), 所属, 役職, then what is plain ASCII.
    let cards: [(&str, &str, &str, &str, &str, &str); 7] = [
        (
            "高崎",
            "恵",
            "ﾀｶｻｷ;ﾒｸﾞﾐ",
            "みどり調剤薬局",
            "薬剤師",
            "TEL;CELL:070-0000-0022\r\nTEL;WORK:000-224-8100\r\n",
        ),
        (
            "吉村",
            "いづみ",
            "ﾖｼﾑﾗ;ｲﾂﾞﾐ",
            "訪問看護ステーションなぎ",
            "所長",
            "TEL;CELL:070-0000-0118\r\nEMAIL;INTERNET:yoshimura@nagi.example\r\n",
        ),
        (
            "木佐貫",
            "遥",
            "ｷｻﾇｷ;ﾊﾙｶ",
            "訪問看護ステーションあおば",
            "看護師",
            "TEL;CELL:070-0000-0078\r\n",
        ),
        (
            "槇原",
            "さとみ",
            "ﾏｷﾊﾗ;ｻﾄﾐ",
            "",
            "",
            "TEL;CELL:070-0000-0110\r\nBDAY:19820719\r\n",
        ),
        (
            "鴨志田",
            "学",
            "ｶﾓｼﾀﾞ;ﾏﾅﾌﾞ",
            "みどり野中央病院 地域連携室",
            "ソーシャルワーカー",
            "TEL;WORK:000-221-1020\r\n",
        ),
        (
            "予能",
            "表二",
            "ﾖﾉｳ;ﾋｮｳｼﾞ",
            "ソレイユ福祉用具",
            "福祉用具専門相談員",
            "TEL;CELL:070-0000-0131\r\nTEL;WORK;FAX:000-131-0009\r\n",
        ),
        (
            "",
            "",
            "",
            "みどり野市 高齢福祉課",
            "",
            "TEL;WORK:000-229-1500\r\n",
        ),
    ];
    for (family, given, kana, organisation, title, plain) in cards {
        out.push_str("BEGIN:VCARD\r\nVERSION:2.1\r\n");
        if family.is_empty() {
            out.push_str("N:;;;;\r\n");
        } else {
            out.push_str(&quoted("N", &format!("{family};{given};;;")));
            out.push_str(&quoted("FN", &format!("{family} {given}")));
            out.push_str(&quoted("SOUND;X-IRMC-N", &format!("{kana};;;")));
        }
        if !organisation.is_empty() {
            out.push_str(&quoted("ORG", organisation));
        }
        if !title.is_empty() {
            out.push_str(&quoted("TITLE", title));
        }
        if family == "高崎" {
            out.push_str(&quoted("ADR;HOME", ";;西町3-3;みどり野市;;000-0110;"));
            out.push_str(&quoted("NOTE", "麻薬の表示・予備の在庫は電話で"));
        }
        out.push_str(plain);
        out.push_str("END:VCARD\r\n");
    }
    out.into_bytes()
}
