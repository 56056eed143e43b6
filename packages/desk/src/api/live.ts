import type { LiveChange, LiveKind } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Hear = (change: LiveChange) => void;

/** How long after a refusal the connection is tried again. */
const refusedForMs = 30_000;

const hearers = new Set<Hear>();
let source: EventSource | undefined;
let onEnded = () => {};

/** Opens the one connection of this tab. The browser opens it again by itself when it is lost. */
export function openLive(ended: () => void): void {
  onEnded = ended;
  if (source) return;
  source = new EventSource('/api/staff/live');
  // After each connection everything is read again: what happened before was not heard.
  let connections = 0;
  source.addEventListener('open', () => {
    connections += 1;
    if (connections > 1) tell({ kind: 'resync', id: null });
  });
  source.addEventListener('change', ({ data }) => tell(JSON.parse(data) as LiveChange));
  // A browser gives up after a refusal, for example while a server starts or is full.
  source.addEventListener('error', () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    closeLive();
    setTimeout(() => openLive(onEnded), refusedForMs);
  });
  source.addEventListener('ended', () => {
    closeLive();
    onEnded();
  });
}

export function closeLive(): void {
  source?.close();
  source = undefined;
}

function tell(change: LiveChange): void {
  for (const hear of hearers) hear(change);
}

/** Hears every change. @returns what ends it */
export function hear(listener: Hear): () => void {
  hearers.add(listener);
  return () => hearers.delete(listener);
}

/**
 * Calls back when something of these kinds has changed, or may have. A screen reads its data again then. Changes that come
 * together are one call.
 */
export class LiveController implements ReactiveController {
  readonly #hear: Hear;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, kinds: readonly LiveKind[], onChange: () => void) {
    this.#hear = ({ kind }) => {
      if (kind !== 'resync' && !kinds.includes(kind)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(onChange, 100);
    };
    host.addController(this);
  }

  hostConnected(): void {
    hearers.add(this.#hear);
  }

  hostDisconnected(): void {
    hearers.delete(this.#hear);
    clearTimeout(this.#timer);
  }
}
