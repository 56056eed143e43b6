/** The words for saving a form and continuing later. */
export const laterCopy = {
  laterMail: 'We send the link to the email address of your booking.',
  laterEmail: 'Email address for the link',
  laterEmailHint: 'Leave it empty to copy the link yourself',
  laterEmailWrong: 'Enter an email address in the correct format, like name@example.com',
  laterYes: 'I agree: save it',
  laterSaving: 'Saving…',
  laterNo: 'Not now',
  saved: (time: string) => `Saved at ${time}`,
  savedMailed: 'The link is on its way to you by email. It works on any device.',
  savedLink: 'Your link. Keep it to yourself: anyone who has it can read your answers',
  copy: 'Copy the link',
  copied: 'Copied',
  savedUntil: (day: string) => `We keep it until ${day}, and save again at each step.`,
  notSaved: 'Your latest answers could not be saved just now. They are still here, and we try again.',
  forget: 'Delete what was saved',
  forgotten: 'Deleted. What you typed is still here on this page.',
} as const;
