import { css, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { define } from '../page/define.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { examinePage } from './examine.ts';
import type { Finding } from './finding.ts';
import { countWords, findingsList, findingsStyles, findingsText } from './findings-list.ts';

/** Elements need some moments until they show what they will show. Milliseconds. */
const timeToLoad = 2_500;

/**
 * Says over a live page what is wrong with our elements on it. Only the author of the page asks for it, by `?bq-doctor` or
 * a bookmark.
 *
 * @element bq-doctor-panel
 */
export class DoctorPanel extends LitElement {
  static override properties: PropertyDeclarations = {
    origin: {},
    findings: { state: true },
    copied: { state: true },
  };

  static override styles = [
    tokens,
    base,
    findingsStyles,
    css`
      :host {
        --bq-surface: Canvas;
        --bq-text: CanvasText;
        position: fixed;
        inset-block-end: 16px;
        inset-inline-end: 16px;
        z-index: 2147483647;
        width: min(30rem, calc(100vw - 32px));
        max-height: min(40rem, calc(100vh - 32px));
        overflow: auto;
        padding: 20px;
        border: 1px solid var(--_edge);
        border-radius: 14px;
        box-shadow: 0 12px 40px rgb(0 0 0 / 18%);
        font-family: system-ui, sans-serif;
        line-height: 1.45;
      }

      h3 {
        margin-block-start: 12px;
      }

      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block-start: 16px;
      }

      button {
        min-height: var(--_press);
        padding-inline: 14px;
        border: 1px solid var(--_edge);
        border-radius: var(--_radius-s);
        background: var(--_surface);
        cursor: pointer;
      }
    `,
  ];

  /** The booking server. */
  origin = '';
  private findings: readonly Finding[] | null = null;
  private copied = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Booking doctor');
    this.lang = 'en-AU';
    setTimeout(() => void this.#examine(), timeToLoad);
  }

  async #examine(): Promise<void> {
    this.findings = null;
    this.copied = false;
    this.findings = await examinePage(this.origin);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#result')?.focus();
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(findingsText(this.findings ?? []));
    this.copied = true;
  }

  protected override render() {
    const { findings } = this;
    return html`<h2>Booking doctor</h2>
      <div role="status">${findings ? nothing : html`<p>Looking at this page …</p>`}</div>
      ${
        findings
          ? html`<h3 tabindex="-1" id="result">${countWords(findings)}</h3>
              ${findingsList(findings, 'The elements on this page are set up as they should be.')}`
          : nothing
      }
      <div class="acts">
        ${
          findings
            ? html`<button type="button" @click=${() => void this.#examine()}>Look again</button>
                ${
                  findings.length > 0
                    ? html`<button type="button" @click=${() => void this.#copy()}>${this.copied ? 'Copied' : 'Copy the list'}</button>`
                    : nothing
                }`
            : nothing
        }
        <button type="button" @click=${() => this.remove()}>Close</button>
      </div>`;
  }
}

define('bq-doctor-panel', DoctorPanel);
