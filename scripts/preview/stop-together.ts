import { watchLaunchers } from './launchers.ts';

/** Everything that was started, and one way to end it. */
export interface Stopping {
  /** Aborted at the first signal to stop. */
  signal: AbortSignal;
  /** What must be stopped; the last one started stops first. */
  add(stop: () => Promise<void>): void;
  /** Stops everything, then leaves with the exit code. A second call changes nothing. */
  stop(exitCode: number): Promise<never>;
}

/** Milliseconds that an orderly stop may take before the process leaves anyway. */
const patience = 10_000;

/** Listens for Ctrl-C and SIGTERM, and for the death of what started us. */
export function stopTogether(): Stopping {
  const controller = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  let leaving: Promise<never> | undefined;

  const stop = (exitCode: number): Promise<never> => {
    leaving ??= leave(exitCode);
    return leaving;
  };

  const leave = async (exitCode: number): Promise<never> => {
    controller.abort();
    setTimeout(() => process.exit(1), patience).unref();
    let code = exitCode;
    for (const each of stops.reverse()) {
      try {
        await each();
      } catch (error) {
        console.error(error);
        code = 1;
      }
    }
    process.exit(code);
  };

  const asked = () => void stop(0);
  process.on('SIGINT', asked);
  process.on('SIGTERM', asked);
  process.on('SIGHUP', asked);

  const launchers = watchLaunchers();
  setInterval(() => {
    if (launchers.haveGone()) void stop(0);
  }, 1000).unref();

  return { signal: controller.signal, add: (each) => void stops.push(each), stop };
}
