import { css } from 'lit';

export const waitlistPlaceStyles = css`
  .all {
    display: grid;
    gap: var(--_gap);
  }
  h3:focus {
    outline: none;
  }
  .state {
    display: grid;
    gap: 4px;
    padding: var(--_space);
    border-radius: var(--_radius-s);
    background: var(--_accent-wash);
  }
  .state.over {
    background: var(--_warning-wash);
  }
  .place {
    font-size: var(--_size-xl);
    line-height: 1.25;
  }
  .reach {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
  }
  .reach b {
    font-weight: 650;
  }
  .next {
    display: grid;
    gap: 8px;
  }
  ol {
    display: grid;
    gap: 8px;
    padding-inline-start: 1.25em;
    list-style: decimal;
    max-inline-size: 64ch;
  }
  ol li::marker {
    color: var(--_text-2);
  }
  .change {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  @media (forced-colors: active) {
    .state {
      border: 1px solid CanvasText;
    }
  }
`;
