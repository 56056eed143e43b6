import { css } from 'lit';

/**
 * Styles of groups, scales, rows and consents. The form's shadow root uses them with `fieldStyles` and `choiceStyles`.
 */
export const questionStyles = css`
  .label {
    text-wrap: pretty;
  }
  legend {
    float: inline-start;
    inline-size: 100%;
  }
  fieldset {
    min-inline-size: 0;
  }
  .optional {
    font-weight: 400;
    color: var(--_text-2);
  }
  .warning {
    font-size: var(--_size-s);
    font-weight: 550;
    color: var(--_warning);
  }
  .short {
    display: flex;
    flex-wrap: wrap;
  }
  .short .choice {
    min-inline-size: 88px;
  }
  .scale label:hover {
    border-color: var(--_edge);
  }
  .scale label:has(:checked) {
    border-color: var(--_accent-ink);
    background: var(--_accent-wash);
    font-weight: 550;
  }
  .scale label:has(:focus-visible) {
    outline: 2px solid var(--_accent-ink);
    outline-offset: 2px;
  }
  small {
    display: block;
    font-weight: 400;
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(44px, 1fr));
    gap: 6px;
    margin-block-start: 6px;
  }
  .scale label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: var(--_press-l);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    cursor: pointer;
  }
  .scale input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  .ends span:last-child {
    text-align: end;
  }
  .measure {
    display: flex;
    gap: 10px;
    align-items: baseline;
  }
  .measure .control {
    inline-size: 128px;
  }
  .parts {
    display: grid;
    gap: 16px;
    padding-block-start: 12px;
  }
  .row {
    padding: var(--_space);
    margin-block-start: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .row legend {
    padding: 0;
    font-weight: 650;
  }
  .parts,
  .row .parts {
    clear: both;
  }
  .parts .label {
    font-weight: 550;
  }
  .row .link {
    margin-block-start: 8px;
  }
  .add {
    justify-self: start;
    margin-block-start: 8px;
  }
  .text {
    display: grid;
    gap: 8px;
    padding: 0.75em 0.875em;
    border-radius: var(--_radius-s);
    background: var(--_wash);
    max-inline-size: 68ch;
    text-wrap: pretty;
  }
  .text + .choice {
    margin-block-start: 4px;
  }
  @container (min-width: 600px) {
    .few {
      grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
    }
  }
  @container (min-width: 480px) {
    .address,
    .concession,
    .contact,
    .dva,
    .row .parts {
      grid-template-columns: repeat(6, 1fr);
      align-items: end;
    }
    :is(.address, .concession, .contact, .dva, .row .parts) > * {
      grid-column: span 3;
    }
    .address > :nth-child(-n + 2) {
      grid-column: span 6;
    }
    .address > :nth-child(n + 3) {
      grid-column: span 2;
    }
    .medicare {
      grid-template-columns: 2fr 1fr 1fr;
      align-items: end;
    }
  }
  @media (forced-colors: active) {
    .scale label:has(:checked) {
      outline: 2px solid Highlight;
    }
    .text {
      border: 1px solid CanvasText;
    }
  }
`;
