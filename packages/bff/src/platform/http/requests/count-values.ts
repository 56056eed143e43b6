/** Of a whole request, with everything inside of lists and objects. The longest form has less than 1,000. */
const mostValues = 2_000;

const quote = 0x22;
const backslash = 0x5c;
/** Each value that is not the first of its list follows a comma; each list and object opens with a bracket. */
const beforeValue: ReadonlySet<number> = new Set([',', '[', '{'].map((sign) => sign.charCodeAt(0)));

/**
 * Whether JSON text has more values than any request of ours. It is asked before the text is parsed, because reading a
 * hundred thousand keys costs a hundred times more than counting them.
 */
export function hasTooManyValues(text: string): boolean {
  // A value needs two characters at least.
  if (text.length < mostValues * 2) return false;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      at = endOfString(text, at);
    } else if (beforeValue.has(sign)) {
      values += 1;
      if (values > mostValues) return true;
    }
  }
  return false;
}

/** The place of the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === quote) return at;
    if (sign === backslash) at += 1;
  }
  return text.length;
}
