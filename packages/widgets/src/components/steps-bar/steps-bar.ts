import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';

/**
 * A thin bar that shows how far a journey has come; its words are for those who do not see it.
 *
 * @element bq-steps-bar
 * @csspart segment - one step
 */
export class StepsBar extends LitElement {
  static override styles = [
    base,
    css`
    .bar {
      display: flex;
      gap: 6px;
      align-items: center;
      block-size: 4px;
    }
    .segment {
      flex: 1;
      block-size: 4px;
      border-radius: 2px;
      background: var(--_line);
      transition: background-color var(--_quick);
    }
    .segment.done {
      background: var(--_accent);
    }
    @media (forced-colors: active) {
      .segment {
        forced-color-adjust: none;
        background: GrayText;
        block-size: 2px;
      }
      .segment.done {
        block-size: 4px;
        background: Highlight;
      }
    }
  `,
  ];

  /** How many steps there are. */
  @property({ type: Number }) count = 0;
  /** The step reached, counted from 1. */
  @property({ type: Number }) position = 0;
  /** "Step 2 of 3: your details" */
  @property() words = '';

  protected override render() {
    return html`<div class="bar" aria-hidden="true">
        ${Array.from({ length: this.count }, (_, index) => {
          const done = index < this.position ? 'segment done' : 'segment';
          return html`<span class=${done} part="segment"></span>`;
        })}
      </div>
      <p class="spoken">${this.words}</p>`;
  }
}

define('bq-steps-bar', StepsBar);
