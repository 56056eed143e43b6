import { css } from 'lit';

export const dueFormsStyles = css`
  .card {
    gap: 16px;
    padding: var(--_space);
  }
  .head {
    display: grid;
    gap: 4px;
  }
  h3:focus {
    outline: none;
  }
  ul {
    display: grid;
    gap: 12px;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    min-block-size: var(--_press-l);
  }
  li + li {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  b {
    display: block;
    font-weight: 650;
  }
  .done {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    color: var(--_accent-ink);
    font-weight: 550;
  }
  .done svg {
    inline-size: 18px;
    block-size: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  bq-intake-form {
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  /* A form needs all the width that a small screen has. */
  @media (max-width: 480px) {
    .card:has(bq-intake-form:not([hidden])) {
      padding-inline: 0;
      border-inline: 0;
      border-radius: 0;
    }
  }
`;
