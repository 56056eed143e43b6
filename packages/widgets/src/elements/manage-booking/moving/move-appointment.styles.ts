import { css } from 'lit';

export const moveAppointmentStyles = css`
  .move {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  h3:focus {
    outline: none;
  }
  .way {
    justify-self: start;
    margin-inline-start: -4px;
    text-decoration: none;
  }
  .way:hover {
    text-decoration: underline;
  }
  .now {
    padding: 0.75em 1em;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius-s);
    background: var(--_wash);
  }
  .label,
  dt {
    color: var(--_text-2);
    font-size: var(--_size-s);
  }
  b {
    font-weight: 650;
  }
  .card {
    gap: 0;
    overflow: hidden;
  }
  .card > div {
    padding: 0.875em 1em;
  }
  .to {
    border-block-start: 1px solid var(--_line);
    background: var(--_accent-wash);
  }
  @container (max-width: 30em) {
    .actions > * {
      flex: 1 1 auto;
      justify-content: center;
    }
  }
  @container (min-width: 40em) {
    .card {
      grid-template-columns: 1fr 1fr;
    }
    .to {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_line);
    }
  }
`;
