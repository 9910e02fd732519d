import type { LabelKind } from '../../evidence/platform-label/details';
import { fieldsOf } from './data-fields';
import type { DataHook, LabelText } from './site';

/**
 * Values of `gen_ai_detection_method.detection_method`. `NONE` proves nothing: it also stands where the answer
 * was not filled in. The `_EDITED` values put their note into the post's menu, not beside the video.
 */
const METHODS: Record<string, LabelKind | undefined> = {
  SELF_DISCLOSURE_FLOW: 'declared',
  C2PA_METADATA: 'credentials',
  IPTC_METADATA: 'detected',
  META_INVISIBLE_WATERMARK: 'detected',
  MANUAL_OVERRIDE_LABEL_ON: 'detected',
};

const METHOD_PATH = ['gen_ai_detection_method', 'detection_method'];

/** @param ids fields in which a post's object holds the id that its address shows */
export const metaDataHook = (ids: string[]): DataHook => ({
  name: 'data:gen_ai_detection_method',
  script: 'script[type="application/json"]',
  needles: ['gen_ai_detection_method'],
  read: fieldsOf(ids, [
    { path: METHOD_PATH, kind: (value) => (typeof value === 'string' ? METHODS[value] : undefined) },
  ]),
});

const LOCALISED: [text: string, lang: string][] = [
  ['KI-Info', 'de'],
  ['Infos IA', 'fr'],
  ['Info IA', 'it'],
  ['AI情報', 'ja'],
  ['AI 정보', 'ko'],
  ['AI 資訊', 'zh-TW'],
];

/** What Instagram, Facebook and Threads print; the same words whoever stands behind the label. */
export const META_TEXTS: LabelText[] = [
  { text: 'AI info', lang: 'en', kind: 'cannot-tell', since: '2024-07', source: 'filters and notes, 2026' },
  { text: 'Informações de IA', lang: 'pt-BR', kind: 'cannot-tell', source: 'note, 2026' },
  ...LOCALISED.map(
    ([text, lang]): LabelText => ({
      text,
      lang,
      kind: 'cannot-tell',
      source: 'third party, 2026',
      weak: true,
    }),
  ),
  { text: 'Imagined with AI', lang: 'en', kind: 'detected', source: "for the makers' own tools, 2026" },
  { text: 'Made with AI', lang: 'en', kind: 'cannot-tell', until: '2024-07', source: 'press, 2024' },
];
