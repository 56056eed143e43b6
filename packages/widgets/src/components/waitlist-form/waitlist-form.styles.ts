import { css } from 'lit';

export const waitlistFormStyles = css`
  form {
    display: grid;
    gap: var(--_gap);
  }
  .pair {
    display: grid;
    gap: var(--_gap);
    align-items: end;
  }
  .consent {
    align-items: start;
    padding: 0.75em 0.875em;
    text-wrap: pretty;
  }
  .consent:has(:checked) {
    font-weight: 400;
  }
  [class*='wish-'] {
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
  }
  @container (min-width: 640px) {
    .pair {
      grid-template-columns: 1fr 1fr;
    }
    .interestLevel {
      grid-template-columns: repeat(5, 1fr);
    }
    .primary {
      justify-self: start;
    }
  }
  .contactPreference {
    grid-template-columns: repeat(3, 1fr);
  }
  @container (max-width: 399px) {
    .contactPreference {
      grid-template-columns: 1fr;
    }
  }
`;
