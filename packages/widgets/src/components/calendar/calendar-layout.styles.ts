import { css } from 'lit';

/**
 * The layout of the calendar. The heights are fixed for each width and follow the size of text, so that loading, another day, a failure or a longer
 * list of times never moves the page below the widget. The times scroll inside their own box.
 */
export const calendarLayout = css`
  :host {
    container-type: inline-size;
  }

  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-block-size: 72.375em;
  }

  .head {
    min-block-size: 4.75em;
  }

  .summary {
    margin-block-start: 2px;
    line-height: 1.4;
  }

  .panel {
    display: grid;
    gap: 14px;
    grid-template-rows: 21.75em 23em;
  }

  .side {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }

  .side > h3 {
    display: flex;
    align-items: center;
    min-block-size: var(--_press);
  }

  .times,
  .notice {
    flex: 1 1 0;
    overflow-y: auto;
  }

  /* The patient has asked to see all times of a long day. */
  .panel.full {
    grid-template-rows: 21.75em minmax(23em, auto);
  }

  .full .times {
    flex: none;
    overflow: visible;
  }

  .full .times::after {
    display: none;
  }

  /* The chosen time stays in view while the patient looks at other times. */
  .bar.chosen {
    position: sticky;
    inset-block-end: 0;
  }

  .frame:where(:has(.chosen)) {
    --_sticky: 96px 10em;
  }

  /* A bar that stays in view must not cover a screen that is zoomed in four times. */
  @media (max-height: 480px) {
    .bar.chosen {
      position: static;
    }

    .frame {
      --_sticky: 0;
    }
  }

  @container (min-width: 40em) {
    .frame {
      --_sticky: 96px 16px;
      min-block-size: 42.25em;
      gap: 16px;
    }

    .head {
      min-block-size: 3.375em;
    }

    .panel {
      grid-template-columns: minmax(0, 1.28fr) minmax(0, 1fr);
      grid-template-rows: 22.875em;
      gap: 32px;
    }

    .panel.full {
      grid-template-rows: minmax(22.875em, auto);
    }

    .bar.chosen {
      position: static;
    }
  }
`;
