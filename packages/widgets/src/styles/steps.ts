import { css } from 'lit';

/** What booking, forms and triage share: the bar that shows how far one is, the way back, heading, lead and card. */
export const steps = css`
  .bar {
    display: flex;
    gap: 6px;
  }
  .bar i {
    flex: 1;
    block-size: 4px;
    border-radius: 2px;
    background: var(--_line);
    transition: background-color var(--_quick);
  }
  .bar .done {
    background: var(--_accent);
  }
  .way {
    text-decoration: none;
  }
  .way:hover {
    text-decoration: underline;
  }
  .head {
    display: grid;
    gap: 4px;
  }
  .lead {
    color: var(--_text-2);
    text-wrap: pretty;
  }
  .card {
    display: grid;
    gap: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
`;
