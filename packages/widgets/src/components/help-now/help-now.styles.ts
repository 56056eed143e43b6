import { css } from 'lit';

export const helpNowStyles = css`
  .help,
  .back form {
    display: grid;
    gap: var(--_gap);
  }
  .head {
    display: grid;
    gap: 8px;
    padding: var(--_space);
    border-inline-start: 4px solid var(--_danger);
    border-radius: var(--_radius-s);
    background: var(--_danger-wash);
  }
  .head p,
  .back p {
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  .call.now {
    min-block-size: 64px;
    border: 0;
    background: var(--_danger);
    color: var(--_surface);
    font-size: var(--_size-xl);
    font-weight: 650;
  }
  .call.now:hover {
    background: color-mix(in oklab, var(--_danger) 90%, var(--_text));
  }
  .back {
    display: grid;
    gap: 16px;
    padding: var(--_space);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }
  .back h3 + p {
    margin-block-start: 4px;
  }
  .back form {
    max-inline-size: 420px;
  }
  .head:focus,
  .asked:focus {
    outline: none;
  }
  .note {
    max-inline-size: 60ch;
  }
  .note:empty {
    margin-block-start: -20px;
  }
  .mistake {
    justify-self: start;
  }
  @media (max-width: 480px) {
    .send button {
      inline-size: 100%;
    }
  }
  @media (forced-colors: active) {
    .call.now {
      border: 2px solid LinkText;
      background: Canvas;
      color: LinkText;
    }
    .head {
      border: 2px solid CanvasText;
    }
  }
`;
