/**
 * Marks the state that the frame shows, and sets its width and look. Without this script the links still open each state in
 * the frame.
 */
const frame = document.querySelector<HTMLIFrameElement>('iframe[name="state"]');
const links = [...document.querySelectorAll<HTMLAnchorElement>('a[target="state"]')];
const open = document.querySelector<HTMLAnchorElement>('a[data-open]');
const looks = document.querySelector<HTMLFormElement>('form[data-looks]');

function show(link: HTMLAnchorElement): void {
  for (const each of links) each.ariaCurrent = each === link ? 'true' : null;
  const address = new URL(link.href);
  const look = looks && new FormData(looks).get('look');
  if (look && look !== 'auto') address.searchParams.set('look', String(look));
  if (frame) {
    frame.src = address.href;
    frame.title = `${link.textContent?.trim()}, shown`;
  }
  if (open) open.href = address.href;
  // No id of the page, so that the browser does not scroll to it.
  history.replaceState({}, '', `#state=${link.id}`);
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
}

looks?.addEventListener('change', () => {
  const width = String(new FormData(looks).get('width') ?? 'wide');
  if (frame) frame.dataset.width = width;
  const current = links.find((link) => link.ariaCurrent);
  if (current) show(current);
});

const wanted = links.find(({ id }) => `#state=${id}` === location.hash) ?? links[0];
if (wanted) show(wanted);
