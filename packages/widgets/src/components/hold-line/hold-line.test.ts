import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { byRole, textOf } from '../../testing/queries.ts';
import { seenPixels } from '../../testing/seen.ts';
import type { HoldLine } from './hold-line.ts';
import './hold-line.ts';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

async function place(seconds: number): Promise<{ line: HoldLine; page: HTMLElement }> {
  const page = await fixture<HTMLElement>(html`<div>
    <bq-hold-line .expiresAt=${inSeconds(seconds)} extendable></bq-hold-line>
    <div style="block-size: 3000px">Card fields</div>
  </div>`);
  const line = page.querySelector<HoldLine>('bq-hold-line');
  if (!line) throw new Error('The line is not there.');
  await line.updateComplete;
  return { line, page };
}

describe('the end of a held time', () => {
  it('is quiet while there is time', async () => {
    const { line } = await place(125);
    expect(textOf(line)).to.contain('Your time is held for 3 minutes.');
    expect(getComputedStyle(line).position).to.equal('static');
  });

  it('is shown from two minutes before, with its button, wherever the patient is on the page', async () => {
    const { line } = await place(120.4);
    await waitUntil(() => /for 2 minutes/.test(textOf(line)), 'it is shown', { timeout: 3000 });
    scrollTo(0, 1500);
    await new Promise(requestAnimationFrame);
    const button = byRole(line, 'button', 'Keep it longer');
    expect(seenPixels(button)).to.be.at.least(button.offsetHeight - 1);
    expect(byRole(line, 'status').textContent).to.contain('held for 2 minutes');
    await expectAccessible(line);
    scrollTo(0, 0);
  });

  it('is shown at once after a reload near the end', async () => {
    const { line } = await place(40);
    expect(textOf(line)).to.contain('held for 1 minute.');
  });

  it('is quiet again when the time is kept longer', async () => {
    const { line } = await place(40);
    line.expiresAt = inSeconds(640);
    await line.updateComplete;
    await line.updateComplete;
    expect(textOf(line)).to.contain('held for 11 minutes');
    expect(getComputedStyle(line).position).to.equal('static');
  });

  it('is told once', async () => {
    const { line } = await place(0.2);
    let over = 0;
    line.addEventListener('bq-hold-over', () => {
      over += 1;
    });
    await waitUntil(() => over === 1, 'the end is told');
  });
});
