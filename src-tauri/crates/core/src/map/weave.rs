//! The network out of the records, for each noun: people, organisations, professions, municipalities.
//!
//! A meeting makes ties among those who were there, by the post they held that day. What she alone has recorded (levels of
//! ties, encounters, whom she thinks a key person) is woven in for her own screen only ([`Eyes::Hers`]). What anyone else
//! may see is asked of the ledger's one list of columns, so that a column that becomes private leaves the map as well.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use ledger::person::{Consent, PersonFields};
use ledger::schema::tables::{Privacy, privacy};
use ledger::{MunicipalityId, OrganisationId, PersonId};
use network::graph::{co_presence, merge_edges};
use network::{Edge, Evidence, Group, Network, Node, NodeKind};

use crate::because::Teller;
use crate::records::Records;
use crate::vocabulary;

/// A lecture of 200 makes no face known.
const LARGEST: usize = 60;

/// Who will look at the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eyes {
    /// Herself, on her own screen.
    Hers,
    /// Whoever gets what leaves the ledger.
    Anyone,
}

impl Eyes {
    fn may_see(self, table: &str, column: &str) -> bool {
        match self {
            Self::Hers => true,
            Self::Anyone => match privacy(table, column) {
                Privacy::Shared => true,
                Privacy::Office | Privacy::Private => false,
            },
        }
    }

    /// Who said no stands on no paper.
    fn may_meet(self, person: &PersonFields) -> bool {
        match self {
            Self::Hers => true,
            Self::Anyone => person.consent != Consent::No,
        }
    }
}

/// A network with what its edges are made of.
pub(super) struct Woven {
    pub(super) network: Network,
    /// What node a person stands for; for the map of people the person's own.
    pub(super) node_of: HashMap<PersonId, usize>,
    /// Encounters among the counts of the edges.
    pub(super) encounters: HashMap<(usize, usize), u32>,
}

/// Weaves the network of a noun as it was on the day `until`.
pub(super) fn weave(tell: Teller<'_>, kind: NodeKind, until: NaiveDate, eyes: Eyes) -> Woven {
    let records = tell.records;
    let loom = Loom::new(tell, kind, until, eyes);
    let mut groups = Vec::new();
    for meeting in records
        .meetings
        .iter()
        .filter(|meeting| meeting.fields.date <= until)
    {
        let there = records.present(meeting.id);
        if there.len() > LARGEST {
            continue;
        }
        let nodes: BTreeSet<usize> = there
            .iter()
            .filter_map(|one| loom.node(one.person, one.organisation))
            .collect();
        if nodes.len() > 1 {
            groups.push((meeting.fields.date, nodes.into_iter().collect()));
        }
    }
    let mut edges = co_presence(&groups, LARGEST);
    let mut encounters = HashMap::new();
    let met = if eyes.may_see("encounter_person", "person") {
        met(records, &loom, until)
    } else {
        Vec::new()
    };
    for (a, b, on) in met {
        *encounters.entry((a, b)).or_insert(0) += 1;
        edges.push(Edge {
            a,
            b,
            evidence: Evidence::Meeting,
            count: 1,
            last: Some(on),
        });
    }
    let ties = if eyes.may_see("tie", "a") && eyes.may_see("tie_level", "level") {
        records.ties.as_slice()
    } else {
        &[]
    };
    for tie in ties {
        let Some(level) = tie.levels.iter().rfind(|level| level.on <= until) else {
            continue;
        };
        let post = |person| {
            records
                .post_on(person, until)
                .map(|post| post.fields.organisation)
        };
        let Some((a, b)) = pair(loom.node(tie.a, post(tie.a)), loom.node(tie.b, post(tie.b)))
        else {
            continue;
        };
        edges.push(Edge {
            a,
            b,
            evidence: evidence(level.level),
            count: 0,
            last: Some(level.on),
        });
    }
    let node_of = loom.people();
    Woven {
        network: Network {
            nodes: loom.nodes,
            edges: merge_edges(edges),
        },
        node_of,
        encounters,
    }
}

/// The evidence that a recorded level stands for.
pub(super) fn evidence(level: u8) -> Evidence {
    match level {
        0 | 1 => Evidence::Face,
        2 => Evidence::Thinking,
        3.. => Evidence::Trust,
    }
}

/// Encounters join the coordinator with those she met, dated.
fn met(records: &Records, loom: &Loom<'_>, until: NaiveDate) -> Vec<(usize, usize, NaiveDate)> {
    let Some(me) = records.me() else {
        return Vec::new();
    };
    let mut met = Vec::new();
    for fields in records
        .encounters
        .iter()
        .map(|encounter| &encounter.fields)
        .filter(|fields| fields.on <= until)
    {
        let post = |person| {
            records
                .post_on(person, fields.on)
                .map(|post| post.fields.organisation)
        };
        let mine = loom.node(me, post(me));
        let people = fields
            .people
            .iter()
            .filter_map(|person| loom.node(*person, post(*person)));
        let organisations = fields
            .organisations
            .iter()
            .filter_map(|organisation| loom.organisation(*organisation));
        let theirs: BTreeSet<usize> = people.chain(organisations).collect();
        met.extend(
            theirs
                .into_iter()
                .filter_map(|node| pair(mine, Some(node)))
                .map(|(a, b)| (a, b, fields.on)),
        );
    }
    met
}

/// Two different nodes, the smaller first.
fn pair(a: Option<usize>, b: Option<usize>) -> Option<(usize, usize)> {
    match (a?, b?) {
        (a, b) if a < b => Some((a, b)),
        (a, b) if b < a => Some((b, a)),
        (_, _) => None,
    }
}

/// The nodes of one noun and how people come to them.
struct Loom<'a> {
    records: &'a Records,
    kind: NodeKind,
    until: NaiveDate,
    nodes: Vec<Node>,
    by_key: HashMap<Key<'a>, usize>,
}

/// What a node is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key<'a> {
    Person(PersonId),
    Organisation(OrganisationId),
    Profession(&'a str),
    Municipality(MunicipalityId),
}

impl<'a> Loom<'a> {
    fn new(tell: Teller<'a>, kind: NodeKind, until: NaiveDate, eyes: Eyes) -> Self {
        let records = tell.records;
        let mut nodes: BTreeMap<Key<'a>, Node> = BTreeMap::new();
        match kind {
            NodeKind::Person => {
                for (person, _) in records
                    .people
                    .iter()
                    .filter(|(_, one)| eyes.may_meet(&one.fields))
                {
                    nodes.insert(
                        Key::Person(*person),
                        person_node(tell, *person, until, eyes),
                    );
                }
            }
            NodeKind::Organisation => {
                for organisation in records.organisations.keys() {
                    nodes.insert(
                        Key::Organisation(*organisation),
                        organisation_node(tell, *organisation),
                    );
                }
            }
            NodeKind::Profession => {
                for person in records.people.values() {
                    if let Some(id) = person.fields.profession.as_deref() {
                        nodes
                            .entry(Key::Profession(id))
                            .or_insert_with(|| profession_node(tell, id));
                    }
                }
            }
            NodeKind::Municipality => {
                for municipality in &records.municipalities {
                    let node = plain_node(
                        format!("municipality:{}", municipality.id),
                        kind,
                        Group::Public,
                        &municipality.name,
                    );
                    nodes.insert(Key::Municipality(municipality.id), node);
                }
            }
        }
        let by_key = nodes
            .keys()
            .enumerate()
            .map(|(place, key)| (*key, place))
            .collect();
        Self {
            records,
            kind,
            until,
            nodes: nodes.into_values().collect(),
            by_key,
        }
    }

    /// The node that a person with that post stands for.
    fn node(&self, person: PersonId, organisation: Option<OrganisationId>) -> Option<usize> {
        let key = match self.kind {
            NodeKind::Person => Key::Person(person),
            NodeKind::Organisation => Key::Organisation(organisation?),
            NodeKind::Profession => Key::Profession(self.records.profession(person)?),
            NodeKind::Municipality => {
                let of_organisation = organisation
                    .and_then(|one| self.records.organisations.get(&one)?.fields.municipality);
                let own = || self.records.people.get(&person)?.fields.municipality;
                Key::Municipality(of_organisation.or_else(own)?)
            }
        };
        self.by_key.get(&key).copied()
    }

    /// The node that an organisation itself stands for.
    fn organisation(&self, organisation: OrganisationId) -> Option<usize> {
        let key = match self.kind {
            NodeKind::Person | NodeKind::Profession => return None,
            NodeKind::Organisation => Key::Organisation(organisation),
            NodeKind::Municipality => Key::Municipality(
                self.records
                    .organisations
                    .get(&organisation)?
                    .fields
                    .municipality?,
            ),
        };
        self.by_key.get(&key).copied()
    }

    /// Every person's node by the post of the day.
    fn people(&self) -> HashMap<PersonId, usize> {
        let post = |person| {
            self.records
                .post_on(person, self.until)
                .map(|post| post.fields.organisation)
        };
        let people = self.records.people.keys();
        people
            .filter_map(|person| Some((*person, self.node(*person, post(*person))?)))
            .collect()
    }
}

fn person_node(tell: Teller<'_>, person: PersonId, until: NaiveDate, eyes: Eyes) -> Node {
    let records = tell.records;
    let post = records.post_on(person, until);
    let profession =
        || vocabulary::professions().name(tell.style.language, records.profession(person));
    let detail = match post {
        Some(post) if !post.fields.title.is_empty() => post.fields.title.clone(),
        Some(_) | None => profession(),
    };
    Node {
        key: format!("person:{person}"),
        kind: NodeKind::Person,
        group: records.group(person, post.map(|post| post.fields.organisation)),
        label: records.person_name(person).to_owned(),
        detail,
        key_person: eyes.may_see("person", "key_person")
            && records
                .people
                .get(&person)
                .is_some_and(|person| person.fields.key_person),
        me: eyes.may_see("coordinator", "me") && records.me() == Some(person),
    }
}

fn organisation_node(tell: Teller<'_>, organisation: OrganisationId) -> Node {
    let records = tell.records;
    let kind = records
        .organisations
        .get(&organisation)
        .and_then(|one| one.fields.kind.as_deref());
    let node = plain_node(
        format!("organisation:{organisation}"),
        NodeKind::Organisation,
        records.group_of_organisation(organisation),
        records.organisation_name(organisation),
    );
    Node {
        detail: vocabulary::organisation_kinds().name(tell.style.language, kind),
        ..node
    }
}

fn profession_node(tell: Teller<'_>, id: &str) -> Node {
    let group = vocabulary::professions()
        .get(id)
        .map_or(Group::Unknown, |profession| profession.map);
    let name = vocabulary::professions().name(tell.style.language, Some(id));
    plain_node(
        format!("profession:{id}"),
        NodeKind::Profession,
        group,
        &name,
    )
}

fn plain_node(key: String, kind: NodeKind, group: Group, label: &str) -> Node {
    Node {
        key,
        kind,
        group,
        label: label.to_owned(),
        detail: String::new(),
        key_person: false,
        me: false,
    }
}
