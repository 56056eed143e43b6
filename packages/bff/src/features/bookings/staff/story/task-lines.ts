import type { TaskAbout } from '../../../staff-tasks/index.ts';
import type { StoryLine } from './story-line.ts';

/** What staff were asked to do about a booking, and when it was done. An email that failed has a line of its own. */
export function taskLines(tasks: readonly TaskAbout[]): StoryLine[] {
  return tasks.flatMap(({ kind, openedAt, doneAt, doneBy }) => {
    const detail = kind.replaceAll('_', ' ');
    const doneLine = (at: Date): StoryLine => ({
      at,
      actor: doneBy === null || doneBy === 'system' ? 'system' : `staff:${doneBy}`,
      action: 'task.done',
      detail,
    });
    return [
      { at: openedAt, actor: 'system', action: 'task.opened', detail },
      ...(doneAt ? [doneLine(doneAt)] : []),
    ];
  });
}
