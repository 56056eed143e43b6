import { buildLanguage } from './build-language.ts';

const rules = new Intl.PluralRules(buildLanguage.locale);

/** "6 times", in a language that can have six forms of "times". In the place of `copy/plural.ts`. */
export function plural(count: number, forms: Readonly<Record<string, string>>): string {
  return (forms[rules.select(count)] ?? forms.other ?? '').replace('#', `${count}`);
}
