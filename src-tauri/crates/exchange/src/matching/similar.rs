//! How near two texts are.

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, restricted),
/// given up above `most`.
pub(super) fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let alike = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(alike..)?, b.get(alike..)?);
    let alike = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (a.get(..a.len() - alike)?, b.get(..b.len() - alike)?);
    match (a, b) {
        ([], rest) | (rest, []) => return Some(rest.len()),
        ([_], [_]) => return (most > 0).then_some(1),
        ([w, x], [y, z]) if w == z && x == y => return (most > 0).then_some(1),
        _ if most <= 1 => return None,
        _ => {}
    }
    let mut two_before: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut left = i + 1;
        let mut least = left;
        let mut last_b = None;
        for (j, &y) in b.iter().enumerate() {
            let diagonal = before.get(j).copied().unwrap_or(usize::MAX);
            let above = before.get(j + 1).copied().unwrap_or(usize::MAX);
            let mut cost = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(left + 1);
            if last_a == Some(y) && last_b == Some(x) && j > 0 {
                cost = cost.min(two_before.get(j - 1).map_or(cost, |swapped| swapped + 1));
            }
            row.push(cost);
            left = cost;
            least = least.min(cost);
            last_b = Some(y);
        }
        if least > most {
            return None;
        }
        two_before = std::mem::replace(&mut before, row);
        last_a = Some(x);
    }
    before.last().copied().filter(|found| *found <= most)
}

/// Share of letter pairs that two texts have in common (Dice 1945 on bigrams), 0 to 1.
pub(super) fn dice(a: &[char], b: &[char]) -> f32 {
    let pairs = |text: &[char]| {
        let mut pairs: Vec<(char, char)> = text
            .windows(2)
            .filter_map(|pair| match pair {
                [x, y] => Some((*x, *y)),
                _ => None,
            })
            .collect();
        pairs.sort_unstable();
        pairs
    };
    let (mine, theirs) = (pairs(a), pairs(b));
    if mine.is_empty() || theirs.is_empty() {
        return 0.0;
    }
    let (mut left, mut right) = (mine.iter().peekable(), theirs.iter().peekable());
    let mut shared = 0_usize;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    ratio(2 * shared, mine.len() + theirs.len())
}

/// Whether one text stands in the other as a whole.
pub(super) fn within(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

/// `part` of `whole`; 0 of nothing.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of people and letters: far below 2^24"
)]
pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Option<usize> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        distance(&a, &b, 2)
    }

    #[test]
    fn a_slip_and_two_letters_swapped_count_once() {
        assert_eq!(of("たかはし", "たかはし"), Some(0));
        assert_eq!(of("たかはし", "たかばし"), Some(1));
        assert_eq!(of("たかはし", "たはかし"), Some(1));
        assert_eq!(of("たかはし", "たかし"), Some(1));
        assert_eq!(of("たかはし", "すずき"), None);
        assert_eq!(of("", "ab"), Some(2));
    }

    #[test]
    fn what_two_texts_share_is_a_share() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(dice(&chars("みどり調剤薬局"), &chars("みどり調剤薬局本店")) > 0.8);
        assert!(dice(&chars("みどり調剤薬局"), &chars("東雲診療所")) < 0.1);
        assert!(within(&chars("東雲"), &chars("東雲診療所")));
    }
}
