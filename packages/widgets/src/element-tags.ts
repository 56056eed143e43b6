/** The tags that a page can use. */
export const elementTags = [
  'bq-booking',
  'bq-combined-calendar',
  'bq-device-check',
  'bq-due-forms',
  'bq-intake-form',
  'bq-manage-booking',
  'bq-practitioners',
  'bq-send-link',
  'bq-service-picker',
  'bq-triage-form',
  'bq-waitlist-signup',
] as const;

export type ElementTag = (typeof elementTags)[number];

export function isOurs(tag: string): tag is ElementTag {
  return elementTags.includes(tag as ElementTag);
}
