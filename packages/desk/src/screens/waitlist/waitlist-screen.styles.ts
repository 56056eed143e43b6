import { css } from 'lit';

export const waitlistStyles = css`
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 32px;
  }

  .steps dt,
  details dt {
    color: var(--_text-2);
    font-size: var(--_size-s);
  }

  .steps dd {
    font-size: var(--_size-xl);
    font-weight: 650;
  }

  .launch {
    padding: 20px;
  }

  .launch form,
  .preview {
    display: grid;
    gap: 12px;
    max-inline-size: 460px;
  }

  .preview ol {
    max-block-size: 240px;
    overflow-y: auto;
    padding-inline-start: 24px;
    list-style: decimal;
  }

  summary {
    min-block-size: var(--_press);
    cursor: pointer;
    font-weight: 650;
  }

  details div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
`;
