//! XLSX workbooks: telephone numbers and dates that Excel turned into numbers.
