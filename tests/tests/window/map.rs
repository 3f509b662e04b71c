use kaotsunagi_tests::steps::map;

use crate::in_a_window;

#[test]
fn the_map_is_switched_focused_filtered_read_as_a_table_and_given_out_as_drawn() {
    in_a_window(&["--sample"], async |window| {
        map::open(window).await?;
        map::switch(window).await?;
        map::focus(window).await?;
        map::all_again(window).await?;
        map::legend(window).await?;
        map::table(window).await?;
        map::picture(window).await?;
        map::export(window, &window.home.clone()).await
    });
}
