import type { Clock } from '../clock.ts';
import { type Budget, type CallBudgets, waitOf } from './call-budgets.ts';

/** Budgets of one process, for tests and for tools. */
export function callBudgetsInMemory(clock: Clock): CallBudgets {
  const budgets = new Map<string, Budget>();
  const budgetOf = (key: string): Budget =>
    budgets.get(key) ?? { calls: [], pausedUntil: 0, reserveUntil: 0 };
  return {
    async take(key, rules) {
      const budget = budgetOf(key);
      const now = clock.now().getTime();
      const wait = waitOf(budget, rules, now);
      if (wait === null) budgets.set(key, { ...budget, calls: [...budget.calls, now] });
      return wait;
    },
    async giveBack(key) {
      const budget = budgetOf(key);
      budgets.set(key, { ...budget, calls: budget.calls.slice(0, -1) });
    },
    waitSeconds: (key, leaveReserve) =>
      waitOf({ ...budgetOf(key), calls: [] }, { windows: [], leaveReserve }, clock.now().getTime()),
    async note(key, until) {
      const budget = budgetOf(key);
      budgets.set(key, {
        ...budget,
        pausedUntil: Math.max(budget.pausedUntil, until.pausedUntil ?? 0),
        reserveUntil: Math.max(budget.reserveUntil, until.reserveUntil ?? 0),
      });
    },
  };
}
