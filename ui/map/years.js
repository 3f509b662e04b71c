// @ts-check
// Fiscal years (1 April – 31 March) for the slider. No clock: today is passed in as an ISO day.

/** The fiscal year of an ISO day: 2026-03-31 lies in 2025. @param {string} day */
export function fiscalYear(day) {
  const [year, month] = parts(day);
  return month >= 4 ? year : year - 1;
}

/**
 * The last days of every month from `first` to `today`, oldest first; the last one is `today` itself.
 * @param {string} first ISO @param {string} today ISO @returns {string[]}
 */
export function monthEnds(first, today) {
  const [lastYear, lastMonth] = parts(today);
  let [year, month] = parts(first < today ? first : today);
  /** @type {string[]} */
  const days = [];
  while (year < lastYear || (year === lastYear && month < lastMonth)) {
    days.push(`${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`);
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  days.push(today);
  return days;
}

/**
 * Year and month in words' numbers: fiscal year as 西暦 and in the era (平成31年度 is 令和元年度).
 * @param {string} day ISO @returns {{fiscal: number, era: string, month: number}} `era`: 令和8, 平成30
 */
export function inWords(day) {
  const fiscal = fiscalYear(day);
  const era = fiscal >= 2019 ? `令和${fiscal === 2019 ? "元" : fiscal - 2018}` : `平成${fiscal - 1988}`;
  return { fiscal, era, month: parts(day)[1] };
}

/** @param {string} day @returns {[number, number]} */
function parts(day) {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
