//! Measures in plain words: what would break, who bridges.

use rustworkx_core::centrality::betweenness_centrality;
use rustworkx_core::petgraph::graph::{NodeIndex, UnGraph};

use crate::graph::Neighbours;
use crate::numbers::{at, put, real};
use crate::{Evidence, Group, Network};

/// What the loss of one node would cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loss {
    /// Organisations (numbers as in `organisation_of`, ascending) of the other side that no remaining colleague of the
    /// person's own side reaches.
    pub organisations: Vec<usize>,
    /// Others, of either side, who bridge most organisations of the side opposite to theirs: node number and how many,
    /// most first, colleagues of the person's own side first among equals, at most 3.
    pub other_bridges: Vec<(usize, usize)>,
}

/// The two sides that are to be joined. Public offices, bodies, coordinators and people without a group stand on neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Hospital,
    Community,
}

fn side(network: &Network, node: usize) -> Option<Side> {
    match network.nodes.get(node)?.group {
        Group::Hospital => Some(Side::Hospital),
        Group::Home | Group::Care => Some(Side::Community),
        Group::Public | Group::Body | Group::Coordinator | Group::Unknown => None,
    }
}

/// What is cut between the two sides when person `node` leaves. `organisation_of[i]` is the organisation of person `i`.
/// Edges of evidence `Post` don't count, nor do the coordinator's ties: she knows everyone, and who knows whom without
/// her is the question. For many people ask [`losses`].
#[must_use]
pub fn loss(people: &Network, organisation_of: &[Option<usize>], node: usize) -> Loss {
    Bridges::new(people, organisation_of).loss(people, node)
}

/// [`loss`] of every person, in the order of the nodes; linear in the edges and not in people × edges.
#[must_use]
pub fn losses(people: &Network, organisation_of: &[Option<usize>]) -> Vec<Loss> {
    let bridges = Bridges::new(people, organisation_of);
    let all = 0..people.nodes.len();
    all.map(|node| bridges.loss(people, node)).collect()
}

/// Who reaches which organisations across the sides.
struct Bridges {
    /// Per person: organisations of the other side, ascending.
    reached: Vec<Vec<usize>>,
    /// (side of the reaching people, organisation, how many people of that side reach it), ascending.
    carried: Vec<((Side, usize), usize)>,
    /// People with the most reached organisations first.
    order: Vec<usize>,
}

impl Bridges {
    fn new(people: &Network, organisation_of: &[Option<usize>]) -> Self {
        let mut reached: Vec<Vec<usize>> = vec![Vec::new(); people.nodes.len()];
        let organisation = |node: usize| organisation_of.get(node).copied().flatten();
        for edge in people
            .edges
            .iter()
            .filter(|edge| edge.evidence != Evidence::Post)
        {
            let (Some(a), Some(b)) = (side(people, edge.a), side(people, edge.b)) else {
                continue;
            };
            if a == b || organisation(edge.a) == organisation(edge.b) {
                continue;
            }
            for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
                if let (Some(list), Some(organisation)) = (reached.get_mut(from), organisation(to))
                {
                    list.push(organisation);
                }
            }
        }
        let mut bearers: Vec<(Side, usize)> = Vec::new();
        for (node, list) in reached.iter_mut().enumerate() {
            list.sort_unstable();
            list.dedup();
            if let Some(side) = side(people, node) {
                bearers.extend(list.iter().map(|organisation| (side, *organisation)));
            }
        }
        bearers.sort_unstable();
        let alike = bearers.chunk_by(|one, next| one == next);
        let carried = alike
            .filter_map(|all| all.first().map(|first| (*first, all.len())))
            .collect();
        let mut order: Vec<usize> = (0..reached.len()).collect();
        order.retain(|node| reached.get(*node).is_some_and(|list| !list.is_empty()));
        order.sort_by_key(|node| {
            (
                std::cmp::Reverse(reached.get(*node).map_or(0, Vec::len)),
                *node,
            )
        });
        Self {
            reached,
            carried,
            order,
        }
    }

    fn loss(&self, people: &Network, node: usize) -> Loss {
        let Some(own) = side(people, node) else {
            return Loss::default();
        };
        let count = |node: usize| self.reached.get(node).map_or(0, Vec::len);
        let alone = |organisation: &usize| {
            let found = self
                .carried
                .binary_search_by_key(&(own, *organisation), |(key, _)| *key);
            found.is_ok_and(|place| {
                self.carried
                    .get(place)
                    .is_some_and(|(_, people)| *people == 1)
            })
        };
        let organisations = self.reached.get(node).map_or(&[][..], Vec::as_slice);
        let organisations = organisations.iter().copied().filter(alone).collect();
        // Equals of the third are all looked at, so that colleagues of the own side come first among them.
        let others = || self.order.iter().copied().filter(|other| *other != node);
        let third = others().nth(2).map_or(1, count);
        let mut best: Vec<usize> = others()
            .take_while(|other| count(*other) >= third)
            .collect();
        best.sort_by_key(|other| {
            (
                std::cmp::Reverse(count(*other)),
                side(people, *other) != Some(own),
                *other,
            )
        });
        Loss {
            organisations,
            other_bridges: best
                .into_iter()
                .take(3)
                .map(|other| (other, count(other)))
                .collect(),
        }
    }
}

/// Figures of what is recorded: density 2m/(n(n−1)); pairs across the sides that are joined, and that are possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    pub nodes: usize,
    pub edges: usize,
    /// 0–1; 0 for fewer than two nodes.
    pub density: f64,
    pub across: usize,
    pub possible_across: usize,
    /// Nodes without an edge.
    pub alone: usize,
}

#[must_use]
pub fn figures(network: &Network) -> Figures {
    let nodes = network.nodes.len();
    let mut alone = vec![true; nodes];
    for end in network.edges.iter().flat_map(|edge| [edge.a, edge.b]) {
        if let Some(alone) = alone.get_mut(end) {
            *alone = false;
        }
    }
    let across = network.edges.iter().filter(|edge| {
        let sides = (side(network, edge.a), side(network, edge.b));
        matches!(sides, (Some(a), Some(b)) if a != b)
    });
    let on = |wanted| {
        (0..nodes)
            .filter(|node| side(network, *node) == Some(wanted))
            .count()
    };
    let pairs = nodes * nodes.saturating_sub(1) / 2;
    Figures {
        nodes,
        edges: network.edges.len(),
        density: if pairs == 0 {
            0.0
        } else {
            real(network.edges.len()) / real(pairs)
        },
        across: across.count(),
        possible_across: on(Side::Hospital) * on(Side::Community),
        alone: alone.iter().filter(|alone| **alone).count(),
    }
}

/// Up to so many nodes betweenness is exact.
const EXACT: usize = 800;
/// Sources that stand for all of them above [`EXACT`].
const SOURCES: usize = 160;

/// Betweenness of every node, 0–1 normalised, for the order of labels and the table: exact up to 800 nodes (Brandes
/// 2001, through rustworkx-core); above that an estimate from the shortest paths out of 160 sources spread over the
/// degrees (Brandes and Pich 2007), fit for an order and not for a figure. Deterministic.
#[must_use]
pub fn betweenness(network: &Network) -> Vec<f64> {
    let count = network.nodes.len();
    if count <= EXACT {
        exact(network)
    } else {
        sampled(network)
    }
}

fn exact(network: &Network) -> Vec<f64> {
    let mut graph: UnGraph<(), ()> =
        UnGraph::with_capacity(network.nodes.len(), network.edges.len());
    for _ in &network.nodes {
        graph.add_node(());
    }
    let neighbours = Neighbours::of(network);
    for node in 0..network.nodes.len() {
        for link in neighbours
            .of_node(node)
            .iter()
            .filter(|link| node < link.to)
        {
            graph.add_edge(NodeIndex::new(node), NodeIndex::new(link.to), ());
        }
    }
    // Never on several threads: the order of the sums, and so their last digits, would change from run to run.
    let found = betweenness_centrality(&graph, false, true, usize::MAX);
    found
        .into_iter()
        .map(|value| value.filter(|value| value.is_finite()).unwrap_or(0.0))
        .collect()
}

fn sampled(network: &Network) -> Vec<f64> {
    let count = network.nodes.len();
    let neighbours = Neighbours::of(network);
    let mut by_degree: Vec<usize> = (0..count)
        .filter(|node| neighbours.degree(*node) > 0)
        .collect();
    by_degree.sort_by_key(|node| (std::cmp::Reverse(neighbours.degree(*node)), *node));
    let sources: Vec<usize> = (0..SOURCES.min(by_degree.len()))
        .filter_map(|place| by_degree.get(place * by_degree.len() / SOURCES.min(by_degree.len())))
        .copied()
        .collect();
    let mut paths = Paths::new(count);
    let mut sums = vec![0.0; count];
    for source in &sources {
        paths.add_from(*source, &neighbours, &mut sums);
    }
    // Every pair is seen from both ends, and a source stands for its share of the nodes that have edges at all.
    let pairs = real(count.saturating_sub(1)) * real(count.saturating_sub(2));
    let share = real(by_degree.len()) / real(sources.len().max(1)) / pairs.max(1.0);
    sums.into_iter()
        .map(|sum: f64| (sum * share).clamp(0.0, 1.0))
        .collect()
}

/// The shortest paths from one source, with room that is used again for the next.
struct Paths {
    /// Steps from the source; `usize::MAX`: not seen.
    steps: Vec<usize>,
    /// Number of shortest paths.
    ways: Vec<f64>,
    /// What depends on a node.
    weight: Vec<f64>,
    order: Vec<usize>,
}

impl Paths {
    fn new(count: usize) -> Self {
        Self {
            steps: vec![usize::MAX; count],
            ways: vec![0.0; count],
            weight: vec![0.0; count],
            order: Vec::with_capacity(count),
        }
    }

    /// Adds what depends on every node as seen from `source` (Brandes 2001, equation 6).
    fn add_from(&mut self, source: usize, neighbours: &Neighbours, sums: &mut [f64]) {
        self.steps.fill(usize::MAX);
        self.ways.fill(0.0);
        self.weight.fill(0.0);
        self.order.clear();
        put(&mut self.steps, source, 0);
        put(&mut self.ways, source, 1.0);
        self.order.push(source);
        let mut next = 0;
        while let Some(node) = self.order.get(next).copied() {
            next += 1;
            let (step, ways) = (at(&self.steps, node), at(&self.ways, node));
            for link in neighbours.of_node(node) {
                if at(&self.steps, link.to) == usize::MAX {
                    put(&mut self.steps, link.to, step + 1);
                    self.order.push(link.to);
                }
                if at(&self.steps, link.to) == step + 1 {
                    let sum = at(&self.ways, link.to) + ways;
                    put(&mut self.ways, link.to, sum);
                }
            }
        }
        for node in self.order.iter().rev().copied() {
            let step = at(&self.steps, node);
            let share = (1.0 + at(&self.weight, node)) / at(&self.ways, node).max(1.0);
            for link in neighbours.of_node(node) {
                if at(&self.steps, link.to).wrapping_add(1) == step {
                    let sum = at(&self.weight, link.to) + at(&self.ways, link.to) * share;
                    put(&mut self.weight, link.to, sum);
                }
            }
            if node != source
                && let Some(sum) = sums.get_mut(node)
            {
                *sum += at(&self.weight, node);
            }
        }
    }
}
