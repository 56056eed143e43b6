import { base } from '@botaniqal/widgets/styles/base.ts';
import { tokens } from '@botaniqal/widgets/styles/tokens.ts';
import { css } from 'lit';
import { stateStyles } from '../components/states.ts';

/** The base of every screen: the tokens and the base of the widgets, and what screens share. */
export const screen = [
  tokens,
  base,
  stateStyles,
  css`
    /* Denser than the widgets: staff read the desk all day, on large screens. */
    :host {
      --_size-s: max(0.8125rem, 13px);
      --_size-m: max(0.9375rem, 15px);
      line-height: 1.45;
    }

    /* A phone zooms into a field with smaller text. */
    :is(input, select, textarea).control {
      font-size: max(1rem, 16px);
    }

    h1 {
      margin: 0;
      font-size: var(--_size-xl);
      line-height: 1.25;
      font-weight: 650;
    }

    h2 {
      font-size: var(--_size-l);
    }

    h3 {
      font-size: var(--_size-m);
    }

    .screen {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 24px;
      align-content: start;
      padding: 24px clamp(16px, 3vw, 32px) 48px;
    }

    .head {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: center;
      justify-content: space-between;
    }

    .head p {
      color: var(--_text-2);
    }

    /* In dense lists 24 pixels are the least, as WCAG 2.2 asks (2.5.8): 44 would spread a day over two screens. */
    :is(td, th, dd) > a:not([class]),
    :is(td, article) li > a:not([class]),
    h2 > a:not([class]),
    a.beside {
      display: inline-block;
      min-block-size: 24px;
    }

    /* A table wider than the page scrolls by itself. A word for screen readers is placed within it. */
    .wide {
      position: relative;
      overflow-x: auto;
    }

    table {
      inline-size: 100%;
      border-collapse: collapse;
    }

    th,
    td {
      padding: 12px 16px 12px 0;
      border-block-end: 1px solid var(--_line);
      min-inline-size: 120px;
      text-align: start;
      vertical-align: top;
    }

    th:last-child,
    td:last-child {
      padding-inline-end: 0;
    }

    /* Figures stand under one another. */
    .figure {
      min-inline-size: 88px;
      font-variant-numeric: tabular-nums;
      text-align: end;
    }

    td button,
    .unbroken {
      white-space: nowrap;
    }

    td ul {
      display: grid;
      gap: 8px;
    }

    th {
      color: var(--_text-2);
      font-size: var(--_size-s);
      font-weight: 550;
    }

    tbody th {
      color: var(--_text);
      font-size: var(--_size-m);
    }

    .beside {
      font-size: var(--_size-s);
      font-weight: 400;
    }

    tbody tr:hover > * {
      background: var(--_wash);
    }
  `,
];
