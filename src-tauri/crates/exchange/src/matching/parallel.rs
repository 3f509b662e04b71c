//! Work on all processors, its result in the order of its input.

/// Fewer than these aren't worth a thread.
const FEWEST: usize = 500;

/// What `work` makes of all items, a stretch of them at a time.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    map_with_places(items, |_, items| work(items))
}

/// The same, told the place of each stretch's first item.
pub(super) fn map_with_places<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(usize, &[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    let stretch = items.len().div_ceil(threads).max(FEWEST);
    if items.len() <= stretch {
        return work(0, items);
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(stretch)
            .enumerate()
            .map(|(nth, part)| scope.spawn(move || work(nth * stretch, part)))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| match part.join() {
                Ok(made) => made,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}
