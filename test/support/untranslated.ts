import type { Page } from 'playwright-core';

/** A text on the page that is not of the pseudo-language, and where it is. */
export interface Untranslated {
  readonly text: string;
  readonly where: string;
}

/**
 * The texts of our elements that are in plain English, though the page is in the pseudo-language: what people see, and
 * what a screen reader says. Texts that are marked as English may be.
 * @param known what the clinic has written itself: names of services and people
 */
export async function untranslatedTexts(page: Page, known: readonly string[]): Promise<Untranslated[]> {
  const texts = await page.evaluate(() => {
    const found: { text: string; where: string }[] = [];
    const spoken = ['aria-label', 'alt', 'title', 'placeholder', 'aria-description'];
    const visit = (node: Node, where: string): void => {
      if (node instanceof Text) {
        found.push({ text: node.data.trim(), where });
        return;
      }
      if (node instanceof HTMLElement || node instanceof SVGElement) {
        const isEnglish =
          node.getAttribute('lang') === 'en-AU' || node.matches('style, script, .skeleton, .waiting');
        if (isEnglish || !node.checkVisibility({ visibilityProperty: true })) return;
        for (const name of spoken)
          found.push({ text: node.getAttribute(name) ?? '', where: `${where} ${name}` });
        if (node.localName === 'bq-card-mount') return;
      }
      const place = node instanceof Element && node.localName.startsWith('bq-') ? node.localName : where;
      const root = node instanceof Element ? node.shadowRoot : null;
      for (const child of (root ?? node).childNodes) visit(child, place);
    };
    for (const element of document.querySelectorAll('main > :not(h1)')) visit(element, element.localName);
    return found;
  });
  return texts.filter(({ text }) => {
    // A sentence can be inside another one.
    let rest = text;
    for (let inner = ''; inner !== rest; ) {
      inner = rest;
      rest = inner.replaceAll(/\[[^[\]]*\]/g, '');
    }
    for (const word of known) rest = rest.replaceAll(word, '').replaceAll(word.toLowerCase(), '');
    return /[a-z]{2}/i.test(rest.replaceAll(ofDates, ''));
  });
}

/** Days, months and zones come from the browser, in the locale of the page. */
const ofDates =
  /\b((Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(day)?|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|am|pm|A[EW][DS]T|Melbourne|Perth)\b/g;
