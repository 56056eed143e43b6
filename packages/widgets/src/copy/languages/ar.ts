import type { Catalogue } from './catalogue.ts';

export const ar: Catalogue = {
  tag: 'ar',
  locale: 'ar-u-nu-latn',
  dir: 'rtl',
  name: 'العربية',
  reviewed: null,
  words: {},
  counted: {},
};
