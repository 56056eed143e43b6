/** A place in the file (`['services', 0, 'visits', 1, 'price']`) and a sentence about it. */
export interface Finding {
  path: readonly (string | number)[];
  sentence: string;
}
