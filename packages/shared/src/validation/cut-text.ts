/**
 * The beginning of a text, at most `most` UTF-16 units long, without half of a character: no half emoji, no letter
 * that lost its accent, no family without its children. All text of people that is shortened goes through here.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const across = new Intl.Segmenter().segment(text).containing(most);
  // One "character" of many accents can be longer than the limit; then we keep its letter and some of its accents.
  const end = across?.index || most;
  return text.slice(0, end).replace(/[\ud800-\udbff]$/, '');
}
