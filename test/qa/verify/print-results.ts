import { formatTable, printable, tail } from '../table.ts';
import type { PageResult, VideoResult } from './result.ts';

const HEADER = ['page', 'label', 'words', 'state', 'issuer', 'first', 'final', 'bytes'];

/** One line a video, the errors below, a count at the end. */
export function printResults(results: PageResult[]): void {
  const rows = results.flatMap(({ page, videos }) =>
    videos.length === 0 ? [[tail(page, 48), '-']] : videos.map((video) => rowOf(page, video)),
  );
  console.log(
    formatTable(
      HEADER,
      rows.map((row) => row.map(printable)),
      [5, 6, 7],
    ),
  );
  for (const { page, errors } of results)
    for (const error of errors) console.log(printable(`${page}: ${error}`));
  const videos = results.reduce((sum, page) => sum + page.videos.length, 0);
  const failed = results.filter(({ errors }) => errors.length > 0).length;
  console.log(`${results.length} pages, ${videos} videos, ${failed} pages with errors`);
}

function rowOf(page: string, video: VideoResult): string[] {
  const credentials = video.evidence.find(({ source }) => source === 'credentials');
  const state = credentials?.details && 'state' in credentials.details ? credentials.details.state : null;
  return [
    tail(page, 48),
    video.label,
    video.labelText,
    state ?? credentials?.reason ?? '-',
    video.issuer ?? '-',
    ms(video.timings.firstLabel),
    ms(video.timings.final),
    String(video.bytes),
  ];
}

const ms = (time: number | null): string => (time === null ? '-' : `${Math.round(time)} ms`);
