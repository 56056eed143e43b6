import { IntegrationError } from './errors.js';

const themes = {
  stripe: {
    colorPrimary: '#0570de',
    colorBackground: '#ffffff',
    colorText: '#30313d',
    colorTextSecondary: '#5a5b69',
    colorDanger: '#c4163a',
  },
  flat: {
    colorPrimary: '#0570de',
    colorBackground: '#f1f1f1',
    colorText: '#30313d',
    colorTextSecondary: '#5a5b69',
    colorDanger: '#b3122f',
  },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c9c9d1',
    colorDanger: '#fe8f9f',
  },
};
const shared = {
  fontFamily: 'system-ui, sans-serif',
  fontSizeBase: '16px',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  spacingUnit: '4px',
  borderRadius: '5px',
};

/**
 * The Appearance API, as far as a card form shows it: theme, variables, and rules for the parts that exist here.
 * @param {{ theme?: string, variables?: Record<string, string>, rules?: Record<string, Record<string, string>> }} [appearance]
 */
export function styleSheetOf(appearance = {}) {
  const theme = appearance.theme ?? 'stripe';
  if (!Object.hasOwn(themes, theme)) {
    throw new IntegrationError(
      `Invalid value for elements(): appearance.theme should be one of the following strings: stripe, night, or flat. You specified: ${theme}.`,
    );
  }
  const values = { ...shared, ...themes[theme], ...appearance.variables };
  const variables = Object.entries(values).map(([name, value]) => `--${name}: ${value};`);
  const rules = Object.entries(appearance.rules ?? {}).map(
    ([selector, properties]) => `${selector} { ${declarations(properties)} }`,
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { ${variables.join(' ')} }\n${formStyles}\n${rules.join('\n')}`);
  return sheet;
}

/** @param {Record<string, string>} properties */
function declarations(properties) {
  return Object.entries(properties)
    .map(([name, value]) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`)
    .join(' ');
}

const formStyles = `
:host { display: block; color: var(--colorText); font: var(--fontWeightNormal) var(--fontSizeBase)/1.5 var(--fontFamily); }
*, *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
.Notice { margin: 0 0 calc(var(--spacingUnit) * 3); padding: calc(var(--spacingUnit) * 2) calc(var(--spacingUnit) * 3);
  border: 1px dashed currentColor; border-radius: var(--borderRadius); color: var(--colorTextSecondary); }
.Notice strong { color: var(--colorText); }
.Grid { display: grid; grid-template-columns: 1fr 1fr; gap: var(--gridRowSpacing, calc(var(--spacingUnit) * 3)) var(--gridColumnSpacing, calc(var(--spacingUnit) * 3)); }
.Wide { grid-column: 1 / -1; }
.Label { display: block; margin-block-end: var(--spacingUnit); font-weight: var(--fontWeightMedium); color: var(--colorText); }
.Input { inline-size: 100%; min-block-size: 44px; padding: calc(var(--spacingUnit) * 2.5) calc(var(--spacingUnit) * 3);
  border: 1px solid var(--colorTextSecondary); border-radius: var(--borderRadius);
  background: var(--colorBackground); color: var(--colorText); font: inherit; }
.Input::placeholder { color: var(--colorTextPlaceholder, var(--colorTextSecondary)); opacity: 1; }
.Input:focus { outline: 3px solid var(--colorPrimary); outline-offset: 1px; }
.Input--invalid { border-color: var(--colorDanger); box-shadow: 0 0 0 1px var(--colorDanger); }
.Error { margin: var(--spacingUnit) 0 0; color: var(--colorDanger); }
details { margin-block-start: calc(var(--spacingUnit) * 3); color: var(--colorTextSecondary); }
summary { min-block-size: 24px; cursor: pointer; }
summary:focus-visible { outline: 3px solid var(--colorPrimary); outline-offset: 2px; }
details ul { margin: var(--spacingUnit) 0 0; padding-inline-start: 1.25em; }
@media (max-width: 22rem) { .Grid { grid-template-columns: 1fr; } }
`;
