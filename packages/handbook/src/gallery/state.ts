import { type Group, groups, handlersOf } from '@botaniqal/widgets/accessibility/scenarios.ts';
import { sampleNow } from '@botaniqal/widgets/elements/combined-calendar/combined-calendar.mocks.ts';
import { stopClockAt } from '@botaniqal/widgets/testing/device/fixed-date.ts';
import { fakeStripe } from '@botaniqal/widgets/testing/samples/fake-stripe.ts';
import { html, render } from 'lit';
import { getResponse } from 'msw';

/**
 * Shows one state of an element. The answers of the server are those of a scenario of the tests, the clock has stopped at
 * their moment, and nothing is sent to a network.
 */
async function showState(main: HTMLElement): Promise<void> {
  const { group, state } = asked();
  if (!group?.scenarios[state]) {
    main.textContent = 'There is no such state.';
    return;
  }
  sessionStorage.clear();
  answer(group, state);
  stopClockAt(sampleNow);
  fakeStripe();
  if (group.fragment) history.replaceState({}, '', location.pathname + location.search + group.fragment);
  await import('./elements.ts');
  render(html`<h1 class="spoken">${group.tag}</h1>${group.markup}`, main);
  await group.walk?.(main);
  main.dataset.shown = state;
}

/** `?group=1&state=slow`: the number of the group in the list of scenarios. */
function asked(): { group: Group | undefined; state: string } {
  const query = new URLSearchParams(location.search);
  return { group: groups[Number(query.get('group') ?? -1)], state: query.get('state') ?? '' };
}

/** What no scenario answers fails, as without a network. */
function answer(group: Group, state: string): void {
  const handlers = handlersOf(group, state);
  const fetchFile = window.fetch;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin === location.origin && pathname.startsWith('/handbook/')) return fetchFile(input, init);
    const response = await Promise.race([getResponse([...handlers], request), aborted(request.signal)]);
    if (!response || response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

const main = document.querySelector('main');
if (main) void showState(main);
