import type {
  AttachedData,
  PassingHolding,
  RecordHolding,
} from '../../../platform/retention/retention-policy.ts';

/** Every kind of personal data that is erased by a rule of `retention`. */
export interface Holdings {
  records: readonly RecordHolding[];
  passing: readonly PassingHolding[];
  /** What features keep about items of other features. */
  attached: readonly AttachedData[];
}

/** Sorts what the features declare: health records are kept for years, the rest for days after its end. */
export function holdingsOf(declared: readonly (RecordHolding | PassingHolding | AttachedData)[]): Holdings {
  return {
    records: declared.filter((one) => 'list' in one),
    passing: declared.filter((one) => 'rule' in one),
    attached: declared.filter((one) => 'attachedTo' in one),
  };
}
