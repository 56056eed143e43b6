import { css } from 'lit';

export const detailsFormStyles = css`
  form {
    display: grid;
    gap: 20px;
  }
`;
