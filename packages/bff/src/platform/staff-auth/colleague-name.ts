interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * What a colleague is called.
 * @param actor as in the audit trail: `staff:sam@example.com`, `patient`, `system`, `vendor:calendar`
 * @param practitioners a token of staff may name a practitioner in place of an address
 */
export function colleagueName(
  staff: readonly { address: string; name: string }[],
  actor: string,
  practitioners: readonly Named[] = [],
): string {
  if (actor === 'patient') return 'The patient';
  if (actor === 'system') return 'The system';
  if (actor === 'vendor:calendar') return 'The calendar';
  const id = actor.replace(/^staff:/, '');
  const member = staff.find(({ address }) => address === id.toLowerCase());
  return member?.name ?? practitioners.find((one) => one.id === id)?.name ?? id;
}
