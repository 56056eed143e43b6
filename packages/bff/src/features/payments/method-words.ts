const known: Readonly<Record<string, string>> = {
  credit_card_phone: 'card over the phone',
  eftpos: 'EFTPOS',
  bank_transfer: 'bank transfer',
  cash: 'cash',
  gift_card: 'gift card',
  other: 'another way',
};

/** How staff took money, as people read it inside a sentence. What staff typed in their own words stays as it is. */
export function methodWords(method: string): string {
  return known[method] ?? method;
}
