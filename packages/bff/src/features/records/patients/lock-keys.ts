import type { PersonKeys } from '../../patients/index.ts';

/** What is known of a person who may have a record. */
interface Known {
  lastName: string | null;
  dateOfBirth: string | null;
  email: string | null;
}

/**
 * The keys to lock before these people are looked for. Matching is certain by email and name, or by date of birth and
 * last name (`patients/matching.ts`): two filings that could find or make one record share a key.
 */
export function lockKeys(keys: PersonKeys, people: readonly (Known | null)[]): string[] {
  return people.flatMap((one) => {
    if (one === null) return [];
    const { email, lastName, dateOfBirth } = one;
    return [
      ...(email ? [keys.of(email)] : []),
      ...(lastName && dateOfBirth ? [keys.ofBirth(lastName, dateOfBirth)] : []),
    ];
  });
}
