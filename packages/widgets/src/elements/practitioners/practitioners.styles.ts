import { css } from 'lit';

export const practitionersStyles = css`
  .people {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }

  .lead {
    margin-block-start: 4px;
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  ul.cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
    gap: 12px;
  }

  .person {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: var(--_space);
    background: var(--_surface);
  }

  .who {
    display: flex;
    gap: 14px;
    align-items: flex-start;
  }

  .who-words {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .about {
    max-inline-size: 60ch;
    text-wrap: pretty;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .chips li {
    padding: 3px 10px;
    border-radius: 999px;
    background: var(--_wash);
    font-size: var(--_size-s);
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    margin-block-start: auto;
    min-block-size: var(--_press-l);
  }

  .foot b {
    font-weight: 650;
  }

  a.see,
  button.see {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: var(--_press-l);
    padding: 0 1em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius-b);
    color: var(--_text);
    font-weight: 650;
    text-decoration: none;
  }

  a.see.primary,
  button.see.primary {
    border-color: transparent;
    color: var(--_accent-text);
  }

  .skeleton.line {
    display: block;
    inline-size: fit-content;
  }

  .skeleton.round {
    flex: none;
    inline-size: 64px;
    block-size: 64px;
    border-radius: 50%;
  }

  bq-booking {
    min-block-size: 1218px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }

  @container (min-width: 680px) {
    bq-booking {
      min-block-size: 740px;
    }
  }

  @media (forced-colors: active) {
    .chips li {
      border: 1px solid CanvasText;
    }
  }
`;
