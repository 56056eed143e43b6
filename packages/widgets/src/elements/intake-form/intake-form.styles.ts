import { css } from 'lit';

export const intakeFormStyles = css`
  :host {
    /* Room for a page's sticky header when a step scrolls to its top. */
    scroll-margin-block-start: 96px;
  }
  .intake {
    display: grid;
    gap: var(--_gap);
    align-content: start;
    max-inline-size: 720px;
  }
  .top {
    display: grid;
    gap: 4px;
  }
  /* A dotted line, because a paler one would have too little contrast. */
  .bar .perhaps {
    background: repeating-linear-gradient(90deg, var(--_edge) 0 3px, transparent 3px 6px);
  }
  .where {
    display: flex;
    gap: 16px;
    align-items: center;
    min-block-size: var(--_press);
    font-size: var(--_size-s);
  }
  .where p {
    margin-inline-start: auto;
  }
  .way {
    font-size: var(--_size-m);
  }
  bq-form-section > .link,
  .send .link,
  .where .link {
    margin-inline-start: -4px;
  }
  .copy {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-block-size: var(--_press);
  }
  .copy input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent-ink);
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  /* From the second step on, the form's title is smaller than the section's title. */
  .again h2 {
    font-size: var(--_size-m);
    font-weight: 400;
    letter-spacing: 0;
    color: var(--_text-2);
  }
  .again + * {
    margin-block-start: -12px;
  }
  .lead {
    color: var(--_text-2);
    max-inline-size: 68ch;
    text-wrap: pretty;
  }
  .waiting {
    display: grid;
    gap: var(--_gap);
  }
  .waiting i {
    block-size: 72px;
  }
  .check,
  .part {
    display: grid;
    gap: 24px;
  }
  .part {
    gap: 8px;
  }
  .title {
    display: flex;
    gap: 16px;
    align-items: center;
    justify-content: space-between;
    border-block-end: 1px solid var(--_line);
  }
  .title h4 {
    font-size: var(--_size-m);
    font-weight: 650;
    color: inherit;
  }
  dl,
  dl > div {
    display: grid;
    gap: 12px 20px;
  }
  dl > div {
    gap: 2px 20px;
  }
  dt {
    color: var(--_text-2);
    text-wrap: pretty;
  }
  dd {
    overflow-wrap: anywhere;
  }
  .look {
    color: var(--_warning);
    font-weight: 550;
  }
  .offline,
  .later {
    padding: 0.875em 1em;
    border-radius: var(--_radius-s);
    background: var(--_wash);
  }
  /* Stays in view on a long page. */
  .offline {
    position: sticky;
    inset-block-end: 8px;
    border: 1px solid var(--_line);
    background: var(--_surface);
  }
  .later {
    display: grid;
    gap: 12px;
    text-wrap: pretty;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
  }
  .sent {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .sent svg {
    inline-size: 48px;
    block-size: 48px;
    padding: 0.75em;
    border-radius: 50%;
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    fill: none;
    stroke: currentcolor;
    stroke-width: 2.5;
  }
  a.phone {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
  }
  @container (min-width: 560px) {
    dl > div {
      grid-template-columns: 5fr 6fr;
    }
    .send {
      justify-items: start;
    }
  }
  @media (forced-colors: active) {
    .offline,
    .later {
      border: 1px solid CanvasText;
    }
  }
`;
