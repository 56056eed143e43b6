/**
 * The page behind "see or change your booking". The link carries `#booking=…&token=…`; a browser keeps the
 * fragment to itself, and the token goes to our own API only, in a header.
 */
const place = document.querySelector('#booking');
/** Takes the focus when what had it is gone. */
const heading = document.querySelector('h1');
const phone = document.querySelector('footer a[href^="tel:"]');
const link = new URLSearchParams(location.hash.slice(1));
const bookingId = link.get('booking') ?? '';
const token = link.get('token') ?? '';

/** How often a booking that is still being confirmed is looked at again. */
const lookAgainMs = 3000;

const statusWords = {
  confirmed: 'Booked',
  confirming: 'We are confirming your time. This page shows it as soon as it is done.',
  awaiting_payment: 'Waiting for the payment',
  cancelled: 'Cancelled',
  expired: 'Not booked: the time was not confirmed',
  failed: 'Not booked: the time could not be had',
};

const bookingUrl = `/api/bookings/${encodeURIComponent(bookingId)}`;

/** @returns {Promise<Response>} */
function ask(path, init = {}) {
  return fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
}

async function show() {
  if (!bookingId || !token) {
    return draw(
      paragraph('This link is not whole. Open it again from the e-mail, or copy all of it.'),
      paragraph('You can also call us: we find your booking by your name.'),
    );
  }
  const [answer, catalogue] = await Promise.all([
    ask(bookingUrl),
    fetch('/api/catalogue').then((r) => r.json()),
  ]);
  if (answer.status === 404 || answer.status === 401) {
    return draw(
      paragraph('This link does not open a booking. It may be from an older e-mail.'),
      paragraph('Open the newest e-mail from us, or call: we find your booking by your name.'),
    );
  }
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const booking = await answer.json();
  drawBooking(booking, catalogue);
  if (booking.status === 'confirming') setTimeout(showOrExplain, lookAgainMs);
}

function drawBooking(booking, catalogue) {
  const service = catalogue.services.find((one) => one.id === booking.service);
  const visit = service?.visits.find((one) => one.kind === booking.visit);
  const practitioner = catalogue.practitioners.find((one) => one.id === booking.practitionerId);
  const isOn = booking.status === 'confirmed';
  const note = paragraph(
    statusWords[booking.status] ?? '',
    isOn || booking.status === 'confirming' ? 'note' : 'note warning',
  );
  draw(
    note,
    facts([
      ['When', whenOf(booking, catalogue.clinic.timeZone)],
      ['With', [practitioner?.name ?? '']],
      [
        'What',
        [[service?.name, visit?.name].filter(Boolean).join(', '), `${booking.durationMinutes} minutes`],
      ],
      ['Number', [booking.confirmationNumber]],
    ]),
    ...(isOn ? [actions(booking)] : []),
    ...(isOn || booking.status === 'confirming' ? [changeIt(booking, catalogue.clinic)] : []),
  );
}

function whenOf(booking, clinicZone) {
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const start = new Date(booking.start);
  const inClinic = inWords(start, clinicZone);
  const inOwn = inWords(start, ownZone);
  return ownZone === clinicZone ? [inClinic] : [inClinic, `${inOwn}, where you seem to be`];
}

function inWords(date, timeZone) {
  const words = new Intl.DateTimeFormat('en-AU', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return `${words.format(date).replace(' at ', ', ')}, ${city}`;
}

function actions(booking) {
  const row = element('div', 'actions');
  if (booking.zoomLink?.startsWith('https://')) {
    const join = element('a', 'button first', 'Join the video call');
    join.href = booking.zoomLink;
    join.rel = 'noreferrer';
    row.append(join);
  }
  const calendar = element('button', 'button', 'Add to calendar');
  calendar.type = 'button';
  calendar.addEventListener('click', () => busy(calendar, saveCalendarFile).catch(explain));
  row.append(calendar);
  return row;
}

/** The file needs the token, which a plain link would put into its address: fetched, then handed to the browser. */
async function saveCalendarFile() {
  const answer = await ask(`${bookingUrl}/calendar.ics`);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const url = URL.createObjectURL(await answer.blob());
  const save = element('a');
  save.href = url;
  save.download = 'appointment.ics';
  save.click();
  URL.revokeObjectURL(url);
}

function changeIt(booking, clinic) {
  const part = element('div');
  part.append(paragraph(`To choose another time, call us on ${clinic.phone.replaceAll(' ', '\u00a0')}.`));
  const cancel = element('button', 'button danger', 'Cancel this booking');
  cancel.type = 'button';
  cancel.addEventListener('click', () => {
    const sure = element('button', 'button danger', 'Yes, cancel it');
    const keep = element('button', 'button', 'Keep it');
    const row = element('div', 'actions');
    sure.type = 'button';
    keep.type = 'button';
    sure.addEventListener('click', () => busy(sure, () => cancelBooking(booking)).catch(explain));
    keep.addEventListener('click', () => {
      part.replaceWith(changeIt(booking, clinic));
      heading.focus();
    });
    row.append(sure, keep);
    part.replaceChildren(paragraph('Your time will be given to somebody else. Cancel the booking?'), row);
    keep.focus();
  });
  part.append(cancel);
  return part;
}

async function cancelBooking(booking) {
  const answer = await ask(`${bookingUrl}/cancel`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `cancel-${booking.bookingId}` },
    body: '{}',
  });
  if (answer.status === 409) {
    const problem = await answer.json();
    draw(paragraph(problem.detail, 'note warning'));
    return heading.focus();
  }
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  await show();
  heading.focus();
}

/** Runs once at a time, with the button saying so. */
async function busy(button, work) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

function explain() {
  const again = element('button', 'button', 'Try again');
  again.type = 'button';
  again.addEventListener('click', showOrExplain);
  draw(
    paragraph('We could not reach the booking just now. Nothing has changed.', 'note warning'),
    paragraph(`Try again in a moment, or call us on ${phone?.textContent ?? 'the number below'}.`),
    again,
  );
}

function showOrExplain() {
  show().catch(explain);
}

function draw(...parts) {
  place.replaceChildren(...parts);
}

function facts(entries) {
  const list = element('dl');
  for (const [name, [first, ...more]] of entries) {
    const value = element('dd', '', first);
    for (const text of more) value.append(element('span', 'second', text));
    list.append(element('dt', '', name), value);
  }
  return list;
}

function paragraph(text, className = '') {
  return element('p', className, text);
}

function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

addEventListener('hashchange', () => location.reload());
showOrExplain();
