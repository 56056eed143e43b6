import { css } from 'lit';

export const serviceListStyles = css`
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
    gap: 12px;
  }
  .service {
    display: grid;
    gap: 12px;
    align-content: start;
    padding: var(--_space);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .service.chosen {
    border-color: var(--_accent-ink);
    box-shadow: inset 0 0 0 1px var(--_accent-ink);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .state {
    padding: 3px 10px;
    border-radius: 999px;
    background: var(--_wash);
    color: var(--_text-2);
    font-size: var(--_size-s);
  }
  p {
    color: var(--_text-2);
  }
  .summary {
    margin-block-start: -8px;
  }
  .visits {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .visits button {
    font-weight: 650;
  }
  .visits .facts {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    opacity: 0.86;
  }
  .other {
    font-size: var(--_size-s);
    font-variant-numeric: tabular-nums;
  }
  .other b {
    color: var(--_text);
    font-weight: 550;
  }
  .summary .skeleton {
    display: block;
    block-size: 2.9em;
  }
  .wide {
    inline-size: min(220px, 100%);
    block-size: var(--_press-l);
  }
  @media (forced-colors: active) {
    .service.chosen {
      outline: 2px solid Highlight;
    }
  }
`;
