import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blackOrWhite, contrast, readableOn } from './contrast.ts';
import { mendTheme } from './mend-theme.ts';
import { themePresets } from './presets.ts';
import { themeHex } from './theme.ts';
import { keptThemesCss, themeDeclarations } from './theme-css.ts';

describe('contrast', () => {
  it('is that of WCAG', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#ffffff', '#ffffff'), 1);
    assert.ok(Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01);
  });

  it('is reached on every ground by making a colour darker or lighter', () => {
    const colours = ['#ffd60a', '#000000', '#ffffff', '#777777', '#0000ff', '#e4572e', '#8b1e3f'];
    const grounds = [...colours, '#808080', '#3355aa', '#6b8f71', '#10201b', '#faf6ee'];
    for (const ground of grounds) {
      for (const colour of colours) {
        const readable = readableOn(colour, ground);
        assert.ok(contrast(readable, ground) >= 4.5, `${colour} → ${readable} on ${ground}`);
      }
      assert.ok(contrast(blackOrWhite(ground), ground) >= 4.5);
    }
  });

  it('leaves a colour alone that can be read', () => {
    assert.equal(readableOn('#1d5f4e', '#ffffff'), '#1d5f4e');
  });
});

describe('mending a theme', () => {
  it('replaces texts that cannot be read, and says which', () => {
    const { theme, mended } = mendTheme({
      light: { accent: '#ffd60a', accentText: '#ffffff', surface: '#ffffff', text: '#999999' },
    });
    assert.deepEqual(
      mended.map(({ colour, scheme }) => `${scheme} ${colour}`),
      ['light text', 'light accentText'],
    );
    assert.ok(contrast(theme.light?.accentText ?? '', '#ffd60a') >= 4.5);
    assert.ok(contrast(theme.light?.text ?? '', '#ffffff') >= 4.5);
    assert.equal(theme.light?.accent, '#ffd60a');
  });

  it('judges dark texts on the dark ground', () => {
    const { mended } = mendTheme({ dark: { text: '#222222' } });
    assert.equal(mended[0]?.ground, '#121212');
  });
});

describe('presets', () => {
  it('are twelve, each with a name of its own, and need no mending', () => {
    assert.equal(themePresets.length, 12);
    assert.equal(new Set(themePresets.map(({ id }) => id)).size, 12);
    for (const preset of themePresets) {
      assert.deepEqual(mendTheme(preset).mended, [], preset.name);
      for (const colours of [preset.light, preset.dark]) {
        for (const colour of Object.values(colours ?? {})) assert.match(colour ?? '', themeHex, preset.name);
      }
    }
  });
});

describe('the CSS of a theme', () => {
  it('has a declaration for each value, and both colours where dark pages have one of their own', () => {
    assert.deepEqual(
      themeDeclarations({
        light: { accent: '#1d5f4e', text: '#111111' },
        dark: { accent: '#86d3bb' },
        buttonRadius: 999,
        headingWeight: 600,
        headingFont: 'Playfair Display, serif',
      }),
      [
        '--bq-accent: light-dark(#1d5f4e, #86d3bb)',
        '--bq-text: #111111',
        '--bq-button-radius: 999px',
        '--bq-heading-weight: 600',
        '--bq-heading-font: "Playfair Display", serif',
      ],
    );
  });

  it('has a rule for each kept theme', () => {
    assert.equal(
      keptThemesCss([{ name: 'winter', theme: { light: { accent: '#0b5c7a' }, radius: 4 } }]),
      '[theme="winter"]{--bq-accent:#0b5c7a;--bq-radius:4px}',
    );
  });
});
