//! Rules of the third stage that meetings and encounters of a kind can feed: 3-8, 3-10, 3-13, 3-14.

use super::{Asked, enough, of_kind};
use crate::because::Rows;
use crate::stages::Judgement;
use crate::vocabulary;

/// How often in the current fiscal year there was a meeting or an encounter of these kinds.
pub(super) fn times(
    asked: &Asked<'_>,
    sentence: &str,
    meeting_kinds: &[String],
    encounter_kinds: &[String],
    times: usize,
) -> Judgement {
    let records = asked.records;
    let language = asked.tell.style.language;
    let mut rows = Rows::default();
    for meeting in records
        .held_in_year()
        .filter(|meeting| of_kind(meeting.fields.kind.as_deref(), meeting_kinds))
    {
        let kind = vocabulary::meeting_kinds().name(language, meeting.fields.kind.as_deref());
        rows.add(|| asked.tell.meeting(meeting, &kind));
    }
    for encounter in records.encounters.iter().filter(|encounter| {
        records.in_year(encounter.fields.on)
            && of_kind(Some(&encounter.fields.kind), encounter_kinds)
    }) {
        rows.add(|| {
            asked.tell.encounter(
                encounter,
                &vocabulary::encounter_kinds().name(language, Some(&encounter.fields.kind)),
            )
        });
    }
    let found = rows.len();
    let sentence = asked.say(sentence, &[("times", &found), ("target", &times)]);
    asked.judged(enough(found, times), sentence, rows)
}

/// 3-10: in each direction; also how often somebody of her own organisation was at meetings that others host, which the
/// yearly report of the hub hospitals asks for.
pub(super) fn exchange_visits(
    asked: &Asked<'_>,
    received: &[String],
    made: &[String],
    times: usize,
) -> Judgement {
    let records = asked.records;
    let language = asked.tell.style.language;
    let mut rows = Rows::default();
    let (mut came, mut went) = (0_usize, 0_usize);
    for encounter in records
        .encounters
        .iter()
        .filter(|encounter| records.in_year(encounter.fields.on))
    {
        let kind = Some(encounter.fields.kind.as_str());
        let (is_in, is_out) = (of_kind(kind, received), of_kind(kind, made));
        came += usize::from(is_in);
        went += usize::from(is_out);
        if is_in || is_out {
            rows.add(|| {
                asked.tell.encounter(
                    encounter,
                    &vocabulary::encounter_kinds().name(language, Some(&encounter.fields.kind)),
                )
            });
        }
    }
    let own = records
        .me()
        .and_then(|me| records.post_on(me, records.today))
        .map(|post| post.fields.organisation);
    let elsewhere = own.map_or(0, |own| {
        let hosted_by_others = |meeting: &&ledger::meeting::Meeting| {
            meeting.fields.host.is_some_and(|host| host != own)
        };
        let joined = |meeting: &&ledger::meeting::Meeting| {
            records
                .present(meeting.id)
                .iter()
                .any(|one| one.organisation == Some(own))
        };
        records
            .held_in_year()
            .filter(hosted_by_others)
            .filter(joined)
            .count()
    });
    let sentence = asked.say(
        "stage.exchange_visits",
        &[
            ("received", &came),
            ("made", &went),
            ("elsewhere", &elsewhere),
            ("target", &times),
        ],
    );
    asked.judged(enough(came, times).and(enough(went, times)), sentence, rows)
}
