import type { Answer } from '../messaging/protocol';
import type { Timings } from '../messaging/video-record';

/**
 * The announcements of one video to the engine. Each has a number of its own, the generation, so that an
 * answer about an earlier source is known as such and never shown; `now` is in milliseconds since navigation.
 */
export class Announcement {
  generation = 0;
  /** True between an announcement and the next withdrawal. */
  open = false;
  timings: Timings;

  constructor(found: number) {
    this.timings = { found, firstLabel: null, final: null };
  }

  /** @returns the generation under which answers will be taken from now on */
  renew(now: number): number {
    if (this.generation > 0) this.timings = { found: now, firstLabel: null, final: null };
    this.open = true;
    return ++this.generation;
  }

  /** No answer is wanted until the next {@link renew}. @returns whether one had been */
  withdraw(): boolean {
    const was = this.open;
    this.open = false;
    return was;
  }

  accepts(answer: Pick<Answer, 'generation'>): boolean {
    return this.open && answer.generation === this.generation;
  }

  /** Notes when a label was first shown, and when the last one was. */
  shown({ label, final }: Pick<Answer['verdict'], 'label' | 'final'>, now: number): void {
    if (label !== 'checking') this.timings.firstLabel ??= now;
    if (final) this.timings.final ??= now;
  }
}
