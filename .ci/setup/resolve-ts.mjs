// lib/ imports its own files without an extension, for the bundler; plain Node needs one.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/^\.{1,2}\//.test(specifier)) throw error;
      return next(`${specifier}.ts`, context);
    }
  },
});
