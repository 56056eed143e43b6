import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of a process so far, all threads, in milliseconds. Linux counts it in nanoseconds. */
export function cpuMilliseconds(pid: number): number {
  const folder = `/proc/${pid}/task`;
  const threads = readdirSync(folder).map((thread) =>
    Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return threads.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}
