import { css } from 'lit';

export const triageFormStyles = css`
  :host {
    scroll-margin-block-start: 96px;
  }
  .triage,
  .outcome {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  .top {
    display: grid;
    gap: 8px;
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: center;
    justify-content: space-between;
    min-block-size: var(--_press);
    font-size: var(--_size-s);
  }
  .way {
    justify-self: start;
    margin-inline-start: -4px;
    font-size: var(--_size-m);
  }
  .lead,
  .card p,
  .plain {
    max-inline-size: 64ch;
    text-wrap: pretty;
  }
  h2:focus,
  .follow:focus {
    outline: none;
  }
  .card {
    padding: 1.25em;
  }
  .columns {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
  }
  .columns li {
    margin-block-start: 6px;
    padding-inline-start: 1em;
    text-indent: -16px;
  }
  .columns li::before {
    content: '•';
    display: inline-block;
    inline-size: 16px;
    text-indent: 0;
    color: var(--_accent-ink);
  }
  .danger-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--_line);
    color: var(--_text-2);
    font-size: var(--_size-s);
  }
  .danger-line a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
    min-inline-size: var(--_press);
    font-weight: 650;
    white-space: nowrap;
  }
  summary {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: var(--_press);
    font-weight: 550;
    cursor: pointer;
  }
  summary::before {
    content: '';
    inline-size: 7px;
    block-size: 7px;
    margin-inline: 3px 5px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    rotate: -45deg;
    transition: rotate var(--_quick);
  }
  [open] > summary::before {
    rotate: 45deg;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 16px;
    align-items: start;
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .answers dt {
    color: var(--_text-2);
    font-size: var(--_size-s);
  }
  .answers dd {
    margin-block-end: 8px;
    overflow-wrap: anywhere;
  }
  .waiting {
    display: grid;
    gap: 16px;
  }
  .waiting i {
    block-size: 56px;
  }
  @media (max-width: 480px) {
    .card .primary {
      inline-size: 100%;
      text-align: center;
      justify-content: center;
    }
  }
`;
