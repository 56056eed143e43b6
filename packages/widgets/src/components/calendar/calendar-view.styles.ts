import { css } from 'lit';

/** Tabs, zone and bar. */
export const calendarStyles = css`
  h2:focus,
  h3:focus {
    outline: none;
  }

  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .turns:dir(rtl) {
    transform: scaleX(-1);
  }

  .face {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: 50%;
    background: var(--_wash);
    color: var(--_accent-ink);
    font-size: var(--_size-s);
    font-weight: 650;
    line-height: 1;
  }

  .face::before {
    content: attr(data-initials);
  }

  /* --- tabs --- */

  .tabs {
    display: flex;
    gap: 8px;
    flex: none;
    margin: -4px;
    padding: 4px;
    overflow-x: auto;
    scrollbar-width: none;
    scroll-padding-inline: 24px;
  }

  [role='tab'],
  .tab-box {
    display: flex;
    /* The width does not depend on the text: a note that changes would move every tab. */
    flex: 1 0 13.5em;
    align-items: center;
    gap: 10px;
    max-inline-size: 17.5em;
    block-size: 4em;
    padding: 0 0.875em 0 0.75em;
    border-radius: var(--_radius);
    text-align: start;
  }

  .tab-words {
    display: grid;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .tab-name,
  .tab-note {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .tab-name {
    font-weight: 650;
  }

  .tab-note {
    min-block-size: 1.35em;
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .tab-note.trouble {
    color: var(--_warning);
  }

  [role='tab'][aria-selected='true'] {
    border-color: var(--_accent-ink);
    background: var(--_accent-wash);
    box-shadow: inset 0 0 0 1px var(--_accent-ink);
  }

  [role='tab'][aria-selected='true'] .face {
    background: var(--_surface);
  }

  div.tab-box {
    padding-inline: 0;
  }

  /* --- zone and bar --- */

  .zone {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: center;
    gap: 0 8px;
    min-block-size: 6.5em;
    line-height: 1.35;
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .zone-words {
    display: inline-flex;
    gap: 8px;
    padding-block: 2px;
  }

  .zone .icon {
    margin-block-start: 1px;
  }

  .zone .link {
    padding: 0;
    text-align: start;
  }

  .age {
    display: inline-block;
    padding: 3px 0.625em;
    border-radius: 99px;
    background: var(--_warning-wash);
    color: var(--_warning);
  }

  .bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    align-content: center;
    gap: 0 16px;
    min-block-size: 8.75em;
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
    line-height: 1.4;
  }

  .bar button {
    grid-area: 1 / 2;
  }

  .bar-when {
    font-weight: 650;
  }

  .bar-details {
    grid-column: 1 / -1;
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  @container (min-width: 40em) {
    .bar {
      min-block-size: 5.25em;
    }

    .bar button {
      grid-row-end: span 3;
    }

    .bar-details {
      grid-column-end: 2;
    }

    .zone {
      min-block-size: var(--_press);
    }
  }

  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
