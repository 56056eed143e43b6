import { css } from 'lit';

/** Styles of the views that `Trouble` draws into the element's own tree. */
export const troubleStyles = css`
  .offers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
    gap: 8px;
  }
  .offers button {
    display: grid;
    gap: 1px;
    inline-size: 100%;
    block-size: 100%;
    padding: 0.625em 0.875em;
    text-align: start;
  }
  .offers small {
    font-size: var(--_size-s);
    color: var(--_text-2);
  }
  .waiting {
    display: flex;
    gap: 6px;
    block-size: 48px;
    align-items: center;
  }
  .waiting i {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_accent-ink);
    animation: waiting 1.2s infinite ease-in-out both;
  }
  .waiting i:nth-child(2) {
    animation-delay: 160ms;
  }
  .waiting i:nth-child(3) {
    animation-delay: 320ms;
  }
  @keyframes waiting {
    0%,
    80%,
    100% {
      opacity: 0.25;
    }
    40% {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .waiting i {
      background: CanvasText;
    }
  }
`;
