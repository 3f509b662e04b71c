use kaotsunagi_tests::window::Window;
fn main() {
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    rt.block_on(async {
        let t = std::time::Instant::now();
        let w = Window::open(&["--sample"]).await.unwrap();
        println!("{:?}", t.elapsed());
        println!("{:?}", w.script("return document.title + typeof window.__TAURI__", vec![]).await);
        println!("{:?}", w.page.execute_async("const d=arguments[0]; window.__TAURI__.core.invoke('status',{request:{}}).then(x=>d(['ok',x]),e=>d(['no',e]))", vec![]).await);
        w.picture(std::path::Path::new("/tmp/kt/a.png")).await.unwrap();
        w.script("window.__TAURI__.core.invoke('choose_file',{request:{purpose:'contacts'}}).then(x=>window.X=x,e=>window.X=e)", vec![]).await.unwrap();
        std::fs::write("/tmp/kt/hello.csv", "a").unwrap();
        println!("{:?}", w.answer_dialog(std::path::Path::new("/tmp/kt/hello.csv")).await);
        println!("{:?}", w.script("return window.X", vec![]).await);
        println!("{:?}", w.script("window.__TAURI__.core.invoke('choose_place',{request:{purpose:'minutes',suggested:'議事録.pdf'}}).then(x=>window.X=x,e=>window.X=e)", vec![]).await);
        println!("{:?}", w.answer_dialog(std::path::Path::new("/tmp/kt/hello2.pdf")).await);
        println!("{:?}", w.script("return window.X", vec![]).await);
        w.close().await.unwrap();
    });
}
