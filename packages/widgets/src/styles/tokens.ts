import { css } from 'lit';

/**
 * Public `--bq-*`, private `--_*`. A site sets the accent, the text on it, the surface, the text and the radius;
 * we derive all others, so that each pair of text and ground has a contrast of 4.5:1 (`tokens.test.ts` measures them).
 *
 * The widget is light or dark like the page's `color-scheme`, as native controls are. On a page that declares
 * `color-scheme: light dark` it follows the visitor's preference; on a page that is only light it stays light. When the
 * site sets the surface, the text becomes dark or light to match it.
 *
 * @cssprop [--bq-accent] - buttons, chosen day and time
 * @cssprop [--bq-accent-text] - text on the accent; default: black or white, the one with more contrast
 * @cssprop [--bq-surface] - the background
 * @cssprop [--bq-text] - text; default: dark or light, to match the surface
 * @cssprop [--bq-radius] - corners; default 12px
 */
export const tokens = css`
  :host {
    /* Canvas is the page's own background, light or dark. */
    --_surface: var(--bq-surface, Canvas);
    --_text: var(--bq-text, oklch(from var(--_surface) clamp(0.27, (0.6 - l) * 1000, 0.95) 0.018 170));
    --_text-2: color-mix(in oklab, var(--_text) 74%, var(--_surface));
    --_line: color-mix(in oklab, var(--_text) 15%, var(--_surface));
    --_edge: color-mix(in oklab, var(--_text) 55%, var(--_surface));
    --_wash: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_accent: var(--bq-accent, light-dark(#1d5f4e, #86d3bb));
    --_accent-text: var(--bq-accent-text, oklch(from var(--_accent) clamp(0.1, (0.62 - l) * 1000, 1) 0 0));
    --_accent-ink: color-mix(in oklab, var(--_accent) 78%, var(--_text));
    --_accent-wash: color-mix(in oklab, var(--_accent) 11%, var(--_surface));
    --_accent-wash-2: color-mix(in oklab, var(--_accent) 20%, var(--_surface));
    --_danger: color-mix(in oklab, #c1121f 66%, var(--_text));
    --_danger-wash: color-mix(in oklab, #c1121f 7%, var(--_surface));
    --_warning: color-mix(in oklab, #a85b00 68%, var(--_text));
    --_warning-wash: color-mix(in oklab, #d97a00 11%, var(--_surface));

    --_radius: var(--bq-radius, 12px);
    --_radius-s: calc(var(--_radius) * 0.75);

    /* Text follows the size that the reader has set, and stays readable on a page with a small root size. */
    --_size-s: max(0.875rem, 14px);
    --_size-m: max(1rem, 16px);
    --_size-l: max(1.0625rem, 17px);
    --_size-xl: max(1.375rem, 22px);
    --_press: max(2.75rem, 44px);
    --_press-l: max(3rem, 48px);
    --_quick: 140ms;
  }

  /* Browsers from before May 2024, Safari before 17.5 among them, get the default light colours. */
  @supports not ((color: oklch(from red l c h)) and (color: light-dark(red, red))) {
    :host {
      --_surface: var(--bq-surface, #ffffff);
      --_text: var(--bq-text, #1d2a26);
      --_accent: var(--bq-accent, #1d5f4e);
      --_accent-text: var(--bq-accent-text, #ffffff);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0ms;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_text-2: CanvasText;
      --_line: CanvasText;
      --_edge: CanvasText;
      --_wash: Canvas;
      --_accent: Highlight;
      --_accent-text: HighlightText;
      --_accent-ink: LinkText;
      --_accent-wash: Canvas;
      --_accent-wash-2: Canvas;
      --_danger: CanvasText;
      --_danger-wash: Canvas;
      --_warning: CanvasText;
      --_warning-wash: Canvas;
    }
  }
`;
