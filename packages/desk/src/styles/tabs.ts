import { css } from 'lit';

/** Links that choose one of several lists. */
export const tabs = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .tabs a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
    padding: 0 16px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    color: var(--_text);
    text-decoration: none;
  }

  .tabs a[aria-current] {
    border-color: transparent;
    background: var(--_text);
    color: var(--_surface);
  }

  @media (forced-colors: active) {
    .tabs a[aria-current] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
