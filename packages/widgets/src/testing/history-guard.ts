/**
 * Takes the browser's history back to where it was when the page of tests was loaded, before each test and at the end.
 * The runner uses one tab for all files, Chromium keeps 50 entries of a tab, and when it throws one away it may be the
 * one that a journey counts its steps from: then "one step back" leaves the page, and the run with it.
 */
const first = here();

function here(): number {
  return navigation.currentEntry?.index ?? 0;
}

async function backToTheFirstEntry(): Promise<void> {
  const steps = here() - first;
  if (steps <= 0) return;
  const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  history.go(-steps);
  await arrived;
}

beforeEach(backToTheFirstEntry);
after(backToTheFirstEntry);
