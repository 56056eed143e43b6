import { processEnvironment } from '../config/config.ts';
import type { RawEnvironment } from '../config/environment/environment.ts';
import type { Clock } from '../platform/clock.ts';
import { StartRefusal } from '../platform/start-refusal.ts';

/** What a person at the command line did wrong, in a sentence. */
export class WrongCall extends Error {}

export interface CommandContext {
  env: RawEnvironment;
  /** Takes whole lines. */
  print(text: string): void;
  clock?: Clock;
}

/** Columns as wide as they need to be. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Runs one command of this process: its own arguments, environment and output. It may give an exit code. */
export function runCommand(
  command: (args: readonly string[], context: CommandContext) => Promise<unknown>,
): void {
  const running = command(process.argv.slice(2), {
    env: processEnvironment(),
    print: (text) => process.stdout.write(`${text}\n`),
  });
  running
    .then((code) => {
      if (typeof code === 'number') process.exitCode = code;
    })
    .catch((error: unknown) => {
      const known = error instanceof WrongCall || error instanceof StartRefusal;
      console.error(known ? error.message : error);
      process.exitCode = 1;
    });
}
