import type { PgBoss } from 'pg-boss';

export interface Supervisor {
  stop(): Promise<void>;
}

/** Looks regularly for jobs whose worker was killed or takes too long, and lets them be tried again. */
export function supervise(
  boss: Pick<PgBoss, 'supervise'>,
  everySeconds: number,
  onError: (error: unknown) => void,
): Supervisor {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= boss
      .supervise()
      .catch(onError)
      .finally(() => {
        looking = undefined;
      });
  }, everySeconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
