import { css } from 'lit';

/**
 * The base of every shadow root: resets against the page's CSS, focus, buttons, cards, and words for screen readers
 * only.
 */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    background: var(--_surface);
    font-size: var(--_size-m);
    font-weight: 400;
    /* These properties are inherited, and a page's rule for the element overrides ours unless ours is important. */
    text-align: start !important;
    text-transform: none !important;
    text-indent: 0 !important;
    white-space: normal !important;
    -webkit-font-smoothing: antialiased;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  figure {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2,
  h3 {
    font-family: var(--bq-heading-font, inherit);
    font-weight: var(--_weight, 650);
  }

  h2 {
    font-size: var(--_size-xl);
    line-height: 1.25;
  }

  h3 {
    font-size: var(--_size-l);
    line-height: 1.3;
  }

  h4 {
    font-size: var(--_size-s);
    font-weight: 550;
    color: var(--_text-2);
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
  }

  button {
    min-block-size: var(--_press);
    margin: 0;
    padding: 0 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-b);
    background: var(--_surface);
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition:
      background-color var(--_quick),
      border-color var(--_quick),
      color var(--_quick);
  }

  button:hover {
    border-color: var(--_edge);
  }

  button[aria-disabled='true'] {
    cursor: default;
  }

  .primary {
    min-block-size: var(--_press-l);
    padding: 0 1.5em;
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
    font-weight: 650;
  }

  .primary[aria-disabled='true'] {
    background: var(--_wash);
    border-color: var(--_line);
    color: var(--_text-2);
  }

  /* For acts that cannot be undone. */
  .danger {
    border-color: var(--_danger);
    color: var(--_danger);
    font-weight: 550;
  }

  .danger:hover {
    border-color: var(--_danger);
    background: var(--_danger-wash);
  }

  /* Buttons and links side by side. */
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }

  .actions button {
    min-block-size: var(--_press-l);
  }

  a.phone {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
  }

  a.phone.primary {
    min-block-size: var(--_press-l);
    border-radius: var(--_radius-b);
    text-decoration: none;
  }

  .link {
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--_accent-ink);
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }

  .link:hover {
    text-decoration-thickness: 2px;
  }

  a {
    color: var(--_accent-ink);
    text-underline-offset: 3px;
  }

  /* The page's sticky header, and our own sticky bars, do not cover what gets the focus. */
  button,
  a,
  input,
  textarea,
  summary,
  [tabindex] {
    scroll-margin-block: var(--_sticky, 96px 16px);
  }

  :focus-visible {
    outline: 2px solid var(--_accent-ink);
    outline-offset: 2px;
  }

  .numbers {
    font-variant-numeric: tabular-nums;
  }

  .quiet {
    color: var(--_text-2);
  }

  /* The frame around one thing that a patient decides or does. */
  .card {
    display: grid;
    gap: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  /* All wordings of a button are in one cell, so that the button always has the same size. */
  .words {
    display: grid;
    justify-items: center;
  }

  .words > * {
    grid-area: 1 / 1;
  }

  .out {
    visibility: hidden;
  }

  /* The button of a form and its fine print. */
  .send {
    display: grid;
    gap: 12px;
    justify-items: start;
  }

  .fine {
    font-size: var(--_size-s);
    color: var(--_text-2);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }

  @media (max-width: 480px) {
    .send {
      justify-items: stretch;
    }
  }

  .spoken {
    position: absolute;
    inline-size: 1px;
    /* As tall as its line, because screen readers read the words of one line together. */
    block-size: 1em;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* A placeholder with the size of the content. It appears when loading takes long enough to notice. */
  .skeleton {
    border-radius: var(--_radius-s);
    background: color-mix(in oklab, var(--_text) 8%, var(--_surface));
    color: transparent;
    user-select: none;
    animation: bq-appear 200ms 150ms both;
  }

  @keyframes bq-appear {
    from {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation-duration: 1ms;
    }
  }

  @media (forced-colors: active) {
    .primary {
      forced-color-adjust: none;
    }

    button[aria-disabled='true'] {
      border-color: GrayText !important;
      background: Canvas !important;
      color: GrayText !important;
    }

    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
