/** The words of the wishes for a time that comes free: practitioners, days and notice. */
export const wishesCopy = {
  who: 'Who would you like to see?',
  anyone: 'Anyone',
  when: 'Which days could you come?',
  anyDay: 'Tick none if any day would do',
  days: [
    ['mon', 'Monday'],
    ['tue', 'Tuesday'],
    ['wed', 'Wednesday'],
    ['thu', 'Thursday'],
    ['fri', 'Friday'],
    ['sat', 'Saturday'],
    ['sun', 'Sunday'],
  ],
  /** The notice: the hours between the email about a time and its start. The keys are the values in the request. */
  notice: 'How long beforehand do you need to know?',
  notices: [
    ['', 'It does not matter'],
    ['4', 'A few hours'],
    ['24', 'A day'],
    ['72', 'Three days'],
    ['168', 'A week'],
  ],
} as const;
