import type { Part, PlannedSegment, Rendition } from './stream-plan';
import type { Seen } from './seen-resources';

/** Requests whose addresses differ in one number: segments of one track without a playlist. */
interface Group {
  /** Numbers in the address that stay the same. */
  constant: string[];
  directory: string;
  members: { seen: Seen; number: number }[];
}

const MOST_GROUPS = 40;
const DIGITS = /\d+/g;

/**
 * Finds tracks by the pattern of their addresses where no playlist can be read: one number counts, the rest stays. The
 * initialization segment is the request in the same place whose name says so, or shares the other numbers.
 * @param seen requests for media, in order of time
 */
export function renditionsByPattern(seen: readonly Seen[]): Rendition[] {
  const groups = groupsOf(
    seen.filter(({ kind, range, file }) => kind === 'media' && range === null && !isInitName(file)),
  );
  const members = new Set(groups.flatMap((group) => group.members.map((member) => member.seen.file)));
  const others = seen.filter(({ file }) => !members.has(file));
  return groups.map((group): Rendition => {
    const init = initOf(group, others);
    return {
      key: init ? init.url : `${group.directory} ${group.constant.join(' ')}`,
      kind: /audio|\/a(?:ud)?[\d_-]|[_-]a(?:ud)?[\d_-]/i.test(group.members[0]?.seen.file ?? '')
        ? 'audio'
        : 'video',
      init,
      segments: group.members.map(
        ({ seen: { url }, number }, place): PlannedSegment => ({
          url,
          range: null,
          index: place,
          start: number,
          duration: 0,
          seen: true,
        }),
      ),
      index: null,
      bandwidth: 0,
      width: 0,
      height: 0,
      ordered: false,
    };
  });
}

function groupsOf(seen: readonly Seen[]): Group[] {
  const byPattern = new Map<string, Map<string, Seen>>();
  for (const one of seen) {
    const { origin, pathname } = new URL(one.file);
    const pattern = origin + pathname.replace(DIGITS, '#');
    const files = byPattern.get(pattern) ?? new Map<string, Seen>();
    // One file under several signatures counts once.
    if (!files.has(pathname)) files.set(pathname, one);
    byPattern.set(pattern, files);
  }
  return [...byPattern.values()].flatMap((files) => splitByNumber([...files])).slice(0, MOST_GROUPS);
}

/** Splits addresses of one pattern by the numbers that do not count up; the last one that differs does. */
function splitByNumber(files: [string, Seen][]): Group[] {
  const numbered = files.map(([path, seen]) => ({ seen, numbers: path.match(DIGITS) ?? [] }));
  const width = numbered[0]?.numbers.length ?? 0;
  const varies = (at: number) => new Set(numbered.map(({ numbers }) => numbers[at])).size > 1;
  let counter = width - 1;
  while (counter >= 0 && !varies(counter)) counter -= 1;
  if (counter < 0) return [];
  const groups = new Map<string, Group>();
  for (const { seen, numbers } of numbered) {
    const constant = numbers.filter((_, at) => at !== counter);
    const key = constant.join(' ');
    const group = groups.get(key) ?? { constant, directory: directoryOf(seen.file), members: [] };
    group.members.push({ seen, number: Number(numbers[counter]) });
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter(({ members }) => members.length > 1)
    .map((group) => ({ ...group, members: group.members.toSorted((a, b) => a.number - b.number) }));
}

/** What packagers call initialization segments. */
export const isInitName = (file: string): boolean =>
  /(?:^|[/_.-])(?:init|header|moov)[^/]*$/i.test(new URL(file).pathname);

function initOf({ constant, directory, members }: Group, others: readonly Seen[]): Part | null {
  const first = members[0]?.seen;
  const scored = others
    .filter(({ file }) => directoryOf(file) === directory)
    .map((seen) => {
      const name = new URL(seen.file).pathname.split('/').at(-1) ?? '';
      const numbers = name.match(DIGITS) ?? [];
      const own = numbers.every((number) => constant.includes(number)) ? 2 : 0;
      const named = isInitName(seen.file) ? 4 : 0;
      const media = seen.kind === 'media' ? 1 : 0;
      const early = first && seen.at <= first.at ? 0.5 : 0;
      return { seen, score: named + media > 0 ? own + named + media + early : 0 };
    })
    .filter(({ score }) => score > 2)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.seen;
  return best ? { url: best.url, range: best.range } : null;
}

const directoryOf = (file: string): string => file.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
