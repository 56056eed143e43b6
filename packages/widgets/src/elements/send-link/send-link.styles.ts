import { css } from 'lit';

export const sendLinkStyles = css`
  form {
    display: grid;
    gap: 1rem;
    max-inline-size: 26rem;
  }

  h3,
  p {
    margin: 0;
  }

  button {
    justify-self: start;
  }
`;
