/**
 * Returns the browser's history to its entry when the page of tests was loaded, before each test and at the end. The
 * runner uses one tab for all files, and Chromium keeps 50 entries of a tab. When Chromium drops the entry from which a
 * journey counts its steps, "one step back" leaves the page and ends the run.
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
