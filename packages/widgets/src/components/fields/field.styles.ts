import { css } from 'lit';

/** Styles of a field, for the shadow root of the form that holds it. */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 4px;
  }
  .label {
    padding: 0;
    font-weight: 650;
    justify-self: start;
  }
  .hint,
  .error {
    font-size: var(--_size-s);
  }
  .hint {
    color: var(--_text-2);
  }
  .error {
    color: var(--_danger);
    font-weight: 650;
  }
  .control {
    inline-size: 100%;
    min-block-size: var(--_press-l);
    margin: 4px 0 0;
    padding: 11px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius-s);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    /* A phone zooms into the page when the text of an input is smaller than 16 px. */
    font-size: var(--_size-m);
    line-height: 1.5;
  }
  textarea.control {
    min-block-size: 6em;
    resize: vertical;
  }
  .date {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    margin-block-start: 4px;
  }
  .date > * {
    inline-size: 4.5em;
  }
  .date > .year {
    inline-size: 6em;
  }
  .control[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }
  .control[readonly] {
    color: var(--_text-2);
  }
  @media (forced-colors: active) {
    .control[aria-invalid='true'] {
      outline: 2px solid Mark;
    }
  }
`;
