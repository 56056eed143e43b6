/** The longest line in octets, without its line break (RFC 5545, 3.1). */
const longest = 75;

/**
 * A calendar file with lines of at most 75 octets in UTF-8, none of which ends within a character. The library counts
 * characters, of which some have four octets.
 * @param change changes a whole line before it is folded
 */
export function foldLines(calendar: string, change: (line: string) => string = (line) => line): string {
  return calendar
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => `${folded(change(line))}\r\n`)
    .join('');
}

function folded(line: string): string {
  let text = '';
  let used = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (used + octets > longest) {
      text += '\r\n ';
      used = 1;
    }
    text += character;
    used += octets;
  }
  return text;
}
