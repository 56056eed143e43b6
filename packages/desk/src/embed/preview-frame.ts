import { themeDeclarations } from '@botaniqal/shared/theme/theme-css.ts';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { placedAt } from '../components/placed-at.ts';
import { attributesOf, type Choice } from './choice.ts';
import type { Heights } from './snippet.ts';

/** The page around the element in the preview. */
export interface PageLook {
  ground: string;
  font: string;
  dark: boolean;
  styleSheet: string;
}

/** The widths at which the preview is drawn. */
export const widths = { phone: 390, desktop: 1280 } as const;

/** The element has been drawn, and is so tall. */
export class MeasuredEvent extends Event {
  readonly heights: Heights;
  constructor(heights: Heights) {
    super('embed-measured', { bubbles: true });
    this.heights = heights;
  }
}

/**
 * The element on a page like the site's, in a frame of a phone's or a desktop's width. The frame is a page of this server,
 * so the preview is the element itself, and can be measured.
 *
 * @element embed-preview
 * @fires embed-measured - how tall the element is
 */
export class PreviewFrame extends LitElement {
  static override properties: PropertyDeclarations = {
    choice: { attribute: false },
    look: { attribute: false },
    device: {},
    room: { state: true },
  };

  static override styles = css`
    :host {
      display: block;
    }

    .box {
      position: relative;
      overflow: hidden;
      block-size: 720px;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }

    iframe {
      display: block;
      border: 0;
      transform-origin: 0 0;
    }
  `;

  declare choice: Choice;
  declare look: PageLook;
  device: keyof typeof widths = 'desktop';
  room = 0;
  #placed = '';
  #wait: ReturnType<typeof setInterval> | undefined;
  readonly #resized = new ResizeObserver(([entry]) => {
    this.room = entry?.contentRect.width ?? 0;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    clearInterval(this.#wait);
  }

  override render(): TemplateResult {
    const width = widths[this.device];
    const scale = this.room > 0 ? Math.min(1, (this.room - 2) / width) : 1;
    const place = {
      'inline-size': `${width}px`,
      'block-size': `${720 / scale}px`,
      transform: `scale(${scale})`,
    };
    return html`<div class="box">
      <iframe src="/embed/preview" title="Preview of the element on a page" @load=${this.#show} ${placedAt(place)}></iframe>
    </div>`;
  }

  override updated(): void {
    this.#show();
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  /** Brings the page in the frame up to date. */
  #show = (): void => {
    const view = this.#frame?.contentWindow as (Window & typeof globalThis) | null | undefined;
    const page = view?.document;
    const place = page?.querySelector('#place');
    if (!view || !page || !place) return;
    this.#dress(view, page);
    const { element } = this.choice;
    const attributes = { ...attributesOf(this.choice), api: location.origin };
    // A kept theme that has just changed is not in the frame's loader: the preview draws the chosen values.
    Reflect.deleteProperty(attributes, 'theme');
    const key = JSON.stringify([element.tag, attributes]);
    const placed = place.querySelector(element.tag);
    if (placed && key === this.#placed) return;
    this.#placed = key;
    const fresh = page.createElement(element.tag);
    for (const [name, value] of Object.entries(attributes)) fresh.setAttribute(name, value);
    place.replaceChildren(fresh);
    this.#measureWhenReady(fresh);
  };

  #dress(view: Window & typeof globalThis, page: Document): void {
    const { ground, font, dark, styleSheet } = this.look;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(
      `:root{color-scheme:${dark ? 'dark' : 'light'}}
      ${ground ? `body{background:${ground}}` : ''}
      ${font ? `body{font-family:"${font}",system-ui,sans-serif}` : ''}
      ${this.choice.element.tag}{${themeDeclarations(this.choice.theme).join(';')}}`,
    );
    page.adoptedStyleSheets = [sheet];
    const link = page.querySelector<HTMLLinkElement>('link.site');
    if (link?.href === styleSheet) return;
    link?.remove();
    if (!styleSheet) return;
    const fresh = Object.assign(page.createElement('link'), {
      rel: 'stylesheet',
      className: 'site',
      href: styleSheet,
    });
    page.head.append(fresh);
  }

  /** Measures when the element has stopped growing: its height is the same twice. */
  #measureWhenReady(element: HTMLElement): void {
    clearInterval(this.#wait);
    let before = -1;
    this.#wait = setInterval(() => {
      const frame = this.#frame;
      const { height } = element.getBoundingClientRect();
      if (!frame || !element.isConnected || !element.shadowRoot || height < 40 || height !== before) {
        before = height;
        return;
      }
      clearInterval(this.#wait);
      const at = (width: number) => {
        frame.style.setProperty('inline-size', `${width}px`);
        return Math.ceil(element.getBoundingClientRect().height);
      };
      const heights = { phone: at(widths.phone), desktop: at(widths.desktop) };
      at(widths[this.device]);
      this.dispatchEvent(new MeasuredEvent(heights));
    }, 400);
  }
}

customElements.define('embed-preview', PreviewFrame);
