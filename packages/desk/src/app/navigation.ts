import type { DeskSession, LiveKind } from '@botaniqal/shared/contracts/desk.ts';
import { html, type TemplateResult } from 'lit';

/** What a screen is given by the app. */
interface ScreenInput {
  session: DeskSession;
  /** What follows the screen in the address, such as an id. */
  rest: string;
}

/** A screen of the desk. Its code is loaded when it is opened for the first time. */
export interface Screen {
  /** In the address, and the folder below `screens/`. */
  id: string;
  label: string;
  /** Who lacks it does not see the screen. The server refuses its routes as well. */
  permission: string;
  /** Where it stands in the navigation. */
  group: 'work' | 'clinic';
  load(): Promise<unknown>;
  /** The number beside the label, such as how many wait. It is read again when one of the kinds has changed. */
  count?: { kinds: readonly LiveKind[]; read(signal: AbortSignal): Promise<number> };
  draw(input: ScreenInput): TemplateResult;
}

/** The screens, in the order of the navigation. A screen is here as soon as it works, and not before. */
const screens: readonly Screen[] = [
  {
    id: 'people',
    label: 'People',
    permission: 'people:manage',
    group: 'clinic',
    load: () => import('../screens/people/people-screen.ts'),
    draw: ({ session, rest }) => html`<desk-people .session=${session} .rest=${rest}></desk-people>`,
  },
];

/** The screens that a person may open. */
export function screensFor({ permissions }: Pick<DeskSession, 'permissions'>): readonly Screen[] {
  return screens.filter(({ permission }) => permissions.includes(permission));
}
