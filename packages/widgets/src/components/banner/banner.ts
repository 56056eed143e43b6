import { css, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';

/**
 * Says in a sentence that something failed, with the ways forward in its slot.
 * `focus()` moves focus to the banner, so that the patient sees it and a screen reader reads it out.
 *
 * @element bq-banner
 * @slot - ways forward: buttons and links
 * @csspart box - the frame
 */
export class Banner extends LitElement {
  static override properties: PropertyDeclarations = {
    heading: {},
    body: {},
  };

  static override styles = [
    base,
    css`
    .box {
      padding: 0.875em 1em;
      border-radius: var(--_radius-s);
      background: var(--_warning-wash);
      color: var(--_text);
      border-inline-start: 4px solid var(--_warning);
    }
    h2,
    h3 {
      font: inherit;
      font-weight: 650;
      color: var(--_warning);
    }
    p {
      margin-block-start: 4px;
    }
    slot {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      margin-block-start: 8px;
    }
  `,
  ];

  /** The failure, in a few words. */
  heading = '';
  /** The next thing to do. */
  body = '';

  /** May be called before the first render: it waits until there is something to focus. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.box')?.focus(options));
  }

  protected override render() {
    return html`<div class="box" part="box" tabindex="-1" role="group" aria-labelledby="heading">
      ${
        // Alone in its element, it is the first heading.
        (this.getRootNode() as ParentNode).querySelector('h2')
          ? html`<h3 id="heading">${this.heading}</h3>`
          : html`<h2 id="heading">${this.heading}</h2>`
      }
      ${this.body ? html`<p>${this.body}</p>` : nothing}
      <slot></slot>
    </div>`;
  }
}

define('bq-banner', Banner);
