import { css } from 'lit';

export const bookingStyles = css`
  :host {
    /* Reserves room on pages that do not do it themselves, so that nothing below moves. The example pages reserve it. */
    min-block-size: 640px;
    /* Room for a page's sticky header when a step scrolls to its top. */
    scroll-margin-block-start: 96px;
  }
  .journey {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  .top {
    display: grid;
    gap: 4px;
  }
  .bar {
    align-items: center;
    block-size: 4px;
  }
  .where {
    display: flex;
    gap: 16px;
    align-items: center;
    margin-block-end: -12px;
    font-size: var(--_size-s);
  }
  .where p {
    margin-inline-start: auto;
  }
  .way {
    margin-inline-start: -4px;
    font-size: var(--_size-m);
  }
  h2:focus {
    outline: none;
  }
  .lead {
    max-inline-size: 60ch;
  }
  .step {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  .step:empty {
    display: none;
  }
  .beside {
    display: grid;
    gap: var(--_gap);
    align-items: start;
  }
  .form {
    display: grid;
    gap: var(--_gap);
    min-inline-size: 0;
  }
  .actions .link {
    margin-inline-start: -4px;
  }
  .way[aria-disabled='true'] {
    visibility: hidden;
  }
  .card {
    padding: var(--_space);
    overflow-wrap: anywhere;
  }
  .card > * {
    display: grid;
    gap: 2px;
  }
  .card .cost {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .price {
    font-size: var(--_size-l);
    font-weight: 650;
  }
  .terms {
    inline-size: 100%;
    margin-block-start: 4px;
  }
  .code {
    margin-inline-start: -4px;
  }
  .change {
    margin-block: -12px;
    margin-inline-start: auto;
    margin-inline-end: -4px;
    font-size: var(--_size-s);
  }
  /* Reserves the room of the form, which may take a moment to load. */
  bq-waitlist-signup {
    min-block-size: 1260px;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(72px, auto) 1fr;
    gap: 12px 20px;
  }
  dt,
  dd p {
    color: var(--_text-2);
  }
  dd {
    font-weight: 650;
  }
  dd p {
    font-weight: 400;
  }
  .large {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press-l);
    padding: 0 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-b);
    color: var(--_text);
    font-weight: 550;
    text-decoration: none;
  }
  .large:hover {
    border-color: var(--_edge);
  }
  .elsewhere {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-block-start: 4px;
    font-size: var(--_size-s);
  }
  .elsewhere a {
    padding-block: 12px;
  }
  .failed {
    color: var(--_warning);
  }
  .tick {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--_accent-wash);
    color: var(--_accent-ink);
  }
  @container (min-width: 40em) {
    bq-waitlist-signup {
      min-block-size: 700px;
    }
    .beside {
      grid-template-columns: minmax(0, 1.25fr) minmax(240px, 1fr);
      gap: 32px;
    }
    .beside .card {
      order: 1;
      position: sticky;
      inset-block-start: 16px;
    }
  }
  @media (forced-colors: active) {
    .tick {
      border: 1px solid CanvasText;
    }
  }
`;
