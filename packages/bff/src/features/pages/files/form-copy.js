// Shows patients the form that they sent, by the link in our email. The link's token is behind the `#`: it goes from here
// to our own API only. No other script runs on this page, and what it shows is text, never HTML.

const { form = '', token = '' } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const address = `/api/forms/submissions/${encodeURIComponent(form)}`;
const status = document.querySelector('[role="status"]');
const answers = document.querySelector('#answers');
const ended = document.querySelector('#ended');

/** @returns {HTMLElement} an element with text and children */
function make(name, ...children) {
  const element = document.createElement(name);
  element.append(...children.flat());
  return element;
}

/** The answer of our API. @throws {Error} whose message is `ended` for a link that opens nothing */
async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` }, cache: 'no-store' });
  if (answer.ok) return answer;
  throw new Error(answer.status === 401 ? 'ended' : 'failed');
}

function fact(label, lines) {
  return make(
    'div',
    make('dt', label),
    lines.map((line) => make('dd', line)),
  );
}

function received(instant) {
  return new Intl.DateTimeFormat('en-AU', { dateStyle: 'full', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

function show(copy) {
  const facts = [
    fact('Received', [received(copy.receivedAt)]),
    fact('Reference', [copy.reference]),
    fact('Name', [copy.patientName ?? 'Not given']),
    ...(copy.dateOfBirth ? [fact('Date of birth', [copy.dateOfBirth])] : []),
    ...(copy.contact.length > 0 ? [fact('Contact', copy.contact)] : []),
  ];
  const sections = copy.sections.map(({ title, questions }) => [
    make('h2', title),
    make(
      'dl',
      questions.map(({ question, answer }) => fact(question, answer.length > 0 ? answer : ['Not answered'])),
    ),
  ]);
  answers
    .querySelector('#content')
    .replaceChildren(make('h2', copy.title), make('dl', facts), ...sections.flat());
  answers.hidden = false;
  status.textContent = '';
}

/** Saves the PDF by a link of the browser's own: the token cannot go into the address of a download. */
async function download(button) {
  button.setAttribute('aria-disabled', 'true');
  status.textContent = 'Making your PDF …';
  try {
    const answer = await ask(`${address}/pdf`);
    const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name ?? 'form.pdf';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = 'Your PDF is saved.';
  } catch (error) {
    fail(error);
  }
  button.removeAttribute('aria-disabled');
}

function fail(error) {
  const over = error.message === 'ended';
  status.textContent = over
    ? 'This link does not work any more.'
    : 'We could not load this just now. Please check your connection and try again.';
  ended.hidden = !over;
  if (over) answers.hidden = true;
}

async function open() {
  try {
    show(await (await ask(address)).json());
  } catch (error) {
    fail(error);
  }
}

answers.querySelector('button').addEventListener('click', ({ currentTarget }) => {
  if (currentTarget.getAttribute('aria-disabled') !== 'true') void download(currentTarget);
});
addEventListener('hashchange', () => location.reload());
void open();
