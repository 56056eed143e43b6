import { css } from 'lit';

/** A list, and beside it the panel of what is chosen. On a narrow page the panel lies over the list. */
export const split = css`
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 100vh;
  }

  .split.open {
    grid-template-columns: minmax(0, 1fr) 360px;
  }

  .split > .screen {
    padding-inline: 22px;
  }

  .panel {
    position: sticky;
    inset-block-start: 0;
    align-self: start;
    block-size: 100vh;
    overflow-y: auto;
    padding: 20px;
    border-inline-start: 1px solid var(--_line);
    background: var(--_surface);
  }

  .tag {
    display: inline-block;
    padding: 2px 10px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    font-size: var(--_size-s);
    white-space: nowrap;
  }

  .tag.good {
    border-color: transparent;
    background: var(--_accent-wash);
    color: var(--_accent-ink);
  }

  .tag.waits {
    border-color: transparent;
    background: var(--_warning-wash);
    color: var(--_warning);
  }

  .tag.alarm {
    border-color: transparent;
    background: var(--_danger-wash);
    color: var(--_danger);
  }

  .tag.ended {
    color: var(--_text-2);
  }

  tbody tr.chosen > * {
    background: var(--_accent-wash);
  }

  @media (max-width: 1180px) {
    .split.open {
      grid-template-columns: minmax(0, 1fr);
    }

    .panel {
      position: fixed;
      inset-block: 0;
      inset-inline-end: 0;
      z-index: 1;
      inline-size: min(400px, 100vw);
      box-shadow: 0 0 32px rgb(0 0 0 / 20%);
    }
  }

  @media (forced-colors: active) {
    .tag {
      border-color: CanvasText !important;
    }

    tr.chosen > * {
      border-block: 2px solid Highlight;
    }
  }
`;
