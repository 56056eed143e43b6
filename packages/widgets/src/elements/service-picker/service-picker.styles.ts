import { css } from 'lit';

export const servicePickerStyles = css`
  .picker {
    display: grid;
    gap: var(--_gap);
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
  /* Reserves the room of the form after the press, because the form may take a moment to load. */
  bq-waitlist-signup {
    min-block-size: 1260px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  @container (min-width: 680px) {
    bq-waitlist-signup {
      min-block-size: 700px;
    }
  }
  .all {
    justify-self: start;
    margin-block: -12px 0;
    margin-inline-start: -4px;
  }
`;
