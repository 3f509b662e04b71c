//! The nine steps by themselves, in the real window: a new ledger first, then the sample region. Leaves pictures, the minutes
//! and the map in a folder and says where.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kaotsunagi_tests::steps::{
    exchange, ledger, map, meeting, minutes, people, sample_file, stages, today,
};
use kaotsunagi_tests::window::{Step, Window};

fn main() -> ExitCode {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .unwrap_or_else(|| "target/tour".to_owned()),
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let done = runtime
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(tour(&folder)));
    match done {
        Ok(()) => {
            println!(
                "tour: pictures, minutes.pdf, minutes.docx and map.svg lie in {}",
                folder.display()
            );
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("tour: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The window with the number of its next picture.
struct Tour<'a> {
    window: &'a Window,
    folder: &'a Path,
    pictures: u32,
}

impl Tour<'_> {
    async fn picture(&mut self, name: &str) -> Step {
        self.pictures += 1;
        let file = self.folder.join(format!("{:02}-{name}.png", self.pictures));
        self.window.picture(&file).await
    }
}

async fn tour(folder: &Path) -> Step {
    // The native dialog asks before it writes over a file; the tour begins with an empty folder.
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let folder = folder.canonicalize().map_err(|error| error.to_string())?;
    let window = Window::open(&[]).await?;
    let mut tour = Tour {
        window: &window,
        folder: &folder,
        pictures: 0,
    };
    let done = steps(&mut tour).await;
    if done.is_err() {
        let _ = window.picture(&folder.join("failed.png")).await;
    }
    done?;
    window.close().await
}

async fn steps(tour: &mut Tour<'_>) -> Step {
    let window = tour.window;
    let folder = tour.folder.to_path_buf();
    say("a ledger of her own");
    tour.picture("start").await?;
    ledger::make(window).await?;
    tour.picture("own-ledger").await?;
    ledger::close_and_reopen(window).await?;
    tour.picture("own-ledger-today").await?;

    say("the sample region, today");
    ledger::sample(window).await?;
    today::look(window).await?;
    tour.picture("today").await?;
    today::why(window).await?;

    say("a colleague's files");
    for (number, name) in [
        "みどり野市医師会名簿_cp932.csv",
        "携帯の連絡先.vcf",
        "西部勉強会R8.xlsx",
    ]
    .into_iter()
    .enumerate()
    {
        exchange::look_at(window, &sample_file(name)).await?;
        tour.picture(
            ["file-csv", "file-vcard", "file-xlsx"]
                .get(number)
                .unwrap_or(&"file"),
        )
        .await?;
        exchange::take_in(window, "同僚から、会議の名簿として").await?;
        exchange::leave(window).await?;
    }

    say("people and posts");
    people::add(
        window,
        "朝比奈 渚",
        "あさひな なぎさ",
        "訪問看護師",
        "訪問看護ステーションなぎ",
        "看護師",
    )
    .await?;
    people::first_post_begins(
        window,
        "訪問看護ステーションなぎ",
        "R8.4.1",
        "令和8年4月1日",
    )
    .await?;
    people::second_post(window, "みどり調剤薬局", "相談員", "R6.4.1", "R8.3.31").await?;
    people::second_post(window, "がん患者・家族の会せせらぎ", "世話人", "R8.6.1", "").await?;
    people::find(
        window,
        "朝比奈 渚",
        &["朝比奈 渚", "あさひななぎさ", "ｱｻﾋﾅ ﾅｷﾞｻ"],
    )
    .await?;
    tour.picture("person").await?;
    window.rail("機関").await?;
    window
        .write(".master", "名前・かな・法人名で絞る", "みどりのちゅうおう")
        .await?;
    window.says(".master", "みどり野中央病院").await?;
    window.says(".master .banner", "隠しています").await?;
    tour.picture("organisations").await?;

    say("a meeting, held and written");
    meeting::make(
        window,
        meeting::SERIES,
        "11/20",
        "みどり野市医師会館 3階",
        true,
    )
    .await?;
    meeting::attendance(window).await?;
    meeting::item(window, "夜間の連絡先").await?;
    meeting::lines(window).await?;
    meeting::who(window, "髙﨑 恵", "訪問看護師").await?;
    meeting::action(window, "髙﨑 恵", "12/10").await?;
    tour.picture("meeting").await?;

    say("the minutes");
    minutes::pages(window).await?;
    tour.picture("minutes").await?;
    minutes::export_all(window, &folder).await?;
    window.click_words_in("dialog[open]", "閉じる").await?;
    meeting::carried_over(window, "12/18").await?;
    tour.picture("carried-over").await?;

    say("the map");
    map::open(window).await?;
    map::switch(window).await?;
    tour.picture("map").await?;
    map::focus(window).await?;
    tour.picture("map-focus").await?;
    map::all_again(window).await?;
    map::legend(window).await?;
    map::table(window).await?;
    tour.picture("map-table").await?;
    map::picture(window).await?;
    map::export(window, &folder).await?;

    say("the stages");
    stages::open(window).await?;
    stages::why(window).await?;
    stages::mark(window, "1-3").await?;
    tour.picture("stages").await?;
    stages::kept(window, "1-3").await?;
    today::look(window).await?;
    tour.picture("today-again").await
}

fn say(words: &str) {
    println!("tour: {words}");
}
