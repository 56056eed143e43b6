import '../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { tokens } from './tokens.ts';

class Swatch extends LitElement {
  static override styles = [tokens];
}
customElements.define('test-swatch', Swatch);

/** Red, green, blue (0 to 255) of a token as the browser resolves it. */
function colour(host: HTMLElement, token: string): [number, number, number] {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  host.shadowRoot?.append(probe);
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  probe.remove();
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: [number, number, number], other: [number, number, number]): number {
  const luminance = (rgb: number[]) =>
    rgb
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The pairs of text and ground. */
const pairs = [
  ['--_text', '--_surface'],
  ['--_text-2', '--_surface'],
  ['--_text-2', '--_wash'],
  ['--_text-2', '--_accent-wash'],
  ['--_text', '--_accent-wash'],
  ['--_text', '--_accent-wash-2'],
  ['--_accent-text', '--_accent'],
  ['--_accent-ink', '--_surface'],
  ['--_accent-ink', '--_wash'],
  ['--_accent-ink', '--_accent-wash'],
  ['--_danger', '--_surface'],
  ['--_danger', '--_danger-wash'],
  ['--_warning', '--_surface'],
  ['--_warning', '--_warning-wash'],
  ['--_warning', '--_accent-wash'],
] as const;

/** Lines and bars that carry a meaning, such as the steps of a journey (WCAG 1.4.11). */
const shapes = [
  ['--_edge', '--_surface'],
  ['--_accent-ink', '--_surface'],
] as const;

async function expectReadable(style: string): Promise<void> {
  const host = await fixture<HTMLElement>(html`<test-swatch style=${style}></test-swatch>`);
  const poorer = (than: number, all: readonly (readonly [string, string])[]) =>
    all
      .map(
        ([text, ground]) =>
          [`${text} on ${ground}`, contrast(colour(host, text), colour(host, ground))] as const,
      )
      .filter(([, ratio]) => ratio < than)
      .map(([pair, ratio]) => `${pair}: ${ratio.toFixed(2)}`);
  expect([...poorer(4.5, pairs), ...poorer(3, shapes)], style).to.deep.equal([]);
}

describe('every pair of text and ground keeps 4.5:1', () => {
  it('light and dark', async () => {
    await expectReadable('color-scheme: light');
    await expectReadable('color-scheme: dark');
  });

  it('with an accent of the site’s own', async () => {
    for (const accent of ['#1a3a8f', '#8b1e3f', '#5b2a86', '#0b6e75', '#6b4b1d', '#333333']) {
      await expectReadable(`color-scheme: light; --bq-accent: ${accent}`);
    }
  });

  it('with a light accent, where its text turns dark', async () => {
    for (const accent of ['#ffd166', '#9be7c4', '#ffb3c7', '#c0d8ff']) {
      await expectReadable(`color-scheme: dark; --bq-accent: ${accent}`);
    }
  });

  it('on a surface of the site’s own, where text turns dark or light after it', async () => {
    for (const surface of ['#ffffff', '#faf6ee', '#eef3f1']) {
      await expectReadable(`color-scheme: light; --bq-surface: ${surface}`);
    }
    for (const surface of ['#000000', '#10201b', '#1b1f2a']) {
      await expectReadable(`color-scheme: light; --bq-surface: ${surface}; --bq-accent: #86d3bb`);
    }
  });
});
