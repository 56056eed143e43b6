import { type CSSResultGroup, css, unsafeCSS } from 'lit';
import { givenTokens } from './given-tokens.ts';
import { readable } from './readable.ts';

/** The colours that browsers from before 2024 show, and what needs no colour to be computed. */
const plain = css`
  :host {
    --_surface: #fff;
    --_text: #1d2a26;
    --_accent: #1d5f4e;
    --_accent-text: #fff;

    --_line: var(--_0border);
    --_radius: var(--_0radius);
    --_radius-b: var(--_0button-radius);
    --_radius-s: calc(var(--_radius) * 0.75);
    --_space: var(--_0spacing);
    --_gap: calc(var(--_space) * 1.25);
    --_pad: var(--_0padding);
    --_weight: var(--_0heading-weight);
    --_lines: var(--_0line-height);
    /* Text stays readable on a page with a small root size. */
    --_size-m: max(var(--_0text-size), 16px);
    --_size-s: calc(var(--_size-m) * 0.875);
    --_size-l: calc(var(--_size-m) * 1.0625);
    --_size-xl: calc(var(--_size-m) * 1.375);
    --_press: max(2.75rem, 44px);
    --_press-l: max(3rem, 48px);
    --_quick: 140ms;
  }
`;

const [surface, text, accent] = ['var(--_surface)', 'var(--_text)', 'var(--_accent)'];

/**
 * A mixture with the surface, or with another colour, that can be read on the surface; also on its washes, which have
 * less contrast.
 */
const ink = (colour: string, share: number, rest = surface, contrast = 6.3, ground = surface) =>
  readable(`color-mix(in oklab,${colour} ${share}%,${rest})`, ground, contrast);

/** A ground that is close to the surface, and on which text can be read. */
const wash = (colour: string, share: number) => ink(colour, share, surface, 4.6, text);

/** A site's colour without its opacity; where it is transparent, the page's ground. */
const opaque = (colour: string) => `color(from color-mix(in srgb,${colour} 99.99%,Canvas) srgb r g b/1)`;

/** What the site sets; and all other colours, for browsers that compute a colour from another one: those since 2024. */
const derived = unsafeCSS(`:host{${givenTokens()}}@supports (color:color(from red xyz x y z/alpha)){:host{
--_surface:${opaque('var(--_0surface)')};
--_accent:${opaque('var(--_0accent)')};
--_text:${readable('var(--_0text)', surface, 7)};
--_text-2:${ink(text, 74)};
--_edge:${ink(text, 55, surface, 3.5)};
--_wash:${wash(text, 4)};
--_accent-text:${readable('var(--_0accent-text)', accent, 4.6)};
--_accent-ink:${ink(accent, 78, text)};
--_accent-wash:${wash(accent, 11)};
--_accent-wash-2:${wash(accent, 20)};
--_danger:${ink('#c1121f', 66, text)};
--_danger-wash:${wash('#c1121f', 7)};
--_warning:${ink('#a85b00', 68, text)};
--_warning-wash:${wash('#d97a00', 11)}}}`);

const preferences = css`
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0ms;
    }
  }

  /* The browser forces the colours of everything else. */
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_accent: Highlight;
      --_accent-text: HighlightText;
    }
  }
`;

/**
 * Public `--bq-*`, private `--_*`. A site sets what is listed here; we derive all others, so that each pair of text and
 * ground has a contrast of 4.5:1 as the browser computes it, whatever the site sets (`tokens.test.ts` measures them).
 * A value that is no colour, no length or no number falls back to its default.
 *
 * The widget is light or dark like the page's `color-scheme`, as native controls are. On a page that declares
 * `color-scheme: light dark` it follows the visitor's preference; on a page that is only light it stays light. When the
 * site sets the surface, the text becomes dark or light to match it.
 *
 * @cssprop [--bq-accent] - buttons, chosen day and time; links in a darker or lighter form of it
 * @cssprop [--bq-accent-text] - text on the accent; default: black or white, the one with more contrast
 * @cssprop [--bq-surface] - the background; with it, the element gets a padding
 * @cssprop [--bq-text] - text; default: dark or light, to match the surface
 * @cssprop [--bq-border] - lines between and around things; default: the text at 15 %
 * @cssprop [--bq-radius] - corners of cards and fields; default 12px
 * @cssprop [--bq-button-radius] - corners of buttons; default: three quarters of the radius
 * @cssprop [--bq-spacing] - the space inside cards; larger and smaller spaces follow; default 16px
 * @cssprop [--bq-padding] - the space around everything; default: none, or 20px with a surface
 * @cssprop [--bq-text-size] - ordinary text, at least 16px; headings and fine print follow
 * @cssprop [--bq-heading-font] - the font family of headings; default: the page's font
 * @cssprop [--bq-heading-weight] - the weight of headings; default 650
 * @cssprop [--bq-line-height] - the height of lines of text; default 1.45
 */
export const tokens: CSSResultGroup = [plain, derived, preferences];
