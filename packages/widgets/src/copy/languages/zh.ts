import type { Catalogue } from './catalogue.ts';

export const zh: Catalogue = {
  tag: 'zh-Hans',
  locale: 'zh-Hans',
  dir: 'ltr',
  name: '简体中文',
  reviewed: null,
  words: {},
  counted: {},
};
