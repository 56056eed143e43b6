import type { Finding } from './engines.ts';

/** A finding that is not a fault: which engine and rule, where its words match, and why. */
interface FalsePositive {
  readonly engine: Finding['engine'];
  readonly rule: string;
  readonly where?: RegExp;
  readonly reason: string;
}

/** The only way to pass with a finding. Each has its reason. */
export const falsePositives: readonly FalsePositive[] = [
  {
    engine: 'alfa',
    rule: 'sia-r73',
    reason:
      'A line height of 1.5 is asked for at level AAA (1.4.8). Ours is 1.45, and a reader can set their own.',
  },
  {
    engine: 'alfa',
    rule: 'sia-r78',
    reason:
      'Good practice, not a criterion: text directly after each heading. A heading of a group is followed by its controls.',
  },
  {
    engine: 'alfa',
    rule: 'sia-r87',
    reason: 'Good practice for a whole page: a skip link. The page of the test has only the element.',
  },
  {
    engine: 'alfa',
    rule: 'sia-r111',
    reason: 'Level AAA (2.5.5). Alfa has no layout here; our own tests measure the targets.',
  },
  {
    engine: 'alfa',
    rule: 'sia-r113',
    reason:
      'Alfa has no layout here, so it cannot measure the size of a target (2.5.8); our own tests and axe do.',
  },
];

export function isFalsePositive({ engine, rule, words }: Finding): boolean {
  return falsePositives.some(
    (known) => known.engine === engine && known.rule === rule && (known.where?.test(words) ?? true),
  );
}
