import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { privacyCopy } from '../../copy/privacy.ts';

export type PrivacyFacts = Pick<Catalogue['clinic'], 'name' | 'privacyUrl' | 'overseas'>;

/** Draws the collection notice (Australian Privacy Principle 5), and the link to the clinic's privacy policy. */
export function privacyNotice(
  { name, privacyUrl, overseas }: PrivacyFacts,
  why: (clinic: string) => string,
): TemplateResult {
  return html`${why(name)} ${privacyCopy.where(overseas)}${
    privacyUrl
      ? html` <a href=${privacyUrl} target="_blank" rel="noopener">${privacyCopy.policy}</a>`
      : nothing
  }`;
}
