/** Code lists. Codes that no document confirms are invented, so a client must look codes up. */

/** Minutes by `appointmentIntervalCode`. Only 2, 4, 6 and 7 are known of the real system. */
export const intervalMinutes: ReadonlyMap<number, number> = new Map([
  [2, 5],
  [4, 10],
  [6, 15],
  [7, 20],
  [9, 30],
  [12, 45],
  [15, 60],
  [21, 90],
]);

export const titles: ReadonlyMap<number, string> = new Map([
  [315890000, 'Mr'],
  [315890001, 'Mrs'],
  [315890002, 'Ms'],
  [315890003, 'Miss'],
  [315890004, 'Dr'],
  [315890005, 'Prof'],
  [315890012, 'Mx'],
]);

export const appointmentStatuses: ReadonlyMap<number, string> = new Map([
  [2, 'Booked'],
  [3, 'Confirmed'],
  [4, 'Waiting room'],
  [5, 'With doctor'],
  [6, 'At billing'],
  [7, 'Completed'],
  [8, 'Cancelled'],
]);

export const cancelledStatus = 8;
export const genders: ReadonlyMap<number, string> = new Map([
  [1, 'Female'],
  [2, 'Male'],
  [3, 'Other'],
  [4, 'Unknown'],
]);

/** What `GET /v1/code-system/{name}` knows; names are compared without regard to case. */
export const codeSystems: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  ['title-code', titles],
  [
    'appointment-interval-code',
    new Map([...intervalMinutes].map(([code, minutes]) => [code, `${minutes} mins`])),
  ],
]);

/** Ranges of postcodes per state, from the first to the last. */
export const postcodes: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  NSW: [
    [1000, 2599],
    [2619, 2899],
    [2921, 2999],
  ],
  ACT: [
    [200, 299],
    [2600, 2618],
    [2900, 2920],
  ],
  VIC: [
    [3000, 3999],
    [8000, 8999],
  ],
  QLD: [
    [4000, 4999],
    [9000, 9999],
  ],
  SA: [[5000, 5999]],
  WA: [[6000, 6999]],
  TAS: [[7000, 7999]],
  NT: [[800, 999]],
};

/** Postcodes of some suburbs. A suburb of this list needs one of its postcodes; other suburbs are not checked. */
export const suburbs: ReadonlyMap<string, readonly string[]> = new Map([
  ['melbourne', ['3000', '3004']],
  ['fitzroy', ['3065']],
  ['richmond', ['3121']],
  ['st kilda', ['3182']],
  ['geelong', ['3220']],
  ['ballarat', ['3350']],
  ['bendigo', ['3550']],
  ['sydney', ['2000']],
  ['parramatta', ['2150']],
  ['newcastle', ['2300']],
  ['brisbane', ['4000']],
  ['perth', ['6000']],
  ['adelaide', ['5000']],
  ['hobart', ['7000']],
  ['darwin', ['0800']],
  ['canberra', ['2600', '2601']],
]);
