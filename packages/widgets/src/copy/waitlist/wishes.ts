/** Words of who waits for a time that comes free: with whom, on which days, how soon. */
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
  /** A freed time may be soon: how long before it starts they must hear of it. In hours, as it travels. */
  notice: 'How long beforehand do you need to know?',
  notices: [
    ['', 'It does not matter'],
    ['4', 'A few hours'],
    ['24', 'A day'],
    ['72', 'Three days'],
    ['168', 'A week'],
  ],
} as const;
