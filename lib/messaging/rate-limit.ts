/** Messages that may come at once, and how many more each second. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Senders that are remembered; the one that was heard of longest ago is forgotten first. */
const MOST_SENDERS = 5000;

/**
 * Lets each sender through at most so often (a token bucket for each). A page that is searched for videos sends
 * hundreds of messages in a moment, so the limits are far above that: they are there for one that sends for ever.
 * @param now milliseconds
 * @returns whether a message of this sender may pass
 */
export function rateLimit({ burst, perSecond }: Rate, now: () => number): (sender: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (sender) => {
    const time = now();
    const { left, at } = buckets.get(sender) ?? { left: burst, at: time };
    const filled = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    buckets.delete(sender);
    buckets.set(sender, { left: Math.max(0, filled - 1), at: time });
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_SENDERS && oldest !== undefined) buckets.delete(oldest);
    return filled >= 1;
  };
}
