//! Two lists of fictional people, the second as another office would have written it years later.

use kaotsunagi_exchange::matching::Known;
use kaotsunagi_exchange::{ForeignPerson, Phone, PhoneKind};

use super::chance::Chance;

pub(crate) struct Row {
    /// The known person's id, or one that nobody has.
    pub(crate) id: String,
    pub(crate) person: ForeignPerson,
    /// What was done to the row.
    pub(crate) noise: Vec<&'static str>,
}

#[derive(Clone)]
struct Person {
    family: (String, String),
    given: (String, String),
    organisation: usize,
    profession: usize,
    department: String,
    title: String,
    mobile: String,
    /// Direct line, else the switchboard.
    line: Option<String>,
    email: String,
}

const COMMON: &str = "佐藤 さとう,鈴木 すずき,高橋 たかはし,田中 たなか,伊藤 いとう,渡辺 わたなべ,山本 やまもと,中村 なかむら,小林 こばやし,加藤 かとう,吉田 よしだ,山田 やまだ,佐々木 ささき,山口 やまぐち,松本 まつもと,井上 いのうえ,木村 きむら,林 はやし,斎藤 さいとう,清水 しみず,山崎 やまざき,森 もり,池田 いけだ,橋本 はしもと,阿部 あべ,石川 いしかわ,山下 やました,中島 なかじま,石井 いしい,小川 おがわ,前田 まえだ,岡田 おかだ,長谷川 はせがわ,藤田 ふじた,近藤 こんどう,後藤 ごとう,村上 むらかみ,遠藤 えんどう,青木 あおき,坂本 さかもと,福田 ふくだ,太田 おおた,西村 にしむら,藤井 ふじい,岡本 おかもと,金子 かねこ,藤原 ふじわら,三浦 みうら,中野 なかの,中川 なかがわ,原田 はらだ,松田 まつだ,竹内 たけうち,小野 おの,田村 たむら,中山 なかやま,和田 わだ,石田 いしだ,森田 もりた,上田 うえだ,原 はら,柴田 しばた,酒井 さかい,工藤 くどう,横山 よこやま,宮崎 みやざき,宮本 みやもと,内田 うちだ,高木 たかぎ,安藤 あんどう,谷口 たにぐち,大野 おおの,丸山 まるやま,今井 いまい,高田 たかだ,河野 こうの,藤本 ふじもと,小島 こじま,村田 むらた,武田 たけだ,上野 うえの,杉山 すぎやま,増田 ますだ,平野 ひらの,菅原 すがわら,小山 こやま,大塚 おおつか,千葉 ちば,久保 くぼ,松井 まつい,渡邊 わたなべ,岩崎 いわさき,桜井 さくらい,野口 のぐち,松尾 まつお,木下 きのした,野村 のむら,佐野 さの,菊地 きくち,大西 おおにし,吉村 よしむら,浜田 はまだ,広瀬 ひろせ,富田 とみた,辻 つじ,勅使河原 てしがわら,早乙女 さおとめ,百目鬼 どうめき,鴨志田 かもしだ";
const FIRST: &str = "大 おお,小 こ,中 なか,上 かみ,下 しも,西 にし,東 ひがし,北 きた,南 みなみ,古 ふる,新 にい,石 いし,岩 いわ,金 かね,黒 くろ,白 しら,赤 あか,青 あお,長 なが,高 たか,深 ふか,浅 あさ,広 ひろ,細 ほそ,平 ひら,丸 まる,竹 たけ,松 まつ,梅 うめ,杉 すぎ,桜 さくら,柳 やなぎ,藤 ふじ,萩 はぎ,栗 くり,米 よね,稲 いな,宮 みや,神 かみ,鶴 つる,亀 かめ,熊 くま,牛 うし,馬 ま,鳥 とり,堀 ほり,関 せき,戸 と,木 き,水 みず";
const SECOND: &str = "田 た,山 やま,川 かわ,村 むら,木 き,野 の,原 はら,島 しま,沢 ざわ,井 い,崎 さき,本 もと,谷 や,口 ぐち,橋 はし,塚 づか,森 もり,林 ばやし,場 ば,越 ごし,内 うち,尾 お,浜 はま,辺 べ,坂 さか,瀬 せ,岡 おか,倉 くら,畑 はた,見 み";
const GIVEN: &str = "陽子 ようこ,恵子 けいこ,久美子 くみこ,由美子 ゆみこ,幸子 さちこ,和子 かずこ,洋子 ようこ,明美 あけみ,真由美 まゆみ,直美 なおみ,恵 めぐみ,香織 かおり,智子 ともこ,裕子 ゆうこ,美穂 みほ,美咲 みさき,愛 あい,彩 あや,麻衣 まい,千春 ちはる,さくら さくら,いづみ いづみ,さとし さとし,早苗 さなえ,典子 のりこ,紀子 のりこ,純子 じゅんこ,順子 じゅんこ,京子 きょうこ,節子 せつこ,健一 けんいち,健二 けんじ,誠 まこと,隆 たかし,浩 ひろし,博 ひろし,修 おさむ,明 あきら,徹 とおる,学 まなぶ,大輔 だいすけ,健太 けんた,翔太 しょうた,拓也 たくや,直樹 なおき,達也 たつや,和彦 かずひこ,正彦 まさひこ,秀樹 ひでき,英樹 ひでき,哲也 てつや,剛 つよし,豊 ゆたか,茂 しげる,実 みのる,勇 いさむ,清 きよし,進 すすむ,薫 かおる,真 まこと";
const GIVEN_FIRST: &str = "正 まさ,和 かず,義 よし,文 ふみ,俊 とし,英 ひで,光 みつ,信 のぶ,宏 ひろ,康 やす,雅 まさ,美 み,友 とも,由 ゆ,奈 な,千 ち,佳 よし,恵 え,志 し,沙 さ,亜 あ,真 ま,実 み,玲 れ,瑞 みず";
const GIVEN_SECOND: &str = "子 こ,美 み,江 え,代 よ,香 か,織 おり,穂 ほ,奈 な,男 お,雄 お,夫 お,之 ゆき,行 ゆき,人 と,彦 ひこ,樹 き,也 や,司 じ,郎 ろう,一 いち,広 ひろ,明 あき,孝 たか,治 はる,紀 のり";
const VARIANTS: &str = "高髙,崎﨑,斎斉齋齊,辺邊邉,浜濱,沢澤,広廣,吉𠮷,徳德,瀬瀨,柳栁,橋槗,島嶋,国國,恵惠,真眞,栄榮,静靜,富冨,藤籐,桜櫻,関關";
const PLACES: &str = "みどり野,荻島,東雲,川瀬,若葉台,ひだまり,せせらぎ,あおぞら,さざなみ,山の手,中央,北原,南が丘,西浦,千代ヶ丘,桜台,松風,月見坂,星ヶ丘,花園,美鈴,清流,朝日丘,緑ヶ浜,白鳥";
const KINDS: [&str; 12] = [
    "病院",
    "クリニック",
    "診療所",
    "医院",
    "訪問看護ステーション",
    "調剤薬局",
    "居宅介護支援事業所",
    "地域包括支援センター",
    "総合病院",
    "ホームケア",
    "薬局",
    "歯科医院",
];
const FORMS: [&str; 5] = [
    "医療法人社団みどり会",
    "株式会社",
    "㈱",
    "社会福祉法人若葉会",
    "有限会社",
];
const PROFESSIONS: [(&str, f64); 10] = [
    ("看護師", 0.25),
    ("医師", 0.2),
    ("薬剤師", 0.13),
    ("介護支援専門員", 0.14),
    ("訪問看護師", 0.08),
    ("医療ソーシャルワーカー", 0.07),
    ("理学療法士", 0.05),
    ("介護福祉士", 0.04),
    ("管理栄養士", 0.02),
    ("事務", 0.02),
];
const DEPARTMENTS: [&str; 8] = [
    "地域連携室",
    "緩和ケア内科",
    "看護部",
    "薬剤部",
    "相談支援センター",
    "外来",
    "3階病棟",
    "事務部",
];
const TITLES: [&str; 7] = ["院長", "師長", "主任", "所長", "管理者", "副院長", "係長"];

fn list(text: &str) -> Vec<(String, String)> {
    text.split(',')
        .map(|pair| {
            pair.split_once(' ')
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .unwrap()
        })
        .collect()
}

fn product(first: &str, second: &str) -> Vec<(String, String)> {
    let (first, second) = (list(first), list(second));
    let mut all = Vec::new();
    for (a, b) in &second {
        for (c, d) in &first {
            all.push((format!("{c}{a}"), format!("{d}{b}")));
        }
    }
    all
}

struct Office {
    name: String,
    line: String,
    domain: String,
}

struct World {
    families: Vec<(String, String)>,
    common: usize,
    given: Vec<(String, String)>,
    common_given: usize,
    offices: Vec<Office>,
}

impl World {
    fn new(people: usize, chance: &mut Chance) -> Self {
        let mut families = list(COMMON);
        let common = families.len();
        families.extend(product(FIRST, SECOND));
        let mut given = list(GIVEN);
        let common_given = given.len();
        given.extend(product(GIVEN_FIRST, GIVEN_SECOND));
        let places: Vec<&str> = PLACES.split(',').collect();
        let offices = (0..(people / 12).max(8))
            .map(|n| {
                let branch = if n / (places.len() * KINDS.len()) > 0 {
                    format!("第{}", n / (places.len() * KINDS.len()) + 1)
                } else {
                    String::new()
                };
                Office {
                    name: format!(
                        "{}{branch}{}",
                        places[n % places.len()],
                        KINDS[(n / places.len() + n) % KINDS.len()]
                    ),
                    line: format!("000-{:03}-{:04}", n % 1000, chance.below(10_000)),
                    domain: format!("office{n}.example"),
                }
            })
            .collect();
        Self {
            families,
            common,
            given,
            common_given,
            offices,
        }
    }

    fn person(&self, chance: &mut Chance) -> Person {
        // A third of people bear one of the hundred commonest names.
        let family = if chance.happens(0.4) {
            self.families[chance.rank(self.common, 0.6)].clone()
        } else {
            self.families[self.common + chance.below(self.families.len() - self.common)].clone()
        };
        let given = if chance.happens(0.6) {
            self.given[chance.rank(self.common_given, 0.4)].clone()
        } else {
            self.given[self.common_given + chance.below(self.given.len() - self.common_given)]
                .clone()
        };
        let organisation = chance.rank(self.offices.len(), 0.5);
        let mut draw = chance.share();
        let mut profession = 0;
        for (at, (_, share)) in PROFESSIONS.iter().enumerate() {
            profession = at;
            draw -= share;
            if draw < 0.0 {
                break;
            }
        }
        let mobile = format!(
            "000-{:04}-{:04}",
            chance.below(10_000),
            chance.below(10_000)
        );
        let line = chance
            .happens(0.2)
            .then(|| format!("000-{:03}-{:04}", chance.below(1000), chance.below(10_000)));
        let person = Person {
            family,
            given,
            organisation,
            profession,
            department: (*chance.one(&DEPARTMENTS)).to_owned(),
            title: if chance.happens(0.3) {
                (*chance.one(&TITLES)).to_owned()
            } else {
                String::new()
            },
            mobile,
            line,
            email: String::new(),
        };
        Person {
            email: self.mail(&person, chance),
            ..person
        }
    }

    fn mail(&self, person: &Person, chance: &mut Chance) -> String {
        let family = latin(&person.family.1);
        let given = latin(&person.given.1);
        let local = match chance.below(4) {
            0 => format!("{}.{family}", given.chars().take(1).collect::<String>()),
            1 => format!("{family}-{given}"),
            2 => format!("{family}{}", chance.below(100)),
            _ => format!("{given}{}", chance.below(1000)),
        };
        format!("{local}@{}", self.offices[person.organisation].domain)
    }
}

/// Letters that stand for kana: enough to look like a mailbox.
fn latin(kana: &str) -> String {
    kana.chars()
        .map(|c| char::from(b'a' + (u32::from(c) % 26) as u8))
        .collect()
}

pub(crate) fn lists(
    people: usize,
    noise: f64,
    seed: u64,
    few_columns: bool,
) -> (Vec<Known>, Vec<Row>) {
    let mut chance = Chance::new(seed);
    let world = World::new(people, &mut chance);
    let all: Vec<Person> = (0..people).map(|_| world.person(&mut chance)).collect();
    let id = |at: usize| format!("p{at:05}");
    let known = all
        .iter()
        .enumerate()
        .map(|(at, person)| ledger(&world, person, id(at), &mut chance))
        .collect();
    let mut rows = Vec::new();
    for (at, person) in all.iter().enumerate().take(people * 7 / 10) {
        rows.push(row(&world, person, id(at), noise, &mut chance));
    }
    while rows.len() < people {
        let at = rows.len();
        let mut person = world.person(&mut chance);
        let mut kind = "stranger";
        if chance.happens(0.2) {
            // A namesake elsewhere.
            let other = chance.one(&all);
            (person.family, person.given) = (other.family.clone(), other.given.clone());
            kind = "namesake";
        } else if chance.happens(0.2) {
            // Family of somebody known, at the same switchboard.
            let other = chance.one(&all);
            if person.given.0 == other.given.0 {
                person.given = world.given[world.given.len() - 1].clone();
            }
            person.family = other.family.clone();
            person.organisation = other.organisation;
            person.line = other.line.clone();
            kind = "family";
        }
        let mut row = row(&world, &person, format!("new{at}"), noise, &mut chance);
        row.noise.push(kind);
        rows.push(row);
    }
    for at in (1..rows.len()).rev() {
        rows.swap(at, chance.below(at + 1));
    }
    if few_columns {
        // Name, reading, organisation and telephone numbers; every second one has an e-mail address.
        for (at, row) in rows.iter_mut().enumerate() {
            let person = &mut row.person;
            for column in [
                &mut person.profession,
                &mut person.department,
                &mut person.title,
            ] {
                column.clear();
            }
            if at % 2 == 0 {
                person.emails.clear();
            }
        }
    }
    (known, rows)
}

fn ledger(world: &World, person: &Person, id: String, chance: &mut Chance) -> Known {
    let office = &world.offices[person.organisation];
    let kept = |text: String, chance: &mut Chance, share: f64| {
        if chance.happens(share) {
            vec![text]
        } else {
            Vec::new()
        }
    };
    let mut phones = kept(person.mobile.clone(), chance, 0.6);
    phones.extend(kept(
        person.line.clone().unwrap_or_else(|| office.line.clone()),
        chance,
        0.9,
    ));
    Known {
        id,
        name: format!("{} {}", person.family.0, person.given.0),
        family: person.family.0.clone(),
        given: person.given.0.clone(),
        kana: if chance.happens(0.85) {
            format!("{} {}", person.family.1, person.given.1)
        } else {
            String::new()
        },
        organisations: vec![office.name.clone()],
        emails: kept(person.email.clone(), chance, 0.75),
        phones,
        profession: PROFESSIONS[person.profession].0.to_owned(),
        department: person.department.clone(),
        title: person.title.clone(),
        ..Known::default()
    }
}

fn row(world: &World, person: &Person, id: String, noise: f64, chance: &mut Chance) -> Row {
    let mut noises = Vec::new();
    let mut person = person.clone();
    let hit =
        |chance: &mut Chance, share: f64, name: &'static str, noises: &mut Vec<&'static str>| {
            let hit = chance.happens((share * noise).min(0.9));
            if hit {
                noises.push(name);
            }
            hit
        };
    if hit(chance, 0.07, "moved", &mut noises) {
        person.organisation = chance.below(world.offices.len());
        person.line = None;
        person.department = (*chance.one(&DEPARTMENTS)).to_owned();
        person.title = String::new();
        if chance.happens(0.7) {
            person.email = world.mail(&person, chance);
        }
    }
    if hit(chance, 0.02, "renamed", &mut noises) {
        person.family = chance.one(&world.families).clone();
    }
    if hit(chance, 0.06, "changed mobile", &mut noises) {
        person.mobile = format!(
            "000-{:04}-{:04}",
            chance.below(10_000),
            chance.below(10_000)
        );
    }
    let office = &world.offices[person.organisation];
    let (mut family, mut given) = (person.family.0.clone(), person.given.0.clone());
    if hit(chance, 0.15, "variant", &mut noises) {
        (family, given) = (variant(&family, chance), variant(&given, chance));
    }
    if hit(chance, 0.025, "typo in name", &mut noises) {
        if chance.happens(0.5) {
            family = kanji_slip(&family, chance)
        } else {
            given = kanji_slip(&given, chance)
        }
    }
    let mut kana = format!("{} {}", person.family.1, person.given.1);
    if hit(chance, 0.03, "typo in kana", &mut noises) {
        kana = kana_slip(&kana, chance);
    }
    let katakana: String = kana
        .chars()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap(),
            other => other,
        })
        .collect();
    let mut name = match chance.below(4) {
        0 => format!("{family}{given}"),
        1 => format!("{family} {given}"),
        _ => format!("{family}　{given}"),
    };
    if hit(chance, 0.03, "given name missing", &mut noises) {
        name = family.clone();
        kana = person.family.1.clone();
    } else if hit(chance, 0.03, "kana name", &mut noises) {
        name = katakana.clone();
        kana = String::new();
    }
    let nfd = hit(chance, 0.04, "NFD", &mut noises);
    let mut organisation = office.name.clone();
    if hit(chance, 0.25, "organisation form", &mut noises) {
        organisation = match chance.below(4) {
            0 => organisation.replace("ステーション", "ST"),
            1 => format!("{organisation} "),
            _ => format!("{}{organisation}", chance.one(&FORMS)),
        };
    }
    let mut line = person.line.clone().unwrap_or_else(|| office.line.clone());
    let mut mobile = person.mobile.clone();
    let mut email = person.email.clone();
    if hit(chance, 0.03, "typo in phone", &mut noises) {
        if chance.happens(0.5) {
            line = digit_slip(&line, chance)
        } else {
            mobile = digit_slip(&mobile, chance)
        }
    }
    if hit(chance, 0.03, "typo in mail", &mut noises) {
        email = kana_slip(&email, chance);
    }
    let mut phones = Vec::new();
    let mut put = |chance: &mut Chance, typed: String, kind, share: f64| {
        if chance.happens(share) {
            let typed = match chance.below(4) {
                0 => typed.replace('-', ""),
                1 => format!("+81-{}", typed.strip_prefix('0').unwrap_or(&typed)),
                _ => typed,
            };
            phones.push(Phone { typed, kind });
        }
    };
    put(chance, line, PhoneKind::Work, 0.85);
    put(chance, mobile, PhoneKind::Mobile, 0.55);
    if hit(chance, 0.05, "extra phone", &mut noises) {
        let other = format!("000-{:03}-{:04}", chance.below(1000), chance.below(10_000));
        put(chance, other, PhoneKind::Other, 1.0);
    }
    let keep = |chance: &mut Chance, text: String, share: f64| {
        if chance.happens(share) {
            text
        } else {
            String::new()
        }
    };
    let written = if chance.happens(0.5) { kana } else { katakana };
    let kana = keep(chance, written, 0.7);
    let (name, kana) = if nfd {
        (decomposed(&name), decomposed(&kana))
    } else {
        (name, kana)
    };
    let (family, given) = name
        .split_once([' ', '　'])
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap_or_default();
    let person = ForeignPerson {
        family,
        given,
        name,
        kana: if noises.contains(&"given name missing") {
            String::new()
        } else {
            kana
        },
        organisation,
        department: keep(chance, person.department, 0.5),
        title: keep(chance, person.title, 0.7),
        profession: keep(chance, PROFESSIONS[person.profession].0.to_owned(), 0.8),
        emails: Some(keep(chance, email, 0.65))
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect(),
        phones,
        ..ForeignPerson::default()
    };
    Row {
        id,
        person,
        noise: noises,
    }
}

fn variant(text: &str, chance: &mut Chance) -> String {
    text.chars()
        .map(|c| {
            VARIANTS
                .split(',')
                .find(|group| group.contains(c))
                .map_or(c, |group| {
                    let group: Vec<char> = group.chars().collect();
                    *chance.one(&group)
                })
        })
        .collect()
}

fn kanji_slip(text: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = chance.below(chars.len());
    chars[at] = *chance.one(&['由', '山', '治', '美', '大', '井', '末', '千']);
    chars.into_iter().collect()
}

fn kana_slip(text: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = chance.below(chars.len() - 1);
    match chance.below(3) {
        0 => {
            chars.remove(at);
        }
        1 => chars.swap(at, at + 1),
        _ => {
            let from = chance.below(chars.len());
            chars[at] = chars[from];
        }
    }
    chars.into_iter().collect()
}

fn digit_slip(text: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = 4 + chance.below(chars.len() - 4);
    if chars[at].is_ascii_digit() {
        chars[at] = char::from(b'0' + chance.below(10) as u8);
    }
    chars.into_iter().collect()
}

/// NFD of kana: what a file from a Mac carries.
fn decomposed(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c {
            'が'
            | 'ぎ'
            | 'ぐ'
            | 'げ'
            | 'ご'
            | 'ざ'
            | 'じ'
            | 'ず'
            | 'ぜ'
            | 'ぞ'
            | 'だ'
            | 'ぢ'
            | 'づ'
            | 'で'
            | 'ど'
            | 'ば'
            | 'び'
            | 'ぶ'
            | 'べ'
            | 'ぼ'
            | 'ガ'..='ゴ'
            | 'ザ'
            | 'ジ'
            | 'ズ'
            | 'ゼ'
            | 'ゾ'
            | 'ダ'
            | 'デ'
            | 'ド'
            | 'バ'
            | 'ビ'
            | 'ブ'
            | 'ベ'
            | 'ボ'
                if !matches!(c, 'キ' | 'ク' | 'ケ' | 'コ') =>
            {
                vec![char::from_u32(u32::from(c) - 1).unwrap(), '\u{3099}']
            }
            other => vec![other],
        })
        .collect()
}
