//! Who attends, and how.

use serde_json::json;

use super::person_or_name;
use crate::arguments::Attend;
use crate::commands::{Fields, write};
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn attend(
    sitting: &mut Sitting,
    out: &mut Output,
    given: Attend,
) -> Result<(), Failure> {
    let Attend {
        meeting,
        person,
        guest,
        guest_organisation,
        attended,
        time,
        proxy,
        role,
    } = given;
    let id = sitting.meeting(&meeting)?;
    let card = sitting.call("meeting", json!({"id": id}))?;
    let proxy = proxy
        .map(|typed| person_or_name(sitting, &typed))
        .transpose()?;
    let entry = |key: &str, who: &str| {
        let mut kept = rows_of(&card, "attendance")
            .iter()
            .map(|row| at(row, "fields"))
            .filter(|fields| key == "person" || at(fields, "person").is_null());
        let new = json!({
            "person": null, "guest_name": "", "guest_organisation": "", "attended": "present", "time": null,
            "proxy_person": null, "proxy_name": "", "role": "member",
        });
        let mut fields = Fields::over(kept.find(|fields| text(fields, key) == who).unwrap_or(&new));
        fields
            .set(key, Some(who))
            .set("attended", attended.as_ref())
            .set("time", time)
            .set("role", role.as_ref());
        if let Some((person, name)) = &proxy {
            fields
                .set("proxy_person", Some(person))
                .set("proxy_name", Some(name));
        }
        if key == "guest_name" {
            fields.set("guest_organisation", guest_organisation.as_ref());
        }
        fields.value()
    };
    let kept_guest = rows_of(&card, "attendance").iter().find(|row| {
        let fields = at(row, "fields");
        at(fields, "person").is_null() && text(fields, "guest_name") == guest
    });
    let mut entries = Vec::new();
    for typed in &person {
        entries.push(entry("person", &sitting.person(typed)?));
    }
    // A guest has no id to be known by: the one of that name is changed, not recorded twice.
    if let (Some(row), false) = (kept_guest, guest.is_empty()) {
        let fields = entry("guest_name", &guest);
        let request = json!({"id": text(row, "id"), "fields": fields});
        if entries.is_empty() {
            return write(sitting, out, "save_attendance", request);
        }
        sitting.call("save_attendance", request)?;
    } else if entries.is_empty() || !guest.is_empty() {
        entries.push(entry("guest_name", &guest));
    }
    write(
        sitting,
        out,
        "set_attendance",
        json!({"meeting": id, "entries": entries}),
    )
}
