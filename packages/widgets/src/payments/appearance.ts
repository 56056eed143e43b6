import type { Appearance } from './stripe-js.ts';

/** Our tokens (`styles/tokens.ts`) under the names that Stripe has for them. */
const colours = {
  colorPrimary: '--_accent-ink',
  colorBackground: '--_surface',
  colorText: '--_text',
  colorTextSecondary: '--_text-2',
  colorTextPlaceholder: '--_text-2',
  colorDanger: '--_danger',
};

/**
 * Gives the page's theme to Stripe's frames, which the page's CSS does not reach.
 * @param probe a hidden element in the widget; it gets each colour in turn, so that we can read it
 */
export function appearanceOf(probe: HTMLElement): Appearance {
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return plainColour(getComputedStyle(probe).color);
  };
  const variables: Record<string, string> = {};
  for (const [variable, token] of Object.entries(colours)) variables[variable] = colour(token);
  const edge = colour('--_edge');
  const accent = colour('--_accent-ink');
  const { fontFamily, fontSize, borderRadius } = getComputedStyle(probe);
  return {
    theme: isDark(variables.colorBackground ?? '') ? 'night' : 'stripe',
    variables: { ...variables, fontFamily, borderRadius, fontSizeBase: fontSize, spacingUnit: '4px' },
    rules: {
      '.Input': { border: `1px solid ${edge}`, boxShadow: 'none' },
      '.Input:focus': { outline: `2px solid ${accent}`, outlineOffset: '2px', boxShadow: 'none' },
      '.Input--invalid': { border: `1px solid ${variables.colorDanger}` },
      '.Label': { fontWeight: '650', fontSize },
    },
  };
}

/**
 * Stripe accepts hex, rgb and hsl, but a browser computes `oklab(…)` from our tokens. So we paint one pixel and read
 * it.
 */
function plainColour(computed: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const pen = canvas.getContext('2d');
  if (!pen) return computed;
  pen.fillStyle = computed;
  pen.fillRect(0, 0, 1, 1);
  const channels = pen.getImageData(0, 0, 1, 1).data.slice(0, 3);
  return `#${Array.from(channels, (each) => each.toString(16).padStart(2, '0')).join('')}`;
}

/** Green makes more than half of what the eye takes for brightness. */
function isDark(hex: string): boolean {
  return Number.parseInt(hex.slice(3, 5), 16) < 128;
}
