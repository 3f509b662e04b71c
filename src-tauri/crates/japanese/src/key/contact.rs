//! Keys of telephone numbers and e-mail addresses.

use unicode_normalization::UnicodeNormalization as _;

/// Fewer digits than this are no number that anyone can be reached by from outside.
const FEWEST_DIGITS: usize = 9;
/// Digits of a mobile, the nought in front included.
const LONGEST: usize = 11;

/// Digits of a telephone number in domestic form: full-width folded, +81 → 0, 内線 and (代) dropped; of several
/// numbers in one cell the first. `None` when fewer than 9 digits are left.
#[must_use]
pub fn phone(typed: &str) -> Option<String> {
    // 03-1234-5678 and the like: nothing to fold, to leave out or to translate.
    if typed
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b' '))
    {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if !digits.starts_with("01081") && !digits.starts_with("00981") {
            return (digits.len() >= FEWEST_DIGITS).then_some(digits);
        }
    }
    let folded: String = typed.nfkc().collect::<String>().to_lowercase();
    let mut whole = folded.as_str();
    for extension in ["内線", "(内", "ext", "#"] {
        whole = whole.split(extension).next().unwrap_or(whole);
    }
    let first = whole
        .split([',', '、', ';', '\n', '/', '・', '或', '又'])
        .find(|part| part.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS)
        .unwrap_or(whole);
    let digits: String = first.chars().filter(char::is_ascii_digit).collect();
    let from_abroad = match first.find('+') {
        Some(_) => digits.strip_prefix("81"),
        None => digits
            .strip_prefix("01081")
            .or_else(|| digits.strip_prefix("00981")),
    };
    let domestic = match from_abroad {
        Some(rest) => domestic(rest),
        None => digits,
    };
    (domestic.len() >= FEWEST_DIGITS).then_some(domestic)
}

/// Domestic digits of those after +81. Many write the nought of the area code too: +81 (0)467-… A number has 10 digits or,
/// of a mobile, 11; no area code begins with two noughts, so where two stand, both belong to the number.
fn domestic(rest: &str) -> String {
    let written_too = rest.starts_with('0') && !rest.starts_with("00");
    if written_too || rest.len() >= LONGEST {
        rest.to_owned()
    } else {
        format!("0{rest}")
    }
}

/// Whether phone digits (as of [`phone`]) are those of a mobile (070, 080, 090): a switchboard never is.
#[must_use]
pub fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && ["070", "080", "090"]
            .iter()
            .any(|prefix| digits.starts_with(prefix))
}

/// Key of an e-mail address: trimmed, full-width folded, lower case. `None` without an `@` and a dot after it.
#[must_use]
pub fn email(typed: &str) -> Option<String> {
    let folded: String = typed
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_lowercase();
    let address = folded.strip_prefix("mailto:").unwrap_or(&folded);
    let (local, domain) = address.rsplit_once('@')?;
    (!local.is_empty() && domain.contains('.')).then(|| address.to_owned())
}
