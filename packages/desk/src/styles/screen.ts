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
    :host {
      line-height: 1.45;
    }

    h1 {
      margin: 0;
      font-size: var(--_size-xl);
      line-height: 1.25;
      font-weight: 650;
    }

    .screen {
      display: grid;
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

    .spoken {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .wide {
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

    td ul {
      display: grid;
      gap: 8px;
    }

    th {
      color: var(--_text-2);
      font-size: var(--_size-s);
      font-weight: 550;
    }
  `,
];
