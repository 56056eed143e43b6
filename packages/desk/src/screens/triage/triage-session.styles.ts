import { css } from 'lit';

export const triageSessionStyles = css`
  .answers {
    display: grid;
    gap: 12px;
  }

  .answers dl {
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .answers dd {
    margin-block-end: 8px;
  }

  summary {
    min-block-size: var(--_press);
    padding-block: 10px;
    cursor: pointer;
    font-weight: 650;
  }

  .reasons {
    padding-inline-start: 20px;
    list-style: disc;
  }

  .call-back {
    padding: 12px 16px;
    border: 1px solid color-mix(in oklab, var(--_danger) 45%, var(--_surface));
    border-radius: var(--_radius);
    background: var(--_danger-wash);
  }

  select {
    min-block-size: var(--_press-l);
    padding: 0 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius-s);
    background: var(--_surface);
  }

  .theirs {
    white-space: pre-line;
  }

  .outcomes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
`;
