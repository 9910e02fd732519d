import {
  type EncodedPacket,
  EncodedPacketSink,
  type Input,
  type InputVideoTrack,
  MP4,
  QTFF,
} from 'mediabunny';
import { CheckError, toCheckError } from '../evidence/check-error';
import { BlockReader } from './block-reader';
import { walkTopLevel } from './boxes';
import type { ByteSource } from './byte-source';
import { demux } from './demux';
import type { Frame, FrameRequest } from './frame';
import { planRuns, type Run } from './key-frame-plan';
import { PictureDecoder } from './picture-decoder';

/** Bytes that the key frames of one video may cost. */
export const DEFAULT_FRAME_BYTES = 2 * 1024 * 1024;
/** With fewer key frames than this, pictures between them are decoded too: fewer say too little. */
const LEAST_KEY_FRAMES = 6;
/** Exact ranges are known in MP4 once its index is read; then little is read ahead. */
const PACKET_READ = 8 * 1024;

export interface DecodedFrames {
  /** In order of time. */
  frames: Frame[];
  /** Network bytes they cost. */
  bytes: number;
}

async function decoderConfig(track: InputVideoTrack): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  if (!config) throw new CheckError('unsupported-format', 'unknown codec');
  // A software decoder starts faster for a handful of pictures and gives the same pixels on every machine.
  const wanted: VideoDecoderConfig = { ...config, hardwareAcceleration: 'prefer-software' };
  for (const candidate of [wanted, config]) {
    const { supported } = await VideoDecoder.isConfigSupported(candidate);
    if (supported) return candidate;
  }
  throw new CheckError('unsupported-format', `this browser does not decode ${config.codec}`);
}

async function* withData(sink: EncodedPacketSink, { packets }: Run): AsyncGenerator<EncodedPacket> {
  for (const { timestamp, type } of packets) {
    const packet = type === 'key' ? await sink.getKeyPacket(timestamp) : await sink.getPacket(timestamp);
    if (!packet) throw new CheckError('truncated', `no packet at ${timestamp} s`);
    yield packet;
  }
}

async function decodeAll(
  input: Input,
  reader: BlockReader,
  budget: number,
  request: FrameRequest,
  signal: AbortSignal,
  keep: (frame: Frame) => void,
): Promise<void> {
  if (!(await input.canRead())) throw new CheckError('unsupported-format', 'no container that we can read');
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new CheckError('no-frames', 'no video track');
  const config = await decoderConfig(track);
  const sink = new EncodedPacketSink(track);
  const end = (await input.getDurationFromMetadata([track])) ?? (await track.computeDuration());
  const least = Math.min(LEAST_KEY_FRAMES, request.count);
  const wish = { count: request.count, least, bytes: budget - reader.spent };
  const runs = await planRuns(sink, end - (await track.getFirstTimestamp()), wish);
  const format = await input.getFormat();
  if (format === MP4 || format === QTFF) reader.least = PACKET_READ;
  const turn = await track.getRotation();
  let decoder = new PictureDecoder(config, request, turn, signal);
  try {
    for (const run of runs) {
      if (!decoder.usable) decoder = new PictureDecoder(config, request, turn, signal);
      try {
        for (const frame of await decoder.run(withData(sink, run), run.wanted)) keep(frame);
      } catch (error) {
        // One broken picture does not spoil the others.
        if (!(error instanceof CheckError) || error.reason !== 'unsupported-format') throw error;
      }
    }
  } finally {
    decoder.close();
  }
}

/** A file that ends early may lack what names its pictures: then it is the end that is missing, not the pictures. */
async function named(error: CheckError, bytes: ByteSource, signal: AbortSignal): Promise<CheckError> {
  if (error.reason !== 'no-frames') return error;
  const end = await walkTopLevel(bytes, { reads: 8, boxes: 64 }, signal).then(
    (walk) => walk.end,
    () => null,
  );
  return end === 'truncated'
    ? new CheckError('truncated', 'the file ends before its index does', { cause: error })
    : error;
}

/**
 * Some pictures of a video, spread over its duration, for as few bytes as that takes: the index of the file and its
 * key frames, read in bounded ranges. Runs where `VideoDecoder` is (a worker).
 *
 * Bytes or pictures that run out in the middle end the series early; whoever asked decides whether that is enough.
 *
 * @throws CheckError unsupported-format, no-frames, too-large, truncated, cancelled, or what the source throws
 */
export async function decodeKeyFrames(
  bytes: ByteSource,
  request: FrameRequest,
  signal: AbortSignal,
  budget = DEFAULT_FRAME_BYTES,
): Promise<DecodedFrames> {
  const before = bytes.spent;
  const reader = new BlockReader(bytes, budget, signal);
  const frames: Frame[] = [];
  const { input, failure } = demux(reader, budget);
  try {
    await reader.size();
    await decodeAll(input, reader, budget, request, signal, (frame) => frames.push(frame));
  } catch (error) {
    if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: signal.reason });
    if (frames.length === 0) throw await named(toCheckError(failure() ?? error), bytes, signal);
  } finally {
    input.dispose();
  }
  if (frames.length === 0) throw new CheckError('no-frames', 'no key frame could be decoded');
  return { frames: frames.sort((a, b) => a.time - b.time), bytes: bytes.spent - before };
}
