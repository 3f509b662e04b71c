//! CSV with any delimiter: title rows above the header, quotes with line breaks, totals rows.
