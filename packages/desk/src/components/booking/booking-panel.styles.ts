import { css } from 'lit';

export const bookingPanelStyles = css`
  :host {
    position: relative;
    display: grid;
    gap: 20px;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: baseline;
    justify-content: space-between;
  }

  .title h2 {
    font-size: var(--_size-xl);
  }

  h2:focus {
    outline: none;
  }

  h3 {
    font-size: var(--_size-m);
  }

  dl {
    display: grid;
    grid-template-columns: 84px minmax(0, 1fr);
    gap: 6px 8px;
  }

  dt {
    color: var(--_text-2);
  }

  dd {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .acts > a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
    padding: 0 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    color: var(--_text);
    font-weight: 650;
    text-decoration: none;
  }

  .acts > a.primary {
    border-color: transparent;
    color: var(--_accent-text);
  }

  .acts > button {
    font-weight: 650;
  }

  .card {
    padding: 16px;
  }

  form {
    display: grid;
    gap: 12px;
  }

  .choice {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: var(--_press);
  }

  .choice input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .story {
    display: grid;
    gap: 6px;
    border-inline-start: 2px solid var(--_line);
    margin-inline-start: 5px;
  }

  .story li {
    position: relative;
    padding-inline-start: 14px;
  }

  .story li::before {
    content: '';
    position: absolute;
    inset-block-start: 7px;
    inset-inline-start: -5px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 99px;
    background: var(--_accent);
  }

  .story li.waits::before {
    background: var(--_warning);
  }

  .story small,
  .note small {
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .note {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .close {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: 0;
  }

  .close ~ .title {
    padding-inline-end: 88px;
  }

  .close ~ .state {
    margin-block-start: 52px;
  }
`;
