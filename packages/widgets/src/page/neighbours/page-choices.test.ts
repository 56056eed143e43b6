import '../../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { PageChoices } from './page-choices.ts';
import { forgetPageEvents, tellPage } from './page-events.ts';

class Follower extends LitElement {
  static override properties = { service: {} };
  service = '';
  readonly followed: string[] = [];
  protected readonly choices = new PageChoices(this, (service, visit, slot) =>
    this.followed.push([service, visit, slot?.start].filter(Boolean).join(' ')),
  );
}
customElements.define('x-follower', Follower);

const gaps = { service: 'gaps_coaching', visit: 'consultation' } as const;
const weight = { service: 'weight_loss', visit: 'initial' } as const;
const start = '2026-11-22T22:30:00Z';

const speaker = () => fixture<HTMLElement>(html`<x-picker></x-picker>`);
const follower = (service = '') => fixture<Follower>(html`<x-follower service=${service}></x-follower>`);

describe('the choices on a page', () => {
  beforeEach(forgetPageEvents);

  it('are followed, also when they were made before the element came, and each once', async () => {
    const picker = await speaker();
    tellPage(picker, 'bq-service-selected', gaps);
    const element = await follower();
    expect(element.followed).to.deep.equal(['gaps_coaching consultation']);
    tellPage(picker, 'bq-slot-selected', { ...weight, practitionerId: 'dr_dia', start });
    expect(element.followed[1]).to.equal(`weight_loss initial ${start}`);
    element.parentElement?.append(element);
    expect(element.followed).to.have.length(2);
  });

  it('are forgotten when the element that made them leaves the page', async () => {
    const picker = await speaker();
    tellPage(picker, 'bq-service-selected', gaps);
    picker.remove();
    expect((await follower()).followed).to.deep.equal([]);
    document.body.append(picker);
    expect((await follower()).followed, 'it is forgotten for good').to.deep.equal([]);
    picker.remove();
  });

  it('of another service from before do not change what the tag says', async () => {
    const picker = await speaker();
    tellPage(picker, 'bq-service-selected', weight);
    const element = await follower('gaps_coaching');
    expect(element.followed).to.deep.equal([]);
    tellPage(picker, 'bq-service-selected', weight);
    expect(element.followed, 'a choice that is made now').to.deep.equal(['weight_loss initial']);
  });

  it('of elements of the same kind are ignored', async () => {
    const other = await follower();
    tellPage(other, 'bq-service-selected', gaps);
    expect((await follower()).followed).to.deep.equal([]);
  });
});
