import type {
  AttachedData,
  DaysRetentionPolicy,
  RecordRetentionPolicy,
} from '../../../platform/retention/retention-policy.ts';

/** Every kind of personal data that is erased by a rule of `retention`. */
export interface RetentionPolicies {
  records: readonly RecordRetentionPolicy[];
  passing: readonly DaysRetentionPolicy[];
  /** What features keep about items of other features. */
  attached: readonly AttachedData[];
}

/** Sorts what the features declare: health records are kept for years, the rest for days after its end. */
export function retentionPoliciesOf(
  declared: readonly (RecordRetentionPolicy | DaysRetentionPolicy | AttachedData)[],
): RetentionPolicies {
  return {
    records: declared.filter((one) => 'list' in one),
    passing: declared.filter((one) => 'rule' in one),
    attached: declared.filter((one) => 'attachedTo' in one),
  };
}
