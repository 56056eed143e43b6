import { css } from 'lit';

export const paymentStepStyles = css`
  :host {
    display: grid;
    gap: var(--_gap);
  }
  /* Reserves room for the card fields, so that the button does not move when they appear. */
  .fields {
    display: grid;
    min-block-size: 216px;
    align-content: start;
  }
  .fields > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .fields slot {
    display: block;
  }
  /* The node is in the page, so the page's CSS applies to it. */
  .fields ::slotted(*) {
    display: block !important;
    margin: 0 !important;
    padding: 0 !important;
    border: 0 !important;
  }
  .fields .skeleton {
    min-block-size: 216px;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    border-radius: var(--_radius-s);
  }
`;
