// Opens the payment of a booking that the clinic made on the phone, by the link in our email. The link's token is behind
// the `#`: it goes from here to our own API only. Once it is paid, or its time is over, the page of the booking says so.

const kept = `bq-booking:${location.pathname}`;
const link = location.hash || keptLink();
const { booking = '', token = '' } = Object.fromEntries(new URLSearchParams(link.slice(1)));
const status = document.querySelector('[role="status"]');

/** The bank's page may come back without the fragment. */
function keptLink() {
  try {
    return new URL(sessionStorage.getItem(kept) ?? '').hash;
  } catch {
    return '';
  }
}

/** @returns {Promise<string>} the state of the booking; `ended` for a link that opens nothing */
async function stateOf() {
  if (!booking || !token) return 'ended';
  const answer = await fetch(`/api/bookings/${encodeURIComponent(booking)}`, {
    headers: { Authorization: `Bearer ${token}` },
    cache: 'no-store',
  });
  if (answer.ok) return (await answer.json()).status;
  if (answer.status === 401 || answer.status === 404) return 'ended';
  throw new Error('failed');
}

/** The element finds the booking as it does after a reload: by its link, in the tab's own storage. */
async function pay() {
  try {
    sessionStorage.setItem(kept, `${location.origin}${location.pathname}${link}`);
  } catch {
    // Without storage the element cannot find the booking: its own page says how to go on.
    location.replace(`/manage${link}`);
    return;
  }
  const place = document.querySelector('#pay');
  place.append(document.createElement('bq-booking'));
  place.hidden = false;
  status.remove();
  // Served by this server when it runs.
  const loader = '/widgets/v1/bq.js';
  await import(loader);
}

try {
  const state = await stateOf();
  // A patient who returns from the bank's page is confirmed by the element.
  if (state === 'awaiting_payment' || (state === 'confirming' && location.search !== '')) await pay();
  else if (state === 'ended') {
    document.querySelector('#ended').hidden = false;
    status.remove();
  } else location.replace(`/manage${link}`);
} catch {
  status.textContent = 'We could not open your appointment just now. Reload this page in a moment.';
}
