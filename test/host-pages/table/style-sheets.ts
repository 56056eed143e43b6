import { calendar, type HostPage } from '../host-page.ts';

const css = (name: string, rules: string, more: Partial<HostPage> = {}): HostPage => ({
  kind: 'style sheet',
  name,
  head: `<style>${rules}</style>`,
  ...more,
});

export const styleSheets: readonly HostPage[] = [
  css(
    'a reset of everything',
    '* { margin: 0; padding: 0; border: 0; box-sizing: border-box; font: inherit; vertical-align: baseline }',
  ),
  css('all: unset on everything', 'body, body * { all: unset } script, style { display: none }'),
  css('all: initial on everything', 'body, body * { all: initial } script, style { display: none }'),
  css('all: revert on everything', '* { all: revert }'),
  css(
    "Tailwind's preflight",
    '*, ::before, ::after { box-sizing: border-box; border: 0 solid } img, svg, video { display: block; max-width: 100% } button, input { font: inherit; background: transparent }',
  ),
  css('a root of 62.5%', 'html { font-size: 62.5% }'),
  css('a root of 200%', 'html { font-size: 200% }'),
  css('no line height', '* { line-height: 0 }'),
  css('wide letters', '* { letter-spacing: 0.3em; word-spacing: 1em; text-transform: uppercase }'),
  css('everything is animated', '* { transition: all 3s !important; animation-duration: 5s }'),
  css('no animation', '*, ::before, ::after { animation: none !important; transition: none !important }'),
  css('undefined elements are hidden', ':not(:defined) { display: none }'),
  css('everything is positioned', '* { position: relative; z-index: 1 }'),
  css(
    'buttons without a look',
    'button { all: unset } h2 { font-size: 90px !important } p { width: 2000px }',
    { isWide: true },
  ),
  css('words that never wrap', 'body { white-space: nowrap; overflow-wrap: normal; word-break: keep-all }'),
  css('a dark page', ':root { color-scheme: dark } body { background: #111; color: #eee }'),
  css('text that cannot be selected', '* { user-select: none; -webkit-touch-callout: none }'),
  css('flex on everything', 'div, section, main { display: flex }', {
    body: `<main><section><div>${calendar}</div></section></main>`,
  }),
  css('a page that is read from the right', '', { html: 'lang="he" dir="rtl"' }),
  css('hyphens and justified text', 'body { hyphens: auto; text-align: justify; text-indent: 3em }'),
];
