/** The emails that begin in the patient's language. */
export type TranslatedMail = 'confirmation' | 'video-link' | 'moved' | 'cancellation' | 'not-confirmed';

/** The words of the first part of an email, in one language. No person has checked them yet. */
export interface MailWords {
  /** Of dates and times. Digits are Latin, as in the English part. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: Readonly<Record<TranslatedMail, string>>;
  readonly hello: (name: string) => string;
  readonly when: string;
  readonly withWhom: string;
  readonly number: string;
  readonly byVideo: string;
  /** "9:30 am to 9:45 am" */
  readonly fromTo: (start: string, end: string) => string;
  readonly join: string;
  readonly manage: string;
  readonly call: string;
  /** That no person has checked these words, and that everything follows in English. */
  readonly english: string;
}
