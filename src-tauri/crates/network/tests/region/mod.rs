//! A made-up region of any size: people of organisations of both sides, small case meetings of neighbours, larger ones
//! now and then. The same size and seed give the same region.

#![allow(
    dead_code,
    reason = "each test and the example use their own part of the region"
)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "only tests and an example are made of it: they may stop where the region is wrong"
)]

use chrono::{Days, NaiveDate};
use kaotsunagi_network::draw::Words;
use kaotsunagi_network::graph::{co_presence, merge_edges};
use kaotsunagi_network::layout::{Point, layout};
use kaotsunagi_network::{Edge, Evidence, Group, Network, Node, NodeKind};

const FAMILY: [&str; 24] = [
    "早乙女",
    "槇原",
    "天童",
    "鵜飼",
    "仁科",
    "白鳥",
    "五十嵐",
    "荻島",
    "𠮷村",
    "木佐貫",
    "髙﨑",
    "百目鬼",
    "宇津木",
    "鴨志田",
    "比嘉",
    "土岐",
    "丸茂",
    "浦部",
    "千家",
    "音羽",
    "勅使河原",
    "栗花落",
    "小鳥遊",
    "九十九",
];
const GIVEN: [&str; 20] = [
    "徹",
    "さとみ",
    "亮",
    "直美",
    "豊",
    "恵",
    "圭",
    "真",
    "いづみ",
    "遥",
    "千春",
    "誠",
    "学",
    "薫",
    "洋子",
    "隆",
    "文",
    "実",
    "理恵",
    "春之介",
];
const GROUPS: [(Group, &str); 7] = [
    (Group::Hospital, "がん治療病院側"),
    (Group::Home, "在宅医療"),
    (Group::Care, "介護・福祉"),
    (Group::Public, "行政"),
    (Group::Body, "団体・場"),
    (Group::Coordinator, "調整員"),
    (Group::Unknown, "未記入"),
];

/// A generator for made-up data only (Knuth's MMIX).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// People per organisation.
const STAFF: usize = 5;

fn group_of_organisation(organisation: usize) -> Group {
    match organisation % 20 {
        0..=5 => Group::Hospital,
        6..=10 => Group::Home,
        11..=16 => Group::Care,
        17 => Group::Public,
        18 => Group::Body,
        _ => Group::Unknown,
    }
}

pub(crate) fn organisation_of(people: usize) -> Vec<Option<usize>> {
    (0..people)
        .map(|person| (person > 0).then_some(person / STAFF))
        .collect()
}

pub(crate) fn node(key: usize, group: Group, label: &str) -> Node {
    Node {
        key: format!("person:{key}"),
        kind: NodeKind::Person,
        group,
        label: label.to_owned(),
        detail: String::new(),
        key_person: false,
        me: false,
    }
}

fn person(number: usize) -> Node {
    if number == 0 {
        return Node {
            me: true,
            ..node(0, Group::Coordinator, "調整 花")
        };
    }
    let name = format!(
        "{} {}",
        FAMILY[(number * 7) % FAMILY.len()],
        GIVEN[(number * 11 + number / 24) % GIVEN.len()]
    );
    let group = group_of_organisation(number / STAFF);
    let key = number % 17 == 3;
    Node {
        key_person: key,
        detail: if key {
            "退院調整".to_owned()
        } else {
            String::new()
        },
        ..node(number, group, &name)
    }
}

/// Who was at which meeting: mostly the same few organisations of a quarter of the region, for a case or a round.
pub(crate) fn meetings(people: usize, seed: u64) -> Vec<(NaiveDate, Vec<usize>)> {
    let mut dice = Dice::new(seed);
    let first = NaiveDate::from_ymd_opt(2024, 4, 1).unwrap();
    let quarters = (people / 40).max(2);
    (0..people * 3 / 10)
        .map(|number| {
            let day = first + Days::new(dice.below(960) as u64);
            let quarter = dice.below(quarters);
            let size = if number % 23 == 0 {
                18
            } else {
                3 + dice.below(9)
            };
            let present = (0..size).map(|_| {
                let wander = if dice.below(8) == 0 {
                    dice.below(quarters)
                } else {
                    quarter
                };
                // The last tenth is only in the address book.
                let place = dice.below(people * 9 / 10 / quarters) * quarters + wander;
                place.min(people - 1)
            });
            (day, present.collect())
        })
        .collect()
}

/// The map of people: shared meetings, the coordinator's encounters, recorded levels on some ties.
pub(crate) fn people(count: usize, seed: u64) -> Network {
    let mut dice = Dice::new(seed + 1);
    let mut edges = co_presence(&meetings(count, seed), 60);
    for edge in &mut edges {
        edge.evidence = match dice.below(20) {
            0 => Evidence::Trust,
            1 => Evidence::Thinking,
            2 | 3 => Evidence::Face,
            _ => Evidence::Meeting,
        };
    }
    let last = NaiveDate::from_ymd_opt(2026, 5, 1);
    let known = (1..count * 9 / 10).filter(|_| dice.below(3) == 0);
    edges.extend(known.map(|b| Edge {
        a: 0,
        b,
        evidence: Evidence::Meeting,
        count: 1,
        last,
    }));
    Network {
        nodes: (0..count).map(person).collect(),
        edges: merge_edges(edges),
    }
}

/// The organisations of the same people, laid out.
pub(crate) fn organisations(network: &Network, people: usize) -> (Network, Vec<Point>) {
    let nodes: Vec<Node> = (0..people.div_ceil(STAFF))
        .map(|number| {
            let group = group_of_organisation(number);
            let kind = match group {
                Group::Hospital => "総合病院 地域連携室",
                Group::Home => "訪問看護ステーション",
                Group::Care => "居宅介護支援事業所",
                Group::Public => "市 地域包括支援課",
                Group::Body => "薬剤師会",
                Group::Coordinator | Group::Unknown => "相談所",
            };
            let label = format!("みどり野{}{kind}", GIVEN[number % GIVEN.len()]);
            Node {
                kind: NodeKind::Organisation,
                ..node(number, group, &label)
            }
        })
        .collect();
    let organisations = network.project(nodes, &organisation_of(people));
    let points = layout(&organisations, &[], 1);
    (organisations, points)
}

pub(crate) fn words(network: &Network) -> Words {
    let occurs = |group: Group| network.nodes.iter().any(|node| node.group == group);
    Words {
        title: "つながりの図（人）".to_owned(),
        hospital_side: "がん治療病院側".to_owned(),
        community_side: "地域側".to_owned(),
        legend: GROUPS
            .iter()
            .filter(|(group, _)| occurs(*group))
            .map(|(group, name)| (*group, (*name).to_owned()))
            .collect(),
        under: "台帳に記録された範囲".to_owned(),
    }
}
