import type { CataloguePractitioner } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { initialsOf } from './initials.ts';

/** Whom a face shows. `photoUrl` may be left out where no photo is known. */
export type Faced = Pick<CataloguePractitioner, 'id' | 'name'> &
  Partial<Pick<CataloguePractitioner, 'photoUrl'>>;

/**
 * A practitioner's photo, or their initials on one of three tints. It is decoration: the name beside it says who it is.
 * The styles are in `face.styles.ts`; `size` is one of its classes, such as `small` or `large`.
 */
export function faceOf({ id, name, photoUrl }: Faced, size = ''): TemplateResult {
  // Initials are drawn by the styles and are not text, so that a label that contains the name stays exact.
  return html`<span class="face tint-${tintOf(id)} ${size}" data-initials=${initialsOf(name)} aria-hidden="true"
    >${photoUrl ? html`<img src=${photoUrl} alt="" width="64" height="64" loading="lazy" decoding="async" @error=${hide} />` : nothing}</span
  >`;
}

/** A photo that cannot be loaded makes room for the initials below it. */
function hide({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidden = true;
}

/** The same person has the same tint everywhere. */
function tintOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum += letter.charCodeAt(0);
  return sum % 3;
}
