use crate::in_a_window;

#[test]
fn letters_of_every_size_leave_the_frame_whole() {
    in_a_window(&["--sample"], async |window| {
        for size in ["200", "150", "125", "100"] {
            window.go("#/settings").await?;
            window.find("input[name=zoom]").await?;
            // The driver doesn't know of the zoom and would click beside it.
            window
                .script(
                    "document.querySelector(`input[name=zoom][value='${arguments[0]}']`).click()",
                    vec![size.into()],
                )
                .await?;
            // The status line ends where the window ends, and nothing of it lies beyond the side.
            window
                .until(
                    &format!("the whole frame at {size} %"),
                    "const size = Number(arguments[0]) / 100; const line = document.querySelector('footer.status');\
                     const end = [...line.children].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().right);\
                     const scaled = line.getBoundingClientRect().width * size <= innerWidth + 2 ? size : 1;\
                     return document.documentElement.style.zoom === String(size)\
                        && Math.abs(line.getBoundingClientRect().bottom * scaled - innerHeight) < 3\
                        && Math.max(...end) * scaled <= innerWidth + 2",
                    vec![size.into()],
                )
                .await?;
        }
        Ok(())
    });
}
