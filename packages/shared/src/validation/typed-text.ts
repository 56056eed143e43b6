/**
 * One clean-up for all text that people type or paste. The browser and the server run it before every check, so that
 * they agree. Contact cards, web pages and word processors put characters into text that no person sees: direction
 * marks, zero-width spaces, soft hyphens, byte-order marks.
 */

/**
 * Characters without ink: controls (a tab and a line break stay), format characters (`\p{Cf}`), half surrogate pairs, and
 * the fillers that look like nothing. Three uses stay: joiners between two letters (Persian, Indic scripts), joiners
 * between two emoji, and the tags of a flag.
 */
const withoutInk =
  /(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])|(?<=[\ufe0f\p{ExtPict}\p{EMod}])\u200d(?=\p{ExtPict})|(?<=\u{1f3f4}[\u{e0020}-\u{e007f}]{0,6})[\u{e0020}-\u{e007f}])[\u115f\u1160\u2800\u3164\uffa0\p{Cf}\p{Cs}]|[^\P{Cc}\n\t]/gu;

/** Free text, of one or several lines. Dashes and digits stay as they were typed. Nothing visible: empty. */
export function tidyText(typed: string): string {
  const tidy = typed
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n')
    .replace(withoutInk, '')
    .replace(/\p{Zs}/gu, ' ')
    .normalize('NFC')
    .trim();
  // Accents and variation selectors alone have no letter that they belong to.
  return /[^\s\p{M}]/u.test(tidy) ? tidy : '';
}

/** A name: free text in one line, in which both typographic hyphens are the hyphen of the keyboard. */
export function tidyName(typed: string): string {
  return tidyText(typed)
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\s+/g, ' ');
}

/**
 * A number, a phone, a date, an email address or a code: as free text, and in the characters of a keyboard. Full-width
 * forms, the digits of every script, and every dash become ASCII.
 */
export function tidyCode(typed: string): string {
  return tidyText(
    typed
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/\p{Nd}/gu, asciiDigit)
      .replace(/[\p{Pd}\u2212]/gu, '-')
      .replace(/[\u200c\u200d]/g, ''),
  );
}

/** The ten digits of a script follow each other in Unicode, so their distance from the first one is the value. */
function asciiDigit(digit: string): string {
  let at = digit.codePointAt(0) ?? 0;
  let value = -1;
  for (; /\p{Nd}/u.test(String.fromCodePoint(at)); at -= 1) value += 1;
  return String(value % 10);
}
