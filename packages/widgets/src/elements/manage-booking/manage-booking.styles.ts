import { css } from 'lit';

export const manageBookingStyles = css`
  .booking {
    display: grid;
    gap: 24px;
    align-content: start;
    min-block-size: 320px;
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  .state {
    display: grid;
    gap: 4px;
    padding: 0.75em 1em;
    border-radius: var(--_radius-s);
    background: var(--_accent-wash);
  }
  .state.over {
    background: var(--_warning-wash);
  }
  .waiting {
    display: grid;
    gap: 12px;
  }
  .waiting i {
    block-size: 24px;
    max-inline-size: 26rem;
  }
  .waiting i:first-child {
    block-size: 48px;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(72px, auto) 1fr;
    gap: 12px 20px;
  }
  dt {
    color: var(--_text-2);
  }
  dd {
    font-weight: 650;
  }
  dd p {
    font-weight: 400;
    color: var(--_text-2);
  }
  .join {
    display: inline-flex;
    align-items: center;
    border-radius: var(--_radius-b);
    text-decoration: none;
  }
  .join.primary {
    color: var(--_accent-text);
  }
  .failed {
    margin-block-start: 8px;
    color: var(--_warning);
  }
  .change {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  .same .link {
    margin-inline-start: -4px;
  }
  .same {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: baseline;
    color: var(--_text-2);
  }
  .sure {
    display: grid;
    gap: 8px;
  }
  @container (max-width: 30em) {
    .actions > * {
      flex: 1 1 auto;
      justify-content: center;
    }
  }
  @media (forced-colors: active) {
    .state {
      border: 1px solid CanvasText;
    }
  }
`;
