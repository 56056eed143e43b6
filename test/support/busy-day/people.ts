/** People who do not exist. Their numbers are of the range that ACMA keeps for films. */
const names: readonly (readonly [firstName: string, lastName: string, phone: string, concern: string])[] = [
  ['Robin', 'Tanner', '0491 578 957', 'Trouble sleeping since winter'],
  ['Alex', 'Pemberton', '0491 578 148', 'Aching joints in the morning'],
  ['Jo', 'Marchetti', '0491 578 888', 'Migraine'],
  ['Pat', 'Delaney', '0491 579 212', 'Back pain after lifting'],
  ['Kim', 'Okafor', '0491 579 760', 'Often tired after lunch'],
  ['Sasha', 'Kowalski', '0491 579 455', 'Stomach cramps'],
  ['Ming', 'Zhou', '0491 570 313', 'Poor sleep'],
  ['Lee', 'Wardell', '0491 570 737', 'Headaches at work'],
  ['Ari', 'Novak', '0491 571 266', 'Neck pain'],
  ['Noor', 'Haddad', '0491 571 491', 'Bloating after meals'],
  ['Tess', 'Lindqvist', '0491 571 804', 'Worry that keeps me awake'],
  ['Sione', 'Faleolo', '0491 572 549', 'Knee pain'],
  ['Priya', 'Raman', '0491 572 665', 'Hot flushes'],
  ['Callum', 'Fraser', '0491 572 983', 'Shift work and sleep'],
  ['Mei', 'Tanaka', '0491 573 770', 'Sore hands'],
  ['Declan', 'Byrne', '0491 573 087', 'Restless legs'],
  ['Ana', 'Silva', '0491 574 118', 'Long-lasting cough'],
  ['Harriet', 'Cole', '0491 574 632', 'Low mood in winter'],
  ['Yusuf', 'Demir', '0491 575 254', 'Weight'],
  ['Greta', 'Olsen', '0491 575 789', 'Food that does not agree with me'],
  ['Marcus', 'Bell', '0491 576 398', 'Pain after an old injury'],
  ['Leila', 'Farah', '0491 576 801', 'Sleep'],
  ['Owen', 'Pryce', '0491 577 426', 'Fatigue'],
  ['Ivy', 'Chan', '0491 577 644', 'Stress'],
];

export interface Person {
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  phone: string;
  dateOfBirth: string;
  concern: string;
}

/** The people of the day, one after the other. */
export function* people(): Generator<Person, never> {
  for (const [index, [firstName, lastName, phone, concern]] of names.entries()) {
    yield {
      firstName,
      lastName,
      name: `${firstName} ${lastName}`,
      email: `${firstName}.${lastName}@example.com`.toLowerCase(),
      phone,
      dateOfBirth: `${1958 + index}-0${1 + (index % 9)}-1${index % 10}`,
      concern,
    };
  }
  throw new Error('The busy day has no more people.');
}
