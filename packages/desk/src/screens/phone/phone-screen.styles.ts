import { css } from 'lit';

export const phoneStyles = css`
  .step {
    display: grid;
    gap: 12px;
    max-inline-size: 960px;
    padding-block-end: 20px;
    border-block-end: 1px solid var(--_line);
  }

  .step h2 {
    font-size: var(--_size-l);
  }

  .step h2:focus,
  .booked h2:focus {
    outline: none;
  }

  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    padding: 12px 16px;
    border-radius: var(--_radius);
    background: var(--_accent-wash);
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    gap: 12px 16px;
    align-items: end;
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

  .booked {
    max-inline-size: 620px;
    padding: 24px;
  }

  @media (forced-colors: active) {
    .chosen {
      border: 1px solid CanvasText;
    }
  }
`;
