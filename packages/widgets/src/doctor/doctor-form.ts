import { css, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { define } from '../page/define.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { examineSource } from './examine.ts';
import type { Finding } from './finding.ts';
import { countWords, findingsList, findingsStyles } from './findings-list.ts';

const onlyLive =
  'Width, what is cut off and contrast are seen on the live page only: open it with ?bq-doctor at the end of its address.';

/**
 * Examines HTML that a marketer pastes. The text stays in the browser.
 *
 * @element bq-doctor-form
 */
export class DoctorForm extends LitElement {
  static override properties: PropertyDeclarations = {
    origin: {},
    findings: { state: true },
    empty: { state: true },
  };

  static override styles = [
    tokens,
    base,
    findingsStyles,
    css`
      form {
        display: grid;
        gap: 8px;
        margin-block-end: 24px;
      }

      label {
        font-weight: 550;
      }

      textarea {
        width: 100%;
        min-height: 14rem;
        padding: 12px;
        border: 1px solid var(--_edge);
        border-radius: var(--_radius-s);
        background: var(--_surface);
        font: 0.875rem/1.5 ui-monospace, monospace;
      }

      textarea:focus-visible,
      button:focus-visible {
        outline: 3px solid var(--_accent);
        outline-offset: 2px;
      }

      button {
        justify-self: start;
        min-height: var(--_press-l);
        padding-inline: 20px;
        border: 1px solid transparent;
        border-radius: var(--_radius-s);
        background: var(--_accent);
        color: var(--_accent-text);
        font-weight: 600;
        cursor: pointer;
      }

      section {
        display: grid;
        gap: 8px;
        margin-block-start: 32px;
      }

      .bookmark {
        padding: 12px;
        border-radius: var(--_radius-s);
        background: var(--_wash);
        user-select: all;
      }

      .error {
        color: var(--_danger);
      }
    `,
  ];

  /** The booking server. */
  origin = location.origin;
  private findings: readonly Finding[] | null = null;
  private empty = false;

  async #examine(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const field = this.renderRoot.querySelector('textarea');
    const source = field?.value ?? '';
    this.empty = !/<\s*[a-z!]/i.test(source);
    if (this.empty) {
      this.findings = null;
      field?.focus();
      return;
    }
    this.findings = await examineSource(source, this.origin);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#result')?.focus();
  }

  protected override render() {
    const { findings, empty } = this;
    return html`<form novalidate @submit=${(event: SubmitEvent) => void this.#examine(event)}>
        <label for="source">The HTML of the page</label>
        <p id="hint">Open the page, choose “View page source”, copy all of it and paste it here. It stays in your browser.</p>
        ${empty ? html`<p class="error" id="error">Paste the HTML of a page: there is no tag in this text.</p>` : nothing}
        <textarea
          id="source"
          spellcheck="false"
          autocomplete="off"
          aria-describedby=${empty ? 'error hint' : 'hint'}
          aria-invalid=${empty ? 'true' : nothing}
        ></textarea>
        <button>Look for mistakes</button>
      </form>
      ${
        findings
          ? html`<h2 tabindex="-1" id="result">${countWords(findings)}</h2>
              ${findingsList(findings, `This HTML is as it should be. ${onlyLive}`)}`
          : nothing
      }
      <section aria-labelledby="live">
        <h2 id="live">On a live page</h2>
        <p>Add <code>?bq-doctor</code> to the address of the page, or keep this line as the address of a bookmark and press it there:</p>
        <code class="bookmark">javascript:void import('${this.origin}/widgets/v1/bq.js?doctor='+Date.now())</code>
      </section>`;
  }
}

define('bq-doctor-form', DoctorForm);
