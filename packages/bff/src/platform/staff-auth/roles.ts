/** What staff may do. The names are those of staff tokens. */
export const permissions = [
  'triage:read',
  'triage:update',
  'booking:create',
  'practitioner:availability',
  'waitlist:manage',
  'tasks:manage',
  'bookings:read',
  'bookings:manage',
  'calendars:read',
  'insights:read',
  /** Keeps the look of the clinic's pages. */
  'themes:manage',
  /** Sees who may use the desk, ends sessions of others and searches the audit trail. */
  'people:manage',
] as const;
export type Permission = (typeof permissions)[number];

/** The roles that `staff` in `clinic.yaml` gives. */
export const staffRoles = ['consultant', 'practitioner', 'manager', 'marketer'] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * What each role may do at the desk. This is the only place that says so. A token of a machine carries its permissions
 * itself. The routes limit a practitioner to own patients and times: see `onlyPractitioner`.
 */
export const permissionsOf: Readonly<Record<StaffRole, readonly Permission[]>> = {
  manager: permissions,
  consultant: [
    'triage:read',
    'triage:update',
    'booking:create',
    'practitioner:availability',
    'waitlist:manage',
    'tasks:manage',
    'bookings:read',
    'bookings:manage',
    'calendars:read',
  ],
  practitioner: [
    'practitioner:availability',
    'triage:read',
    'tasks:manage',
    'bookings:read',
    'calendars:read',
  ],
  /** Sees no patient. */
  marketer: ['insights:read', 'themes:manage'],
};
