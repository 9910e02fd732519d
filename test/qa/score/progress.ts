/** Where a run is: a bar that is drawn over itself in a terminal, a line now and then elsewhere. */
export interface Progress {
  step(): void;
  end(): void;
}

const WIDTH = 30;
/** Lines of a log are for whoever looks back, not for whoever watches. */
const LINE_EVERY_MS = 15_000;

interface Out {
  isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * @param total clips to do
 * @param before clips that were done by an earlier run
 */
export function showProgress(total: number, before: number, out: Out, now = () => Date.now()): Progress {
  const begun = now();
  let done = 0;
  let lineAt = begun;
  const state = (): string => {
    const left = total - done;
    const seconds = (now() - begun) / 1000;
    const rest = done === 0 ? '' : `, ${minutes((seconds / done) * left)} left`;
    return `${before + done} of ${before + total} clips${rest}`;
  };
  const draw = (): void => {
    const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
    out.write(`\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${state()}`);
  };
  if (out.isTTY) draw();
  return {
    step() {
      done++;
      if (out.isTTY) return draw();
      if (now() - lineAt < LINE_EVERY_MS && done < total) return;
      lineAt = now();
      out.write(`score: ${state()}\n`);
    },
    end() {
      if (out.isTTY) out.write('\n');
    },
  };
}

const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
