import { nameKey, type PersonKeys, readPhone } from '../../patients/index.ts';

/**
 * Keyed hashes by which staff find a booking without a row being opened: the whole email address, the phone number, and
 * each word of the name. A person who has only the database learns nothing from them.
 */
export function searchKeysOf(
  keys: Pick<PersonKeys, 'ofText'>,
  { name, email, phone }: { name: string; email: string; phone: string },
): string[] {
  const words = wordsOf(name).map((word) => keys.ofText(`desk name\n${word}`));
  return [...new Set([emailKeyOf(keys, email), phoneKeyOf(keys, phone), ...words])];
}

/**
 * What a search stands for: each list is one reading of the text, and a booking must have all keys of one reading.
 */
export function keysOfSearch(keys: Pick<PersonKeys, 'ofText'>, text: string): string[][] {
  const readings: string[][] = [];
  if (text.includes('@')) readings.push([emailKeyOf(keys, text)]);
  if (text.replace(/\D/g, '').length >= 8) readings.push([phoneKeyOf(keys, text)]);
  const words = wordsOf(text);
  if (words.length > 0) readings.push(words.map((word) => keys.ofText(`desk name\n${word}`)));
  return readings;
}

function emailKeyOf(keys: Pick<PersonKeys, 'ofText'>, email: string): string {
  return keys.ofText(`desk email\n${email.trim().toLowerCase()}`);
}

function phoneKeyOf(keys: Pick<PersonKeys, 'ofText'>, phone: string): string {
  return keys.ofText(`desk phone\n${readPhone(phone).e164 ?? phone.replace(/\D/g, '')}`);
}

/** The words of a name as matching compares them: without capitals, accents and marks. */
function wordsOf(name: string): string[] {
  return nameKey(name)
    .split(' ')
    .filter((word) => word !== '');
}
