import { beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptLifelines } from '../../../lib/messaging/lifeline';
import { LIFELINE } from '../../../lib/messaging/page-port';

const listeners = vi.hoisted(() => new Set<(port: unknown) => void>());
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { id: 'abc', onConnect: { addListener: (one: (port: unknown) => void) => listeners.add(one) } },
  },
}));

function connect(sender: object, name = LIFELINE) {
  const ends = new Set<() => void>();
  const port = {
    ...{ name, sender, disconnect: vi.fn<() => void>() },
    onDisconnect: { addListener: (one: () => void) => ends.add(one) },
  };
  for (const listener of listeners) listener(port);
  return { refused: () => port.disconnect.mock.calls.length > 0, end: () => ends.forEach((one) => one()) };
}

const frame = (frameId: number) => ({ id: 'abc', tab: { id: 1 }, frameId });

beforeEach(() => {
  listeners.clear();
  acceptLifelines();
});

describe('the port of a page that waits', () => {
  it('is held for our own script under its own name only', () => {
    expect(connect(frame(0)).refused()).toBe(false);
    expect(connect({ ...frame(0), id: 'another' }).refused()).toBe(true);
    expect(connect(frame(0), 'something').refused()).toBe(true);
  });

  it('is held four times for one frame, and again once one has ended', () => {
    const ports = Array.from({ length: 6 }, () => connect(frame(0)));
    expect(ports.map((port) => port.refused())).toEqual([false, false, false, false, true, true]);
    expect(connect(frame(1)).refused()).toBe(false);
    ports[0]?.end();
    expect(connect(frame(0)).refused()).toBe(false);
    expect(connect(frame(0)).refused()).toBe(true);
  });
});
