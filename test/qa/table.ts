/** Lays out rows under a header, columns as wide as their widest cell; `right` aligns numbers. */
export function formatTable(header: string[], rows: string[][], right: number[] = []): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lay = (row: string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [lay(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(lay)].join('\n');
}

/** At most `length` characters, the end kept: of a path it says more than the beginning. */
export function tail(text: string, length: number): string {
  return text.length <= length ? text : `…${text.slice(text.length - length + 1)}`;
}

/** Control characters of a manifest or an address must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
