import { css } from 'lit';

export const waitlistOfferStyles = css`
  .card {
    gap: 16px;
    padding: var(--_space);
    border: 2px solid var(--_accent-ink);
  }
  .title {
    font-size: var(--_size-xl);
  }
  h3:focus,
  h4:focus {
    outline: none;
  }
  h4 {
    font-size: var(--_size-l);
    color: var(--_text);
  }
  form {
    display: grid;
    gap: var(--_gap);
  }
  .sure {
    display: grid;
    gap: 4px;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(72px, auto) 1fr;
    gap: 8px 20px;
  }
  dt,
  dd p {
    color: var(--_text-2);
  }
  dd {
    font-weight: 650;
  }
  dd p {
    font-weight: 400;
  }
`;
