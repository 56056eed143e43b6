import { css } from 'lit';

/** Styles that several elements share: the bar of steps, the button that goes back, heading and lead. */
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
`;
