import type { Section } from '../panel/section.ts';
import type { World } from './world.ts';

export function medirecordsSections(_world: World): Section[] {
  return [];
}
