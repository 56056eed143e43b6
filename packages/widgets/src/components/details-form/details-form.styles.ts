import { css } from 'lit';

export const detailsFormStyles = css`
  form {
    display: grid;
    gap: 20px;
  }
  .send {
    display: grid;
    gap: 12px;
    justify-items: start;
  }
  .privacy {
    font-size: var(--_size-s);
    color: var(--_text-2);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  @media (max-width: 480px) {
    .send {
      justify-items: stretch;
    }
  }
`;
