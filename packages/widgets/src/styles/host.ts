import { css } from 'lit';

/**
 * The spacing of text in an element that a page places. An animation that has ended is stronger than the page's
 * ordinary rules, and weaker than a rule with `!important`. So the page's design does not change our spacing, while a
 * reader's own spacing (a bookmarklet or a user stylesheet, WCAG 1.4.12) reaches all our text by inheritance.
 */
export const host = css`
  :host {
    line-height: var(--_lines, 1.45);
    animation: bq-spacing 1ms both;
  }

  /* An element inside another one of ours inherits the spacing, and the padding is around both. See define.ts. */
  :host([exportparts]) {
    --_pad: 0px;
    animation: none;
    line-height: inherit;
  }

  @keyframes bq-spacing {
    from,
    to {
      line-height: var(--_lines, 1.45);
      letter-spacing: normal;
      word-spacing: normal;
    }
  }
`;
