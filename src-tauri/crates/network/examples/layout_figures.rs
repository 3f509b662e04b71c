//! Times of the map at 40, 200 and 2,000 nodes: `cargo run --release --example layout_figures [DIR]`. With a directory the
//! drawings are left there as JSON, one per size, theme and noun.

#[path = "../tests/region/mod.rs"]
mod region;

use std::path::PathBuf;
use std::time::Instant;

use chrono::NaiveDate;
use kaotsunagi_network::draw::{Theme, draw};
use kaotsunagi_network::layout::layout;
use kaotsunagi_network::{graph, measure};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).map(PathBuf::from);
    let faded = NaiveDate::from_ymd_opt(2025, 11, 22).ok_or("a day")?;
    for people in [40, 200, 2000] {
        let meetings = region::meetings(people, 7);
        let start = Instant::now();
        let edges = graph::co_presence(&meetings, 60);
        println!("{people} people, {} meetings", meetings.len());
        println!(
            "  co-presence    {:>9.1?}  {} edges",
            start.elapsed(),
            edges.len()
        );

        let network = region::people(people, 7);
        let start = Instant::now();
        let points = layout(&network, &[], 1);
        println!(
            "  first layout   {:>9.1?}  {} edges",
            start.elapsed(),
            network.edges.len()
        );

        let mut kept: Vec<_> = points.iter().copied().map(Some).collect();
        kept.iter_mut().step_by(20).for_each(|point| *point = None);
        let start = Instant::now();
        let _ = layout(&network, &kept, 1);
        println!("  a 20th is new  {:>9.1?}", start.elapsed());

        let start = Instant::now();
        let _ = measure::betweenness(&network);
        println!("  betweenness    {:>9.1?}", start.elapsed());

        let organisation_of = region::organisation_of(people);
        let start = Instant::now();
        let lost = measure::losses(&network, &organisation_of);
        let bridges = lost
            .iter()
            .filter(|loss| !loss.organisations.is_empty())
            .count();
        println!(
            "  all losses     {:>9.1?}  {bridges} bridges",
            start.elapsed()
        );

        for theme in [Theme::Light, Theme::Dark] {
            let start = Instant::now();
            let drawing = draw(
                &network,
                &points,
                faded,
                &region::words(&network),
                theme,
                1684.0,
                1190.0,
            );
            println!(
                "  drawing        {:>9.1?}  {} marks",
                start.elapsed(),
                drawing.marks.len()
            );
            if let Some(out) = &out {
                let file = std::fs::File::create(out.join(format!("{people}-{theme:?}.json")))?;
                serde_json::to_writer(file, &drawing)?;
            }
        }
        let (organisations, places) = region::organisations(&network, people);
        let drawing = draw(
            &organisations,
            &places,
            faded,
            &region::words(&organisations),
            Theme::Light,
            1684.0,
            1190.0,
        );
        if let Some(out) = &out {
            let file = std::fs::File::create(out.join(format!("{people}-organisations.json")))?;
            serde_json::to_writer(file, &drawing)?;
        }
    }
    Ok(())
}
