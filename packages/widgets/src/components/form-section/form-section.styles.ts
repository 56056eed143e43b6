import { css } from 'lit';

export const formSectionStyles = css`
  :host {
    container-type: inline-size;
  }
  form,
  .fields {
    display: grid;
    gap: 28px;
  }
  .fields:empty {
    display: none;
  }
  .fields[inert] {
    opacity: 0.6;
  }
  .head {
    display: grid;
    gap: 4px;
  }
  h3:focus {
    outline: none;
  }
  .lead {
    color: var(--_text-2);
    max-inline-size: 68ch;
    text-wrap: pretty;
  }
  .send {
    justify-items: stretch;
  }
  @container (min-width: 480px) {
    .send {
      justify-items: start;
    }
  }
`;
