import { expect } from '@open-wc/testing';
import { type Choice, placeables } from './choice.ts';
import { siteStyle } from './site-style.ts';
import { snippet } from './snippet.ts';

const choice: Choice = {
  element: placeables[0] as Choice['element'],
  service: 'weight_loss',
  visit: 'initial',
  practitioner: '',
  kept: '',
  theme: { light: { accent: '#0b5c7a' }, radius: 4 },
};
const target = {
  origin: 'https://book.example',
  phone: '03 9000 0000',
  entry: '0.1.0/entry-abcdef123456.js',
  integrity: 'sha384-x',
};
const heights = { phone: 1180, desktop: 690 };
const text = (form: Parameters<typeof snippet>[0], chosen = choice) =>
  snippet(form, chosen, heights, target)
    .map((lines) => lines.text)
    .join('\n');

describe('the lines for a page', () => {
  it('have the script, the heights that were measured, the theme and the tag', () => {
    for (const part of [
      '<script type="module" src="https://book.example/widgets/v1/bq.js"></script>',
      'bq-booking:not(:defined) { display: block; min-height: 1180px }',
      '--bq-accent: #0b5c7a;',
      '<bq-booking service="weight_loss" visit="initial">',
      '<a href="tel:0390000000">03 9000 0000</a>',
    ]) {
      expect(text('site')).to.include(part);
      expect(text('single')).to.include(part);
    }
  });

  it('name a kept theme in place of its values', () => {
    const kept = text('site', { ...choice, kept: 'winter' });
    expect(kept).to.include('theme="winter"');
    expect(kept).not.to.include('--bq-accent');
  });

  it('have a checksum, and no style in the page, for a strict policy', () => {
    const strict = text('strict', { ...choice, kept: 'winter' });
    expect(strict).to.include(
      '/widgets/0.1.0/entry-abcdef123456.js" integrity="sha384-x" crossorigin="anonymous"',
    );
    expect(strict).to.include('/widgets/v1/themes.css');
    expect(strict).not.to.include('<style>');
  });
});

describe('the style sheet of a site', () => {
  const sites = ['https://www.clinic.example', 'https://*.webflow.io'];
  it('is shown from the clinic’s own sites only', () => {
    expect(siteStyle('https://www.clinic.example/a.css', sites)).to.deep.equal({
      href: 'https://www.clinic.example/a.css',
    });
    expect(siteStyle('https://clinic.webflow.io/a.css', sites)).to.have.property('href');
    for (const words of [
      'http://www.clinic.example/a.css',
      'https://a.b.webflow.io/x',
      'file:///etc',
      '/a.css',
      '',
    ]) {
      expect(siteStyle(words, sites), words).to.have.property('refused');
    }
  });
});
