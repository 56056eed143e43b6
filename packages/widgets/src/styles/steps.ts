import { css } from 'lit';

/** Styles that several elements share: the bar of steps, the button that goes back, heading and lead. */
export const steps = css`
  .bar {
    display: flex;
    gap: 6px;
  }
  .bar i {
    flex: 1;
    /* A step ahead is a thin line, so that the difference is not colour alone. */
    border-block: 1px solid var(--_surface);
    block-size: 4px;
    border-radius: 2px;
    background: var(--_edge);
    transition: background-color var(--_quick);
  }
  .bar .done {
    border: 0;
    background: var(--_accent-ink);
  }
  @media (forced-colors: active) {
    .bar i {
      forced-color-adjust: none;
      border-color: Canvas;
      background: CanvasText;
    }
    .bar .done {
      background: Highlight;
    }
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
