/** Opens a data folder for writing, says so, and holds it until it is killed. */
import { openSqliteEventStore } from '../../../events/store/sqlite/sqliteEventStore';

const folder = process.argv[3] ?? '';
openSqliteEventStore({ folder });
console.log(`holding ${String(process.pid)}`);
setInterval(() => undefined, 60_000);
