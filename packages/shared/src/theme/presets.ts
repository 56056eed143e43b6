import type { Theme } from './theme.ts';

/** A look to begin with, for builder and gallery alike. */
export interface ThemePreset extends Theme {
  id: string;
  name: string;
}

const serif = 'Georgia, serif';

/** Twelve looks, each for light and dark pages. */
export const themePresets: readonly ThemePreset[] = [
  {
    id: 'forest',
    name: 'Forest',
    light: { accent: '#1d5f4e' },
    dark: { accent: '#86d3bb' },
  },
  {
    id: 'eucalypt',
    name: 'Eucalypt',
    light: { accent: '#3f6f5b', surface: '#f3f7f2', text: '#20302a' },
    dark: { accent: '#a5cdb6', surface: '#16211c', text: '#e6efe9' },
    radius: 16,
    buttonRadius: 999,
  },
  {
    id: 'ocean',
    name: 'Ocean',
    light: { accent: '#0b5c7a', surface: '#f2f8fb', text: '#10303f' },
    dark: { accent: '#7cc8e4', surface: '#0e1f28', text: '#e2f0f6' },
  },
  {
    id: 'reef',
    name: 'Reef',
    light: { accent: '#0f766e' },
    dark: { accent: '#5eead4' },
    radius: 20,
    buttonRadius: 999,
    spacing: 20,
  },
  {
    id: 'terracotta',
    name: 'Terracotta',
    light: { accent: '#a4452c', surface: '#fdf6f1', text: '#3a2620' },
    dark: { accent: '#f0a48c', surface: '#241713', text: '#f7e9e2' },
    headingFont: serif,
    headingWeight: 600,
  },
  {
    id: 'sand',
    name: 'Sand',
    light: { accent: '#6b5327', surface: '#faf6ee', text: '#362e1f', border: '#e2d8c3' },
    dark: { accent: '#dcc48f', surface: '#221d13', text: '#f3ecdd', border: '#4a412e' },
    headingFont: serif,
    headingWeight: 500,
    lineHeight: 1.55,
  },
  {
    id: 'plum',
    name: 'Plum',
    light: { accent: '#6b2a6f' },
    dark: { accent: '#dba3de' },
    radius: 14,
  },
  {
    id: 'rose',
    name: 'Rose',
    light: { accent: '#9d2c4f', surface: '#fff7f8', text: '#3b1f29' },
    dark: { accent: '#f4a6bd', surface: '#25151a', text: '#fbe9ee' },
    radius: 20,
    buttonRadius: 999,
  },
  {
    id: 'wattle',
    name: 'Wattle',
    light: { accent: '#ffd60a', surface: '#ffffff', text: '#26230f' },
    dark: { accent: '#ffdf4d', surface: '#1c1a0c', text: '#f8f4dc' },
    radius: 8,
    headingWeight: 700,
  },
  {
    id: 'slate',
    name: 'Slate',
    light: { accent: '#33475b', surface: '#f6f8fa', text: '#1c2733' },
    dark: { accent: '#a9c1d9', surface: '#151c24', text: '#e6edf4' },
    radius: 6,
    buttonRadius: 6,
  },
  {
    id: 'ink',
    name: 'Ink',
    light: { accent: '#111111', surface: '#ffffff', text: '#111111', border: '#111111' },
    dark: { accent: '#f5f5f5', surface: '#0c0c0c', text: '#f5f5f5', border: '#f5f5f5' },
    radius: 0,
    buttonRadius: 0,
    headingWeight: 700,
  },
  {
    id: 'midnight',
    name: 'Midnight',
    light: { accent: '#9db8ff', surface: '#10162b', text: '#e9edfb' },
    dark: { accent: '#9db8ff', surface: '#10162b', text: '#e9edfb' },
    radius: 12,
  },
];
