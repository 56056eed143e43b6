import { css } from 'lit';

/**
 * The layout of the calendar. The heights are fixed for each width, so that loading, another day, a failure or a longer
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
    min-block-size: 1158px;
  }

  header {
    min-block-size: 76px;
  }

  .summary {
    margin-block-start: 4px;
  }

  .panel {
    display: grid;
    gap: 14px;
    grid-template-rows: 348px 384px;
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
    grid-template-rows: 348px minmax(384px, auto);
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

  /* A bar that stays in view must not cover a screen that is zoomed in four times. */
  @media (max-height: 480px) {
    .bar.chosen {
      position: static;
    }
  }

  @container (min-width: 640px) {
    .frame {
      min-block-size: 676px;
      gap: 16px;
    }

    header {
      min-block-size: 54px;
    }

    .panel {
      grid-template-columns: minmax(0, 1.28fr) minmax(0, 1fr);
      grid-template-rows: 366px;
      gap: 32px;
    }

    .panel.full {
      grid-template-rows: minmax(366px, auto);
    }

    .bar.chosen {
      position: static;
    }
  }
`;
