import type { Catalogue } from './catalogue.ts';

export const vi: Catalogue = {
  tag: 'vi',
  locale: 'vi',
  dir: 'ltr',
  name: 'Tiếng Việt',
  reviewed: null,
  words: {},
  counted: {},
};
