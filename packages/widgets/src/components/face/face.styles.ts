import { css } from 'lit';

/** A round face in the text's size. The tints come from the accent, so they fit every site, light and dark. */
export const faceStyles = css`
  .face {
    display: inline-grid;
    place-items: center;
    flex: none;
    overflow: hidden;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: 50%;
    background: var(--_accent-wash-2);
    color: var(--_accent-ink);
    font-size: var(--_size-s);
    font-weight: 650;
    line-height: 1;
  }

  .face::before {
    content: attr(data-initials);
    grid-area: 1 / 1;
  }

  .face img {
    grid-area: 1 / 1;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .tint-1 {
    background: color-mix(in oklab, var(--_warning) 20%, var(--_surface));
    color: var(--_text);
  }

  .tint-2 {
    background: color-mix(in oklab, #4f6fd0 22%, var(--_surface));
    color: var(--_text);
  }

  .face.large {
    inline-size: 64px;
    block-size: 64px;
    font-size: var(--_size-xl);
  }

  @media (forced-colors: active) {
    .face {
      border: 1px solid CanvasText;
      color: CanvasText;
    }
  }
`;
