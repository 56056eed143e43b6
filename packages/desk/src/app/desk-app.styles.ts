import { css } from 'lit';

/** The frame: navigation at the side, above the screen on a narrow page. */
export const appStyles = css`
  :host {
    min-block-size: 100vh;
  }

  .skip {
    position: absolute;
    inset-block-start: -100px;
    inset-inline-start: 12px;
    z-index: 2;
    padding: 12px 16px;
    background: var(--_surface);
  }

  .skip:focus {
    inset-block-start: 12px;
  }

  .frame {
    display: grid;
    grid-template-columns: 208px minmax(0, 1fr);
    min-block-size: 100vh;
  }

  nav {
    display: flex;
    flex-direction: column;
    gap: 4px;
    position: sticky;
    inset-block-start: 0;
    block-size: 100vh;
    overflow-y: auto;
    padding: 20px 12px;
    background: var(--_wash);
    border-inline-end: 1px solid var(--_line);
  }

  nav ul {
    display: grid;
    gap: 4px;
  }

  nav .clinic {
    margin-block-start: auto;
    padding-block-start: 16px;
  }

  .brand {
    padding: 8px 10px 16px;
    font-weight: 650;
  }

  nav a {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: var(--_press);
    padding: 0 10px;
    border-radius: var(--_radius-s);
    color: var(--_text);
    font-weight: 650;
    text-decoration: none;
  }

  nav a:hover {
    background: var(--_accent-wash);
  }

  nav a[aria-current] {
    background: var(--_accent-wash);
    color: var(--_accent-ink);
  }

  .count {
    flex: none;
    min-inline-size: 28px;
    padding: 0 8px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_text);
    font-size: var(--_size-s);
    text-align: center;
  }

  kbd {
    font: inherit;
  }

  .me {
    display: grid;
    margin-block-start: 8px;
    padding: 12px 10px 0;
    border-block-start: 1px solid var(--_line);
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .me button {
    justify-self: start;
    min-block-size: 32px;
    padding: 0;
    color: var(--_text-2);
    text-align: start;
    text-decoration-color: transparent;
  }

  .me button:hover {
    color: var(--_text);
    text-decoration-color: currentcolor;
  }

  main {
    min-inline-size: 0;
  }

  main:focus {
    outline: none;
  }

  .menu {
    display: none;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding: 14px 24px;
    background: var(--_warning-wash);
    border-block-end: 2px solid var(--_warning);
  }

  .notice a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_press);
  }

  .toast {
    position: fixed;
    inset-block-end: 24px;
    inset-inline-start: 50%;
    translate: -50% 0;
    padding: 14px 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    background: var(--_text);
    color: var(--_surface);
  }

  .toast:empty {
    display: none;
  }

  @media (max-width: 900px) {
    .frame {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto 1fr;
    }

    nav {
      position: static;
      block-size: auto;
      border-inline-end: 0;
      border-block-end: 1px solid var(--_line);
      padding: 8px 16px;
    }

    .bar {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }

    .brand {
      padding: 8px 0;
    }

    .menu {
      display: inline-flex;
      align-items: center;
    }

    nav:not(.open) .folds {
      display: none;
    }
  }

  @media (min-width: 901px) {
    .folds {
      display: contents;
    }
  }

  @media (forced-colors: active) {
    nav a[aria-current] {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }

    .toast {
      background: Canvas;
      color: CanvasText;
    }
  }
`;
