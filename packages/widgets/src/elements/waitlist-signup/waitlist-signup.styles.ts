import { css } from 'lit';

export const waitlistSignupStyles = css`
  .waitlist {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  .lead {
    color: var(--_text-2);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  .waiting {
    display: grid;
    gap: var(--_gap);
  }
  .waiting i {
    block-size: 72px;
  }
`;
