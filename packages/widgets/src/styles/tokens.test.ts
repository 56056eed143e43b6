import '../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { monthStyles } from '../components/calendar/month/month-table.styles.ts';
import { slotStyles } from '../components/calendar/times/slot-list.styles.ts';
import { fieldStyles } from '../components/fields/field.styles.ts';
import { base } from './base.ts';
import { host as spacing } from './host.ts';
import { room } from './room.ts';
import { tokens } from './tokens.ts';

/** What a patient reads, drawn with the styles of our elements. */
class Swatch extends LitElement {
  static override styles = [room, spacing, tokens, base, fieldStyles, monthStyles, slotStyles];

  override render() {
    return html`<div>
      <h2>Heading</h2>
      <p id="text">Text</p>
      <p id="muted" class="quiet">Muted</p>
      <a id="link" href="#x">Link</a>
      <button id="text-button" class="link">Link</button>
      <button id="button" class="primary">Button</button>
      <button id="still" class="primary" aria-disabled="true">Not yet</button>
      <button id="quiet-button">Quiet</button>
      <button id="danger" class="danger">Cancel</button>
      <button id="slot" class="slot"><span class="slot-time">10:00</span></button>
      <button id="chosen-slot" class="slot" aria-pressed="true"><span class="slot-time">10:00</span></button>
      <button id="free-day" class="day free">1</button>
      <button id="chosen-day" class="day free" aria-pressed="true">2</button>
      <p id="error" class="error">Please enter your name.</p>
    </div>`;
  }
}
customElements.define('test-swatch', Swatch);

type Colour = [red: number, green: number, blue: number, alpha: number];

const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
  willReadFrequently: true,
});

/** The colour as the browser paints it, each channel from 0 to 255. */
function painted(css: string): Colour {
  if (!pen) throw new Error('no canvas');
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const luminance = (rgb: Colour) =>
    rgb
      .slice(0, 3)
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
  ['--_text', '--_warning-wash'],
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

async function swatch(style: string): Promise<Swatch> {
  const host = await fixture<Swatch>(html`<test-swatch style=${style}></test-swatch>`);
  // The colours at the end of a transition.
  for (const animation of host.shadowRoot?.getAnimations() ?? []) animation.finish();
  return host;
}

const inside = (host: Swatch, id: string): Element => {
  const element = host.shadowRoot?.getElementById(id);
  if (!element) throw new Error(`no ${id}`);
  return element;
};

function ground(element: Element, host: Swatch): Colour {
  const own = painted(getComputedStyle(element).backgroundColor);
  if (own[3] === 255) return own;
  return ground(element.parentElement ?? host, host);
}

/** Each pair of colours with too little contrast: of our tokens, and of what is drawn. */
function unreadable(host: Swatch): string[] {
  const probe = document.createElement('span');
  host.shadowRoot?.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return painted(getComputedStyle(probe).color);
  };
  const poorer = (than: number, all: readonly (readonly [string, string])[]) =>
    all
      .map(([text, under]) => [`${text} on ${under}`, contrast(colour(text), colour(under))] as const)
      .filter(([, ratio]) => ratio < than);
  const drawn = [...(host.shadowRoot?.querySelectorAll('[id]') ?? [])]
    .map((each) => [each.id, contrast(painted(getComputedStyle(each).color), ground(each, host))] as const)
    .filter(([, ratio]) => ratio < 4.5);
  const found = [...poorer(4.5, pairs), ...poorer(3, shapes), ...drawn];
  probe.remove();
  return found.map(([pair, ratio]) => `${pair}: ${ratio.toFixed(2)}`);
}

async function expectReadable(style: string): Promise<void> {
  expect(unreadable(await swatch(style)), style).to.deep.equal([]);
}

const accents =
  '#ffd60a #1d5f4e #ffffff #000000 #808080 #777777 #0000ff #ff0000 #00ff00 #e4572e #8b1e3f #ffb3c7 #c0d8ff #2563eb'.split(
    ' ',
  );
const surfaces =
  '#ffffff #faf6ee #eef3f1 #ffe08a #d9d9d9 #a8c5b0 #808080 #777777 #767676 #6b8f71 #3355aa #4a7bff #d6336c #9b59b6 #2e8b57 #4b4b4b #10201b #1b1f2a #000000'.split(
    ' ',
  );

describe('every pair of text and ground keeps 4.5:1, as the browser paints it', () => {
  it('light and dark', async () => {
    await expectReadable('color-scheme: light');
    await expectReadable('color-scheme: dark');
  });

  for (const scheme of ['light', 'dark']) {
    it(`with each accent on the page's own ground, ${scheme}`, async () => {
      for (const accent of accents) await expectReadable(`color-scheme: ${scheme}; --bq-accent: ${accent}`);
    });

    for (const surface of surfaces) {
      it(`with each accent on ${surface}, ${scheme}`, async () => {
        for (const accent of accents)
          await expectReadable(`color-scheme: ${scheme}; --bq-surface: ${surface}; --bq-accent: ${accent}`);
      });
    }
  }

  it('with texts that the site has chosen badly', async () => {
    for (const text of ['#999', '#fff', '#ffd60a', 'rgb(0 0 0 / 0.3)']) {
      for (const surface of ['#fff', '#777', '#10201b']) {
        await expectReadable(
          `color-scheme: light; --bq-surface: ${surface}; --bq-text: ${text}; --bq-accent-text: ${text}`,
        );
      }
    }
  });

  it('with values that are no colour', async () => {
    for (const name of ['accent', 'accent-text', 'surface', 'text', 'border']) {
      for (const value of ['gren', '12px', '#12345', 'url(x)', 'transparent']) {
        await expectReadable(`color-scheme: light; --bq-${name}: ${value}`);
        await expectReadable(`color-scheme: dark; --bq-surface: #10201b; --bq-${name}: ${value}`);
      }
    }
  });
});

describe('what a site sets', () => {
  it('reaches what is drawn, to the exact colour where that is readable', async () => {
    const host = await swatch('--bq-accent: #8b1e3f; --bq-surface: #faf6ee; --bq-border: #123456');
    expect(painted(getComputedStyle(inside(host, 'button')).backgroundColor)).to.deep.equal([
      139, 30, 63, 255,
    ]);
    expect(painted(getComputedStyle(host).backgroundColor)).to.deep.equal([250, 246, 238, 255]);
    expect(painted(getComputedStyle(inside(host, 'quiet-button')).borderTopColor)).to.deep.equal([
      18, 52, 86, 255,
    ]);
  });

  it('shapes: radius, radius of buttons, spacing, sizes of text, headings, lines', async () => {
    const host = await swatch(
      '--bq-radius: 4px; --bq-button-radius: 99px; --bq-spacing: 24px; --bq-text-size: 18px; --bq-heading-font: Georgia, serif; --bq-heading-weight: 400; --bq-line-height: 1.7',
    );
    const heading = getComputedStyle(host.shadowRoot?.querySelector('h2') as Element);
    expect(heading.fontFamily).to.equal('Georgia, serif');
    expect(heading.fontWeight).to.equal('400');
    expect(Number.parseFloat(heading.fontSize)).to.be.closeTo(24.75, 0.01);
    expect(getComputedStyle(inside(host, 'button')).borderRadius).to.equal('99px');
    expect(getComputedStyle(inside(host, 'text')).fontSize).to.equal('18px');
    await expectLater(() => Math.abs(Number.parseFloat(getComputedStyle(host).lineHeight) - 30.6) < 0.1);
  });

  it('falls back where a value is of another kind', async () => {
    const host = await swatch(
      '--bq-radius: red; --bq-button-radius: round; --bq-text-size: huge; --bq-heading-weight: fat; --bq-line-height: tall; --bq-padding: green',
    );
    expect(getComputedStyle(inside(host, 'button')).borderRadius).to.equal('9px');
    expect(getComputedStyle(inside(host, 'text')).fontSize).to.equal('16px');
    expect(getComputedStyle(host.shadowRoot?.querySelector('h2') as Element).fontWeight).to.equal('650');
    await expectLater(() => Math.abs(Number.parseFloat(getComputedStyle(host).lineHeight) - 23.2) < 0.1);
  });

  it('keeps text at 16 px or more', async () => {
    const host = await swatch('--bq-text-size: 11px');
    expect(getComputedStyle(inside(host, 'text')).fontSize).to.equal('16px');
  });

  it('puts a padding around everything where the surface is the site’s, and none on the page’s own ground', async () => {
    const padding = async (style: string) => {
      const host = await swatch(style);
      return getComputedStyle(host.shadowRoot?.querySelector('div') as Element).padding;
    };
    expect(await padding('')).to.equal('0px');
    expect(await padding('--bq-surface: #faf6ee')).to.equal('20px');
    expect(await padding('--bq-surface: #faf6ee; --bq-padding: 0px')).to.equal('0px');
    expect(await padding('--bq-padding: 32px')).to.equal('32px');
  });
});

/** The spacing of text is set by an animation of a millisecond. */
async function expectLater(holds: () => boolean): Promise<void> {
  for (let frame = 0; frame < 600 && !holds(); frame += 1) await new Promise(requestAnimationFrame);
  expect(holds()).to.equal(true);
}
