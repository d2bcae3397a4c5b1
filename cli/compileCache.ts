/**
 * Keeps compiled code beside the build, so that a start does not compile 1,900 files again. Imported
 * before all else by whatever is started as a program. The folder is trusted as the code beside it
 * is; where it cannot be written to, Node goes on without and says nothing.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(__dirname, '..', '.compile-cache'));
