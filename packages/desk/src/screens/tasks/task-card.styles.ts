import { css } from 'lit';

export const taskCardStyles = css`
  .task {
    display: grid;
    gap: 12px;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .task.urgent {
    border-color: color-mix(in oklab, var(--_danger) 45%, var(--_surface));
    background: var(--_danger-wash);
  }

  .task .title h2 {
    font-size: var(--_size-l);
  }

  .task h2:focus {
    outline: none;
  }

  .urgent .acts > a.primary {
    background: var(--_danger);
    color: var(--_surface);
  }

  .urgent h2 {
    color: var(--_danger);
  }

  @media (forced-colors: active) {
    .task.urgent {
      border-width: 3px;
    }

    .urgent .acts > a.primary {
      background: Highlight;
      color: HighlightText;
    }
  }

  .mail {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  summary {
    min-block-size: var(--_press);
    padding-block: 10px;
    cursor: pointer;
    font-weight: 650;
  }
`;
