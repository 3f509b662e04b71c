//! Ages, numbers of records and insurance, dates of birth.

use super::chars::{digit, is_date, run_before, starts_at};
use super::words::NUMBERS;

/// 72歳, but not 65歳以上 and the like.
pub(super) fn ages(chars: &[char]) -> Vec<(usize, usize)> {
    const RANGES: [&str; 12] = [
        "以上",
        "以下",
        "未満",
        "代",
        "台",
        "から",
        "まで",
        "〜",
        "～",
        "を超",
        "くらい以",
        "時点",
    ];
    let mut spans = Vec::new();
    for (place, c) in chars.iter().enumerate() {
        if !matches!(c, '歳' | '才') {
            continue;
        }
        let from = run_before(chars, place, digit);
        let digits = place - from;
        let end = place + 1;
        let range_before = from
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_some_and(|c| matches!(c, '〜' | '～' | '-' | '－'));
        if (1..=3).contains(&digits)
            && !range_before
            && !RANGES.iter().any(|range| starts_at(chars, end, range))
        {
            spans.push((from, end));
        }
    }
    spans
}

/// カルテ番号 12345, ID：00123.
pub(super) fn numbers(chars: &[char]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        let found = NUMBERS.iter().find(|word| starts_at(chars, place, word));
        let Some(word) = found else {
            place += 1;
            continue;
        };
        let behind = place + word.chars().count();
        let rest = chars.get(behind..).unwrap_or_default();
        let marks = rest
            .iter()
            .take_while(|c| c.is_whitespace() || matches!(c, ':' | '：' | '#' | '＃' | '.' | 'は'))
            .count();
        let digits = rest
            .iter()
            .skip(marks)
            .take_while(|c| digit(**c) || **c == '-')
            .count();
        if digits >= 3 {
            spans.push((place, behind + marks + digits));
        }
        place = behind;
    }
    spans
}

/// 生年月日, 昭和20年3月1日生.
pub(super) fn births(chars: &[char]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    for place in 0..chars.len() {
        if starts_at(chars, place, "生年月日") {
            let rest = chars.get(place + 4..).unwrap_or_default();
            let date = rest
                .iter()
                .take_while(|c| is_date(**c) || matches!(c, ':' | '：' | ' ' | '　' | 'は'))
                .count();
            // The word alone names a column, not a patient.
            if rest.iter().take(date).any(|c| digit(*c)) {
                spans.push((place, place + 4 + date));
            }
        } else if starts_at(chars, place, "日生") && !starts_at(chars, place, "日生活") {
            let from = run_before(chars, place, is_date);
            if chars.get(from..place).unwrap_or_default().contains(&'年') {
                spans.push((from, place + 2));
            }
        }
    }
    spans
}
