import { css } from 'lit';

/** The times of a day, the question for the practitioner, and the message when there are no times. */
export const slotStyles = css`
  .times {
    margin-inline: -4px;
    padding: 0 4px;
    scrollbar-width: thin;
    scroll-padding-block: 8px 88px;
  }

  /* A shadow says that there are more times below. It covers nothing at the end of the list. */
  .times::after,
  .more {
    position: sticky;
    inset-block-end: 0;
    display: block;
    block-size: 24px;
    background: linear-gradient(transparent, var(--_surface));
    content: '';
    pointer-events: none;
  }

  .more {
    display: grid;
    align-items: end;
    block-size: 84px;
    background: linear-gradient(transparent, var(--_surface) 40%);
  }

  .more button {
    min-block-size: var(--_press);
    color: var(--_accent-ink);
    font-weight: 550;
    pointer-events: auto;
  }

  .times:has(.more)::after {
    display: none;
  }

  h4 {
    margin-block: 4px 8px;
  }

  .part + h4 {
    margin-block-start: 18px;
  }

  .part {
    display: grid;
    grid-auto-flow: dense;
    grid-template-columns: repeat(auto-fill, minmax(min(9.25em, 100%), 1fr));
    gap: 8px;
  }

  /* Two clocks on each slot need more room. */
  .wide .part {
    grid-template-columns: repeat(auto-fill, minmax(min(10.5em, 100%), 1fr));
  }

  .wide .slot {
    flex-wrap: wrap;
    row-gap: 2px;
    padding-block: 4px;
  }

  .slot,
  .slot-box {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 6px;
    min-block-size: var(--_press-l);
    padding: 0 8px 0 0.75em;
    text-align: start;
  }

  .slot-time {
    display: grid;
    font-weight: 650;
    line-height: 1.25;
  }

  .slot-other {
    color: var(--_text-2);
    font-size: var(--_size-s);
    font-weight: 400;
  }

  .slot.current {
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius-b);
    background: var(--_wash);
  }

  .slot.near {
    border-color: var(--_accent-ink);
    border-style: dashed;
  }

  .slot[aria-expanded='true'] {
    border-color: var(--_accent-ink);
    background: var(--_accent-wash);
  }

  .slot[aria-pressed='true'] {
    border-color: var(--_accent-ink);
    background: var(--_accent);
    color: var(--_accent-text);
  }

  .slot[aria-pressed='true'] .slot-other {
    color: inherit;
  }

  .faces {
    display: flex;
  }

  .face.small {
    inline-size: 1.75em;
    block-size: 1.75em;
    border: 1px solid var(--_line);
    background: var(--_surface);
    letter-spacing: -0.04em;
  }

  .faces .face + .face {
    margin-inline-start: -3px;
  }

  .who {
    display: grid;
    grid-column: 1 / -1;
    gap: 10px;
    padding: 0.75em 0.875em 8px;
    border-radius: var(--_radius-s);
    background: var(--_accent-wash);
  }

  .who p {
    font-weight: 550;
  }

  .who-choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .who button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding-inline: 0.75em;
  }

  .steps {
    display: flex;
    flex: none;
    justify-content: space-between;
    gap: 8px;
    min-block-size: var(--_press);
  }

  .step {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding-inline: 4px;
    border: 0;
    background: none;
    color: var(--_accent-ink);
    font-size: var(--_size-s);
    font-weight: 550;
  }

  .step:hover span {
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .step.onward {
    margin-inline-start: auto;
  }

  .notice {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 12px;
  }

  .notice h3 {
    display: flex;
    align-items: center;
    min-block-size: var(--_press);
  }

  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .notice .primary {
    min-block-size: var(--_press);
    padding-inline: 1em;
  }

  @media (forced-colors: active) {
    .slot[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }

    /* Without colours of its own the fade is a stripe over the text, so a line ends the list. */
    .times::after {
      display: none;
    }

    .more {
      block-size: auto;
      padding-block: 8px;
      border-block-start: 1px solid CanvasText;
      background: Canvas;
    }
  }
`;
