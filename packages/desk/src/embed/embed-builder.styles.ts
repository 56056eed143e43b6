import { css } from 'lit';

export const embedBuilderStyles = css`
  :host {
    --_size-s: max(0.875rem, 14px);
    --_size-m: max(1rem, 16px);
    min-block-size: 100vh;
  }

  .screen {
    max-inline-size: 1480px;
    margin: 0 auto;
  }

  .work {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 32px;
    align-items: start;
  }

  .side,
  .main,
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-content: start;
  }

  .side,
  .main {
    gap: 28px;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
  }

  .switch {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .switch button[aria-pressed='true'] {
    border-color: var(--_accent-ink);
    background: var(--_accent-wash);
    font-weight: 650;
  }

  .mended {
    display: grid;
    gap: 4px;
    padding: 0.875em 1em;
    border-inline-start: 4px solid var(--_warning);
    border-radius: var(--_radius-s);
    background: var(--_warning-wash);
  }

  .lines {
    display: grid;
    gap: 8px;
  }

  pre {
    overflow-x: auto;
    margin: 0;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    background: var(--_wash);
    font: 14px/1.5 ui-monospace, monospace;
    white-space: pre;
  }

  summary {
    min-block-size: var(--_press);
    align-content: center;
    font-weight: 650;
    cursor: pointer;
  }

  .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: var(--_press);
  }

  @media (min-width: 960px) {
    .work {
      grid-template-columns: 360px minmax(0, 1fr);
    }
  }
`;
