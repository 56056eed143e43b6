/** Columns are named in code as in TypeScript (`heldUntil`), in the database as in SQL (`held_until`). */
export const casing = 'snake_case';
