import manifest from '../../../models/provenance/manifest.json';
import { parseManifest } from './manifest';

/** The manifest of the packaged model, compiled in: the hash that the file is checked against cannot go with the file. */
export const packagedManifest = parseManifest(manifest);
