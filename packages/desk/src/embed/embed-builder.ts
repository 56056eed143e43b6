import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { mendTheme } from '@botaniqal/shared/theme/mend-theme.ts';
import type { Theme } from '@botaniqal/shared/theme/theme.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../api/client.ts';
import { Loaded } from '../controllers/loaded.ts';
import { screen } from '../styles/screen.ts';
import { type Choice, placeables } from './choice.ts';
import { embedBuilderStyles } from './embed-builder.styles.ts';
import type { KeptEvent } from './kept-panel.ts';
import './kept-panel.ts';
import type { MeasuredEvent, PageLook, widths } from './preview-frame.ts';
import './preview-frame.ts';
import { readColour } from './read-colour.ts';
import { siteStyle } from './site-style.ts';
import { type Heights, type Lines, type SnippetForm, snippet } from './snippet.ts';
import type { ThemeEvent } from './theme-form.ts';
import './theme-form.ts';

const forms: Readonly<Record<SnippetForm, string>> = {
  site: 'Site head and element',
  single: 'One embed',
  strict: 'Strict policy',
};

/**
 * A marketer chooses an element and its look, sees it on a page like the site's, and copies the lines for the page.
 *
 * @element embed-builder
 */
export class EmbedBuilder extends LitElement {
  static override properties: PropertyDeclarations = {
    phone: {},
    sites: { converter: (words) => (words ?? '').split(' ').filter(Boolean) },
    entry: {},
    integrity: {},
    choice: { state: true },
    look: { state: true },
    device: { state: true },
    form: { state: true },
    heights: { state: true },
    fault: { state: true },
    copied: { state: true },
  };

  static override styles = [screen, fieldStyles, embedBuilderStyles];

  phone = '';
  sites: readonly string[] = [];
  entry = '';
  integrity = '';
  choice: Choice = {
    element: placeables[0] as Choice['element'],
    service: '',
    visit: '',
    practitioner: '',
    kept: '',
    theme: {},
  };
  look: PageLook = { ground: '', font: '', dark: false, styleSheet: '' };
  device: keyof typeof widths = innerWidth < 960 ? 'phone' : 'desktop';
  form: SnippetForm = 'site';
  heights: Heights = { phone: 1200, desktop: 720 };
  fault: Partial<Record<'ground' | 'styleSheet', string>> = {};
  copied = '';
  readonly #catalogue = new Loaded<Catalogue>(this, (signal) => read(endpoints.catalogue, signal));

  override render(): TemplateResult {
    const { phone, entry, integrity } = this;
    const target = { phone, entry, integrity, origin: location.origin };
    const { theme, mended } = mendTheme(this.choice.theme);
    const choice = { ...this.choice, theme };
    return html`<main class="screen" @embed-measured=${this.#measured} @embed-theme=${this.#themed} @embed-kept=${this.#kept}>
      <div class="head">
        <div>
          <h1>Put booking on a page</h1>
          <p>Choose what the page shows and how it looks. Then copy the lines at the end.</p>
        </div>
      </div>
      <div class="work">
        <div class="side">
          <section class="group" aria-labelledby="what"><h2 id="what">Element</h2>${this.#what()}</section>
          <section class="group" aria-labelledby="theme-heading">
            <h2 id="theme-heading">Theme</h2>
            ${this.#schemes()}
            <embed-theme-form .theme=${this.choice.theme} .scheme=${this.look.dark ? 'dark' : 'light'}></embed-theme-form>
          </section>
          <section class="group" aria-labelledby="kept-heading">
            <h2 id="kept-heading">Keep it on the server</h2>
            <embed-kept .theme=${theme} .kept=${this.choice.kept}></embed-kept>
          </section>
          <section class="group" aria-labelledby="page-heading"><h2 id="page-heading">Your page</h2>${this.#page()}</section>
        </div>
        <div class="main">
          <section class="group" aria-labelledby="preview-heading">
            <div class="bar">
              <h2 id="preview-heading">Preview</h2>
              <div class="switch" role="group" aria-label="Width of the preview">
                ${this.#press('Phone', this.device === 'phone', () => (this.device = 'phone'))}
                ${this.#press('Desktop', this.device === 'desktop', () => (this.device = 'desktop'))}
              </div>
            </div>
            ${mended.length > 0 ? this.#mended(mended) : nothing}
            <embed-preview .choice=${choice} .look=${this.look} .device=${this.device}></embed-preview>
            <p class="quiet">The preview is the element itself: a booking that you finish here is a real one.</p>
          </section>
          <section class="group" aria-labelledby="lines-heading">
            <div class="bar">
              <h2 id="lines-heading">Lines to paste</h2>
              <div class="switch" role="group" aria-label="Form of the lines">
                ${(Object.keys(forms) as SnippetForm[])
                  .filter((form) => form !== 'strict' || this.entry)
                  .map((form) => this.#press(forms[form], this.form === form, () => (this.form = form)))}
              </div>
            </div>
            ${snippet(this.form, choice, this.heights, target).map((lines) => this.#lines(lines))}
            <p role="status">${this.copied}</p>
          </section>
        </div>
      </div>
    </main>`;
  }

  #press(label: string, pressed: boolean, act: () => void): TemplateResult {
    return html`<button type="button" aria-pressed=${pressed ? 'true' : 'false'} @click=${act}>${label}</button>`;
  }

  #what(): TemplateResult {
    const { element } = this.choice;
    const { services = [], practitioners = [] } = this.#catalogue.value ?? {};
    const service = services.find(({ id }) => id === this.choice.service);
    const options = {
      service: services.map(({ id, name }) => [id, name] as const),
      visit: (service?.visits ?? []).map(({ kind, name }) => [kind, name] as const),
      practitioner: practitioners.map(({ id, name }) => [id, name] as const),
    };
    return html`${this.#select(
      'element',
      'What the page shows',
      element.tag,
      placeables.map(({ tag, name }) => [tag, name] as const),
      (tag) => this.#choose({ element: placeables.find((each) => each.tag === tag) ?? element }),
    )}
    ${element.takes
      .filter((name) => name !== 'visit' || service)
      .map((name) =>
        this.#select(
          name,
          { service: 'Service', visit: 'Visit', practitioner: 'Practitioner' }[name],
          this.choice[name],
          [['', 'The patient chooses'], ...options[name]],
          (value) => this.#choose({ [name]: value, ...(name === 'service' ? { visit: '' } : {}) }),
        ),
      )}
    ${this.#catalogue.error ? html`<p class="error">The services could not be loaded. <button type="button" class="link" @click=${() => void this.#catalogue.again()}>Try again</button></p>` : nothing}`;
  }

  #select(
    id: string,
    label: string,
    value: string,
    options: readonly (readonly [value: string, name: string])[],
    act: (value: string) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label class="label" for=${id}>${label}</label>
      <select class="control" id=${id} @change=${({ target }: Event) => act((target as HTMLSelectElement).value)}>
        ${options.map(([each, name]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`)}
      </select>
    </div>`;
  }

  #schemes(): TemplateResult {
    const show = (dark: boolean) => () => (this.look = { ...this.look, dark });
    return html`<div class="switch" role="group" aria-label="Colours for">
      ${this.#press('Light pages', !this.look.dark, show(false))} ${this.#press('Dark pages', this.look.dark, show(true))}
    </div>`;
  }

  #page(): TemplateResult {
    const text = (
      id: 'ground' | 'font' | 'styleSheet',
      label: string,
      hint: string,
      act: (words: string) => void,
    ) => html`<div class="field">
      <label class="label" for=${id}>${label}</label>
      <p class="hint" id="${id}-hint">${hint}</p>
      <input class="control" id=${id} autocomplete="off" spellcheck="false" aria-describedby="${id}-hint ${id}-error"
        @change=${({ target }: Event) => act((target as HTMLInputElement).value.trim())} />
      <p class="error" id="${id}-error" role="alert">${id === 'font' ? '' : (this.fault[id] ?? '')}</p>
    </div>`;
    return html`${text('ground', 'Background', 'A colour, such as #faf6ee.', (words) => {
      const ground = words === '' ? '' : readColour(words);
      this.fault = { ...this.fault, ground: ground === undefined ? 'This is no colour.' : '' };
      if (ground !== undefined) this.look = { ...this.look, ground };
    })}
    ${text('font', 'Font', 'A font of this device, such as Georgia.', (words) => {
      this.look = { ...this.look, font: words.replaceAll(/["\\;{}]/g, '') };
    })}
    ${text(
      'styleSheet',
      'Style sheet',
      "The address of a style sheet on one of the clinic's sites.",
      (words) => {
        const found = words === '' ? { href: '' } : siteStyle(words, this.sites);
        this.fault = { ...this.fault, styleSheet: 'refused' in found ? found.refused : '' };
        this.look = { ...this.look, styleSheet: 'href' in found ? found.href : '' };
      },
    )}`;
  }

  #mended(mended: ReturnType<typeof mendTheme>['mended']): TemplateResult {
    return html`<div class="mended" role="status">
      ${mended.map(
        ({ colour, chosen, ground, contrast, instead, scheme }) => html`<p>
          ${colour === 'text' ? 'Text' : 'Text on the accent'} ${chosen} on ${ground} has a contrast of ${contrast.toFixed(1)}:1${scheme === 'dark' ? ' on dark pages' : ''}. At least 4.5:1 can be read, so the lines have ${instead}.
        </p>`,
      )}
    </div>`;
  }

  #lines({ title, text }: Lines): TemplateResult {
    return html`<div class="lines">
      <div class="bar">
        <h3>${title}</h3>
        <button type="button" @click=${() => void this.#copy(title, text)}>Copy<span class="spoken">: ${title}</span></button>
      </div>
      <pre tabindex="0" aria-label=${title}>${text}</pre>
    </div>`;
  }

  async #copy(title: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = `Copied: ${title}.`;
    } catch {
      this.copied = 'This browser does not let a page copy. Select the lines and copy them.';
    }
  }

  #choose(values: Partial<Choice>): void {
    this.copied = '';
    this.choice = { ...this.choice, ...values };
  }

  #measured = ({ heights }: MeasuredEvent): void => {
    this.heights = heights;
  };

  #themed = ({ theme }: ThemeEvent): void => {
    this.#choose({ theme });
  };

  #kept = ({ kept, theme }: KeptEvent): void => {
    this.#choose({ kept, ...(theme ? { theme: theme as Theme } : {}) });
  };
}

customElements.define('embed-builder', EmbedBuilder);
