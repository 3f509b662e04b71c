//! What a row says of somebody's posts: nothing new, a post more, or that they moved.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use exchange::ForeignPerson;
use japanese::key;

use super::as_of::{AsOf, AsOfFrom};
use super::cards::{CARD, Cards, Post, PostAt, Who, words};
use super::facts::Change;
use crate::Result;
use crate::vocabulary::{kind_by_name, organisation_group};

/// What happens to the person's posts.
#[derive(Debug, Default)]
pub(super) struct PostDeed {
    pub(super) add: Option<NewPost>,
    /// A post whose words change.
    pub(super) save: Option<(PostAt, String, String)>,
}

/// A new post.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewPost {
    pub(super) is_main: bool,
    pub(super) from: Option<NaiveDate>,
    /// The post that ends the day before.
    pub(super) closes: Option<PostAt>,
}

/// What a row says of posts.
#[derive(Default)]
pub(super) struct OfPosts {
    pub(super) deed: PostDeed,
    pub(super) changes: Vec<Change>,
    pub(super) stays: Vec<Change>,
    /// From where to where.
    pub(super) moved: Option<(String, String)>,
    pub(super) told: bool,
}

/// `row` is the row's place, `together` what other rows of the same file say: posts that one list names for one person are
/// held at the same time.
pub(super) fn judge(
    cards: &mut Cards<'_>,
    who: Who,
    row: usize,
    foreign: &ForeignPerson,
    as_of: Option<AsOf>,
    together: &HashSet<(Who, String)>,
) -> Result<OfPosts> {
    let wanted = key::organisation(&foreign.organisation);
    let mut said = OfPosts::default();
    let today = cards.today;
    let Some(card) = cards.cards.get(&who) else {
        return Ok(said);
    };
    if wanted.is_empty() {
        return Ok(said);
    }
    let present = |post: &&Post| post.holds_on(today);
    if let Some(at) = card
        .posts
        .iter()
        .position(|post| post.holds_on(today) && post.key == wanted)
    {
        return details(cards, who, at, foreign, as_of);
    }
    let told = words([&foreign.organisation, &foreign.department, &foreign.title]);
    // 「みどり野総合病院」 beside 「みどり野総合病院 地域連携室」: the same place, told more or less exactly.
    if let Some(post) = card
        .posts
        .iter()
        .filter(present)
        .find(|post| within(&post.key, &wanted))
    {
        said.told = true;
        if post.title.trim().is_empty() && !foreign.title.trim().is_empty() {
            said.changes.push(Change::new("title", "", &foreign.title));
            said.deed.save = Some((post.at, foreign.title.clone(), post.department.clone()));
            let at = post.at;
            if let Some(post) = post_mut(cards, who, at) {
                post.title.clone_from(&foreign.title);
            }
        }
        return Ok(said);
    }
    let held = |post: &&Post| as_of.is_some_and(|as_of| post.holds_on(as_of.day));
    let standing: Vec<&Post> = card.posts.iter().filter(present).collect();
    let main = match standing.as_slice() {
        [only] => Some((*only).clone()),
        several => several
            .iter()
            .find(|post| post.is_main)
            .map(|post| (*post).clone()),
    };
    // A post that she knows to have ended, told by a list of the time before.
    let past = card
        .posts
        .iter()
        .filter(held)
        .find(|post| post.to.is_some() && post.key == wanted);
    if past.is_some() {
        let now = main.as_ref().map(Post::words).unwrap_or_default();
        said.stays.push(Change::new("post", &now, &told));
        return Ok(said);
    }
    let last = card.posts.iter().max_by_key(|post| post.to).cloned();
    let had = last.as_ref().map(Post::words);
    let many = standing.len();
    // Of several none of which is the main one, any tells.
    let known: Vec<Post> = match &main {
        Some(main) => vec![main.clone()],
        None => standing.into_iter().cloned().collect(),
    };
    // They held another post on the list's day, or the ledger was told since that it ended.
    if let (0, Some(last), Some(list)) = (many, &last, as_of) {
        let held = last.to.is_some_and(|to| list.day <= to);
        let ended = match last.at {
            PostAt::Kept(id) => {
                is_after(cards, "affiliation", &id.to_string(), "to_on", false, as_of)?
            }
            PostAt::Row(_) => false,
        };
        if held || ended {
            said.stays.push(Change::new("post", &last.words(), &told));
            return Ok(said);
        }
    }
    let mut new = NewPost {
        is_main: many == 0,
        from: None,
        closes: None,
    };
    let mut old = String::new();
    for post in &known {
        if is_older(cards, who, post, many == 1, as_of)? {
            said.stays.push(Change::new("post", &post.words(), &told));
            return Ok(said);
        }
    }
    if let Some(main) = &main {
        let beside = together.contains(&(who, main.key.clone()))
            || is_body(main.kind.as_deref(), &main.organisation)
            || is_body(None, &foreign.organisation);
        let day = as_of.map(|as_of| as_of.day);
        let first = main.from.unwrap_or(NaiveDate::MIN);
        if let (false, Some(day)) = (beside, day.filter(|day| first < *day)) {
            new = NewPost {
                is_main: true,
                from: Some(day),
                closes: Some(main.at),
            };
            old = main.words();
            said.moved = Some((old.clone(), told.clone()));
        }
    } else if many == 0
        && let Some(had) = had
    {
        new.from = as_of.map(|as_of| as_of.day);
        said.moved = Some((had, told.clone()));
    }
    said.changes.push(Change::new("post", &old, &told));
    said.told = true;
    if let Some(card) = cards.cards.get_mut(&who) {
        if let (Some(closed), Some(from)) = (new.closes, new.from)
            && let Some(post) = card.posts.iter_mut().find(|post| post.at == closed)
        {
            post.to = from.checked_sub_days(Days::new(1));
            post.is_main = false;
        }
        card.posts.push(Post {
            at: PostAt::Row(row),
            key: wanted,
            organisation: foreign.organisation.clone(),
            kind: None,
            title: foreign.title.clone(),
            department: foreign.department.clone(),
            from: new.from,
            to: None,
            is_main: new.is_main,
        });
    }
    said.deed.add = Some(new);
    Ok(said)
}

/// Title and department at an organisation that is known.
fn details(
    cards: &mut Cards<'_>,
    who: Who,
    at: usize,
    foreign: &ForeignPerson,
    as_of: Option<AsOf>,
) -> Result<OfPosts> {
    let mut said = OfPosts {
        told: true,
        ..OfPosts::default()
    };
    let Some(mut post) = cards
        .cards
        .get(&who)
        .and_then(|card| card.posts.get(at))
        .cloned()
    else {
        return Ok(said);
    };
    for (field, told) in [
        ("title", &foreign.title),
        ("department", &foreign.department),
    ] {
        let kept = if field == "title" {
            &mut post.title
        } else {
            &mut post.department
        };
        if told.trim().is_empty() || key::fold(kept) == key::fold(told) {
            continue;
        }
        let change = Change::new(field, kept, told);
        let newer = match post.at {
            PostAt::Kept(id) => {
                let erased = kept.trim().is_empty();
                is_after(cards, "affiliation", &id.to_string(), field, erased, as_of)?
            }
            // Two rows of one list: the first one's words stay.
            PostAt::Row(_) => !kept.trim().is_empty(),
        };
        if newer {
            said.stays.push(change);
        } else {
            kept.clone_from(told);
            said.changes.push(change);
        }
    }
    if !said.changes.is_empty() {
        said.deed.save = Some((post.at, post.title.clone(), post.department.clone()));
        if let Some(kept) = post_mut(cards, who, post.at) {
            *kept = post;
        }
    }
    Ok(said)
}

fn post_mut<'b>(cards: &'b mut Cards<'_>, who: Who, at: PostAt) -> Option<&'b mut Post> {
    cards
        .cards
        .get_mut(&who)?
        .posts
        .iter_mut()
        .find(|post| post.at == at)
}

/// Whether the ledger knows of a post from after the list's day: it began, was typed, or was confirmed since. `alone`: it is the
/// person's only one, so that what a list confirms of their posts is about it.
fn is_older(
    cards: &mut Cards<'_>,
    who: Who,
    post: &Post,
    alone: bool,
    as_of: Option<AsOf>,
) -> Result<bool> {
    let Some(list) = as_of else {
        return Ok(false);
    };
    if post.from.is_some_and(|from| list.day < from) {
        return Ok(true);
    }
    let PostAt::Kept(id) = post.at else {
        return Ok(false);
    };
    if is_after(
        cards,
        "affiliation",
        &id.to_string(),
        "organisation",
        false,
        as_of,
    )? {
        return Ok(true);
    }
    let Some(person) = who.person().map(|person| person.to_string()) else {
        return Ok(false);
    };
    Ok(is_after(cards, "person", &person, CARD, false, as_of)?
        || (alone && is_after(cards, "person", &person, "post", false, as_of)?))
}

/// Whether the ledger has a field from after the list's day; `erased`: whether it was emptied after that. When a file was saved says
/// little beside when something was typed: only a stated day counts against that.
pub(super) fn is_after(
    cards: &mut Cards<'_>,
    table: &'static str,
    record: &str,
    field: &str,
    erased: bool,
    as_of: Option<AsOf>,
) -> Result<bool> {
    let Some(list) = as_of else {
        return Ok(false);
    };
    let Some(dated) = cards.dated(table, record, field)? else {
        return Ok(false);
    };
    Ok((dated.erased || !erased)
        && list.day < dated.day
        && (dated.stated || list.from != AsOfFrom::Saved))
}

/// One is the other with a department's name behind it. A branch (…ステーション 青葉) is another place.
fn within(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 4
        && long.strip_prefix(short).is_some_and(|rest| {
            ["室", "課", "部", "科", "係", "病棟", "窓口", "外来"]
                .iter()
                .any(|word| rest.ends_with(word))
        })
}

/// Associations and councils: whoever is on their list works somewhere else as well.
fn is_body(kind: Option<&str>, name: &str) -> bool {
    let kind = kind.or_else(|| kind_by_name(name).map(|kind| kind.id.as_str()));
    organisation_group(None, kind) == network::Group::Body
        || ["会議", "協議会", "連絡会", "研究会", "勉強会", "部会"]
            .iter()
            .any(|word| name.ends_with(word))
}
