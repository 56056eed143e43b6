import '../testing/guards/console-guard.ts';
import { TaskStatus } from '@lit/task';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ConnectedTask } from './connected-task.ts';

class Asker extends LitElement {
  question = 'a';
  signals: AbortSignal[] = [];
  answers: Array<(value: string) => void> = [];
  task = new ConnectedTask(this, {
    args: () => [this.question] as const,
    task: ([question], { signal }) => {
      this.signals.push(signal);
      return new Promise<string>((resolve, reject) => {
        this.answers.push((value) => resolve(`${question}: ${value}`));
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
  });
}
customElements.define('test-asker', Asker);

describe('a request whose element is moved or removed', () => {
  it('is aborted when the element leaves the page, without an error', async () => {
    const asker = await fixture<Asker>(html`<test-asker></test-asker>`);
    asker.remove();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asker.signals[0]?.aborted).to.equal(true);
    expect(asker.task.status).to.equal(TaskStatus.INITIAL);
  });

  it('runs again when the element comes back', async () => {
    const asker = await fixture<Asker>(html`<test-asker></test-asker>`);
    const page = asker.parentElement;
    asker.remove();
    page?.append(asker);
    expect(asker.signals).to.have.length(2);
    asker.answers[1]?.('yes');
    await asker.task.taskComplete;
    expect(asker.task.latest).to.equal('a: yes');
  });

  it('is not asked again when it had been answered before the element was moved', async () => {
    const asker = await fixture<Asker>(html`<test-asker></test-asker>`);
    const page = asker.parentElement;
    asker.answers[0]?.('yes');
    await asker.task.taskComplete;
    asker.remove();
    page?.append(asker);
    await asker.updateComplete;
    expect(asker.signals).to.have.length(1);
  });

  it('keeps the newest answer while the next one is on its way', async () => {
    const asker = await fixture<Asker>(html`<test-asker></test-asker>`);
    asker.answers[0]?.('yes');
    await asker.task.taskComplete;
    asker.question = 'b';
    asker.requestUpdate();
    await asker.updateComplete;
    expect(asker.task.status).to.equal(TaskStatus.PENDING);
    expect(asker.task.latest).to.equal('a: yes');
  });
});
