import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** One block of the panel. */
export interface Section {
  /** For the link in the menu; unique on the page. */
  id: string;
  title: string;
  /** How many things it lists, for the menu; null: not a list. */
  count: number | null;
  body: Html;
}

/** What a section may need to know of the page it is on. */
export interface PanelView {
  timeZone: string;
  now: Date;
  /** The address's query: which week, for instance. */
  query: URLSearchParams;
}
