/** Media type of an answer, lower case, without parameters; null where it has none. */
export function mediaType(response: Response): string | null {
  return response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || null;
}

/** What a Content-Range header says (RFC 9110, 14.4); `start` and `total` null where it leaves them open. */
export function contentRange(response: Response): { start: number | null; total: number | null } | null {
  const header = response.headers.get('content-range') ?? '';
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(header);
  if (!match) return null;
  const [, start, total] = match;
  return { start: start === undefined ? null : Number(start), total: total === '*' ? null : Number(total) };
}

/** The body, piece by piece; leaving the loop early cancels the rest of the transfer. */
export async function* pieces(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.length > 0) yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
