import { calendar, type HostPage, ourScript } from '../host-page.ts';

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";

const document = (name: string, more: Partial<HostPage>): HostPage => ({ kind: 'document', name, ...more });

/** A component of the page, with our element in its open shadow root. */
const component = (tag: string, when: string) =>
  `<script>customElements.define("${tag}", class extends HTMLElement { connectedCallback() { ${when} } })</script>`;
const fill = `const root = this.attachShadow({ mode: "open" }); root.innerHTML = ${JSON.stringify(`<div>${calendar}</div>`).replaceAll('</', '<\\/')};`;

export const documents: readonly HostPage[] = [
  document('quirks mode', { quirks: true }),
  document('a language that we have no words in', { html: 'lang="de"' }),
  document('Arabic', { html: 'lang="ar" dir="rtl"', shows: 'اختر وقتًا' }),
  document('Vietnamese of a region', { html: 'lang="vi-VN"', shows: 'Chọn giờ' }),
  document('Chinese in simplified characters', { html: 'lang="zh-CN"', shows: '选择时间' }),
  document('Chinese in traditional characters, which gets English', { html: 'lang="zh-Hant-TW"' }),
  document('an English booking on a page in Arabic', {
    html: 'lang="ar" dir="rtl"',
    body: calendar.replace(' ', ' locale="en-AU" '),
  }),
  document('a base address elsewhere', { head: '<base href="https://elsewhere.example/deep/">' }),
  document('a base target', { head: '<base target="_top">' }),
  document('a strict content security policy', { headers: { 'content-security-policy': strict } }),
  document('trusted types', {
    headers: { 'content-security-policy': `${strict}; require-trusted-types-for 'script'` },
  }),
  document('isolation from other origins', {
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
  }),
  document('no referrer', { headers: { 'referrer-policy': 'no-referrer' } }),
  document('the script comes first in the body', { script: '', body: `${ourScript}${calendar}` }),
  document('the script comes last', { script: '', body: `${calendar}${ourScript}` }),
  document('the script is added by another script', {
    script: '',
    body: `${calendar}<script>const s = document.createElement("script"); s.type = "module"; s.src = "/widgets/v1/bq.js"; document.body.append(s)</script>`,
  }),
  document('the element is added later', {
    body: `<div id="root"></div><script>setTimeout(() => { root.innerHTML = ${JSON.stringify(calendar).replaceAll('</', '<\\/')} }, 300)</script>`,
  }),
  document('the element is moved', {
    body: `<div id="one">${calendar}</div><div id="two"></div><script>setTimeout(() => two.append(one.firstElementChild), 600)</script>`,
  }),
  document('the element is removed and comes back', {
    body: `<div id="one">${calendar}</div><script>window.isSettled = false; setTimeout(() => { const e = one.firstElementChild; e.remove(); setTimeout(() => { one.append(e); window.isSettled = true }, 300) }, 300)</script>`,
  }),
  document('a framework draws the page again and again', {
    body: `<div id="root">${calendar}</div><script>let n = 0; const t = setInterval(() => { root.append(document.createComment(n)); if (++n > 50) clearInterval(t) }, 20)</script>`,
  }),
  document('an open shadow root', { body: `<x-island></x-island>${component('x-island', fill)}` }),
  document('an open shadow root that comes a moment later', {
    body: `<x-island></x-island>${component('x-island', `setTimeout(() => { ${fill} }, 400)`)}`,
  }),
  document('a component that is defined late', {
    body: `<x-island></x-island><script>setTimeout(() => { customElements.define("x-island", class extends HTMLElement { connectedCallback() { ${fill} } }) }, 500)</script>`,
  }),
  document('a declared shadow root', {
    body: `<x-island><template shadowrootmode="open"><div style="display: flex">${calendar}</div></template></x-island>`,
  }),
  document('a shadow root in a shadow root', {
    body: `<x-outer><template shadowrootmode="open"><x-inner><template shadowrootmode="open">${calendar}</template></x-inner></template></x-outer>`,
  }),
  document('a picker and a calendar in two shadow roots find each other', {
    body: '<x-one><template shadowrootmode="open"><bq-service-picker></bq-service-picker></template></x-one><x-two><template shadowrootmode="open"><bq-combined-calendar></bq-combined-calendar></template></x-two>',
    shows: 'Choose a service first',
    also: async (page) => {
      await page.getByRole('button', { name: /^Free first call .*GAPS/ }).click();
      await page
        .getByRole('button', { name: /^\d+:\d\d\s[ap]m/ })
        .first()
        .waitFor();
    },
  }),
];
