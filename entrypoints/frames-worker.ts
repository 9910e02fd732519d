import * as ort from 'onnxruntime-web/wasm';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { packagedScorer } from '../lib/evidence/classifier/packaged-scorer';
import { type Port, serveFrames } from '../lib/media/frames-worker-host';
import { decodeKeyFrames } from '../lib/media/key-frames';
import { sketchFile } from '../lib/media/sketch-file';

export default defineUnlistedScript(() => {
  serveFrames(self as unknown as Port, {
    decode: decodeKeyFrames,
    sketch: sketchFile,
    scorer: packagedScorer(ort, self.location.href),
  });
});
