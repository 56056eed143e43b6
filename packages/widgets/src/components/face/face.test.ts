import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { faceOf } from './face.ts';
import { initialsOf } from './initials.ts';

describe('a face', () => {
  for (const [name, initials] of [
    ['Dr Dia', 'DD'],
    ['Dr S. Rao', 'SR'],
    ['Kerry Lim', 'KL'],
    ['Ramona', 'R'],
    ['Anna Maria van Dam', 'VD'],
  ] as const) {
    it(`of ${name} says ${initials}`, () => {
      expect(initialsOf(name)).to.equal(initials);
    });
  }

  it('is decoration, and has one tint for one person', async () => {
    const draw = () => fixture<HTMLElement>(html`<p>${faceOf({ id: 'dr_dia', name: 'Dr Dia' })}</p>`);
    const [first, second] = [(await draw()).firstElementChild, (await draw()).firstElementChild];
    expect(first?.getAttribute('aria-hidden')).to.equal('true');
    expect(first?.textContent?.trim()).to.equal('');
    expect(first?.className).to.equal(second?.className);
  });

  it('shows the photo, and the initials when the photo cannot be loaded', async () => {
    const broken = 'data:image/png;base64,AAAA';
    const line = await fixture<HTMLElement>(
      html`<p>${faceOf({ id: 'dr_dia', name: 'Dr Dia', photoUrl: broken })}</p>`,
    );
    const photo = line.querySelector('img');
    expect(photo?.alt).to.equal('');
    photo?.setAttribute('loading', 'eager');
    await waitUntil(() => photo?.hidden, 'the photo is hidden');
    expect(line.querySelector('[data-initials="DD"]')).to.exist;
  });
});
