/** A data folder as a process of its own holds it: log, keys, read models, runner. */
import { openBlindIndex } from '../../../events/store/keys/blindIndex';
import { createKeyRing } from '../../../events/store/keys/keyRing';
import { openSqliteKeyStore } from '../../../events/store/keys/sqliteKeyStore';
import { openSqliteEventStore } from '../../../events/store/sqlite/sqliteEventStore';
import { openReadModels } from '../../../projections/readModels';
import { createRunner } from '../../../projections/runner';

export const openFolder = (folder: string) => {
  const store = openSqliteEventStore({ folder });
  const keyStore = openSqliteKeyStore(`${folder}/keys`, {});
  return { store, keyStore, keys: createKeyRing(keyStore) };
};

export const openFolderWithViews = async (folder: string) => {
  const log = openFolder(folder);
  const { store, keys } = log;
  const blind = await openBlindIndex(keys);
  const { generation } = store;
  const models = openReadModels({ data: folder, generation, keys, blind });
  const say = (what: unknown): void => {
    console.log(`fault ${JSON.stringify(what)}`);
  };
  const runner = createRunner({
    store,
    keys,
    models: models.all,
    onHalt: (_model, halt) => {
      say(halt);
    },
    onFault: (error) => {
      say(String(error));
    },
  });
  return { ...log, models, runner };
};
