import { nameKey, type PersonKeys, readPhone } from '../../patients/index.ts';

interface SearchedPerson {
  name: string;
  email: string;
  phone: string;
  /** `YYYY-MM-DD`; `null` where it was not asked. */
  dateOfBirth?: string | null;
  contactPerson?: { name: string } | null;
}

/** A beginning of a word has so many letters at least: fewer would find half of the clinic. */
const shortestBeginning = 3;

/** The word and its beginnings, so that it is found while it is typed. */
function beginningsOf(word: string): string[] {
  const letters = [...word];
  const shorter = letters.map((_, index) => letters.slice(0, index + 1).join(''));
  return [word, ...shorter.slice(shortestBeginning - 1, -1)];
}

/**
 * Keyed hashes by which staff find a booking without a row being opened: the whole email address, the phone number, each
 * word of the names of patient and contact person and its beginnings, and the date of birth. A person who has only the database learns nothing from them.
 */
export function searchKeysOf(
  keys: Pick<PersonKeys, 'ofText'>,
  { name, email, phone, dateOfBirth, contactPerson }: SearchedPerson,
): string[] {
  const words = [name, contactPerson?.name ?? '']
    .flatMap(wordsOf)
    .flatMap(beginningsOf)
    .map((word) => keys.ofText(`desk name\n${word}`));
  const birth = dateOfBirth ? [birthKeyOf(keys, dateOfBirth)] : [];
  return [...new Set([emailKeyOf(keys, email), phoneKeyOf(keys, phone), ...words, ...birth])];
}

/**
 * What a search stands for: each list is one reading of the text, and a booking must have all keys of one reading.
 */
export function keysOfSearch(keys: Pick<PersonKeys, 'ofText'>, text: string): string[][] {
  const readings: string[][] = [];
  if (text.includes('@')) readings.push([emailKeyOf(keys, text)]);
  if (text.replace(/\D/g, '').length >= 8) readings.push([phoneKeyOf(keys, text)]);
  const birth = dateIn(text);
  if (birth) readings.push([birthKeyOf(keys, birth)]);
  const words = wordsOf(text);
  if (words.length > 0) readings.push(words.map((word) => keys.ofText(`desk name\n${word}`)));
  return readings;
}

function emailKeyOf(keys: Pick<PersonKeys, 'ofText'>, email: string): string {
  return keys.ofText(`desk email\n${email.trim().toLowerCase()}`);
}

function birthKeyOf(keys: Pick<PersonKeys, 'ofText'>, dateOfBirth: string): string {
  return keys.ofText(`desk birth\n${dateOfBirth}`);
}

/** `1980-02-29`, or as Australians write it: `29/2/1980`. */
function dateIn(text: string): string | null {
  const iso = text.trim().match(/^(\d{4})-(\d{2})-(\d{2})$/);
  if (iso) return iso[0];
  const [, day, month, year] = text.trim().match(/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
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
