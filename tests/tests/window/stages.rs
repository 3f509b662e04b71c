use kaotsunagi_tests::steps::{stages, today};

use crate::in_a_window;

#[test]
fn an_item_is_marked_noted_and_proven_and_today_tells_the_next_step() {
    in_a_window(&["--sample"], async |window| {
        today::look(window).await?;
        today::why(window).await?;
        stages::open(window).await?;
        stages::why(window).await?;
        stages::mark(window, "1-3").await?;
        stages::kept(window, "1-3").await
    });
}
