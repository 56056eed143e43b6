import { css } from 'lit';

export const paymentStepStyles = css`
  :host {
    display: grid;
    gap: 20px;
  }
  /* Room for the card fields before they are there, so that the button does not move when they come. */
  .card {
    display: grid;
    min-block-size: 216px;
    align-content: start;
  }
  .card > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .card slot {
    display: block;
  }
  /* The node is the page's, and its CSS reaches it. */
  .card ::slotted(*) {
    display: block !important;
    margin: 0 !important;
    padding: 0 !important;
    border: 0 !important;
  }
  .card .skeleton {
    min-block-size: 216px;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    border-radius: var(--_radius-s);
  }
`;
