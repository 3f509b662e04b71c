// Made from Rust by `cargo test -p kaotsunagi-core`; not to be edited.

export type ActionFields = { owner: PersonId | null, 
/**
 * An owner who is not in the ledger, or a group, in words.
 */
owner_text: string, due: string | null, done_on: string | null, 
/**
 * How it ended.
 */
result: string, };
export type ActionRow = { id: string, line: string, meeting: string, meeting_title: string, text: string, fields: ActionFields, owner: string, due: string, done: string, overdue: boolean, };
export type AddAffiliation = { fields: AffiliationFields, organisation_name: string, };
export type AddAgendaItem = { meeting: string, fields: AgendaFields, };
export type AddEncounter = { fields: EncounterFields, };
export type AddEvidence = { item: string, 
/**
 * `meeting`, `person`, `organisation`, `series`, `outside`.
 */
kind: string, record: string, label: string, };
export type AddLine = { meeting: string, fields: LineFields, action: ActionFields | null, };
export type AddMeeting = { fields: MeetingFields, 
/**
 * Makes a series of that name on the way; empty: none.
 */
new_series: string, 
/**
 * Host by name when `fields.host` is null: found by key, else made; empty: none.
 */
host_name: string, };
export type AddOrganisation = { fields: OrganisationFields, };
export type AddPerson = { fields: PersonFields, organisation: string, title: string, 
/**
 * 別人: people who look like the new one and are not; remembered with the same operation.
 */
others: Array<string>, };
export type AddSeries = { fields: SeriesFields, };
export type AffiliationFields = { person: PersonId, organisation: OrganisationId, department: string, title: string, 
/**
 * First day; `None` when unknown: held since ever.
 */
from: string | null, 
/**
 * Last day, inclusive; `None` while it lasts.
 */
to: string | null, 
/**
 * 窓口: whom to ask at this organisation.
 */
is_contact: boolean, 
/**
 * The main post among several: the one that lists show.
 */
is_main: boolean, };
export type AgendaFields = { title: string, 
/**
 * 所要, minutes.
 */
minutes: number | null, 
/**
 * 説明, in words.
 */
presenter: string, };
export type AgendaItemId = string;
export type AgendaRow = { id: string, fields: AgendaFields, lines: Array<LineRow>, };
export type AsOfFrom = "given" | "stated" | "saved";
export type AttendanceCounts = { 
/**
 * There in any way, proxies and guests included.
 */
present: number, absent: number, organisations: number, 
/**
 * Group (`hospital`, `home` …) and how many.
 */
by_group: Array<[string, number]>, 
/**
 * Profession in words and how many.
 */
by_profession: Array<[string, number]>, 
/**
 * 委員15人中13人出席により成立; empty without members.
 */
quorum: string, };
export type AttendanceFields = { person: PersonId | null, guest_name: string, guest_organisation: string, attended: Attended, 
/**
 * When a late one came or an early one left.
 */
time: string | null, 
/**
 * Who came in the person's place (代理); another person of the ledger, or a name.
 */
proxy_person: PersonId | null, proxy_name: string, role: Role, };
export type AttendanceRow = { id: string, fields: AttendanceFields, name: string, 
/**
 * As of the day.
 */
post: string, group: string, 
/**
 * 遅参 18:50, 代理（…）
 */
attended: string, 
/**
 * First shared meeting with me.
 */
first_time: boolean, };
export type Attended = "present" | "absent" | "proxy" | "online" | "late" | "left_early";
export type Audience = "shared" | "internal";
export type BackupComparison = { backup: BackupRow, 
/**
 * In one sentence: what going back to it would change.
 */
summary: string, 
/**
 * People, organisations, meetings and so on: how many then and now.
 */
counts: Array<ThenAndNow>, 
/**
 * The newest operation of what is open now, with when it was done.
 */
newest_now: string, 
/**
 * Operations since, newest first, in words with their time; at most 50.
 */
since: Array<string>, 
/**
 * How many there are since, those beyond the list included.
 */
since_count: number, 
/**
 * Records that differ, by kind; only kinds that have any.
 */
differences: Array<KindDifference>, };
export type BackupRow = { 
/**
 * What `compare_backup`, `restore_backup` and `recover_ledger` take.
 */
backup: string, 
/**
 * When it was made, in words.
 */
at: string, 
/**
 * Why: 15分ごと, 取り込みの前 ….
 */
reason: string, 
/**
 * It lies at the second place, not in the ledger's own folder.
 */
second: boolean, 
/**
 * It was opened just now, and every page of it is as it was written. Only such a one is offered.
 */
sound: boolean, 
/**
 * What is wrong with it, in words; empty when it is sound.
 */
trouble: string, people: number, organisations: number, meetings: number, 
/**
 * Its newest operation in words, with when it was done; empty before the first.
 */
newest: string, 
/**
 * Bytes of the file, in words.
 */
size: string, };
export type BackupStatus = { 
/**
 * 「控え 今日 10:15 確認済み」, or why there is none.
 */
words: string, 
/**
 * The newest backup is there and was checked; false before the first and after a failure.
 */
ok: boolean, 
/**
 * The same of the second place; empty when none is named.
 */
second_words: string, 
/**
 * The newest backup lies at the second place as well; true when none is named.
 */
second_ok: boolean, 
/**
 * A restore can be taken back in one step: 「復元の前（今日 10:15）に戻す」; empty when there is nothing to go back to.
 */
before_restore: string, };
export type Backups = { status: BackupStatus, 
/**
 * Where the second place is; empty when none is named.
 */
place: string, backups: Array<BackupRow>, };
export type Because = { 
/**
 * `person`, `organisation`, `meeting`, `series`, `encounter`, `tie`, or `none` for a plain sentence.
 */
kind: string, id: string, 
/**
 * In words, dates written out.
 */
label: string, };
export type ByBackup = { 
/**
 * [`BackupRow::backup`].
 */
backup: string, };
export type ById = { id: string, };
export type Candidate = { 
/**
 * Empty when it is an earlier row of the same file.
 */
person: string, 
/**
 * The earlier row of the same file.
 */
row: number | null, 
/**
 * What a decision names it by ([`Decision::person`]).
 */
key: string, name: string, 
/**
 * The present post in one line.
 */
post: string, 
/**
 * In the trash.
 */
removed: boolean, 
/**
 * In words.
 */
reasons: Array<string>, 
/**
 * The row beside the card, field by field.
 */
compare: Array<Compared>, };
export type ChangePassphrase = { old: string, new: string, };
export type Choice = "skip" | "same" | "new" | "other" | "later";
export type ChooseValue = { table: string, id: string, field: string, 
/**
 * Place in [`OpenChoice::values`], from 0.
 */
value: number, };
export type ColleagueRow = { id: string, name: string, organisation: string, 
/**
 * Her public key; empty while she gave none.
 */
key: string, };
export type Colleagues = { 
/**
 * This ledger's public key, to hand on as text.
 */
key: string, 
/**
 * The same as a QR code: dark is true, row by row.
 */
code: Array<Array<boolean>>, colleagues: Array<ColleagueRow>, 
/**
 * Where packs are exchanged; empty when no folder is named.
 */
folder: string, };
export type Compared = { 
/**
 * `name`, `kana`, `post`, `profession`, `email`, `mobile`, `phone`, `fax`.
 */
field: string, 
/**
 * In words.
 */
label: string, 
/**
 * What the file says, or the other person's card.
 */
theirs: string, 
/**
 * What the ledger says.
 */
ours: string, relation: Relation, };
export type ConfirmRecovery = { groups: [string, string], };
export type Consent = "unknown" | "yes" | "workplace_only" | "no";
export type ContactOptions = { 
/**
 * `,` `;` `|` or `tab`.
 */
delimiter: string | null, 
/**
 * Name of the sheet.
 */
sheet: string | null, header: HeaderAt | null, 
/**
 * Field id of each column, `null`: kept in the note under its header. The whole `null`: as kept for files of this shape,
 * else as guessed.
 */
mapping: Array<string | null> | null, 
/**
 * Offers to do, by their ids; and not to do.
 */
accept: Array<string>, decline: Array<string>, };
export type ContactPreview = { file_name: string, digest: string, 
/**
 * `vcard`, `csv`, `xlsx`
 */
format: string, encoding: string, 
/**
 * What can be chosen instead; empty for workbooks.
 */
encodings: Array<string>, 
/**
 * Of a CSV: the character itself, `tab` for the tab.
 */
delimiter: string | null, sheets: Array<PreviewSheet>, header: HeaderAt | null, 
/**
 * Rows above the header, in one line each.
 */
titles: Array<string>, 
/**
 * The program that wrote it, in words; empty when unknown.
 */
preset: string, 
/**
 * Of the header words, for [`super::keep_mapping`]; empty without a header.
 */
header_print: string, 
/**
 * The mapping is one that was kept.
 */
mapping_kept: boolean, 
/**
 * False when no column was recognised: then only a mapping by hand makes people of the rows.
 */
recognised: boolean, columns: Array<PreviewColumn>, 
/**
 * What a column can hold: id and words.
 */
fields: Array<[string, string]>, offers: Array<PreviewOffer>, 
/**
 * Hidden sheets, rows and columns, filled cells, private things left out: in words.
 */
notices: Array<string>, read: number, rejected: number, 
/**
 * The first twenty rows as they would be read.
 */
rows: Array<PreviewRow>, };
export type CoordinatorRow = { person: string, name: string, kind: string, me: boolean, };
export type Counted = { 
/**
 * In words: 所属, つながり, 過去の値 …
 */
kind: string, count: number, 
/**
 * Both in words: 「所属 2件」.
 */
words: string, };
export type DamagedLedger = { dir: string, 
/**
 * What happened, what is kept, what to do next.
 */
message: string, 
/**
 * What is wrong, each in words; empty when the file is sound after all.
 */
findings: Array<string>, 
/**
 * Good backups, newest first, each opened and checked just now.
 */
backups: Array<BackupRow>, 
/**
 * Backups that can't be used, and why.
 */
bad_backups: Array<BackupRow>, 
/**
 * Whether something of the damaged file can be read, so that salvaging is worth trying.
 */
can_salvage: boolean, 
/**
 * What salvaging would do, in words.
 */
salvage: string, };
export type DamagedRequest = { dir: string, passphrase: string, 
/**
 * A folder with backups (the second place) to look into as well.
 */
path: string | null, };
export type DateStyle = "era" | "iso";
export type Decision = { row: number, 
/**
 * [`ImportRow::part`].
 */
part: number, choice: Choice, 
/**
 * For `same`: which person. For `other`: which of the candidates it isn't; all of them when left out.
 */
person: string | null, 
/**
 * For `other`: what tells them apart, in her words.
 */
why: string | null, };
export type Draft = { id: string, text: string, 
/**
 * When it was typed last, in words with the time of day.
 */
at: string, };
export type Drafts = { 
/**
 * By id.
 */
drafts: Array<Draft>, };
export type Drawing = { 
/**
 * Pixels.
 */
width: number, height: number, background: string, title: string, marks: Array<Mark>, };
export type DryRun = { file_name: string, 
/**
 * SHA-256 of the file as it was read, in hexadecimal digits: what is taken in must be what was looked at.
 */
digest: string, 
/**
 * `vcard`, `csv`, `xlsx`
 */
format: string, encoding: string, 
/**
 * Header words and what each column was taken for (field id or null).
 */
columns: Array<[string, string | null]>, read: number, new: number, updated: number, unchanged: number, doubtful: number, rejected: number, 
/**
 * Photos, birthdays, home addresses left out.
 */
dropped: number, 
/**
 * Rows that say nothing new and whose day is remembered as that of the last confirmation.
 */
confirms: number, 
/**
 * What was done to the rows and what could be, hidden sheets and rows: in words.
 */
notices: Array<string>, 
/**
 * The day as of which the list is; `null` when nothing tells.
 */
as_of: string | null, 
/**
 * What tells it.
 */
as_of_from: AsOfFrom | null, 
/**
 * The day in words.
 */
as_of_words: string, 
/**
 * This very file was taken in before: rows that were taken then write nothing.
 */
again: boolean, rows: Array<ImportRow>, };
export type DueAction = { id: string, meeting: string, meeting_title: string, text: string, owner: string, 
/**
 * In words; empty without a date.
 */
due: string, 
/**
 * Negative when overdue; `None` without a date.
 */
days_left: number | null, 
/**
 * 2日過ぎ, 今週, 期限なし …
 */
chip: string, };
export type DuplicateGroup = { people: Array<DuplicatePerson>, 
/**
 * Why, pair by pair, the likeliest first.
 */
pairs: Array<DuplicatePair>, };
export type DuplicatePair = { a: string, b: string, 
/**
 * In words.
 */
reasons: Array<string>, 
/**
 * The two beside each other, in the order of [`MergePreview::fields`].
 */
fields: Array<MergeField>, };
export type DuplicatePerson = { id: string, name: string, kana: string, 
/**
 * Whose sign stands before the name.
 */
group: string, 
/**
 * The present post in one line.
 */
post: string, };
export type Duplicates = { groups: Array<DuplicateGroup>, 
/**
 * So many groups more there are; they come when these are told apart.
 */
more: number, };
export type EncounterFields = { on: string, 
/**
 * Id in `assets/vocabulary/encounter_kinds.toml`.
 */
kind: string, summary: string, 
/**
 * 気づき・良かった体験.
 */
insight: string, 
/**
 * One case's contact (ケースを通したつながり); never with a patient's name.
 */
is_case: boolean, people: Array<PersonId>, organisations: Array<OrganisationId>, };
export type EncounterRow = { id: string, date: string, kind: string, summary: string, insight: string, is_case: boolean, with: Array<Named>, };
export type Entry = { id: string, name: string, 
/**
 * Heading to group long lists by; empty for short ones.
 */
group: string, };
export type Evidence = "post" | "meeting" | "face" | "thinking" | "trust";
export type EvidenceRow = { id: string, kind: string, record: string, label: string, };
export type ExchangeFolder = { 
/**
 * Takes in what the others' packs hold that asks for no decision.
 */
take: boolean, };
export type ExportMap = { 
/**
 * Ends in .svg, .png or .json.
 */
path: string, 
/**
 * Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
 */
passphrase: string | null, kind: NodeKind, 
/**
 * The day of the drawing; `null`: today.
 */
until: string | null, drawing: Drawing | null, };
export type ExportMinutes = { meeting: string, audience: Audience, format: MinutesFormat, 
/**
 * Where to; written beside and renamed, never half.
 */
path: string, 
/**
 * Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
 */
passphrase: string | null, };
export type ExportPeople = { path: string, 
/**
 * Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
 */
passphrase: string | null, 
/**
 * Also those whose consent is still unknown (for her own use).
 */
include_unknown: boolean, 
/**
 * `null`: by the path's ending (.csv, .xlsx, .vcf).
 */
format: PeopleFormat | null, 
/**
 * For `csv_cp932`: what can't be written is replaced. Otherwise nothing is written as long as there is such a character.
 */
replace: boolean, };
export type Exported = { path: string, 
/**
 * Lines or records left out for this audience.
 */
left_out: number, 
/**
 * In words: 「内部の2行を除きました」; empty when nothing was left out.
 */
message: string, };
export type Figure = { label: string, 
/**
 * With its unit: 27組.
 */
value: string, because: Array<Because>, };
export type FolderExchanged = { 
/**
 * Her own file there.
 */
own: string, 
/**
 * Why it could not be written; what lay there before is as it was.
 */
problem: string | null, receipt: PackReceipt, others: Array<FolderPack>, };
export type FolderPack = { path: string, 
/**
 * Who gave it; the file's name where it can't be read.
 */
sender: string, 
/**
 * In words: unchanged, what is new, or why it was passed over.
 */
message: string, state: FolderState, groups: Array<PackGroup>, };
export type FolderState = "new" | "taken" | "unchanged" | "skipped";
export type ForgetPerson = { id: string, 
/**
 * Backups made before are removed too, and a new one is made; else they keep the person until they are thinned.
 */
backups_too: boolean, };
export type ForgetPreview = { id: string, 
/**
 * Whom: the only place where the name still stands.
 */
name: string, 
/**
 * Lies in the trash.
 */
in_trash: boolean, 
/**
 * What stands in the place of the name: 「訪問看護師（みどり野訪問看護ステーション）」.
 */
replaced_by: string, 
/**
 * What is removed, by kind; none with count 0.
 */
removed: Array<Counted>, 
/**
 * Where the name is replaced, by kind; none with count 0.
 */
replaced: Array<Counted>, 
/**
 * Texts that hold the family name alone: they stay, for her to look at. At most 50.
 */
mentions: Array<Mention>, 
/**
 * How many there are in all.
 */
mentioned: number, 
/**
 * In words: what to know before; a coordinator's own card, backups that keep it, no way back.
 */
warnings: Array<string>, 
/**
 * Backups that still hold the person.
 */
backups: number, };
export type Found = { hits: Array<Hit>, 
/**
 * In all.
 */
total: number, };
export type From = "a" | "b" | "both";
export type GivePack = { path: string, scope: PackScope, 
/**
 * Id of the colleague whose key seals it; `null`: `passphrase` does.
 */
colleague: string | null, passphrase: string | null, 
/**
 * To whom it goes, in words; with `colleague` her name.
 */
recipient: string, 
/**
 * On which basis (個人情報保護法 27条): id in `assets/vocabulary/bases.toml`, or her words.
 */
basis: string, };
export type Group = "hospital" | "home" | "care" | "public" | "body" | "coordinator" | "unknown";
export type HandOver = { 
/**
 * 接し方メモ.
 */
manner: boolean, 
/**
 * つながり with their levels.
 */
ties: boolean, };
export type HeaderAt = { 
/**
 * Line of the file or row of the sheet, from 1.
 */
first: number, 
/**
 * 1 or 2; 0: no header, people begin in this row.
 */
rows: number, };
export type History = { changes: Array<HistoryRow>, 
/**
 * There are older ones: ask again with a higher limit.
 */
more: boolean, };
export type HistoryRequest = { 
/**
 * Any table with a log: `person`, `organisation`, `affiliation`, `meeting`, `checklist_mark` …; empty: whichever has the id.
 */
table: string, id: string, 
/**
 * At most so many changes; 0: 500.
 */
limit: number, };
export type HistoryRow = { at: string, operation: string, 
/**
 * What `undo_operation` takes.
 */
operation_id: string, 
/**
 * In words: the coordinator whose ledger it is, or where the imported file came from.
 */
who: string, 
/**
 * The file it came out of; empty for what was typed.
 */
file: string, 
/**
 * What was changed, when it is a part of the record: 「所属（訪問看護ステーション なぎ）」; empty for the record itself.
 */
part: string, 
/**
 * `made`, `changed`, `deleted`: the record or the part.
 */
deed: string, 
/**
 * The field in words; of a record that was made or deleted first one row with 「追加」 or 「削除」 and no values.
 */
field: string, old: string, new: string, };
export type Hit = { 
/**
 * `person`, `organisation`, `series`, `meeting`, `agenda_item`, `minute_line`, `action`.
 */
kind: string, id: string, 
/**
 * The record to open: for a line the meeting's id, else `id`.
 */
open: string, 
/**
 * Name, title or the line itself, as stored.
 */
title: string, 
/**
 * What tells it apart: post, date of the meeting.
 */
detail: string, };
export type ImportContacts = { path: string, encoding: string | null, 
/**
 * The same as those of the dry run.
 */
options: ContactOptions, 
/**
 * From whom and how she got it, in one line.
 */
source: string, 
/**
 * On which basis she has it: id in `assets/vocabulary/bases.toml`.
 */
basis: string, 
/**
 * Who gave it.
 */
giver: string, giver_organisation: string, 
/**
 * How it came to her.
 */
how: string, 
/**
 * As in [`ReadContacts`].
 */
as_of: string | null, decisions: Array<Decision>, 
/**
 * [`DryRun::digest`] of the dry run that the decisions were made on; `null`: there was none.
 */
digest: string | null, };
export type ImportResult = { result: DryRun, 
/**
 * The operation's name in words, as undo shows it.
 */
operation: string, tables: Array<string>, };
export type ImportRow = { row: number, 
/**
 * Which of several people of one row, from 0.
 */
part: number, outcome: Outcome, 
/**
 * What the row is, more exactly.
 */
kind: Kind, name: string, 
/**
 * Post and organisation of the file, in one line.
 */
post: string, 
/**
 * Id of the person it is or becomes; null for doubtful, rejected, and new ones before they are written.
 */
person: string | null, match: Match | null, 
/**
 * Why this outcome, in words.
 */
reason: string, 
/**
 * Field by field what would change: field in words, old, new.
 */
changes: Array<[string, string, string]>, 
/**
 * What the ledger knows from after the list's day, so that it stays: field in words, the ledger's, the list's.
 */
stays: Array<[string, string, string]>, 
/**
 * Of a doubtful row: all who it might be, the nearest first, ten at most.
 */
candidates: Array<Candidate>, };
export type Imports = { rows: Array<ImportsRow>, };
export type ImportsRow = { at: string, file: string, source: string, 
/**
 * On which basis, in words; empty when nothing was said.
 */
basis: string, giver: string, giver_organisation: string, how: string, 
/**
 * The day as of which the list was, in words.
 */
as_of: string, new: number, updated: number, unchanged: number, doubtful: number, rejected: number, };
export type Insight = { text: string, source: string, meeting: string, };
export type Item = { 
/**
 * `1-4`
 */
id: string, title: string, 
/**
 * What counts as evidence, in words.
 */
evidence_hint: string, state: MarkState, note: string, evidence: Array<EvidenceRow>, judgement: Judgement, };
export type JudgePlace = { 
/**
 * The ledger's folder, or the one it will be made in; need not be there yet.
 */
dir: string, };
export type Judgement = { verdict: Verdict, 
/**
 * What was counted and against which threshold, in words: 福祉職のいる会議 38％（目安 50％）.
 */
sentence: string, because: Array<Because>, };
export type KeepApart = { a: string, b: string, 
/**
 * What tells them apart, in her words; may be empty.
 */
why: string, };
export type KeepDraft = { 
/**
 * Names the form or the record it belongs to; of the window's choosing, never empty.
 */
id: string, 
/**
 * As the window encodes it; empty removes the draft.
 */
text: string, };
export type KeepMapping = { 
/**
 * [`super::ContactPreview::header_print`].
 */
header_print: string, mapping: Array<string | null> | null, accept: Array<string>, decline: Array<string>, };
export type KeptApart = { rows: Array<KeptApartRow>, };
export type KeptApartRow = { person: string, name: string, 
/**
 * When it was said, in words.
 */
at: string, who: string, why: string, };
export type KeptThing = { 
/**
 * A record to open: `person`, `organisation`, `series`, `meeting`, or `none`.
 */
kind: string, id: string, 
/**
 * What it is: 「人「髙﨑 恵」」, 「髙﨑 恵 の所属（訪問看護ステーション なぎ）」.
 */
record: string, 
/**
 * The field in words; empty when it is the record as a whole.
 */
field: string, 
/**
 * Its present value in words; empty for a whole record.
 */
value: string, 
/**
 * The value that it would have got back, in words.
 */
earlier: string, 
/**
 * A whole sentence: 「あとで変更されたので残します：人「髙﨑 恵」を変更（令和8年11月20日(金) 10:32）」.
 */
why: string, 
/**
 * The later operation in words; empty when none is known.
 */
by: string, 
/**
 * Its id; empty when none is known.
 */
by_id: string, };
export type Kind = "new" | "nothing_new" | "new_facts" | "moved" | "renamed" | "older" | "perhaps" | "organisation" | "rejected";
export type KindDifference = { 
/**
 * Name of the table.
 */
kind: string, 
/**
 * In words.
 */
label: string, 
/**
 * Made since: they would be gone.
 */
added: number, 
/**
 * Changed since: they would be as they were.
 */
changed: number, 
/**
 * Deleted since: they would come back.
 */
missing: number, 
/**
 * Names of some of them, at most 5 each.
 */
added_names: Array<string>, changed_names: Array<string>, missing_names: Array<string>, };
export type Language = "ja" | "en";
export type LedgerStatus = { dir: string, region: string, 
/**
 * 令和8年度
 */
fiscal_year: string, 
/**
 * The coordinator whose ledger it is; empty before she named herself.
 */
me: string, people: number, organisations: number, meetings: number, 
/**
 * Opened with the empty passphrase: not protected, for samples only.
 */
unprotected: boolean, 
/**
 * A warning in words when the ledger lies in a folder that a service copies to the internet.
 */
cloud: string | null, 
/**
 * Whether it could be opened without the passphrase, and the mark of the sheet that would do it.
 */
recovery: Recovery, sheet: string, 
/**
 * HH:MM of the newest kept operation, local time; empty before the first.
 */
saved_at: string, 
/**
 * Name in words of what undo takes back; empty when nothing.
 */
undo: string, redo: string, backup: BackupStatus, };
export type LineFields = { agenda_item: AgendaItemId | null, kind: LineKind, text: string, speaker: PersonId | null, 
/**
 * For 立場ごとの見方 (and statements without a name): profession id.
 */
profession: string | null, audience: Audience, };
export type LineKind = "information" | "statement" | "decision" | "action" | "handover" | "insight" | "viewpoint";
export type LineRow = { id: string, fields: LineFields, 
/**
 * Speaker's name or profession in words; may be empty.
 */
who: string, 
/**
 * For a line of kind `action`.
 */
action: ActionRow | null, 
/**
 * Words that look as if they told of a patient; empty when none (a hint, never a guarantee).
 */
patient_hints: Array<string>, };
export type MapEdge = { a: number, b: number, evidence: Evidence, count: number, last: string | null, 
/**
 * In words: 会議 3回、②考え方 …
 */
words: string, };
export type MapNode = { 
/**
 * `person:UUID` …
 */
key: string, label: string, detail: string, group: Group, key_person: boolean, me: boolean, 
/**
 * Map units: about 1000 × 640, origin at the centre, y downwards.
 */
x: number, y: number, pinned: boolean, degree: number, 
/**
 * 「この方が異動すると、病院と地域の間で3機関とのつながりが切れます」; empty when nothing is cut. Persons only.
 */
loss: string, loss_because: Array<Because>, 
/**
 * 0–1, for the order of labels and of the table.
 */
weight: number, };
export type MapPicture = { nodes: Array<MapNode>, edges: Array<MapEdge>, 
/**
 * Edges last touched before are dotted.
 */
faded_before: string, 
/**
 * The first day anything was recorded, for the slider over the fiscal years.
 */
first_day: string | null, 
/**
 * Sentences about what is recorded, with their rows.
 */
figures: Array<Figure>, 
/**
 * People and ties that are left out because they must not leave; 0 on her own screen.
 */
left_out: number, };
export type MapRequest = { kind: NodeKind, 
/**
 * Only what had happened by that day; `null`: today.
 */
until: string | null, 
/**
 * The map as it may leave the ledger: without those who said no, without what only she has recorded.
 */
for_giving_out: boolean, };
export type Mark = { "draw": "ground", x: number, y: number, width: number, height: number, radius: number, fill: string, } | { "draw": "line", x1: number, y1: number, cx: number, cy: number, x2: number, y2: number, width: number, colour: string, opacity: number, dotted: boolean, } | { "draw": "shape", shape: string, x: number, y: number, r: number, fill: string, stroke: string, stroke_width: number, } | { "draw": "text", x: number, y: number, text: string, size: number, bold: boolean, anchor: string, colour: string, halo: string, };
export type MarkItem = { item: string, state: MarkState, note: string, };
export type MarkState = "not_started" | "under_way" | "done" | "not_applicable";
export type Match = { person: string, name: string, 
/**
 * In the trash: `same` takes the person out of it.
 */
removed: boolean, 
/**
 * In words: メールが同じ, 姓の異体字（髙／高）…
 */
reasons: Array<string>, };
export type MeetingCard = { id: string, fields: MeetingFields, 
/**
 * 第2回 みどり野地域緩和ケア連携会議
 */
heading: string, 
/**
 * 令和8年9月17日(木) 18:30〜20:00
 */
when: string, series: SeriesRow | null, host_name: string, co_host_names: Array<Named>, recorder_name: string, agenda: Array<AgendaRow>, 
/**
 * Lines that belong to no agenda item.
 */
loose_lines: Array<LineRow>, attendance: Array<AttendanceRow>, counts: AttendanceCounts, 
/**
 * Open actions of earlier meetings of the series, live.
 */
carried_over: Array<ActionRow>, 
/**
 * Before it is given out: what is missing, in words.
 */
checks: Array<MeetingCheck>, 
/**
 * Lines that the shared edition leaves out.
 */
internal_lines: number, 
/**
 * The neighbours in the series, or null.
 */
previous: Named | null, next: Named | null, };
export type MeetingCheck = { 
/**
 * `attendees`, `actions`, `decisions`, `patient`, `first_pairs`.
 */
code: string, label: string, count: number, attention: boolean, because: Array<Because>, };
export type MeetingFields = { series: SeriesId | null, 
/**
 * 第○回 within the fiscal year; `None` for a meeting without number.
 */
number: number | null, title: string, 
/**
 * Id in `assets/vocabulary/meeting_kinds.toml`.
 */
kind: string | null, date: string, starts: string | null, ends: string | null, place: string, mode: Mode, host: OrganisationId | null, co_hosts: Array<OrganisationId>, 
/**
 * 意見交換の時間があった.
 */
exchange_of_views: boolean, 
/**
 * 堅苦しくない交流の場だった.
 */
informal: boolean, 
/**
 * Members entitled to be counted for the quorum (委員の数); `None` when there is no quorum.
 */
members: number | null, recorder: PersonId | null, 
/**
 * 配布資料, one a line.
 */
handouts: string, next_date: string | null, next_note: string, 
/**
 * The minutes are 確定, not 案.
 */
is_final: boolean, };
export type MeetingListRow = { id: string, 
/**
 * With its number: 第2回 ….
 */
title: string, series_name: string, kind: string, date_iso: string, date: string, place: string, host: string, present: number, decisions: number, open_actions: number, is_final: boolean, future: boolean, };
export type Meetings = { rows: Array<MeetingListRow>, total: number, series: Array<SeriesRow>, };
export type MeetingsRequest = { text: string, series: string | null, };
export type Mention = { 
/**
 * A record to open: `person`, `organisation`, `series`, `meeting`, `encounter`, or `none`.
 */
kind: string, id: string, 
/**
 * Where it stands, in words.
 */
place: string, 
/**
 * The text, shortened around the name.
 */
text: string, };
export type MergeChoice = { 
/**
 * [`MergeField::field`].
 */
field: string, from: From, };
export type MergeField = { field: string, 
/**
 * In words.
 */
label: string, 
/**
 * In words; empty when there is none.
 */
a: string, b: string, relation: Relation, 
/**
 * What comes on top unless she chooses otherwise.
 */
from: From, 
/**
 * Between what she can choose; empty when there is nothing to choose.
 */
choices: Array<From>, 
/**
 * Whether the value that isn't on top is kept behind it.
 */
kept: boolean, };
export type MergeMove = { 
/**
 * In words.
 */
label: string, count: number, };
export type MergePair = { a: string, b: string, };
export type MergePeople = { a: string, b: string, 
/**
 * Where she wants it otherwise than [`MergePreview`] proposes.
 */
choices: Array<MergeChoice>, };
export type MergePreview = { 
/**
 * The operation's name in words.
 */
operation: string, name_a: string, name_b: string, 
/**
 * 別人: she said once that they are two; when and why, in words. Empty otherwise.
 */
apart: string, 
/**
 * Fields that at least one of them has.
 */
fields: Array<MergeField>, 
/**
 * What moves along with the younger record: posts, ties, meetings …; only what there is.
 */
moves: Array<MergeMove>, 
/**
 * Meetings at which both are named, in words: the stronger attendance stays, the other as a remark.
 */
meetings: Array<string>, };
export type MinutesFormat = "pdf" | "docx" | "md" | "txt";
export type MinutesPreview = { 
/**
 * One SVG a page.
 */
pages: Array<string>, left_out: number, 
/**
 * In words; empty when nothing is left out.
 */
message: string, 
/**
 * A file name to begin with, without ending: 議事録_20260917_第2回….
 */
file_name: string, };
export type MinutesRequest = { meeting: string, audience: Audience, };
export type Mode = "in_person" | "online" | "hybrid";
export type MoveTo = { id: string, to: number, };
export type MovedNode = { key: string, x: number, y: number, pinned: boolean, };
export type Municipality = { id: MunicipalityId, name: string, kana: string, 
/**
 * Whether it belongs to the region; others are known only as addresses.
 */
in_region: boolean, };
export type MunicipalityId = string;
export type Named = { id: string, name: string, };
export type NewCoordinator = { name: string, kana: string, profession: string | null, organisation: string, organisation_kind: string | null, title: string, 
/**
 * `hub`, `community`, `centre`, `other`.
 */
kind: string, };
export type NewLedger = { 
/**
 * Folder to make; `.kaotsunagi` is appended when missing.
 */
dir: string, passphrase: string, region: string, prefecture: string, municipalities: Array<string>, 
/**
 * Herself; an empty name leaves the coordinator for later.
 */
coordinator: NewCoordinator, };
export type NextMeeting = { id: string, title: string, 
/**
 * あさって, 5日後 …
 */
when: string, date: string, place: string, host: string, 
/**
 * First faces: people on the list of attendance who were at no earlier meeting with me.
 */
first_faces: Array<PersonLine>, expected: number, 
/**
 * Open actions carried over into it.
 */
carried_over: Array<DueAction>, };
export type NextStep = { item: string, title: string, sentence: string, because: Array<Because>, };
export type NodeKind = "person" | "organisation" | "profession" | "municipality";
export type NotMet = { person: PersonLine, 
/**
 * 令和8年4月9日（7か月前）, or まだ会っていません.
 */
last: string, 
/**
 * The next shared meeting on the ledger, or empty.
 */
next_chance: string, };
export type Nothing = Record<symbol, never>;
export type OpenByRecovery = { dir: string, 
/**
 * All seven groups, as typed from the sheet or read from its code.
 */
recovery_key: string, new_passphrase: string, };
export type OpenChoice = { table: string, id: string, record: string, field: string, label: string, 
/**
 * The one that is shown first.
 */
values: Array<PackValue>, };
export type OpenChoices = { rows: Array<OpenChoice>, };
export type OpenLedger = { dir: string, passphrase: string, };
export type OpenPack = { path: string, 
/**
 * `null`: it is sealed for this ledger's own key.
 */
passphrase: string | null, 
/**
 * What she has decided so far: the desk shows what follows.
 */
decisions: Array<PackDecision>, };
export type OpenRemembered = { dir: string, };
export type OpenSealed = { 
/**
 * The file, ending in `.age`.
 */
path: string, 
/**
 * Where the clear file goes.
 */
to: string, passphrase: string, };
export type OperationRow = { 
/**
 * What `undo_operation` takes.
 */
id: string, 
/**
 * Its name in words.
 */
name: string, 
/**
 * `person.save`, `import`, `undo/import` …: for a picture beside it.
 */
code: string, 
/**
 * Day and time in words.
 */
at: string, 
/**
 * `2026-11-20T10:32`, local time: for grouping by day.
 */
at_iso: string, 
/**
 * In words: the coordinator whose ledger it is, or where an imported file came from.
 */
who: string, 
/**
 * The file it came out of; empty for what was typed.
 */
file: string, 
/**
 * Records it made, changed or deleted.
 */
records: number, 
/**
 * Changed fields.
 */
fields: number, 
/**
 * In words: 「23件・112項目」.
 */
size: string, 
/**
 * Taken back, by undo or by `undo_operation`.
 */
undone: boolean, 
/**
 * In words, how it was taken back: 「11月20日 10:40 に取り消し」; empty when it stands.
 */
undone_words: string, 
/**
 * `undo_operation` can be asked for.
 */
can_undo: boolean, 
/**
 * In words, why not; empty when it can.
 */
why_not: string, };
export type Operations = { rows: Array<OperationRow>, 
/**
 * There are older ones: ask again with the last row's id as `before`.
 */
more: boolean, };
export type OperationsRequest = { 
/**
 * Id of an operation: those done before it; `null`: from the newest.
 */
before: string | null, 
/**
 * At most so many; 0: 50.
 */
limit: number, };
export type OrganisationCard = { id: string, fields: OrganisationFields, row: OrganisationListRow, 
/**
 * Present ones first.
 */
posts: Array<PostRow>, };
export type OrganisationFields = { 
/**
 * 事業所名, as given. Never empty once kept.
 */
name: string, 
/**
 * 法人名.
 */
corporation: string, kana: string, 
/**
 * Id in `assets/vocabulary/organisation_kinds.toml`.
 */
kind: string | null, 
/**
 * Overrides the side of the kind.
 */
side: Side | null, municipality: MunicipalityId | null, postal: string, address: string, phone: string, fax: string, email: string, 
/**
 * していること・できること.
 */
does: string, note: string, };
export type OrganisationId = string;
export type OrganisationListRow = { id: string, name: string, kana: string, index: string, 
/**
 * In words.
 */
kind: string, side: Side | null, group: string, municipality: string, people: number, contact: string, phone: string, };
export type Organisations = { rows: Array<OrganisationListRow>, total: number, };
export type OrganisationsRequest = { text: string, side: Side | null, kind: string | null, municipality: string | null, };
export type Outcome = "new" | "updated" | "unchanged" | "doubtful" | "rejected";
export type PackCandidate = { person: string, name: string, reasons: Array<string>, 
/**
 * Taken as the same unless she says otherwise.
 */
sure: boolean, };
export type PackChoice = "theirs" | "mine" | "open" | "same" | "other" | "new" | "later";
export type PackDecision = { 
/**
 * [`PackRow::table`] and [`PackRow::id`].
 */
table: string, id: string, choice: PackChoice, 
/**
 * For `theirs` and `mine`: which field; `null`: all of them.
 */
field: string | null, 
/**
 * For `same` and `other`: which record of hers.
 */
with: string | null, };
export type PackDesk = { 
/**
 * SHA-256 of the file, in hexadecimal digits.
 */
digest: string, 
/**
 * Whose it is.
 */
sender: string, 
/**
 * When it was made, in words.
 */
made_at: string, 
/**
 * What it holds, in words.
 */
scope: string, hand_over: boolean, 
/**
 * What was left out there and why, as the sender's program says it.
 */
left_out: Array<string>, 
/**
 * Number of records; the sum of the groups.
 */
records: number, groups: Array<PackGroup>, 
/**
 * All but those of which nothing is new.
 */
rows: Array<PackRow>, };
export type PackField = { field: string, label: string, mine: PackValue, theirs: PackValue, conflict: boolean, };
export type PackGiven = { path: string, receipt: PackReceipt, 
/**
 * For the colleague, how it is opened; in one sentence.
 */
message: string, };
export type PackGroup = { outcome: PackOutcome, 
/**
 * In words.
 */
name: string, count: number, };
export type PackOutcome = "conflict" | "perhaps" | "new" | "changed" | "deleted" | "kept" | "held" | "later" | "forgotten" | "nothing";
export type PackReceipt = { 
/**
 * What goes, by kind: word and number, in the order of the ledger.
 */
goes: Array<[string, number]>, 
/**
 * Records in all.
 */
records: number, people: number, 
/**
 * What stays and why, a sentence each.
 */
left_out: Array<string>, 
/**
 * Names of those who stay for want of consent: for her own eyes, they aren't in the pack.
 */
names: Array<string>, };
export type PackRow = { table: string, id: string, 
/**
 * 人「髙﨑 恵」.
 */
record: string, 
/**
 * The bare name.
 */
name: string, outcome: PackOutcome, 
/**
 * The colleague deleted it; of what stays because only one of both did: which of them.
 */
is_deleted_there: boolean, 
/**
 * Id of the record here that it is or becomes part of, when that has another.
 */
is: string | null, 
/**
 * Of somebody or something new: what introduces it.
 */
fields: Array<PackField>, candidates: Array<PackCandidate>, };
export type PackScope = { what: ScopeKind, 
/**
 * Of the series, the municipality or the profession; empty else.
 */
id: string, 
/**
 * For `people`.
 */
people: Array<string>, 
/**
 * `null`: for a colleague elsewhere. Else for the successor in her own office: everything, the office's own columns as well.
 */
hand_over: HandOver | null, };
export type PackTaken = { 
/**
 * The operation's name in words, as undo shows it; it is empty when nothing was new.
 */
operation: string, tables: Array<string>, 
/**
 * As on the desk, before.
 */
groups: Array<PackGroup>, 
/**
 * Fields of which two values stand side by side now.
 */
open: number, };
export type PackValue = { 
/**
 * As she reads it; empty for none.
 */
value: string, 
/**
 * Who wrote it and when, in words.
 */
who: string, at: string, };
export type PairApart = { a: string, b: string, name_a: string, name_b: string, 
/**
 * When it was said, in words.
 */
at: string, who: string, why: string, };
export type PairsApart = { rows: Array<PairApart>, };
export type People = { rows: Array<PersonListRow>, 
/**
 * All people of the ledger: `total - rows.len()` are hidden by the filter.
 */
total: number, };
export type PeopleExported = { path: string, 
/**
 * People left out for want of consent.
 */
left_out: number, 
/**
 * In words; empty when there is nothing to say.
 */
message: string, 
/**
 * False when characters stand against it: then there is no file, or that of before.
 */
written: boolean, 
/**
 * What CP932 can't hold.
 */
unwritable: Array<UnwritableCharacter>, };
export type PeopleFormat = "csv" | "csv_cp932" | "xlsx" | "xlsx_by_organisation" | "vcard3" | "vcard4";
export type PeopleRequest = { text: string, side: Side | null, profession: string | null, municipality: string | null, key_person: boolean | null, };
export type PersonCard = { id: string, fields: PersonFields, row: PersonListRow, posts: Array<PostRow>, ties: Array<TieRow>, meetings: Array<PersonMeetingRow>, encounters: Array<EncounterRow>, actions: Array<ActionRow>, 
/**
 * In words; empty when never.
 */
last_met: string, next_chance: string, is_me: boolean, };
export type PersonFields = { 
/**
 * The whole name as it is written: 髙﨑 恵. Never empty once kept.
 */
name: string, family: string, given: string, 
/**
 * The whole reading: たかさき めぐみ.
 */
kana: string, 
/**
 * Id in `assets/vocabulary/professions.toml`.
 */
profession: string | null, 
/**
 * Overrides the side of the present post's organisation.
 */
side: Side | null, municipality: MunicipalityId | null, email: string, phone: string, mobile: string, fax: string, 
/**
 * 連絡しやすい方法: id in `assets/vocabulary/contact_ways.toml`.
 */
preferred_way: string | null, 
/**
 * 連絡しやすい曜日・時間帯, as typed.
 */
reachable_hours: string, 
/**
 * していること・できること.
 */
does: string, key_person: boolean, consent: Consent, consent_on: string | null, note: string, 
/**
 * 接し方メモ: private, has no way out.
 */
manner: string, };
export type PersonId = string;
export type PersonLine = { id: string, name: string, 
/**
 * `hospital`, `home`, `care`, `public`, `body`, `coordinator`, `unknown`.
 */
group: string, post: string, };
export type PersonListRow = { id: string, name: string, kana: string, 
/**
 * あかさたなはまやらわ or 他.
 */
index: string, 
/**
 * In words.
 */
profession: string, side: Side | null, 
/**
 * `hospital`, `home`, `care`, `public`, `body`, `coordinator`, `unknown`.
 */
group: string, municipality: string, organisation: string, title: string, posts: number, is_contact: boolean, key_person: boolean, 
/**
 * ISO or null.
 */
last_met: string | null, 
/**
 * In words: 3か月前; empty when never.
 */
last_met_words: string, };
export type PersonMeetingRow = { id: string, title: string, date: string, attended: string, future: boolean, };
export type PlaceJudgement = { 
/**
 * The service's name; empty when the place is fine.
 */
cloud: string, 
/**
 * In words, what may happen and what to do; empty when the place is fine.
 */
warning: string, 
/**
 * The same ledger in a folder that no service copies, to be taken with one click; empty when there is none to offer.
 */
safe_place: string, };
export type PostRow = { id: string, fields: AffiliationFields, organisation_name: string, person_name: string, 
/**
 * 令和5年4月1日(土)〜
 */
period: string, present: boolean, };
export type PreviewColumn = { header: string, 
/**
 * Field id; `null`: kept in the note.
 */
field: string | null, guessed: string | null, samples: Array<string>, };
export type PreviewContacts = { path: string, 
/**
 * `null`: guessed.
 */
encoding: string | null, options: ContactOptions, };
export type PreviewOffer = { id: string, 
/**
 * In words, with how many rows: 「先頭の 0 を戻す（12行）」
 */
name: string, accepted: boolean, count: number, rows: Array<number>, 
/**
 * Before and after.
 */
examples: Array<[string, string]>, };
export type PreviewRow = { row: number, name: string, kana: string, 
/**
 * Workplace, department and post in one line.
 */
post: string, 
/**
 * Telephones and e-mail addresses.
 */
reach: Array<string>, 
/**
 * What has no place of its own: note and leftovers, one line each.
 */
note: Array<string>, 
/**
 * Why it can't be taken in; empty when it can.
 */
rejected: string, };
export type PreviewSheet = { name: string, rows: number, hidden: boolean, 
/**
 * The one that is read.
 */
chosen: boolean, };
export type Problem = { 
/**
 * `no_ledger`, `not_found`, `already_exists`, `busy`, `newer`: which ledger;
 * `wrong_passphrase`, `wrong_recovery_key`, `wrong_group` (of a recovery key), `keys_missing`, `keys_damaged` (`keys.age`),
 * `no_keychain`;
 * `damaged` (the ledger's file), `bad_backup`;
 * `disk` (the ledger's file can't be read or written), `disk_full`, `file` (any other file);
 * `no_record`, `refused`;
 * `unreadable` (a contact file), `document`;
 * `inside` (a fault of the program).
 */
code: string, 
/**
 * What happened, what was kept, what to do next; in the session's language.
 */
message: string, 
/**
 * Technical words; may be empty.
 */
detail: string, };
export type Provenance = { fields: Array<ProvenanceField>, 
/**
 * Values that are no longer, or not mainly, in use.
 */
former: Array<ProvenanceFormer>, 
/**
 * Other records that became part of this one: how many.
 */
merged: number, 
/**
 * The day on which she last went through the card, in words; empty when never.
 */
confirmed: string, };
export type ProvenanceField = { field: string, 
/**
 * In words.
 */
label: string, value: string, 
/**
 * Since when the ledger says so, in words; empty when the log doesn't know.
 */
since: string, 
/**
 * What brought it.
 */
source: Source, 
/**
 * The day on which it was last confirmed, by a file or by her; ISO and in words.
 */
confirmed_on: string | null, confirmed: string, 
/**
 * What confirmed it last, in words.
 */
confirmed_by: string, };
export type ProvenanceFormer = { field: string, 
/**
 * In words.
 */
label: string, value: string, 
/**
 * Until when it was on top, in words; empty when it is still in use beside the one on top.
 */
until: string, 
/**
 * The file that brought or replaced it; empty when it was typed or left by making two one.
 */
file: string, };
export type ReadContacts = { path: string, 
/**
 * `null`: guessed.
 */
encoding: string | null, options: ContactOptions, 
/**
 * The day as of which the list is, where she knows better than its name.
 */
as_of: string | null, };
export type Receipt = { id: string, 
/**
 * Day and time in words.
 */
at: string, 
/**
 * The whole text, one statement a line, in the language it was made in.
 */
text: string, };
export type Receipts = { rows: Array<Receipt>, };
export type RecordTie = { a: string, b: string, level: number, 
/**
 * `null`: today.
 */
on: string | null, basis: string, };
export type RecoverFrom = { "backup": string } | "salvage";
export type RecoverLedger = { dir: string, passphrase: string, from: RecoverFrom, 
/**
 * As in [`DamagedRequest`].
 */
path: string | null, };
export type Recovered = { 
/**
 * What happened, in words.
 */
message: string, 
/**
 * What was saved and what was lost, a line for each kind of record; empty after a backup.
 */
lines: Array<string>, 
/**
 * Where the damaged files lie now, byte for byte as they were.
 */
set_aside: string, 
/**
 * The recovered ledger is open.
 */
status: Status, };
export type Recovery = "none" | "untried" | "tried";
export type RecoverySheet = { 
/**
 * Six letters at the top right of the sheet.
 */
mark: string, 
/**
 * The page as it will be printed, SVG.
 */
page: string, 
/**
 * The numbers (1–7, ascending) of the two groups that are asked back.
 */
asked: [number, number], 
/**
 * Groups of a whole key.
 */
groups: number, 
/**
 * A file name to begin with, with its ending.
 */
file_name: string, };
export type Region = { name: string, prefecture: string, 
/**
 * The purpose in the region's own words (同じ目的); empty until they have been found.
 */
purpose: string, };
export type RegionCard = { region: Region, municipalities: Array<Municipality>, coordinators: Array<CoordinatorRow>, };
export type Relation = "same" | "variant" | "differs" | "only_theirs" | "only_ours";
export type RememberKey = { on: boolean, };
export type RestoreFromTrash = { 
/**
 * [`TrashRow::id`].
 */
id: string, };
export type Restored = { 
/**
 * What happened, in words, and how to go back.
 */
message: string, 
/**
 * The frame anew: everything on the screen has to be fetched again.
 */
status: Status, };
export type Role = "member" | "secretariat" | "observer";
export type SaveAction = { id: string, fields: ActionFields, };
export type SaveAffiliation = { id: string, fields: AffiliationFields, };
export type SaveAgendaItem = { id: string, fields: AgendaFields, };
export type SaveAttendance = { id: string, fields: AttendanceFields, };
export type SaveColleague = { name: string, organisation: string, key: string, };
export type SaveLine = { id: string, fields: LineFields, };
export type SaveMeeting = { id: string, fields: MeetingFields, 
/**
 * As in [`AddMeeting`].
 */
host_name: string, };
export type SaveOrganisation = { id: string, fields: OrganisationFields, };
export type SavePerson = { id: string, fields: PersonFields, };
export type SaveReceipt = { id: string, path: string, };
export type SaveRecoverySheet = { 
/**
 * Where to, ending in `.pdf`; not into the ledger's own folder.
 */
path: string, };
export type SaveRegion = { region: Region, add_municipalities: Array<string>, 
/**
 * Person to name as coordinator: id, kind, whether it is me.
 */
add_coordinator: CoordinatorRow | null, };
export type SaveRejected = { path: string, encoding: string | null, options: ContactOptions, 
/**
 * Also these rows, which could be read but which she left out.
 */
rows: Array<number>, 
/**
 * Ends in .csv or .xlsx.
 */
to: string, };
export type SaveSeries = { id: string, fields: SeriesFields, };
export type ScopeKind = "all" | "series" | "municipality" | "profession" | "people";
export type SearchRequest = { text: string, 
/**
 * At most so many; 0 means 20.
 */
limit: number, };
export type SeriesFields = { name: string, 
/**
 * Id in `assets/vocabulary/meeting_kinds.toml`.
 */
kind: string | null, 
/**
 * 緩和ケアについて検討する場 (the forum that the 3rd basic plan asks for).
 */
is_forum: boolean, 
/**
 * An existing community (職能団体・勉強会) rather than one of her own.
 */
is_community: boolean, 
/**
 * Months between meetings; `None` when irregular.
 */
cycle_months: number | null, host: OrganisationId | null, 
/**
 * 事務局.
 */
secretariat: OrganisationId | null, 
/**
 * 目的・趣旨.
 */
aim: string, 
/**
 * 位置づけ.
 */
position: string, 
/**
 * 構成員, in words.
 */
members: string, 
/**
 * 会則・要綱の日付.
 */
charter_on: string | null, 
/**
 * 設置日.
 */
set_up_on: string | null, 
/**
 * Ended series are not asked to continue.
 */
ended_on: string | null, };
export type SeriesId = string;
export type SeriesRow = { id: string, fields: SeriesFields, host_name: string, secretariat_name: string, meetings: number, last: string, next: string, };
export type SetAttendance = { meeting: string, entries: Array<AttendanceFields>, };
export type SetBackupPlace = { 
/**
 * A folder that is there; `None` keeps backups in the ledger's own folder only.
 */
path: string | null, };
export type SetPositions = { positions: Array<MovedNode>, };
export type SetShareFolder = { path: string | null, passphrase: string, 
/**
 * Who uses it, and the basis on which she gives there: for the list of what went out.
 */
recipient: string, basis: string, };
export type Settings = { language: Language, date_style: DateStyle, theme: Theme, 
/**
 * 100, 125, 150 or 200: the size of letters in percent; 0 means 100.
 */
zoom: number, 
/**
 * Minutes without a key or a click after which the ledger is locked: 5, 10, 15, 30 or 60; 0 never.
 */
auto_lock: number, };
export type Side = "hospital" | "community" | "both" | "public";
export type Similar = { rows: Array<[PersonListRow, string]>, };
export type SimilarRequest = { name: string, kana: string, organisation: string, email: string, mobile: string, };
export type Source = { 
/**
 * Empty when it was typed.
 */
file: string, 
/**
 * Whose, and how she got it, in one line; of what was typed her own name.
 */
from: string, giver: string, giver_organisation: string, how: string, 
/**
 * On which basis, in words.
 */
basis: string, 
/**
 * The day as of which the file was, in words.
 */
as_of: string, };
export type Stage = { stage: number, name: string, meter: StageMeter, items: Array<Item>, };
export type StageMeter = { stage: number, name: string, done: number, under_way: number, 
/**
 * Items that count (without 対象外).
 */
items: number, };
export type Stages = { 
/**
 * すべてのがん患者・家族が自身の意向に沿った療養が可能な限りできるよう…
 */
goal: string, stages: Array<Stage>, 
/**
 * The item that Today calls the next step, or null.
 */
next_step: string | null, };
export type Status = { 
/**
 * `None` when no ledger is open: the window shows the start screen.
 */
ledger: LedgerStatus | null, 
/**
 * The last ledger was locked in this sitting, not closed: the window asks for its passphrase and shows nothing of it.
 */
locked: boolean, 
/**
 * The locked ledger is a sample: it opens without a passphrase.
 */
locked_sample: boolean, 
/**
 * This computer remembers the key of the last ledger.
 */
remembered: boolean, settings: Settings, 
/**
 * Where the last ledger lies, to offer it on the start screen; empty when there was none.
 */
last_ledger: string, 
/**
 * Today in words, in the chosen style, and as ISO.
 */
today: string, today_iso: string, version: string, };
export type TakePack = { path: string, passphrase: string | null, decisions: Array<PackDecision>, 
/**
 * [`PackDesk::digest`] of the desk on which she decided; `null`: none was looked at.
 */
digest: string | null, basis: string, };
export type TakenBack = { 
/**
 * The name in words of the operation that did it, as undo shows it; of the one that would do it in a preview.
 */
operation: string, 
/**
 * Tables that changed; empty in a preview, and when nothing was left to take back.
 */
tables: Array<string>, 
/**
 * Records that went away again, were put back, or got an earlier value back.
 */
removed: number, put_back: number, changed: number, 
/**
 * The three and what is kept in one sentence.
 */
summary: string, 
/**
 * What stays as it is, because it was changed or used since: all of it.
 */
kept: Array<KeptThing>, };
export type Theme = "system" | "light" | "dark";
export type ThenAndNow = { 
/**
 * `person`, `organisation`, `meeting`, ….
 */
kind: string, 
/**
 * In words: 人, 機関, 会議.
 */
label: string, then: number, now: number, };
export type TieRow = { id: string, other: string, other_name: string, other_post: string, 
/**
 * 1–3.
 */
level: number, 
/**
 * 名前と顔が分かる …
 */
level_words: string, since: string, basis: string, };
export type Today = { 
/**
 * Meetings from today on, the nearest first, at most 3.
 */
next_meetings: Array<NextMeeting>, 
/**
 * Open actions, overdue first, at most 8; `open_actions` counts all.
 */
actions: Array<DueAction>, open_actions: number, 
/**
 * Key persons and contacts not met for half a year, the longest first, at most 6.
 */
not_met: Array<NotMet>, not_met_count: number, stages: Array<StageMeter>, next_step: NextStep | null, 
/**
 * This fiscal year: first meetings across the sides, and so on.
 */
figures: Array<Figure>, 
/**
 * The newest 気づき, at most 2.
 */
insights: Array<Insight>, 
/**
 * What a new ledger needs first; empty once people and a meeting are there.
 */
first_steps: Array<string>, };
export type Trash = { rows: Array<TrashRow>, };
export type TrashRow = { 
/**
 * What `restore_from_trash` takes: the id of a person, an organisation, a series, a meeting, or of the operation that
 * deleted.
 */
id: string, 
/**
 * Table of the first thing: `person`, `affiliation`, `minute_line` …
 */
kind: string, 
/**
 * The kind in words: 人, 所属, 議事録の行 …
 */
kind_words: string, 
/**
 * What it was: 「髙﨑 恵」, 「第3回 みどり野緩和ケア連携会議：金曜の夜の連絡先」.
 */
name: string, 
/**
 * Day and time in words; empty when the log doesn't know.
 */
deleted: string, 
/**
 * The operation that deleted it, in words.
 */
operation: string, 
/**
 * What went away with it and comes back with it, in words; may be empty.
 */
with: Array<string>, 
/**
 * Who was forgotten in between and other things that can't come back with it; mostly empty.
 */
missing: Array<string>, };
export type Undone = { 
/**
 * In words; empty when there was nothing to do.
 */
operation: string, tables: Array<string>, };
export type UnwritableCharacter = { text: string, 
/**
 * What would be written instead.
 */
instead: string, 
/**
 * Cells that it stands in.
 */
cells: number, 
/**
 * The first of them.
 */
example: string, };
export type Verdict = "met" | "partly" | "no_data" | "assist" | "no_place";
export type Vocabulary = { professions: Array<Entry>, organisation_kinds: Array<Entry>, meeting_kinds: Array<Entry>, encounter_kinds: Array<Entry>, contact_ways: Array<Entry>, coordinator_kinds: Array<Entry>, sides: Array<Entry>, 
/**
 * 名簿を持っている根拠.
 */
bases: Array<Entry>, };
export type Written = { 
/**
 * Id of the record made or changed.
 */
id: string | null, 
/**
 * The operation's name in words, as undo shows it: 会議「第3回」に出席者を追加.
 */
operation: string, 
/**
 * Tables that changed; empty when nothing did.
 */
tables: Array<string>, };

/** Every command with its request and response. */
export interface Commands {
  status: [Nothing, Status];
  new_ledger: [NewLedger, Status];
  judge_place: [JudgePlace, PlaceJudgement];
  open_ledger: [OpenLedger, Status];
  open_sample: [Nothing, Status];
  close_ledger: [Nothing, Status];
  lock: [Nothing, Status];
  recovery_sheet: [Nothing, RecoverySheet];
  save_recovery_sheet: [SaveRecoverySheet, Exported];
  confirm_recovery: [ConfirmRecovery, Status];
  change_passphrase: [ChangePassphrase, Status];
  open_by_recovery: [OpenByRecovery, Status];
  open_sealed: [OpenSealed, Exported];
  remember_key: [RememberKey, Status];
  open_remembered: [OpenRemembered, Status];
  undo: [Nothing, Undone];
  redo: [Nothing, Undone];
  save_settings: [Settings, Status];
  vocabulary: [Nothing, Vocabulary];
  keep_draft: [KeepDraft, Nothing];
  drafts: [Nothing, Drafts];
  history: [HistoryRequest, History];
  operations: [OperationsRequest, Operations];
  undo_preview: [ById, TakenBack];
  undo_operation: [ById, TakenBack];
  trash: [Nothing, Trash];
  restore_from_trash: [RestoreFromTrash, TakenBack];
  forget_preview: [ById, ForgetPreview];
  forget_person: [ForgetPerson, Receipt];
  receipts: [Nothing, Receipts];
  save_receipt: [SaveReceipt, Exported];
  region: [Nothing, RegionCard];
  save_region: [SaveRegion, Written];
  today: [Nothing, Today];
  search: [SearchRequest, Found];
  people: [PeopleRequest, People];
  person: [ById, PersonCard];
  add_person: [AddPerson, Written];
  save_person: [SavePerson, Written];
  remove_person: [ById, Written];
  similar_people: [SimilarRequest, Similar];
  add_affiliation: [AddAffiliation, Written];
  save_affiliation: [SaveAffiliation, Written];
  remove_affiliation: [ById, Written];
  record_tie: [RecordTie, Written];
  remove_tie: [ById, Written];
  add_encounter: [AddEncounter, Written];
  remove_encounter: [ById, Written];
  organisations: [OrganisationsRequest, Organisations];
  organisation: [ById, OrganisationCard];
  add_organisation: [AddOrganisation, Written];
  save_organisation: [SaveOrganisation, Written];
  remove_organisation: [ById, Written];
  meetings: [MeetingsRequest, Meetings];
  meeting: [ById, MeetingCard];
  add_meeting: [AddMeeting, Written];
  save_meeting: [SaveMeeting, Written];
  remove_meeting: [ById, Written];
  add_series: [AddSeries, Written];
  save_series: [SaveSeries, Written];
  remove_series: [ById, Written];
  add_agenda_item: [AddAgendaItem, Written];
  save_agenda_item: [SaveAgendaItem, Written];
  move_agenda_item: [MoveTo, Written];
  remove_agenda_item: [ById, Written];
  set_attendance: [SetAttendance, Written];
  save_attendance: [SaveAttendance, Written];
  remove_attendance: [ById, Written];
  add_line: [AddLine, Written];
  save_line: [SaveLine, Written];
  move_line: [MoveTo, Written];
  remove_line: [ById, Written];
  save_action: [SaveAction, Written];
  preview_minutes: [MinutesRequest, MinutesPreview];
  export_minutes: [ExportMinutes, Exported];
  map: [MapRequest, MapPicture];
  set_positions: [SetPositions, Written];
  export_map: [ExportMap, Exported];
  stages: [Nothing, Stages];
  mark_item: [MarkItem, Written];
  add_evidence: [AddEvidence, Written];
  remove_evidence: [ById, Written];
  preview_contacts: [PreviewContacts, ContactPreview];
  keep_mapping: [KeepMapping, Nothing];
  save_rejected: [SaveRejected, Exported];
  read_contacts: [ReadContacts, DryRun];
  import_contacts: [ImportContacts, ImportResult];
  imports: [Nothing, Imports];
  export_people: [ExportPeople, PeopleExported];
  merge_preview: [MergePair, MergePreview];
  merge_people: [MergePeople, Written];
  merge_organisations: [MergePeople, Written];
  merge_organisations_preview: [MergePair, MergePreview];
  keep_apart: [KeepApart, Written];
  keep_together: [MergePair, Written];
  kept_apart: [ById, KeptApart];
  pairs_apart: [Nothing, PairsApart];
  duplicates: [Nothing, Duplicates];
  provenance: [ById, Provenance];
  confirm_person: [ById, Written];
  preview_pack: [PackScope, PackReceipt];
  give_pack: [GivePack, PackGiven];
  open_pack: [OpenPack, PackDesk];
  take_pack: [TakePack, PackTaken];
  open_choices: [Nothing, OpenChoices];
  choose_value: [ChooseValue, Written];
  colleagues: [Nothing, Colleagues];
  save_colleague: [SaveColleague, Written];
  remove_colleague: [ById, Written];
  set_share_folder: [SetShareFolder, Nothing];
  exchange_folder: [ExchangeFolder, FolderExchanged];
  backups: [Nothing, Backups];
  make_backup: [Nothing, Backups];
  set_backup_place: [SetBackupPlace, Backups];
  compare_backup: [ByBackup, BackupComparison];
  restore_backup: [ByBackup, Restored];
  back_to_before_restore: [Nothing, Restored];
  damaged_ledger: [DamagedRequest, DamagedLedger];
  recover_ledger: [RecoverLedger, Recovered];
}
