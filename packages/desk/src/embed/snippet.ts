import { themeDeclarations } from '@botaniqal/shared/theme/theme-css.ts';
import { attributesOf, type Choice } from './choice.ts';

/** How tall the element is before the patient acts, in whole pixels, on a phone and on a desktop. */
export interface Heights {
  phone: number;
  desktop: number;
}

/** Where the lines of a page lead: the booking server, the clinic's phone, and the entry that never changes. */
export interface Target {
  origin: string;
  phone: string;
  entry: string;
  integrity: string;
}

/** One thing to copy, and where it goes. */
export interface Lines {
  title: string;
  text: string;
}

export type SnippetForm = 'site' | 'single' | 'strict';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What a marketer pastes, in one of three forms. */
export function snippet(form: SnippetForm, choice: Choice, heights: Heights, target: Target): Lines[] {
  const script = `<script type="module" src="${target.origin}/widgets/v1/bq.js"></script>`;
  const style = `<style>\n${css(choice, heights)}\n</style>`;
  const tag = elementTag(choice, target);
  switch (form) {
    case 'site':
      return [
        { title: 'Site settings, custom code, head: once for the whole site', text: `${script}\n${style}` },
        { title: 'The page, where the element appears', text: tag },
      ];
    case 'single':
      return [{ title: 'One embed on the page', text: `${style}\n${tag}\n${script}` }];
    case 'strict':
      return [
        {
          title: 'Head of the page',
          text: [
            ...(choice.kept ? [`<link rel="stylesheet" href="${target.origin}/widgets/v1/themes.css">`] : []),
            `<script type="module" src="${target.origin}/widgets/${target.entry}" integrity="${target.integrity}" crossorigin="anonymous"></script>`,
          ].join('\n'),
        },
        {
          title: 'Your own style sheet, because a strict policy allows no style in the page',
          text: css(choice, heights),
        },
        { title: 'The page, where the element appears', text: tag },
      ];
  }
}

function css({ element, kept, theme }: Choice, { phone, desktop }: Heights): string {
  const { tag } = element;
  const declarations = kept ? [] : themeDeclarations(theme);
  return [
    `${tag}:not(:defined) { display: block; min-height: ${phone}px }`,
    `@media (min-width: 768px) { ${tag}:not(:defined) { min-height: ${desktop}px } }`,
    ...(declarations.length > 0
      ? [`${tag} {\n${declarations.map((each) => `  ${each};`).join('\n')}\n}`]
      : []),
  ].join('\n');
}

function elementTag(choice: Choice, { phone }: Target): string {
  const { tag, fallback } = choice.element;
  const attributes = Object.entries(attributesOf(choice))
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  const call = `<a href="tel:${phone.replace(/[^\d+]/g, '')}">${escaped(phone)}</a>`;
  return `<${tag}${attributes}>\n  <p>Call us on ${call} to ${fallback}.</p>\n</${tag}>`;
}
