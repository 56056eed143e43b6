import { css } from 'lit';
import { base as everyLanguage } from '../styles/base.ts';
import { buildLanguage } from './build-language.ts';

/**
 * Where words are read from the right: a text of the clinic that is English keeps its order and its full stop, a phone
 * number too, and what is typed in Latin letters starts at the left of its field.
 */
const fromTheRight = css`
  :is(p, h2, h3, h4, dd, li, a[href^='tel:']) {
    unicode-bidi: plaintext;
  }

  p,
  h2,
  h3,
  h4,
  dd,
  li {
    text-align: right;
  }

  [lang|='en'] {
    text-align: left;
  }

  input:is([type='tel'], [type='email']) {
    direction: ltr;
    text-align: right;
  }
`;

/** In the place of `styles/base.ts`. */
export const base = buildLanguage.dir === 'rtl' ? [everyLanguage, fromTheRight] : everyLanguage;
