import { t } from '../text';

const language = (): string => t('language_tag');

/** `0:08`, `12:30`, `1:02:03`; empty where the length in seconds is unknown or endless. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return '';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** Bytes as kB or MB (powers of ten), in the language of the messages. */
export function size(bytes: number): string {
  const mega = bytes >= 1e6;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: mega ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: mega ? 1 : 0,
  }).format(bytes / (mega ? 1e6 : 1e3));
}

/** Moments of a video in seconds, as `0.5, 1.3, 12 s`; each once, in order. */
export function instants(seconds: readonly number[]): string {
  const format = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
  const unit = new Intl.NumberFormat(language(), {
    ...{ style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 },
  } as const);
  const shown = [...new Set([...seconds].sort((a, b) => a - b).map((time) => format.format(time)))];
  const last = Math.max(...seconds);
  return [...shown.slice(0, -1), unit.format(last)].join(', ');
}

/** A number in the language of the messages. */
export function number(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** The day of an ISO date; empty where it is none. */
export function day(iso: string | null): string {
  const time = Date.parse(iso ?? '');
  return Number.isNaN(time) ? '' : new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(time);
}

/** Day and minute of an ISO date; empty where it is none. */
export function moment(iso: string | null): string {
  const time = Date.parse(iso ?? '');
  if (Number.isNaN(time)) return '';
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
