import { css } from 'lit';

export const servicePickerStyles = css`
  :host {
    /* For pages that reserve no room themselves; the examples do, so that nothing below moves. */
    min-block-size: 200px;
  }
  .picker {
    display: grid;
    gap: 20px;
    align-content: start;
  }
  .head {
    display: grid;
    gap: 4px;
  }
  .lead {
    color: var(--_text-2);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  .all {
    justify-self: start;
    margin-inline-start: -4px;
  }
`;
