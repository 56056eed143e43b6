import { css } from 'lit';

/**
 * The width of each element that a page places. Where the page gives a width, the element fills it. Where the page asks
 * the element for its own width (a flex row, a centred column, inline-block, `fit-content`, a grid column with `auto`),
 * a line of invisible letters gives one: 720 px at most, and as narrow as the place is, because the line can wrap.
 *
 * The children measure themselves for their layout (`container-type`), which takes away the width of their content.
 */
export const room = css`
  :host::before {
    content: 'x x x x x x x x x x x x x x xx';
    display: block;
    flex: 0 0 0;
    min-inline-size: 0;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    font: 40px/0 monospace;
  }

  :host > * {
    flex: 1 1 100%;
    min-inline-size: 0;
    /* Not on the host: the reset of many pages takes the padding away from every element. */
    padding: var(--_pad, 0px);
    container-type: inline-size;
  }

  /* Buttons reach 4 px beyond the edge for their focus rings; an element at the edge of a page must not widen it. A ring
     at the very edge loses its outer side: a margin for it (both directions clipped) would widen the page. */
  @supports (overflow-clip-margin: 4px) {
    :host > * {
      overflow-x: clip;
      overflow-clip-margin: 4px;
    }
  }
`;
