import { css } from 'lit';

/** Styles of radios and checkboxes, for the shadow root of the form that holds them. */
export const choiceStyles = css`
  .choices {
    display: grid;
    gap: 8px;
    margin-block-start: 6px;
  }
  .choice {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: var(--_press-l);
    padding: 0.625em 0.875em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    cursor: pointer;
  }
  .choice:hover {
    border-color: var(--_edge);
  }
  .choice:has(:checked) {
    border-color: var(--_accent-ink);
    background: var(--_accent-wash);
    font-weight: 550;
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--_accent-ink);
    outline-offset: 2px;
  }
  .choice.wrong {
    border-color: var(--_danger);
  }
  .choice input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent-ink);
    outline: none;
    cursor: inherit;
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
