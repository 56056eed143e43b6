import type { Section } from '../panel/section.ts';
import type { World } from './world.ts';

export function calendlySections(_world: World): Section[] {
  return [];
}
