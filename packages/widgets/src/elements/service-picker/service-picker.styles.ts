import { css } from 'lit';

export const servicePickerStyles = css`
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
    margin-block: -12px 0;
    margin-inline-start: -4px;
  }
`;
