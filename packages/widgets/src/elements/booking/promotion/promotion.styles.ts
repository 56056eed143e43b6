import { css } from 'lit';

/** Added to the booking's styles when the patient opens the field. */
export const promotionStyles = css`
  .promotion {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
    inline-size: 100%;
    margin-block-start: 8px;
  }
  .promotion .field {
    flex: 1 1 10em;
  }
  /* The error above the field must not move the button below it. */
  .promotion button {
    min-block-size: var(--_press-l);
  }
  .applied {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    inline-size: 100%;
    margin-block-start: 4px;
  }
`;
