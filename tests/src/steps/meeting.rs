//! A meeting held: series, agenda, attendance, lines of every kind, an action that goes on into the next meeting.

use crate::steps::{hold, key};
use crate::window::{Step, Window};

pub const SERIES: &str = "夜間の連絡を考える会";
pub const DECISION: &str = "当番の携帯番号を一覧に載せる。";
pub const ACTION: &str = "当番表のひな形をつくる";
pub const INTERNAL: &str = "理事会の内諾はまだ。ここだけの話にする。";

/// A line of the minutes: kind in words, digit of Alt, text.
const LINES: &[(&str, char, &str)] = &[
    ("情報", '1', "夜間の電話は月に平均11件。"),
    ("発言", '2', "夜に薬が切れると、朝まで待つしかない。"),
    ("決定", '3', DECISION),
    ("宿題", '4', ACTION),
    ("申し送り", '5', "一覧の置き場所は次回に決める。"),
    (
        "気づき",
        '6',
        "番号より先に、顔を知っていると電話しやすい。",
    ),
    ("見方", '7', "当番の負担が偏らないようにしたい。"),
];

/// Makes a meeting. `make_series`: the title begins a series; otherwise the series is chosen.
///
/// # Errors
/// With what went wrong.
pub async fn make(window: &Window, title: &str, day: &str, place: &str, make_series: bool) -> Step {
    window.rail("会議").await?;
    window
        .click_words_in(".meeting-list header", "会議を作る")
        .await?;
    let form = "form.new-meeting";
    let entry = if make_series {
        format!("「{title}」を新しい会の場にする")
    } else {
        title.to_owned()
    };
    window.pick(form, "会議", title, &entry).await?;
    window
        .says(
            form,
            if make_series {
                "新しい会の場として登録します"
            } else {
                "前回から入ります"
            },
        )
        .await?;
    window.write(form, "日付", day).await?;
    if make_series {
        window.write(form, "開始", "1830").await?;
        window.write(form, "終了", "20時").await?;
        window.write(form, "会場", place).await?;
        window
            .pick(form, "主催", "みどり野市医師会", "みどり野市医師会")
            .await?;
    }
    window.click_words_in(form, "作る").await?;
    window
        .says("article.meeting h1, article.meeting .sentence", place)
        .await
}

/// Puts an item on the agenda; the caret then stands in its first line.
///
/// # Errors
/// With what went wrong.
pub async fn item(window: &Window, title: &str) -> Step {
    let before = window.count("section.item:not(.loose)").await?;
    window
        .click_words_in("article.meeting", "議題を加える")
        .await?;
    window
        .until(
            "the caret in the new item",
            "return document.querySelectorAll('section.item:not(.loose)').length > arguments[0] && document.activeElement?.getAttribute('aria-label') === '議題'",
            vec![before.into()],
        )
        .await?;
    window.keys(&format!("{title}{}", key::ENTER)).await?;
    window
        .until(
            "the caret in a line",
            "return document.activeElement?.getAttribute('aria-label') === '記録'",
            Vec::new(),
        )
        .await
}

/// Writes a line of every kind and an internal one, by keys alone.
///
/// # Errors
/// With what went wrong.
pub async fn lines(window: &Window) -> Step {
    const KIND: &str = "const list = document.activeElement.closest('li.line')?.querySelector('select');\
        return list?.selectedOptions[0].text === arguments[0];";
    for (kind, digit, text) in LINES {
        window.keys(text).await?;
        window
            .keys(&format!("{}{digit}{}", key::ALT, key::RELEASE))
            .await?;
        window
            .until(
                &format!("a line of kind {kind}"),
                KIND,
                vec![(*kind).into()],
            )
            .await?;
        window.keys(key::ENTER).await?;
        window
            .until(
                "the next line",
                "return document.activeElement?.value === ''",
                Vec::new(),
            )
            .await?;
    }
    window.keys(INTERNAL).await?;
    window
        .keys(&format!("{}1{}", key::ALT, key::RELEASE))
        .await?;
    window
        .keys(&format!("{}0{}", key::ALT, key::RELEASE))
        .await?;
    window.says("li.line.internal", "内部").await?;
    window.keys(key::ENTER).await?;
    window
        .says(".checks", "内部の1行は、共有用の議事録には出ません")
        .await
}

/// Says who said a line, and from where somebody sees it.
///
/// # Errors
/// With what went wrong.
pub async fn who(window: &Window, speaker: &str, profession: &str) -> Step {
    window
        .click_words_in("li.line[data-kind=statement]", "＋だれが")
        .await?;
    window
        .pick(
            "li.line[data-kind=statement]",
            "発言した方",
            speaker,
            speaker,
        )
        .await?;
    window
        .says("li.line[data-kind=statement] .who", speaker)
        .await?;
    window
        .click_words_in("li.line[data-kind=viewpoint]", "＋職種")
        .await?;
    window
        .pick(
            "li.line[data-kind=viewpoint]",
            "職種",
            profession,
            profession,
        )
        .await?;
    window
        .says("li.line[data-kind=viewpoint] .who", profession)
        .await
}

/// Gives the action an owner and a day.
///
/// # Errors
/// With what went wrong.
pub async fn action(window: &Window, owner: &str, due: &str) -> Step {
    let line = "li.line[data-kind=action]";
    window.pick(line, "担当", owner, owner).await?;
    window.write(line, "期限", due).await?;
    window.keys(key::ENTER).await?;
    window.until("the day in words", "return document.querySelector('li.line[data-kind=action] input.day').value.includes('(')", Vec::new()).await
}

/// Adds somebody of the ledger, found by kana, and says how they attended.
///
/// # Errors
/// With what went wrong.
pub async fn attend(window: &Window, kana: &str, name: &str, attended: &str) -> Step {
    window
        .pick(".attendance", "出席者を加える", kana, name)
        .await?;
    window.says(".attendees", name).await?;
    if attended != "出席" {
        window
            .choose(".attendance", &format!("{name}の出欠"), attended)
            .await?;
    }
    Ok(())
}

/// Attendance of every sort: present, online, late, a deputy, a guest.
///
/// # Errors
/// With what went wrong.
pub async fn attendance(window: &Window) -> Step {
    attend(window, "うどう", "有働 さやか", "出席").await?;
    attend(window, "たかさき", "髙﨑 恵", "オンライン").await?;
    attend(window, "よしむら", "𠮷村 いづみ", "遅参").await?;
    window.write(".attendance", "時刻", "1850").await?;
    window.keys(key::ENTER).await?;
    attend(window, "どうめき", "百目鬼 千春", "代理").await?;
    window
        .pick(".attendance", "代理の方", "かもしだ", "鴨志田 学")
        .await?;
    window
        .pick(".attendance", "出席者を加える", "名張 由紀", "台帳にない方")
        .await?;
    window.says(".attendees", "名張 由紀").await?;
    window.says(".attendance header", "5人").await?;
    // The post as of that day, from the ledger.
    window.says(".attendees", "主任").await?;
    hold(window.count(".attendees li").await? == 5, || {
        "five should attend".to_owned()
    })
}

/// The next meeting of the series shows what is still open, live: done here is done.
///
/// # Errors
/// With what went wrong.
pub async fn carried_over(window: &Window, day: &str) -> Step {
    make(window, SERIES, day, "みどり野市医師会館", false).await?;
    window.says(".carried", ACTION).await?;
    window.says(".carried", "残り 1").await?;
    window.says(".neighbours", "←").await
}
