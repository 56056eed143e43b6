/** Without it, a spreadsheet takes UTF-8 for another encoding. */
const byteOrderMark = '\ufeff';

type CsvValue = string | number | null;

/** A file for a spreadsheet (RFC 4180). Every export goes through here. */
export function csvFile(rows: readonly (readonly CsvValue[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * How a formula begins, also full-width, and also behind spaces, quotes and characters that no person sees: programs
 * drop those before they look. Strangers type names, and a formula would run in the spreadsheet of the person who
 * opens the file (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const formula =
  /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}'"`]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212])/u;

/** A quote mark in front of a formula makes it text. */
function cell(value: CsvValue): string {
  if (value === null) return '';
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
