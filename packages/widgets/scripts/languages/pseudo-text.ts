const accents = new Map(
  [...'aAeEiIoOuUcCnNsSyYzZ'].map((letter, at) => [letter, [...'áÁéÉíÍóÓúÚçÇñÑšŠýÝžŽ'][at]]),
);

/** "Back" becomes "[Bá́çk ~~]": a word that is still plain was not translated, and a third longer shows what has no room. */
export function pseudoText(text: string): string {
  const plain = text.replaceAll(/\{\d\}/g, '');
  const longer = '~'.repeat(Math.ceil(plain.length * 0.35));
  const marked = text.replaceAll(/\{\d\}|[a-zA-Z]/g, (sign) => accents.get(sign) ?? sign);
  return `[${marked} ${longer.replaceAll('~~~~~~', '~~~~~ ')}]`;
}
