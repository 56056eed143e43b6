import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { KeptTheme, KeptThemeList } from '@botaniqal/shared/contracts/staff/themes.ts';
import { type Theme, themeName } from '@botaniqal/shared/theme/theme.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read, send, useSession } from '../api/client.ts';
import { DeskProblem, sentenceOf } from '../api/desk-problem.ts';
import { screen } from '../styles/screen.ts';

/** A kept theme is opened, was kept, or is left: its name, and its values when they are to be shown. */
export class KeptEvent extends Event {
  readonly kept: string;
  readonly theme: Theme | undefined;
  constructor(kept: string, theme?: Theme) {
    super('embed-kept', { bubbles: true });
    this.kept = kept;
    this.theme = theme;
  }
}

/**
 * Keeps the theme on the server, for a marketer who is signed in at the desk: under a name, with its history.
 *
 * @element embed-kept
 * @fires embed-kept - a theme was opened or kept
 */
export class KeptPanel extends LitElement {
  static override properties: PropertyDeclarations = {
    theme: { attribute: false },
    kept: {},
    session: { state: true },
    names: { state: true },
    opened: { state: true },
    said: { state: true },
    fault: { state: true },
    busy: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    css`
      .panel {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  declare theme: Theme;
  kept = '';
  session: DeskSession | null | undefined;
  names: readonly string[] = [];
  opened: KeptTheme | undefined;
  said = '';
  fault = '';
  busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#signIn();
  }

  async #signIn(): Promise<void> {
    try {
      const session = await read<DeskSession>('/api/staff/session');
      useSession({ csrfToken: session.csrfToken, onEnded: () => (this.session = null) });
      this.session = session;
      if (this.#may) await this.#list();
    } catch (error) {
      this.session = null;
      if (!(error instanceof DeskProblem) || error.code !== 'unauthorized') this.fault = sentenceOf(error);
    }
  }

  get #may(): boolean {
    return this.session?.permissions.includes('themes:manage') ?? false;
  }

  async #list(): Promise<void> {
    const { themes } = await read<KeptThemeList>('/api/staff/themes');
    this.names = themes.map(({ name }) => name);
  }

  override render(): TemplateResult {
    return html`<div class="panel">
      ${this.session === undefined ? nothing : this.#may ? this.#form() : this.#signInFirst()}
      <p role="status">${this.said}</p>
      ${this.fault ? html`<p class="error" role="alert">${this.fault}</p>` : nothing}
    </div>`;
  }

  #signInFirst(): TemplateResult {
    if (this.session) return html`<p class="quiet">Managers and marketers can keep themes on the server.</p>`;
    return html`<p class="quiet">
      A theme that is kept on the server changes on all pages without pasting again.
      <a href="/desk" target="_blank">Sign in at the desk</a>, then
      <button type="button" class="link" @click=${() => void this.#signIn()}>continue here</button>.
    </p>`;
  }

  #form(): TemplateResult {
    const versions = this.opened?.versions ?? [];
    return html`<div class="field">
        <label class="label" for="name">Name of the theme</label>
        <p class="hint" id="name-hint">Small letters, digits and hyphens, such as <code>winter</code>.</p>
        <input class="control" id="name" list="names" autocomplete="off" aria-describedby="name-hint"
          .value=${this.kept} @change=${this.#named} />
        <datalist id="names">${this.names.map((name) => html`<option value=${name}></option>`)}</datalist>
      </div>
      <div class="actions">
        <button type="button" class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#keep}>
          Keep on the server
        </button>
        ${
          versions[1]
            ? html`<button type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#restore(versions[1]?.version ?? 0)}>
                Undo the last change
              </button>`
            : nothing
        }
      </div>
      ${versions.length > 0 ? this.#history() : nothing}`;
  }

  #history(): TemplateResult {
    return html`<details>
      <summary>History</summary>
      <ul>
        ${this.opened?.versions.map(
          ({ version, keptAt, keptBy, theme }, index) => html`<li>
            Version ${version}, ${new Date(keptAt).toLocaleString('en-AU')}, ${keptBy.replace('staff:', '')}${theme ? '' : ', taken away'}
            ${
              index === 0
                ? nothing
                : html`<button type="button" class="link" @click=${() => this.#restore(version)}>Restore version ${version}</button>`
            }
          </li>`,
        )}
      </ul>
    </details>`;
  }

  get #typed(): string {
    return this.renderRoot.querySelector<HTMLInputElement>('#name')?.value.trim() ?? '';
  }

  #named = (): void => {
    const name = this.#typed;
    this.opened = undefined;
    this.fault = '';
    if (!this.names.includes(name)) return void this.dispatchEvent(new KeptEvent(''));
    void this.#act(async () => {
      this.#show(await read<KeptTheme>(`/api/staff/themes/${name}`), true);
      return '';
    });
  };

  #keep = (): void => {
    const name = this.#typed;
    if (!themeName.test(name)) {
      this.fault = 'A name begins with a small letter, and has small letters, digits and hyphens.';
      return;
    }
    void this.#act(async () => {
      const seen = this.opened?.versions[0]?.version;
      const body = { theme: this.theme, ...(seen === undefined ? {} : { seen }) };
      this.#show(await send<KeptTheme>(`/api/staff/themes/${name}`, body), false);
      await this.#list();
      return `Kept as ${name}. Pages with theme="${name}" show it within five minutes.`;
    });
  };

  #restore(version: number): void {
    const name = this.opened?.name ?? '';
    void this.#act(async () => {
      const seen = this.opened?.versions[0]?.version;
      this.#show(await send<KeptTheme>(`/api/staff/themes/${name}/restore`, { version, seen }), true);
      return `Version ${version} of ${name} is on the pages again.`;
    });
  }

  /** Shows what the server has; `draws`: the builder draws it too. */
  #show(theme: KeptTheme, draws: boolean): void {
    this.opened = theme;
    this.dispatchEvent(new KeptEvent(theme.name, draws ? (theme.versions[0]?.theme ?? {}) : undefined));
  }

  async #act(act: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = '';
    this.said = '';
    try {
      this.said = await act();
    } catch (error) {
      this.fault = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('embed-kept', KeptPanel);
