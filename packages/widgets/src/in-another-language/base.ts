import { css } from 'lit';
import { base as everyLanguage } from '../styles/base.ts';
import { buildLanguage } from './build-language.ts';

/**
 * Where words are read from the right: a phone number keeps its order, what is typed in Latin letters starts at the left
 * of its field, and arrows point the other way.
 */
const fromTheRight = css`
  a[href^='tel:'],
  .numbers {
    unicode-bidi: plaintext;
  }

  input:is([type='tel'], [type='email']) {
    direction: ltr;
    text-align: end;
  }

  .arrow {
    transform: scaleX(-1);
  }
`;

/** In the place of `styles/base.ts`. */
export const base = buildLanguage.dir === 'rtl' ? [everyLanguage, fromTheRight] : everyLanguage;
