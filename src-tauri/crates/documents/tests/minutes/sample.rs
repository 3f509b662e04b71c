//! Minutes as the coordinators of the fictional region みどり野 would write them.

use kaotsunagi_documents::minutes::{
    ActionRow, AgendaPart, Attendee, AttendeeGroup, Line, Minutes, Words,
};

pub(crate) fn words() -> Words {
    Words {
        attendees: "出席者".into(),
        absent: "欠席者".into(),
        carried_over: "前回までの宿題".into(),
        agenda: "議事".into(),
        decisions: "決定事項".into(),
        actions: "宿題".into(),
        next: "次回".into(),
        what: "内容".into(),
        owner: "担当".into(),
        due: "期限".into(),
        state: "状態".into(),
        organisation: "機関".into(),
        title: "役職".into(),
        name: "氏名".into(),
        remark: "備考".into(),
        none: "未定".into(),
        internal: "内部".into(),
    }
}

pub(crate) fn attendee(organisation: &str, title: &str, name: &str, remark: &str) -> Attendee {
    Attendee {
        organisation: organisation.into(),
        title: title.into(),
        name: name.into(),
        remark: remark.into(),
    }
}

pub(crate) fn line(kind: &str, kind_word: &str, who: &str, text: &str) -> Line {
    Line {
        kind: kind.into(),
        kind_word: kind_word.into(),
        who: who.into(),
        text: text.into(),
        internal: false,
    }
}

pub(crate) fn action(what: &str, owner: &str, due: &str, state: &str) -> ActionRow {
    ActionRow {
        what: what.into(),
        owner: owner.into(),
        due: due.into(),
        state: state.into(),
    }
}

fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// One page and a half: what most meetings are.
pub(crate) fn short() -> Minutes {
    Minutes {
        language: "ja".into(),
        words: words(),
        heading: "議事録（案）".into(),
        title: "令和8年度 第2回 みどり野地域緩和ケア連携会議".into(),
        header: rows(&[
            ("開催日時", "令和8年9月17日(木) 18:30〜20:00"),
            (
                "会場・開催形式",
                "みどり野市医師会館 2階会議室（参集・Web併用）",
            ),
            ("主催", "みどり野市医師会"),
            (
                "出席",
                "委員15人中13人出席により成立（病院側7・在宅医療6・介護福祉4・団体2）",
            ),
            ("記録者", "髙﨑 恵（みどり野中央病院 地域連携室）"),
            (
                "配布資料",
                "資料1 事前登録の様式（案）、資料2 夜間連絡先一覧（案）",
            ),
        ]),
        attendees: vec![
            AttendeeGroup {
                role: "委員".into(),
                people: vec![
                    attendee("みどり野市医師会", "理事", "早乙女 徹 先生", "座長"),
                    attendee(
                        "みどり野中央病院",
                        "緩和ケア病棟 看護師長",
                        "百目鬼 千春 様",
                        "遅参 18:50",
                    ),
                    attendee(
                        "訪問看護ステーション なぎ",
                        "管理者",
                        "𠮷村 いづみ 様",
                        "オンライン",
                    ),
                    attendee(
                        "ケアプランセンター あおば",
                        "主任介護支援専門員",
                        "鴨志田 学 様",
                        "代理（\u{fa19}谷 望）",
                    ),
                ],
            },
            AttendeeGroup {
                role: "事務局".into(),
                people: vec![attendee(
                    "みどり野中央病院",
                    "地域連携室",
                    "髙﨑 恵 様",
                    "記録",
                )],
            },
        ],
        absent: vec![attendee(
            "みどり野市役所",
            "高齢福祉課長",
            "邊見 \u{f9dc} 様",
            "",
        )],
        carried_over: vec![
            action(
                "夜間の連絡先一覧（案）を作る",
                "𠮷村 いづみ",
                "令和8年8月31日(月)",
                "済 令和8年8月28日",
            ),
            action(
                "市民公開講座の会場を仮予約する",
                "髙﨑 恵",
                "令和8年9月10日(木)",
                "期限超過",
            ),
        ],
        agenda: vec![
            AgendaPart {
                title: "1　緊急時の受入れについて".into(),
                detail: "25分 · 説明 早乙女".into(),
                lines: vec![
                    line(
                        "information",
                        "情報",
                        "",
                        "昨年度の緊急入院の相談は48件、うち週末が19件だった。",
                    ),
                    line(
                        "statement",
                        "発言",
                        "訪問看護師",
                        "金曜の夕方から月曜の朝までが、いちばん不安です。",
                    ),
                    line(
                        "viewpoint",
                        "見方",
                        "病棟看護師",
                        "受けたくても、ふだんの様子が分からないと病棟は身構えてしまう。",
                    ),
                    line(
                        "decision",
                        "決定",
                        "",
                        "事前登録の様式を1枚にし、12月から試行する。",
                    ),
                    line(
                        "action",
                        "宿題",
                        "",
                        "夜間の連絡先一覧（案）を直して配る（担当 𠮷村 · 期限 令和8年11月20日）",
                    ),
                    line(
                        "handover",
                        "申し送り",
                        "事務局",
                        "次回までに、様式の記入例を2つ用意する。",
                    ),
                    line(
                        "insight",
                        "気づき",
                        "ケアマネジャー",
                        "「いつでも相談してください」では、かえって電話しづらい。時間帯を書いてもらえると助かる。",
                    ),
                    Line {
                        internal: true,
                        ..line("information", "情報", "", "院長へは事前に説明ずみ。")
                    },
                ],
            },
            AgendaPart {
                title: "2　合同研修会の持ち方".into(),
                detail: "15分".into(),
                lines: vec![
                    line(
                        "information",
                        "情報",
                        "",
                        "昨年度は62人。福祉職は11人だった。",
                    ),
                    line(
                        "decision",
                        "決定",
                        "",
                        "グループワークを入れ、席は職種が混ざるように決める。",
                    ),
                ],
            },
        ],
        decisions: vec![
            "事前登録の様式を1枚にし、12月から試行する。".into(),
            "グループワークを入れ、席は職種が混ざるように決める。".into(),
        ],
        actions: vec![
            action(
                "夜間の連絡先一覧（案）を直して配る",
                "𠮷村 いづみ（訪問看護ステーション なぎ）",
                "令和8年11月20日(金)",
                "未",
            ),
            action("様式の記入例を2つ用意する", "", "", "未"),
        ],
        next: "令和8年12月3日(木) 18:30〜20:00　みどり野市医師会館".into(),
        foot: "みどり野中央病院 地域連携室 ・ 共有用 ・ 令和8年11月22日作成".into(),
    }
}

/// Forty attendees, eight items, long texts: more than four pages.
pub(crate) fn long() -> Minutes {
    let mut minutes = short();
    let surnames = [
        "早乙女",
        "百目鬼",
        "鴨志田",
        "髙﨑",
        "𠮷村",
        "邊見",
        "渡邉",
        "齋藤",
        "濵田",
        "栁沢",
    ];
    let given = ["徹", "千春", "学", "恵", "いづみ", "望", "さくら", "健二"];
    let organisations = [
        ("みどり野中央病院", "緩和ケア内科 医長"),
        ("医療法人みどり会 みどり野在宅クリニック", "院長"),
        ("訪問看護ステーション なぎ", "管理者"),
        ("みどり野市地域包括支援センター 南", "主任介護支援専門員"),
        ("みどり野薬剤師会", "在宅医療担当理事"),
    ];
    let person = |n: usize| {
        let (organisation, title) = organisations[n % organisations.len()];
        let name = format!(
            "{} {} 様",
            surnames[n % surnames.len()],
            given[(n / 3) % given.len()]
        );
        let remark = match n % 7 {
            2 => "オンライン",
            5 => "早退 19:40",
            _ => "",
        };
        attendee(organisation, title, &name, remark)
    };
    minutes.attendees = vec![
        AttendeeGroup {
            role: "委員".into(),
            people: (0..30).map(person).collect(),
        },
        AttendeeGroup {
            role: "事務局".into(),
            people: (30..35).map(person).collect(),
        },
        AttendeeGroup {
            role: "オブザーバー".into(),
            people: (35..40).map(person).collect(),
        },
    ];
    let topics = [
        "緊急時の受入れについて",
        "退院前カンファレンスの早めの声かけと、参加できない機関への伝え方（オンライン併用を含む）について",
        "麻薬の管理と薬局の夜間対応",
        "合同研修会の持ち方",
        "市民公開講座の開催",
        "連携の手引き（第3版）の改定案",
        "第二段階のふりかえりと、次の年度の目標",
        "その他",
    ];
    let long_text = "在宅で過ごす方の痛みが急に強くなったとき、どこに電話をすればよいのかが、家族にも訪問看護師にもはっきりしていない。\
        昼間は主治医の診療所、夜間は訪問看護ステーションの携帯電話、休日は病院の当直、と分かれていて、当直の看護師はその方を知らない。\
        事前に1枚の様式（お名前は書かない。受入れの約束の有無、ふだんの薬、意向の確認日だけを書く）が病棟に届いていれば、\
        「まず受ける」と言える。ただし、様式が増えることへの心配もあり（ICT「みどりネット」・FAX・紙の三つが並ぶ）、一つにまとめたい。";
    minutes.agenda = topics
        .iter()
        .enumerate()
        .map(|(n, topic)| AgendaPart {
            title: format!("{}　{topic}", n + 1),
            detail: format!("{}分 · 説明 {}", 10 + n * 5, surnames[n]),
            lines: vec![
                line("information", "情報", "", "前回からの経過を資料に沿って説明した。相談は48件（前年同期 31件）、うち週末が19件だった。"),
                line("statement", "発言", "訪問看護ステーション なぎ 𠮷村 いづみ", long_text),
                line("viewpoint", "立場ごとの見方", "病棟看護師", "受けたくても、ふだんの様子が分からないと病棟は身構えてしまう。"),
                line("viewpoint", "立場ごとの見方", "介護支援専門員", long_text),
                line("decision", "決定", "", "事前登録の様式を1枚にし、12月から試行する。試行の結果は3月の会議で、件数と、困った例と、よかった例の三つに分けて報告する。"),
                line("action", "宿題", "", "様式の記入例を作り、各機関の窓口担当者に送る"),
                line("handover", "申し送り", "事務局", "次の担当者へ：会館の鍵は17時までに受け取る。"),
                line("insight", "気づき", "薬剤師", "薬局が閉まる時刻を、だれも知らなかった。"),
            ],
        })
        .collect();
    minutes.decisions = (0..8)
        .map(|n| format!("{}：事前登録の様式を1枚にし、12月から試行する。", topics[n]))
        .collect();
    minutes.actions = (0..14)
        .map(|n| {
            action(
                "様式の記入例を作り、各機関の窓口担当者に送る。返事のない機関には電話で確かめる",
                surnames[n % surnames.len()],
                "令和8年11月20日(金)",
                if n % 3 == 0 {
                    "済 令和8年10月1日"
                } else {
                    "未"
                },
            )
        })
        .collect();
    minutes
}

pub(crate) fn english() -> Minutes {
    let mut minutes = short();
    minutes.language = "en".into();
    minutes.words = Words {
        attendees: "Attendees".into(),
        absent: "Apologies".into(),
        carried_over: "Actions carried over".into(),
        agenda: "Proceedings".into(),
        decisions: "Decisions".into(),
        actions: "Actions".into(),
        next: "Next meeting".into(),
        what: "What".into(),
        owner: "Owner".into(),
        due: "Due".into(),
        state: "State".into(),
        organisation: "Organisation".into(),
        title: "Post".into(),
        name: "Name".into(),
        remark: "Remark".into(),
        none: "none".into(),
        internal: "Internal".into(),
    };
    minutes.heading = "Minutes (draft)".into();
    minutes.title = "2nd Midorino Palliative Care Liaison Meeting, fiscal year 2026".into();
    minutes.header = rows(&[
        ("Date and time", "Thursday 17 September 2026, 18:30–20:00"),
        (
            "Place",
            "Midorino Medical Association, 2F (on site and online)",
        ),
        ("Host", "Midorino Medical Association"),
        ("Present", "13 of 15 members: quorate"),
    ]);
    minutes.agenda[0].title = "1  Admission in an emergency".into();
    minutes.agenda[0].detail = "25 min · Saotome".into();
    minutes.agenda[0].lines = vec![
        line(
            "statement",
            "Statement",
            "Visiting nurse",
            "From Friday evening to Monday morning is the most worrying time for the families and for the interdisciplinary team.",
        ),
        line(
            "viewpoint",
            "Point of view",
            "Ward nurse",
            "We would like to admit, but a ward becomes guarded when nobody knows how the person usually is.",
        ),
        line(
            "decision",
            "Decision",
            "",
            "The registration form is cut to one page and tried out from December.",
        ),
        line(
            "action",
            "Action",
            "",
            "Send round the corrected list of night-time numbers",
        ),
        line(
            "handover",
            "Handover",
            "Secretariat",
            "Prepare two filled-in examples of the form.",
        ),
        line(
            "insight",
            "Insight",
            "Care manager",
            "“Call any time” makes it harder to call.",
        ),
        Line {
            internal: true,
            ..line(
                "information",
                "Information",
                "",
                "The director knows already.",
            )
        },
    ];
    minutes.foot =
        "Midorino Central Hospital, liaison office · for sharing · 22 November 2026".into();
    minutes
}
