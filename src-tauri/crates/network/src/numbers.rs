//! Reading and writing tables by number without a panic: a place that is not there reads as zero and takes nothing.

/// The value at a place that is known to be there.
pub(crate) fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}

pub(crate) fn put<T>(values: &mut [T], place: usize, value: T) {
    if let Some(old) = values.get_mut(place) {
        *old = value;
    }
}

/// A count as a real number; exact below 2⁵³.
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}
