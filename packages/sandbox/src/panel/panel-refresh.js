// Keeps the page up to date without losing its place: every few seconds the page is fetched again,
// and only when something changed is the part replaced that did.
const everyMs = 3000;

async function refresh() {
  if (document.hidden || document.activeElement?.closest('form.fields')) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const details of fresh.querySelectorAll('details[id]')) {
    details.open = document.getElementById(details.id)?.open ?? false;
  }
  for (const selector of ['header.top', 'main']) {
    const [old, next] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (old && next && old.innerHTML !== next.innerHTML) swap(old, next);
  }
}

/** Replaces the children that differ; a child that holds the focus stays until the focus has left it. */
function swap(old, next) {
  if (old.children.length !== next.children.length) return old.replaceWith(next);
  [...next.children].forEach((child, index) => {
    const current = old.children[index];
    if (current && current.outerHTML !== child.outerHTML && !current.contains(document.activeElement)) {
      current.replaceWith(child);
    }
  });
}

setInterval(() => refresh().catch(() => undefined), everyMs);
