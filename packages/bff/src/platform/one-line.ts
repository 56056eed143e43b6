/** Replaces line breaks, control characters and runs of spaces by one space: for mail headers, lists and other systems. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
