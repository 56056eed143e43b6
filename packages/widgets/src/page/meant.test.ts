import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOdd, meant, oneOf, usableInstant, usableLocale } from './meant.ts';

const ids = ['alternative_medicine', 'gaps_coaching', 'weight_loss'] as const;

describe('a word in an attribute', () => {
  it('is understood in every spelling that can mean one id only', () => {
    for (const word of [
      'alternative_medicine',
      'Alternative-Medicine',
      ' alternative medicine ',
      'alternativeMedicine',
    ]) {
      assert.equal(meant(word, ids), 'alternative_medicine', word);
    }
    assert.equal(meant('weight-los', ids), 'weight_loss', 'one letter and two are the same');
  });

  it('that is no id counts as an attribute that is not there', () => {
    for (const word of ['homeopathy', '', null]) {
      assert.equal(meant(word, ids), undefined);
      assert.equal(oneOf(ids)(word), '');
    }
  });

  it('becomes a locale that the browser has words for', () => {
    assert.equal(usableLocale('en_AU'), 'en-AU');
    assert.equal(usableLocale(' en-gb '), 'en-GB');
    for (const word of ['Australia!', 'x', '', null]) assert.equal(usableLocale(word), 'en-AU');
  });

  it('becomes an instant as the server writes it, or none', () => {
    assert.equal(usableInstant('2026-11-23T09:30:00+11:00'), '2026-11-22T22:30:00Z');
    assert.equal(usableInstant('2026-11-22T22:30:00Z'), '2026-11-22T22:30:00Z');
    for (const word of ['next Tuesday', '', null]) assert.equal(usableInstant(word), '');
  });
});

describe('the tag of an element', () => {
  class Sample {
    static observedAttributes = ['service', 'time-zone', 'heading-level'];
    readonly #attributes: Readonly<Record<string, string>>;
    service: string;
    timeZone: string;
    headingLevel: number;

    constructor(attributes: Readonly<Record<string, string>>, understood: Readonly<Record<string, string>>) {
      const words = { ...attributes, ...understood };
      this.#attributes = attributes;
      this.service = words.service ?? '';
      this.timeZone = words['time-zone'] ?? '';
      this.headingLevel = Number(words['heading-level'] ?? 2);
    }
    getAttributeNames = () => Object.keys(this.#attributes);
    getAttribute = (name: string) => this.#attributes[name] ?? null;
  }
  const odd = (attributes: Record<string, string>, understood: Record<string, string> = {}) =>
    isOdd(new Sample(attributes, understood) as unknown as HTMLElement);

  it('needs no look when all its words are used as they stand', () => {
    assert.equal(
      odd({ service: 'gaps_coaching', 'time-zone': 'Australia/Perth', 'heading-level': '3' }),
      false,
    );
    assert.equal(odd({ id: 'x', class: 'y', 'data-w-id': '1', 'aria-live': 'off', onclick: '' }), false);
  });

  it('needs a look when a word was not used as it stands, or an attribute is unknown', () => {
    assert.equal(odd({ service: 'GAPS' }, { service: '' }), true);
    assert.equal(odd({ 'time-zone': 'NZ' }, { 'time-zone': 'Pacific/Auckland' }), true);
    for (const level of ['0', '5', 'two']) assert.equal(odd({ 'heading-level': level }), true, level);
    assert.equal(odd({ timezone: 'Australia/Perth' }), true);
  });
});
