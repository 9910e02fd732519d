import type { EncodedPacket, PacketRetrievalOptions } from 'mediabunny';

/** What the plan needs of mediabunny's `EncodedPacketSink`. */
export interface PacketIndex {
  getFirstKeyPacket(options?: PacketRetrievalOptions): Promise<EncodedPacket | null>;
  getKeyPacket(timestamp: number, options?: PacketRetrievalOptions): Promise<EncodedPacket | null>;
  getNextKeyPacket(packet: EncodedPacket, options?: PacketRetrievalOptions): Promise<EncodedPacket | null>;
  getNextPacket(packet: EncodedPacket, options?: PacketRetrievalOptions): Promise<EncodedPacket | null>;
}

/** Packets to decode in one go, first one a key packet, and the presentation times at which a picture is wanted. */
export interface Run {
  packets: EncodedPacket[];
  /** Times in seconds, rising; the first picture at or after each is taken. */
  wanted: number[];
}

const WITHOUT_DATA: PacketRetrievalOptions = { metadataOnly: true };
/** Packets decoded at most where there are too few key frames. */
const MOST_PACKETS = 240;

/** Middles of `count` equal parts of `[from, from + length)`. */
export function spread(from: number, length: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + (length * (i + 0.5)) / count);
}

/** Up to `count` different key packets, as evenly over the duration as they allow; in order of time. */
async function keyPackets(
  index: PacketIndex,
  first: EncodedPacket,
  duration: number,
  count: number,
): Promise<EncodedPacket[]> {
  const found = new Map<number, EncodedPacket>([[first.timestamp, first]]);
  const spots = spread(first.timestamp, duration, count);
  for (const spot of spots) {
    const packet = await index.getKeyPacket(spot, WITHOUT_DATA);
    if (packet) found.set(packet.timestamp, packet);
  }
  // Long gaps swallow several spots; the key frames that follow them may still be new.
  for (const packet of [...found.values()]) {
    if (found.size >= count) break;
    const next = await index.getNextKeyPacket(packet, WITHOUT_DATA);
    if (next) found.set(next.timestamp, next);
  }
  const sorted = [...found.values()].sort((a, b) => a.timestamp - b.timestamp);
  // One more than asked for, because the first is always in: then it gives way.
  return sorted.length > count ? sorted.slice(sorted.length - count) : sorted;
}

/** Without the dearest, until the rest fits the bytes or only `least` are left. */
function affordable(keys: EncodedPacket[], least: number, bytes: number): EncodedPacket[] {
  const kept = [...keys];
  const cost = () => kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
  while (kept.length > least && cost() > bytes) {
    const dearest = kept.reduce((a, b) => (b.byteLength > a.byteLength ? b : a));
    kept.splice(kept.indexOf(dearest), 1);
  }
  return kept;
}

/** Packets from a key packet on, up to the next one, as far as `bytes` and `most` go. */
async function packetsFrom(
  index: PacketIndex,
  key: EncodedPacket,
  bytes: number,
  most: number,
): Promise<EncodedPacket[]> {
  const packets = [key];
  let left = bytes - key.byteLength;
  for (let packet = key; packets.length < most; ) {
    const next = await index.getNextPacket(packet, WITHOUT_DATA);
    if (!next || next.type === 'key' || next.byteLength > left) break;
    left -= next.byteLength;
    packets.push(next);
    packet = next;
  }
  return packets;
}

/** Splits `count` as evenly as the lengths allow; the shortest are served first, so that none goes to waste. */
function fairShares(count: number, lengths: number[]): number[] {
  const shares = lengths.map(() => 0);
  const order = lengths.map((_, i) => i).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  let left = count;
  for (const [served, i] of order.entries()) {
    const share = Math.min(lengths[i] ?? 0, Math.floor(left / (order.length - served)));
    shares[i] = share;
    left -= share;
  }
  return shares;
}

/** `count` pictures of one run, from its first to its last. */
function runOf(packets: EncodedPacket[], count: number): Run {
  const times = packets.map((packet) => packet.timestamp).sort((a, b) => a - b);
  if (times.length <= count) return { packets, wanted: times };
  const step = count > 1 ? (times.length - 1) / (count - 1) : 0;
  return { packets, wanted: Array.from({ length: count }, (_, i) => times[Math.round(i * step)] ?? 0) };
}

/**
 * Decides which packets to decode for `count` pictures spread over the video.
 * Each key frame is a run of its own. With fewer key frames than `least` each run goes on to pictures that follow its
 * key frame, as far as the byte budget reaches.
 *
 * @param bytes bytes that the packets may cost together
 * @returns runs of packets without their data, in order of time; empty where the track has no key packet
 */
export async function planRuns(
  index: PacketIndex,
  duration: number,
  { count, least, bytes }: { count: number; least: number; bytes: number },
): Promise<Run[]> {
  const first = await index.getFirstKeyPacket(WITHOUT_DATA);
  if (!first) return [];
  const keys = await keyPackets(index, first, duration, count);
  if (keys.length >= least)
    return affordable(keys, least, bytes).map((packet) => ({
      packets: [packet],
      wanted: [packet.timestamp],
    }));
  const most = Math.ceil(MOST_PACKETS / keys.length);
  const series: EncodedPacket[][] = [];
  for (const key of keys) series.push(await packetsFrom(index, key, bytes / keys.length, most));
  const shares = fairShares(
    count,
    series.map(({ length }) => length),
  );
  return series.map((packets, i) => runOf(packets, shares[i] ?? 0));
}
