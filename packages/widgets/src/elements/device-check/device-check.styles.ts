import { css } from 'lit';

export const deviceCheckStyles = css`
  .check {
    display: grid;
    gap: var(--_gap);
    align-content: start;
  }
  .head {
    display: grid;
    gap: 4px;
  }
  .lead {
    color: var(--_text-2);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  .devices,
  .sounds {
    display: grid;
    gap: 16px;
    align-content: start;
  }
  .device {
    padding: var(--_space);
    align-content: start;
  }
  .device:focus {
    outline: none;
  }
  .device h3 {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  /* A tick beside the name of what works; the sentence below says it in words. */
  .works h3::after {
    content: '✓' / '';
    color: var(--_accent-ink);
  }
  .picture {
    overflow: hidden;
    aspect-ratio: 4 / 3;
    border-radius: var(--_radius-s);
    background: var(--_wash);
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    /* As in a mirror: people expect to see themselves so. */
    transform: scaleX(-1);
  }
  .picture[hidden],
  video[hidden] {
    display: none;
  }
  .level {
    overflow: hidden;
    block-size: 12px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: var(--_wash);
  }
  .level div {
    block-size: 100%;
    background: var(--_accent-ink);
    transform: scaleX(var(--level, 0));
    transform-origin: left;
    transition: transform 80ms linear;
  }
  .trouble {
    color: var(--_danger);
  }
  .ready {
    display: grid;
    gap: 4px;
    padding: var(--_space);
    border-radius: var(--_radius);
    background: var(--_accent-wash);
  }
  slot[hidden] {
    display: none;
  }
  @container (min-width: 680px) {
    .devices {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
  }
  @media (forced-colors: active) {
    .level div {
      forced-color-adjust: none;
      background: Highlight;
    }
    .ready {
      border: 1px solid;
    }
  }
`;
