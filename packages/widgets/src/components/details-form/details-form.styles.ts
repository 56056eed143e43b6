import { css } from 'lit';

export const detailsFormStyles = css`
  form {
    display: grid;
    gap: var(--_gap);
  }
`;
