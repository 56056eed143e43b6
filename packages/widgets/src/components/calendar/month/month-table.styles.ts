import { css } from 'lit';

/** The month and its days. */
export const monthStyles = css`
  .month-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }

  .turn {
    display: grid;
    place-items: center;
    inline-size: var(--_press);
    padding: 0;
    border-radius: 50%;
  }

  .turn[aria-disabled='true'] {
    border-color: transparent;
    background: none;
    color: color-mix(in oklab, var(--_text) 35%, var(--_surface));
  }

  table {
    inline-size: 100%;
    margin-block-start: 6px;
    border-collapse: separate;
    border-spacing: 0;
    table-layout: fixed;
  }

  th {
    padding: 0;
    block-size: 2em;
    color: var(--_text-2);
    font-size: var(--_size-s);
    font-weight: 400;
  }

  abbr {
    text-decoration: none;
  }

  td {
    padding: 1px;
    text-align: center;
  }

  .day,
  .past {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: var(--_press);
    min-block-size: var(--_press);
    padding: 0;
    border: 1px solid transparent;
    color: var(--_text-2);
  }

  .day {
    background: none;
  }

  .day.free {
    background: var(--_accent-wash);
    color: var(--_text);
    font-weight: 650;
  }

  .day.free:hover {
    border-color: transparent;
    background: var(--_accent-wash-2);
  }

  .day[aria-current] {
    border-color: var(--_edge);
  }

  .day.current {
    border: 1px dashed var(--_accent-ink);
  }

  .day[aria-pressed='true'] {
    border-color: var(--_accent-ink);
    font-weight: 650;
  }

  .day.free[aria-pressed='true'] {
    border-color: var(--_accent-ink);
    background: var(--_accent);
    color: var(--_accent-text);
  }

  .day.few::after {
    position: absolute;
    inset-block-end: 6px;
    inline-size: 14px;
    block-size: 3px;
    border-radius: 2px;
    background: currentColor;
    content: '';
    opacity: 0.6;
  }

  @container (min-width: 40em) {
    .day,
    .past {
      block-size: max(2.875rem, 46px);
    }
  }

  @media (forced-colors: active) {
    .day,
    .past {
      border-color: Canvas;
    }

    .day.free {
      border-color: CanvasText;
    }

    .day[aria-current] {
      border: 2px dashed CanvasText;
    }

    .day.free[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
