/**
 * Why a secret can be guessed, as the end of the sentence "NAME …"; `null` when it looks random.
 *
 * A check of the text alone cannot prove that a secret is random. It finds what people really set: the value of an
 * example, a word, a repeated piece, a row of the keyboard, a sentence.
 */
export function weaknessOf(secret: string): string | null {
  const text = secret.replace(vendorPrefix, '');
  const placeholder = placeholders.exec(secret)?.[0];
  if (placeholder) return `contains "${placeholder.toLowerCase()}", so it is a placeholder`;
  if (text.length < minLength) return `is shorter than ${minLength} characters`;
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  if (isRepeated(codes) || isSequence(codes) || entropyBits(codes) < minBits) {
    return 'repeats itself, or has too few different characters';
  }
  if (wordShare(text) > 0.55 && commonPairShare(text) > 0.55) return 'is made of words';
  return null;
}

/** Why a key of 32 bytes can be guessed; `null` when it looks random. */
export function weaknessOfKey(key: Uint8Array): string | null {
  const bytes = [...key];
  if (isRepeated(bytes) || isSequence(bytes) || new Set(bytes).size < minDifferentBytes) {
    return 'has a key that repeats itself or counts up';
  }
  // Of 32 random bytes, all are printable once in 10 to the power of 14 tries.
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f))
    return 'has a key that is typed text, not random bytes';
  return null;
}

const minLength = 16;
/** 16 random hexadecimal digits have about 50 by this measure. */
const minBits = 40;
/** 32 random bytes have about 30 different values. */
const minDifferentBytes = 16;

/** What a vendor writes in front of its secrets, which says nothing about the rest. */
const vendorPrefix = /^(?:[sr]k_(?:test|live)_|whsec_)/;

const placeholders =
  /sandbox|change[-_ ]?me|placeholder|example|password|insecure|qwerty|(?<![a-z\d])your[-_ ]/i;

/** Bits by the frequency of each value: an upper bound, as it does not see the order. */
function entropyBits(codes: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / codes.length);
  return bits;
}

/** The same piece twice or more, the last one perhaps cut. */
function isRepeated(codes: readonly number[]): boolean {
  for (let period = 1; period <= codes.length / 2; period += 1) {
    if (codes.every((code, index) => index < period || code === codes[index - period])) return true;
  }
  return false;
}

/** At least half of the steps are the same small step: `aaaa`, `abcd`, `9876`. */
function isSequence(codes: readonly number[]): boolean {
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return [-1, 0, 1].some((small) => steps.filter((step) => step === small).length >= steps.length / 2);
}

/** How much of the text is words that can be read: a random text has many digits, or changes between cases. */
function wordShare(text: string): number {
  const letters = text.replace(/[^a-z0-9]/gi, '');
  if ((text.match(/\d/g)?.length ?? 0) > letters.length * 0.15) return 0;
  const words = text.match(/[A-Z]?[a-z]{4,}|[A-Z]{5,}|(?<=^|[-_. ])[a-z]{1,3}(?=[-_. ]|$)/g) ?? [];
  const readable = words.filter((word) => !/[^aeiouy]{4}/i.test(word));
  return readable.join('').length / letters.length;
}

/** The pairs of letters that English has most. */
const commonPairs = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ' +
    'ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so ' +
    'rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ' +
    'ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ke ey bo ki ok my ex ck cl cr nf ns gs ' +
    'up by oo av ag if ap gr od sp rd do uc bu ei ov rm ep tt oc fa'
  ).split(' '),
);

/** How many of the neighbouring letters are pairs as in English: about a fifth in a random text, most in words. */
function commonPairShare(text: string): number {
  const pairs = Array.from(text.toLowerCase().matchAll(/(?=([a-z]{2}))/g), ([, pair]) => pair ?? '');
  return pairs.filter((pair) => commonPairs.has(pair)).length / Math.max(pairs.length, 1);
}
