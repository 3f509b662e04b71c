// @ts-check
// Days and times as people type them, and days in words. No clock: today is passed in.

/**
 * Reads a day: 2026-11-20, 2026/11/20, 20261120, R8.11.20, 令和8年11月20日(金), 11/20, 11月20日. Without a year it is the one
 * nearest to today. Null when it is no day.
 * @param {string} typed @param {string} today ISO @returns {string | null} ISO
 */
export function readDay(typed, today) {
  const text = typed.normalize("NFKC").replace(/[(（][^)）]*[)）]?$/u, "").replace(/元/u, "1").replace(/\s+/gu, "");
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return day(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const era = /^(令和|令|R|平成|平|H|昭和|昭|S)(\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?$/iu.exec(text);
  if (era) {
    const first = /^(令|R)/iu.test(era[1] ?? "") ? 2018 : /^(平|H)/iu.test(era[1] ?? "") ? 1988 : 1925;
    return day(first + Number(era[2]), Number(era[3]), Number(era[4]));
  }
  const full = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/u.exec(text);
  if (full) return day(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})[月./-](\d{1,2})日?$/u.exec(text);
  return short ? nearest(Number(short[1]), Number(short[2]), today) : null;
}

/** @param {number} month @param {number} date @param {string} today */
function nearest(month, date, today) {
  const year = Number(today.slice(0, 4));
  const at = Date.parse(`${today}T00:00:00Z`);
  const days = [year - 1, year, year + 1].flatMap((one) => day(one, month, date) ?? []);
  return days.sort((p, q) => Math.abs(Date.parse(`${p}T00:00:00Z`) - at) - Math.abs(Date.parse(`${q}T00:00:00Z`) - at))[0] ?? null;
}

/** @param {number} year @param {number} month @param {number} date @returns {string | null} null for the 30th of February */
function day(year, month, date) {
  const made = new Date(Date.UTC(year, month - 1, date));
  const same = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return same && year >= 1900 && year <= 2200 ? made.toISOString().slice(0, 10) : null;
}

/**
 * Reads a time: 18:30, 18時30分, 18時半, 1830, 18, 午後6時30分. Null when it is none.
 * @param {string} typed @returns {string | null} HH:MM:00
 */
export function readTime(typed) {
  const text = typed.normalize("NFKC").replace(/\s+/gu, "");
  const after = /^(午後|PM)/iu.test(text);
  const found = /^(?:午前|午後|AM|PM)?(?:(\d{1,2})[:時](?:(\d{1,2})分?|(半))?|(\d{1,2}?)(\d{2})|(\d{1,2}))$/iu.exec(text);
  if (!found) return null;
  const hours = Number(found[1] ?? found[4] ?? found[6]) + (after && Number(found[1] ?? found[4] ?? found[6]) < 12 ? 12 : 0);
  const alone = /^(?:午前|午後|AM|PM)?\d{1,2}$/iu.test(text);
  const h = alone ? Number(text.replace(/\D/g, "")) + (after && Number(text.replace(/\D/g, "")) < 12 ? 12 : 0) : hours;
  const m = alone ? 0 : found[3] ? 30 : Number(found[2] ?? found[5] ?? 0);
  return h < 24 && m < 60 ? `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}:00` : null;
}

/**
 * A day in words, as the ledger writes it.
 * @param {string} iso @param {"ja" | "en"} language @param {"era" | "iso"} style @returns {string} empty for no day
 */
export function dayInWords(iso, language, style) {
  const at = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return "";
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const weekday = (language === "ja" ? ["日", "月", "火", "水", "木", "金", "土"] : ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])[at.getUTCDay()];
  if (style === "iso") return language === "ja" ? `${iso}(${weekday})` : `${iso} (${weekday})`;
  if (language === "en") return `${weekday} ${date} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]} ${year}`;
  const [name, first] = iso >= "2019-05-01" ? ["令和", 2018] : iso >= "1989-01-08" ? ["平成", 1988] : ["昭和", 1925];
  return `${name}${year - first === 1 ? "元" : year - first}年${month}月${date}日(${weekday})`;
}
