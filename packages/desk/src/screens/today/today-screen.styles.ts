import { css } from 'lit';

export const todayStyles = css`
  .span {
    display: inline-flex;
    border-radius: var(--_radius-s);
    overflow: hidden;
    outline: 1px solid var(--_line);
    outline-offset: -1px;
  }

  .span a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
    padding: 0 14px;
    color: var(--_text);
    text-decoration: none;
  }

  .span a[aria-current] {
    background: var(--_text);
    color: var(--_surface);
  }

  .span a:focus-visible {
    outline-offset: -3px;
  }

  .press {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
    padding: 0 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 650;
    text-decoration: none;
  }

  .press.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }

  .presses {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }

  .presses button {
    font-weight: 650;
  }

  .needs {
    display: grid;
    gap: 8px;
  }

  .need {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .need > div:first-child {
    flex: 1 1 280px;
  }

  .need h2 {
    font-size: var(--_size-s);
  }

  .need p {
    max-inline-size: 75ch;
  }

  .need p:not(.who) {
    color: var(--_text-2);
  }

  .need.urgent p {
    color: var(--_text);
  }

  .who {
    font-weight: 650;
  }

  .more {
    justify-self: start;
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
  }

  .away {
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .need.urgent {
    border-color: color-mix(in oklab, var(--_danger) 45%, var(--_surface));
    background: var(--_danger-wash);
  }

  .need.urgent h2 {
    color: var(--_danger);
  }

  .need.urgent .call {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_surface);
  }

  .need.calendar h2,
  .warns {
    color: var(--_warning);
  }

  .day {
    display: flex;
    gap: 8px;
    overflow-x: auto;
    padding-block-end: 16px;
  }

  .hours {
    position: relative;
    flex: 0 0 46px;
    margin-block-start: 56px;
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .hours span {
    position: absolute;
    inset-inline-end: 0;
    translate: 0 -2px;
  }

  .column {
    flex: 1 0 160px;
    min-inline-size: 0;
  }

  .column header {
    block-size: 56px;
    padding: 4px 8px;
    overflow: hidden;
  }

  .column h2 {
    overflow: hidden;
    font-size: var(--_size-m);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .column header p {
    overflow: hidden;
    font-size: var(--_size-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .column header p:not(.warns) {
    color: var(--_text-2);
  }

  /* A warning is read whole. */
  .column header .warns {
    white-space: normal;
    line-height: 1.25;
  }

  .times {
    position: relative;
  }

  .line {
    position: absolute;
    inset-inline: 0;
    border-block-start: 1px solid var(--_line);
  }

  .times li {
    position: absolute;
  }

  .appointment {
    display: block;
    overflow: hidden;
    block-size: 100%;
    padding: 3px 8px;
    border-inline-start: 3px solid var(--_accent);
    border-radius: 8px;
    background: var(--_accent-wash);
    color: var(--_text);
    font-size: var(--_size-s);
    line-height: 1.35;
    text-decoration: none;
  }

  .appointment:hover {
    background: var(--_accent-wash-2);
  }

  .appointment b,
  .appointment span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .appointment b {
    font-weight: 650;
  }

  .appointment.tight b,
  .appointment.tight span {
    display: inline;
  }

  .appointment.waits {
    border-color: var(--_warning);
    background: var(--_warning-wash);
  }

  .appointment.ended {
    border-color: var(--_edge);
    background: var(--_wash);
    color: var(--_text-2);
  }

  .appointment[aria-current] {
    box-shadow: 0 0 0 2px var(--_text);
  }

  .busy {
    position: absolute;
    inset-inline: 4px;
    overflow: hidden;
    padding: 4px 8px;
    border-radius: 8px;
    background: repeating-linear-gradient(
      -45deg,
      var(--_wash) 0 8px,
      color-mix(in oklab, var(--_text) 9%, var(--_surface)) 8px 16px
    );
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  /* Behind the appointments, whose words stay readable. */
  .now {
    position: absolute;
    inset-inline: -8px 0;
    border-block-start: 2px solid var(--_danger);
    pointer-events: none;
  }

  .week th,
  .week td {
    min-inline-size: 150px;
    padding: 8px;
  }

  .week th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    min-inline-size: 72px;
    background: var(--_surface);
    font-size: var(--_size-s);
    white-space: nowrap;
  }

  .week tbody tr:hover > * {
    background: var(--_surface);
  }

  .week ol {
    display: grid;
    gap: 4px;
  }

  .this-day > th {
    color: var(--_accent-ink);
  }

  @media (forced-colors: active) {
    .appointment,
    .busy {
      border: 1px solid CanvasText;
    }

    .appointment.ended {
      border-style: dashed;
    }

    .appointment[aria-current] {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }

    .span a[aria-current],
    .need.urgent .call,
    .press.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }

    .need.urgent {
      border-width: 3px;
    }

    .now {
      border-color: Highlight;
    }
  }
`;
