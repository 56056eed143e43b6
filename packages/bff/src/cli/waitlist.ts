import { parseArgs } from 'node:util';
import { staffWaitlist, waitlistLaunched } from '@botaniqal/shared/contracts/waitlist.ts';
import type { RawEnvironment } from '../config/environment/environment.ts';
import { runCommand, WrongCall } from './command-line.ts';
import { staffClient } from './staff-client.ts';

const waitlistUsage = `Usage: pnpm waitlist <command> <service> [options]

  list <service> [--csv]               the list with scores; --csv: everyone, for a spreadsheet
  offers <service>                     freed times that were offered, to whom, and what became of them
  preview <service> [--batch 20]       whom a launch would invite
  launch <service> [--batch 20] [--all]  invites the next; --all: batch after batch, until the waitlist is empty
  stop <service>                       invites no more people until the next launch

  --server <origin>                    where the server is (PUBLIC_URL)

Needs CONSULTANT_JWT_SECRET, as the server has it.`;

/**
 * The staff routes of the waitlist, from a command line. It asks the running server, for two reasons: the embedded
 * database admits one process only, and the audit trail then names who acted.
 * @param print takes whole lines
 * @throws WrongCall
 */
export async function runWaitlist(
  args: readonly string[],
  { env, print }: { env: RawEnvironment; print: (text: string) => void },
): Promise<void> {
  const { command, service, options } = read(args);
  const ask = await staffClient(options.server ?? env.PUBLIC_URL, env.CONSULTANT_JWT_SECRET, [
    'waitlist:manage',
  ]);
  const path = `/api/staff/waitlist/${encodeURIComponent(service)}`;
  const batchSize = Number(options.batch);

  const launch = async (dryRun: boolean) => {
    const answer = await ask(`${path}/launch`, { batchSize, dryRun });
    const launched = waitlistLaunched.parse(await answer.json());
    for (const one of launched.invited) print(`${one.score.toFixed(4)}  ${one.name} <${one.email}>`);
    const verb = dryRun ? 'would be invited' : 'invited';
    const how =
      launched.bookable === 'online' ? 'on the page' : 'by phone, because this service is not booked online';
    const others = launched.remaining === 1 ? '1 more is waiting' : `${launched.remaining} more are waiting`;
    print(`${launched.count} ${verb}, to book until ${launched.bookBy} ${how}. ${others}.`);
    return launched;
  };

  switch (command) {
    case 'list': {
      const query = new URLSearchParams({
        service,
        ...(options.csv ? { format: 'csv' } : { limit: '1000' }),
      });
      const answer = await ask(`/api/staff/waitlist?${query}`);
      if (options.csv) {
        // `text` drops the byte-order mark, which a spreadsheet needs.
        return print(`\ufeff${(await answer.text()).trimEnd()}`);
      }
      const { entries, conversion } = staffWaitlist.parse(await answer.json());
      for (const one of entries) {
        print(`${one.rank ?? '-'}\t${one.score.total.toFixed(4)}\t${one.status}\t${one.name} <${one.email}>`);
      }
      return print(
        Object.entries(conversion)
          .map(([stage, people]) => `${stage} ${people}`)
          .join(', '),
      );
    }
    case 'offers': {
      const answer = await ask(`/api/staff/waitlist?${new URLSearchParams({ service, limit: '1000' })}`);
      const { entries, conversion } = staffWaitlist.parse(await answer.json());
      const offers = entries.flatMap(({ name, email, offers: own }) =>
        own.map((offer) => ({ ...offer, person: `${name} <${email}>` })),
      );
      offers.sort((a, b) => (a.offeredAt < b.offeredAt ? 1 : -1));
      for (const one of offers) {
        const until = one.status === 'offered' ? ` until ${one.expiresAt}` : '';
        print(`${one.start}\t${one.practitionerId}\t${one.visit}\t${one.status}${until}\t${one.person}`);
      }
      return print(`${offers.length} offers. ${conversion.offered} people were ever offered a time.`);
    }
    case 'preview':
      await launch(true);
      return;
    case 'launch':
      while ((await launch(false)).remaining > 0 && options.all);
      return;
    case 'stop':
      await ask(`${path}/stop`, {});
      return print('Stopped. People who are invited can still book.');
    default:
      throw new WrongCall(waitlistUsage);
  }
}

function read(args: readonly string[]) {
  try {
    const { positionals, values: options } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        batch: { type: 'string', default: '20' },
        all: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        server: { type: 'string' },
      },
    });
    const [command, service, ...rest] = positionals;
    if (command && service && rest.length === 0) return { command, service, options };
  } catch (cause) {
    throw new WrongCall(`${cause instanceof Error ? cause.message : cause}\n\n${waitlistUsage}`);
  }
  throw new WrongCall(waitlistUsage);
}

if (import.meta.main) runCommand(runWaitlist);
