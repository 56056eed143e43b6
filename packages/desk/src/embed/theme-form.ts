import { themePresets } from '@botaniqal/shared/theme/presets.ts';
import {
  type Theme,
  type ThemeColour,
  type ThemeNumber,
  themeColours,
  themeFont,
  themeNumbers,
} from '@botaniqal/shared/theme/theme.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { screen } from '../styles/screen.ts';
import { readColour } from './read-colour.ts';

/** The theme that the marketer has made. */
export class ThemeEvent extends Event {
  readonly theme: Theme;
  constructor(theme: Theme) {
    super('embed-theme', { bubbles: true });
    this.theme = theme;
  }
}

const colourNames: Readonly<Record<ThemeColour, string>> = {
  accent: 'Accent',
  accentText: 'Text on the accent',
  surface: 'Surface',
  text: 'Text',
  border: 'Border',
};

const numberNames: Readonly<Record<ThemeNumber, string>> = {
  radius: 'Corners',
  buttonRadius: 'Corners of buttons',
  spacing: 'Spacing',
  padding: 'Space around',
  textSize: 'Size of text',
  headingWeight: 'Weight of headings',
  lineHeight: 'Height of lines',
};

/**
 * The look of an element: a preset, and each value of it. A value that cannot be used is refused and said.
 *
 * @element embed-theme-form
 * @fires embed-theme - the theme has changed
 */
export class ThemeForm extends LitElement {
  static override properties: PropertyDeclarations = {
    theme: { attribute: false },
    scheme: {},
    refused: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    css`
      .fields {
        display: grid;
        gap: 16px;
      }

      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9em, 1fr));
        gap: 12px;
      }

      .colour {
        display: flex;
        gap: 8px;
        align-items: end;
      }

      .colour input[type='color'] {
        flex: none;
        inline-size: 48px;
        block-size: 48px;
        padding: 4px;
        border: 1px solid var(--_edge);
        border-radius: var(--_radius-s);
        background: var(--_surface);
      }

      .colour .control {
        min-inline-size: 0;
      }
    `,
  ];

  theme: Theme = {};
  scheme: 'light' | 'dark' = 'light';
  refused: Partial<Record<string, string>> = {};

  override render(): TemplateResult {
    return html`<div class="fields">
      <div class="field">
        <label class="label" for="preset">Begin with</label>
        <select class="control" id="preset" @change=${this.#preset}>
          <option value="">Choose a look</option>
          ${themePresets.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
      ${themeColours.map((colour) => this.#colour(colour))}
      <div class="pair">${(Object.keys(themeNumbers) as ThemeNumber[]).map((name) => this.#number(name))}</div>
      <div class="field">
        <label class="label" for="font">Font of headings</label>
        <p class="hint" id="font-hint">Fonts that your page has, such as Playfair Display, serif.</p>
        <input class="control" id="font" .value=${this.theme.headingFont ?? ''} aria-describedby="font-hint font-error"
          aria-invalid=${this.refused.font ? 'true' : nothing} @change=${this.#font} />
        ${this.#error('font')}
      </div>
    </div>`;
  }

  #error(name: string): TemplateResult {
    return html`<p class="error" id="${name}-error" role="alert">${this.refused[name] ?? ''}</p>`;
  }

  #colour(name: ThemeColour): TemplateResult {
    const value = this.theme[this.scheme]?.[name] ?? '';
    const act = ({ target }: Event) => this.#setColour(name, (target as HTMLInputElement).value);
    return html`<div class="field">
      <label class="label" for=${name}>${colourNames[name]}</label>
      <div class="colour">
        <input class="control" id=${name} .value=${value} placeholder="Follows the others" autocomplete="off" spellcheck="false"
          aria-invalid=${this.refused[name] ? 'true' : nothing} aria-describedby="${name}-error" @change=${act} />
        <input type="color" aria-label="Pick: ${colourNames[name]}" .value=${value || '#808080'} @input=${act} />
      </div>
      ${this.#error(name)}
    </div>`;
  }

  #number(name: ThemeNumber): TemplateResult {
    const { unit, least, most } = themeNumbers[name];
    const step = name === 'lineHeight' ? '0.05' : name === 'headingWeight' ? '50' : '1';
    return html`<div class="field">
      <label class="label" for=${name}>${numberNames[name]}${unit ? html` <span class="quiet">(${unit})</span>` : nothing}</label>
      <input class="control" id=${name} type="number" min=${least} max=${most} step=${step} .value=${String(this.theme[name] ?? '')}
        aria-invalid=${this.refused[name] ? 'true' : nothing} aria-describedby="${name}-error"
        @change=${({ target }: Event) => this.#setNumber(name, (target as HTMLInputElement).value)} />
      ${this.#error(name)}
    </div>`;
  }

  #preset = ({ target }: Event): void => {
    const found = themePresets.find(({ id }) => id === (target as HTMLSelectElement).value);
    if (!found) return;
    const { id: _id, name: _name, ...theme } = found;
    this.refused = {};
    this.dispatchEvent(new ThemeEvent(theme));
  };

  #setColour(name: ThemeColour, words: string): void {
    const value = words.trim() === '' ? undefined : readColour(words);
    const isRefused = words.trim() !== '' && !value;
    this.#refuse(name, isRefused && 'This is no colour. Write one like #1d5f4e or teal.');
    if (isRefused) return;
    this.#change({ [this.scheme]: without({ ...this.theme[this.scheme], [name]: value }) });
  }

  #setNumber(name: ThemeNumber, words: string): void {
    const { least, most } = themeNumbers[name];
    const value = words.trim() === '' ? undefined : Number(words);
    const isRefused = value !== undefined && !(value >= least && value <= most);
    this.#refuse(name, isRefused && `From ${least} to ${most}.`);
    if (!isRefused) this.#change({ [name]: value });
  }

  #font = ({ target }: Event): void => {
    const words = (target as HTMLInputElement).value.trim().replaceAll(/["']/g, '');
    const isRefused = words !== '' && !themeFont.test(words);
    this.#refuse('font', isRefused && 'Names of fonts, separated by commas.');
    if (!isRefused) this.#change({ headingFont: words || undefined });
  };

  #refuse(name: string, why: string | false): void {
    this.refused = { ...this.refused, [name]: why || undefined };
  }

  #change(values: Partial<Theme>): void {
    this.dispatchEvent(new ThemeEvent(without({ ...this.theme, ...values })));
  }
}

/** The object without what is not set. */
function without<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

customElements.define('embed-theme-form', ThemeForm);
