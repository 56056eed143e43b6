import type { Section } from '../panel/section.ts';
import type { StoredMail } from './mailbox.ts';

export function mailSections(_mails: readonly StoredMail[]): Section[] {
  return [];
}

export function mailPage(_mails: readonly StoredMail[], _path: string): Response | null {
  return null;
}
