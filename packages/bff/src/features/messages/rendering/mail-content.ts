/**
 * An email as data. Two renderers draw it (`render-html.ts`, `render-text.ts`), so that the plain text always says
 * what the HTML says. No email writes a tag itself, so that text from a patient can never become one.
 */
export interface MailContent {
  /** Plain words without service or concern, because subjects show on lock screens. */
  subject: string;
  /** The line that inboxes show after the subject. */
  preheader: string;
  /** A short line above the title. */
  eyebrow?: string;
  title: string;
  blocks: readonly Block[];
  footer: readonly string[];
}

export type Block =
  | { kind: 'paragraph'; text: readonly Inline[] }
  | { kind: 'heading'; text: string }
  /** Label and value pairs in the quiet box. A value of several lines: the first is the strong one. */
  | { kind: 'facts'; facts: readonly { label: string; lines: readonly (string | Inline)[] }[] }
  /** `showLink` prints the address under the button, for mail clients that draw no buttons. */
  | { kind: 'button'; label: string; href: string; tone?: 'accent' | 'quiet'; showLink?: boolean }
  | { kind: 'steps'; items: readonly (readonly Inline[])[] }
  | { kind: 'note'; tone: 'warning' | 'accent'; text: readonly Inline[] }
  /** Blocks in another language than English. */
  | { kind: 'language'; tag: string; dir: 'ltr' | 'rtl'; blocks: readonly Block[] }
  /** Times to choose from, as lines. */
  | { kind: 'times'; times: readonly string[] };

export type Inline =
  | string
  | { strong: string }
  /** `https:`, `http:`, `mailto:` and `tel:` only; anything else is drawn as text. */
  | { label: string; href: string };

/** A paragraph from its parts. */
export function paragraph(...text: Inline[]): Block {
  return { kind: 'paragraph', text };
}

/** Whether a link may be followed from a mail. */
export function isSafeLink(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(href);
}
