//! What stands below `--help`: the JSON that each command gives. Days are ISO dates, ids UUIDs; "…" stands for words.

pub(super) const ALL: &str = "\
The passphrase is read from the file that KAOTSUNAGI_PASSPHRASE_FILE names, else asked on the terminal.
A file that is given out and ends in .age has a passphrase over it, asked for in the same way (KAOTSUNAGI_SEAL_FILE).
Persons, organisations, series and meetings are given by id or by name; an ambiguous name is refused with the candidates.
A meeting may be named by its series: the newest already held is taken, and said on the standard error ({\"note\"} with --json).
Exit code: 0 done, 1 failed, 2 used wrongly. Files are written beside and renamed: never half.
With --json an error is {\"code\",\"message\",\"detail\"} on the standard error; codes: no_ledger, wrong_passphrase,
wrong_recovery_key, wrong_group, keys_missing, keys_damaged, damaged, bad_backup, disk, disk_full, busy, newer, not_found, already_exists, no_record, refused, ambiguous, usage, file, unreadable, document, inside.
`COMMAND --help` tells the JSON that a command gives.";

pub(super) const NEW: &str = "JSON: as `status --help` tells.";

pub(super) const PASSPHRASE: &str = "\
The new passphrase is read from the file that KAOTSUNAGI_NEW_PASSPHRASE_FILE names, a recovery key (or the two groups that are
asked back) from the one of KAOTSUNAGI_RECOVERY_KEY_FILE; else both are asked on the terminal. The data is not touched.
JSON: {\"recovery\":\"none\" | \"untried\" | \"tried\",\"sheet\":\"D26B70\"}";

pub(super) const STATUS: &str = "\
JSON: {\"ledger\":{\"dir\",\"region\",\"fiscal_year\",\"me\",\"people\",\"organisations\",\"meetings\",\"unprotected\",
\"recovery\",\"sheet\",\"backup\",\"saved_at\",
\"undo\",\"redo\"},\"settings\",\"last_ledger\",\"today\",\"today_iso\",\"version\"}
With --vocabulary: {\"professions\",\"organisation_kinds\",\"meeting_kinds\",\"encounter_kinds\",\"contact_ways\",
\"coordinator_kinds\",\"sides\"}, each [{\"id\",\"name\",\"group\"}]";

pub(super) const IMPORT: &str = "\
Taken without a word: rows that are new, or changed for somebody who is surely the same. Doubtful ones wait for --same ROW=PERSON,
--other ROW or --skip ROW; rejected ones are named with their reason. The same file again changes nothing; undo takes it all back.
JSON: {\"format\",\"encoding\",\"read\",\"new\",\"updated\",\"unchanged\",\"doubtful\",\"rejected\",\"rows\":[{\"row\",\"outcome\",\"name\",
\"person\",\"match\":{\"person\",\"reasons\":[\"…\"]},\"reason\",\"kind\",\"changes\",\"stays\",\"candidates\"}],\"as_of\",\"as_of_from\",\"again\"}
kind: new, nothing_new, new_facts, moved (異動), renamed (改姓), older (the ledger knows better), perhaps, organisation, rejected.
read is the sum of the five; outcome: new, updated, unchanged, doubtful, rejected; person and match may be null.";

pub(super) const MERGE: &str = "\
The older record stays, the values of A come on top where both have one; --keep says otherwise. What isn't on top is kept behind it.
FIELD: name, kana, post, profession, email, mobile, phone, fax, municipality, side, preferred_way, reachable_hours, does, key_person,
consent, note, manner; of organisations name, corporation, kana, postal, address, phone, fax, email, does.
JSON: {\"id\",\"operation\",\"tables\"}; with --dry-run {\"operation\",\"name_a\",\"name_b\",\"apart\",\"fields\":[{\"field\",\"label\",\"a\",\"b\",
\"relation\",\"from\"}],\"moves\":[{\"label\",\"count\"}],\"meetings\":[\"…\"]}";

pub(super) const DUPLICATES: &str = "\
JSON: {\"groups\":[{\"people\":[{\"id\",\"name\",\"post\"}],\"pairs\":[{\"a\",\"b\",\"reasons\":[\"…\"]}]}]}, the likeliest first";

pub(super) const PROVENANCE: &str = "\
JSON: {\"fields\":[{\"field\",\"label\",\"value\",\"since\",\"source\":{\"file\",\"from\",\"giver\",\"giver_organisation\",\"how\",\"basis\",\"as_of\"},
\"confirmed_on\",\"confirmed\",\"confirmed_by\"}],\"former\":[{\"field\",\"label\",\"value\",\"until\",\"file\"}],\"merged\",\"confirmed\"}";

pub(super) const IMPORTS: &str = "\
JSON: {\"rows\":[{\"at\",\"file\",\"source\",\"basis\",\"giver\",\"giver_organisation\",\"how\",\"as_of\",\"new\",\"updated\",\"unchanged\",\"doubtful\",\"rejected\"}]}, newest first";

pub(super) const PEOPLE: &str = "\
JSON: {\"total\",\"rows\":[{\"id\",\"name\",\"kana\",\"index\",\"profession\",\"side\",\"group\",\"municipality\",\"organisation\",\"title\",
\"posts\",\"is_contact\",\"key_person\",\"last_met\",\"last_met_words\"}]}, by kana
group: hospital, home, care, public, body, coordinator, unknown.";

pub(super) const PERSON: &str = "\
JSON: {\"id\",\"fields\":{…},\"row\":{as in `people`},\"posts\":[{\"id\",\"fields\",\"organisation_name\",\"period\",\"present\"}],
\"ties\":[{\"id\",\"other\",\"other_name\",\"other_post\",\"level\",\"level_words\",\"since\",\"basis\"}],
\"meetings\":[{\"id\",\"title\",\"date\",\"attended\",\"future\"}],\"encounters\":[{\"id\",\"date\",\"kind\",\"summary\",\"insight\",\"is_case\",
\"with\":[{\"id\",\"name\"}]}],\"actions\":[…],\"last_met\",\"next_chance\",\"is_me\"}";

pub(super) const SIMILAR: &str =
    "JSON: {\"rows\":[[{as in `people`},\"reasons in words\"]]}, the nearest first";

pub(super) const ORGANISATIONS: &str = "\
JSON: {\"total\",\"rows\":[{\"id\",\"name\",\"kana\",\"index\",\"kind\",\"side\",\"group\",\"municipality\",\"people\",\"contact\",\"phone\"}]}, by kana";

pub(super) const ORGANISATION: &str = "\
JSON: {\"id\",\"fields\":{…},\"row\":{as in `organisations`},\"posts\":[{\"id\",\"fields\",\"person_name\",\"period\",\"present\"}]}";

pub(super) const WRITTEN: &str = "\
JSON: {\"id\",\"operation\",\"tables\":[\"…\"]}: the record, the operation's name as undo shows it, the tables that changed";

pub(super) const UNDONE: &str =
    "JSON: {\"operation\",\"tables\":[\"…\"]}; operation is empty when there was nothing to do";

pub(super) const SERIES: &str = "\
JSON: [{\"id\",\"fields\":{\"name\",\"kind\",\"is_forum\",\"is_community\",\"cycle_months\",\"host\",\"secretariat\",\"aim\",\"position\",\"members\",
\"charter_on\",\"set_up_on\",\"ended_on\"},\"meetings\",\"last\",\"next\"}]";

pub(super) const MEETINGS: &str = "\
JSON: {\"total\",\"rows\":[{\"id\",\"title\",\"series_name\",\"kind\",\"date_iso\",\"date\",\"place\",\"host\",\"present\",\"decisions\",\"open_actions\",
\"is_final\",\"future\"}],\"series\":[as in `series list`]}, newest first";

pub(super) const MEETING: &str = "\
JSON: {\"id\",\"fields\":{…},\"heading\",\"when\",\"series\",\"host_name\",\"co_host_names\",\"recorder_name\",
\"agenda\":[{\"id\",\"fields\":{\"title\",\"minutes\",\"presenter\"},\"lines\":[LINE]}],\"loose_lines\":[LINE],
\"attendance\":[{\"id\",\"fields\",\"name\",\"post\",\"group\",\"attended\",\"first_time\"}],
\"counts\":{\"present\",\"absent\",\"organisations\",\"by_group\",\"by_profession\",\"quorum\"},\"carried_over\":[ACTION],
\"checks\":[{\"code\",\"label\",\"count\",\"attention\",\"because\":[{\"kind\",\"id\",\"label\"}]}],\"internal_lines\",\"previous\",\"next\"}
LINE: {\"id\",\"fields\":{\"agenda_item\",\"kind\",\"text\",\"speaker\",\"profession\",\"audience\"},\"who\",\"action\":ACTION or null,
\"patient_hints\":[\"…\"]}
ACTION: {\"id\",\"line\",\"meeting\",\"meeting_title\",\"text\",\"fields\":{\"owner\",\"owner_text\",\"due\",\"done_on\",\"result\"},\"owner\",\"due\",
\"done\",\"overdue\"}";

pub(super) const MINUTES: &str =
    "JSON: {\"path\",\"left_out\",\"message\"}; left_out: lines that this audience doesn't read";

pub(super) const MAP: &str = "\
JSON: {\"path\",\"left_out\",\"message\"}. A .json file holds {\"kind\",
\"nodes\":[{\"key\",\"label\",\"detail\",\"group\",\"x\",\"y\"}],\"edges\":[{\"a\",\"b\",\"count\",\"last\"}]}
a and b are places in nodes, from 0; count is of shared meetings, last the day of the last one. Who said no, recorded ties,
encounters and key persons never leave; left_out counts these people and ties.";

pub(super) const STAGES: &str = "\
JSON: {\"goal\",\"stages\":[{\"stage\",\"name\",\"meter\":{\"stage\",\"name\",\"done\",\"under_way\",\"items\"},\"items\":[{\"id\",\"title\",
\"evidence_hint\",\"state\",\"note\",\"evidence\":[{\"id\",\"kind\",\"record\",\"label\"}],\"judgement\":{\"verdict\",\"sentence\",
\"because\":[{\"kind\",\"id\",\"label\"}]}}]}],\"next_step\"}
verdict: met, partly, no_data, assist, no_place; state: not_started, under_way, done, not_applicable.";

pub(super) const TODAY: &str = "\
JSON: {\"next_meetings\":[{\"id\",\"title\",\"when\",\"date\",\"place\",\"host\",\"first_faces\",\"expected\",\"carried_over\"}],
\"actions\":[{\"id\",\"meeting\",\"meeting_title\",\"text\",\"owner\",\"due\",\"days_left\",\"chip\"}],\"open_actions\",
\"not_met\":[{\"person\":{\"id\",\"name\",\"group\",\"post\"},\"last\",\"next_chance\"}],\"not_met_count\",\"stages\",\"next_step\",
\"figures\":[{\"label\",\"value\",\"because\"}],\"insights\":[{\"text\",\"source\",\"meeting\"}],\"first_steps\":[\"…\"]}";

pub(super) const SEARCH: &str = "\
JSON: {\"total\",\"hits\":[{\"kind\",\"id\",\"open\",\"title\",\"detail\"}]}
kind: person, organisation, series, meeting, agenda_item, minute_line, action; open: the record to open.";

pub(super) const EXPORT: &str =
    "JSON: {\"path\",\"left_out\",\"message\"}; left_out: people who may not be listed";

pub(super) const REGION: &str = "\
JSON: {\"region\":{\"name\",\"prefecture\",\"purpose\"},\"municipalities\":[{\"id\",\"name\",\"kana\",\"in_region\"}],
\"coordinators\":[{\"person\",\"name\",\"kind\",\"me\"}]}; after a change {\"id\",\"operation\",\"tables\"}";

pub(super) const HISTORY: &str = "\
JSON: {\"changes\":[{\"at\",\"operation\",\"operation_id\",\"who\",\"file\",\"part\",\"deed\",\"field\",\"old\",\"new\"}],\"more\"}, newest first,
in words. part: the post, tie, attendance … that changed, empty for the record itself; deed: made, changed, deleted.";

pub(super) const OPERATIONS: &str = "\
JSON: {\"rows\":[{\"id\",\"name\",\"code\",\"at\",\"at_iso\",\"who\",\"file\",\"records\",\"fields\",\"size\",\"undone\",\"undone_words\",
\"can_undo\",\"why_not\"}],\"more\"}, newest first";

pub(super) const TRASH: &str = "\
JSON: {\"rows\":[{\"id\",\"kind\",\"kind_words\",\"name\",\"deleted\",\"operation\",\"with\":[\"…\"],\"missing\":[\"…\"]}]}, newest first;
restore gives what `undo OPERATION` gives.";

pub(super) const FORGET: &str = "\
Without --yes nothing is written. JSON: {\"id\",\"name\",\"in_trash\",\"replaced_by\",\"removed\":[{\"kind\",\"count\",\"words\"}],\"replaced\",
\"mentions\":[{\"kind\",\"id\",\"place\",\"text\"}],\"mentioned\",\"warnings\":[\"…\"],\"backups\"}; with --yes the receipt
{\"id\",\"at\",\"text\"}, which names nobody; with --receipts {\"rows\":[receipt]}.";

pub(super) const SAMPLE: &str = "\
Open it with an empty file in KAOTSUNAGI_PASSPHRASE_FILE. The same seed gives the same ledger but for its ids.
JSON: {\"dir\"}";

pub(super) const CHECK: &str = "\
JSON: {\"sound\",\"findings\":[{\"trouble\",\"count\",\"message\",\"lines\":[\"…\"]}],\"advice\",\"rows\":[[\"table\",count]]}
trouble: empty, unreadable, no_ledger, newer, pages, structure, references, tables. A wrong passphrase is an error.";

pub(super) const BACKUP: &str = "\
JSON: {\"status\":{\"words\",\"ok\",\"second_words\",\"second_ok\",\"before_restore\"},\"place\",\"backups\":[{\"backup\",\"at\",\"reason\",
\"second\",\"sound\",\"trouble\",\"people\",\"organisations\",\"meetings\",\"newest\",\"size\"}]}
Every command backs the ledger up by itself when something changed and the last backup is older than a quarter of an hour.";

pub(super) const RESTORE: &str = "\
JSON: {\"message\",\"status\"}; with --compare {\"backup\",\"summary\",\"counts\":[{\"kind\",\"label\",\"then\",\"now\"}],\"newest_now\",
\"since\":[\"…\"],\"since_count\",\"differences\":[{\"kind\",\"label\",\"added\",\"changed\",\"missing\",\"added_names\",\"changed_names\",\"missing_names\"}]}";

pub(super) const RECOVER: &str = "\
JSON: {\"dir\",\"message\",\"findings\":[\"…\"],\"backups\":[…],\"bad_backups\":[…],\"can_salvage\",\"salvage\"};
with --from or --salvage {\"message\",\"lines\":[\"…\"],\"set_aside\",\"status\"}";

pub(super) const PACK_GIVE: &str = "\
JSON: {\"path\",\"receipt\":{\"goes\":[[kind, count]],\"records\",\"people\",\"left_out\":[sentence],\"names\"},\"message\"}; with --dry-run the
receipt alone. names: of those who stay for want of consent; they aren't in the pack.
Seal with a colleague's key (--to, see pack colleague), or with a passphrase (KAOTSUNAGI_SEAL_FILE, else asked for).";

pub(super) const PACK_OPEN: &str = "\
JSON: {\"digest\",\"sender\",\"made_at\",\"scope\",\"hand_over\",\"left_out\",\"records\",\"groups\":[{\"outcome\",\"name\",\"count\"}],
\"rows\":[{\"table\",\"id\",\"record\",\"name\",\"outcome\",\"is\",\"fields\":[{\"field\",\"label\",\"mine\":{\"value\",\"who\",\"at\"},\"theirs\",\"conflict\"}],
\"candidates\":[{\"person\",\"name\",\"reasons\",\"sure\"}]}]}
outcome: conflict, perhaps, new, changed, deleted, kept, held, later, forgotten, nothing. records is the sum of the groups.";

pub(super) const PACK_TAKE: &str = "\
JSON: {\"operation\",\"tables\",\"groups\",\"open\"}; operation is empty when nothing was new, open counts values that stand side by side.
Without a decision: what only they changed is taken, conflicts stay open, people whom the matcher is sure of are the same, others who
may be one wait.";

pub(super) const PACK_FOLDER: &str = "\
JSON: {\"own\",\"receipt\",\"others\":[{\"path\",\"sender\",\"message\",\"state\",\"groups\"}]}
state: new, taken, unchanged, skipped (half copied, locked, of another passphrase).";
