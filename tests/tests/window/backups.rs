use kaotsunagi_tests::steps::hold;
use kaotsunagi_tests::window::Window;

use crate::in_a_window;

#[test]
fn a_backup_is_compared_restored_and_left_again() {
    in_a_window(&["--sample"], async |window| {
        let before = window.rail_count("people").await?;
        window.go("#/backups").await?;
        window
            .click_words_in(".screen-backups", "今すぐ控えを取る")
            .await?;
        window.says(".backup-list", "手で作成").await?;
        window.rail("人").await?;
        window.click(".record-screen [role=option]").await?;
        window.click(".card-end .danger").await?;
        window.says(".toasts", "取り消す").await?;
        hold(window.rail_count("people").await? == before - 1, || {
            "nobody was deleted".to_owned()
        })?;
        window.go("#/backups").await?;
        window.click_words_in(".backup-list", "手で作成").await?;
        window.says("table.then-now", &before.to_string()).await?;
        window
            .click_words_in(".screen-backups", "この控えに戻す")
            .await?;
        window
            .says(".screen-backups .banner", "控えから戻した")
            .await?;
        hold(window.rail_count("people").await? == before, || {
            "the deleted person is not back".to_owned()
        })?;
        window.click(".screen-backups .banner button").await?;
        let seen = async |count: u64| counted(window, count).await;
        seen(before - 1).await
    });
}

async fn counted(window: &Window, count: u64) -> kaotsunagi_tests::window::Step {
    for _ in 0..100 {
        if window.rail_count("people").await? == count {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err(format!("never {count} people"))
}
