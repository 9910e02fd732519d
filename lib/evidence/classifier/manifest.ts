import * as v from 'valibot';

const schema = v.object({
  name: v.string(),
  version: v.string(),
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  input: v.object({
    name: v.string(),
    /** `squareView` of the whole picture, to `side` by `side` pixels. */
    view: v.literal('middle-square'),
    side: v.pipe(v.number(), v.integer(), v.minValue(32), v.maxValue(1024)),
    /** Pictures of a video that are scored. */
    frames: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
    layout: v.literal('NCHW'),
    channels: v.literal('rgb'),
    normalisation: v.literal('divide-by-255'),
  }),
  output: v.string(),
  /** Where the model tells pictures that are unlike all it was tested on: its output, and the mean that says so. */
  outOfDistribution: v.optional(v.object({ output: v.string(), limit: v.number() })),
  /** Order of the logits. */
  classes: v.strictTuple([v.literal('none'), v.literal('sora'), v.literal('other')]),
  numbers: v.picklist(['fp32', 'int8', 'int4']),
  temperature: v.pipe(v.number(), v.gtValue(0)),
  /** Scores at which `strong` and `very-strong` begin, where they have been measured. */
  thresholds: v.nullable(v.object({ strong: v.number(), veryStrong: v.number() })),
  operatingPointMeasured: v.boolean(),
  /** Short sides in pixels of the pictures that the figures were measured on. */
  testedShortSide: v.strictTuple([v.number(), v.number()]),
  trainedAt: v.string(),
  dataHash: v.string(),
  trainingCommit: v.nullable(v.string()),
});

/** What the training side says of the model that it made; see models/provenance/training. */
export type ModelManifest = v.InferOutput<typeof schema>;

/** @throws ValiError where a field is missing or this code would misread the model */
export const parseManifest = (json: unknown): ModelManifest => v.parse(schema, json);
