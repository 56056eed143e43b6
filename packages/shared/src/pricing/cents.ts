/**
 * Arithmetic on whole cents. No fraction of a cent ever exists: rounding happens once, where a percentage is taken,
 * and shares are handed out so that they add up to the sum they came from.
 */

/** The largest amount: Stripe accepts eight digits. */
export const largestCents = 99_999_999;

/** @throws RangeError when the value is not a whole number of cents from 0 to `largestCents` */
export function wholeCents(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > largestCents) {
    throw new RangeError(`${value} is not a whole number of cents from 0 to ${largestCents}`);
  }
  return value;
}

/**
 * A whole percentage of an amount. Half a cent goes away from zero: what is computed here is always a discount, so
 * the odd half cent is the patient's.
 */
export function percentOf(cents: number, percent: number): number {
  const hundredths = cents * percent;
  const rest = hundredths % 100;
  return (hundredths - rest) / 100 + (rest >= 50 ? 1 : 0);
}

/**
 * Shares an amount out in proportion to weights, by the largest remainder (the earlier one when equal). The shares
 * add up to the amount; with an amount of at most the sum of the weights, no share is above its weight.
 *
 * @param weights whole numbers of at least 0; when all are zero, there is nothing to share, and the amount must be zero too
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) {
    if (amount !== 0) throw new RangeError('An amount cannot be shared out over nothing');
    return weights.map(() => 0);
  }
  // A JavaScript number cannot hold the product of two numbers of eight digits exactly.
  const parts = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return {
      index,
      share: Number(product / BigInt(sum)),
      remainder: Number(product % BigInt(sum)),
    };
  });
  const shares = parts.map((part) => part.share);
  const left = amount - shares.reduce((total, share) => total + share, 0);
  const byRemainder = parts.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index, share } of byRemainder.slice(0, left)) shares[index] = share + 1;
  return shares;
}
