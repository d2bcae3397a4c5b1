/**
 * `docs/events.md` as it must be, from the catalogue and the golden events: a public contract that
 * cannot fall behind. Written anew where `UPDATE_DOCS` is set.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventCatalogue } from '../../events/eventCatalogue';
import type { EventType } from '../../events/eventCatalogue';

export interface DocumentedEvent {
  readonly type: EventType;
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: object;
}

const introduction = `# Events

Every event type and schema that Cuckmere ever wrote. This is a public contract: a type is never
renamed or removed, a field never changes its meaning. The form of one changes by an optional field,
else by a new schema with an upcaster (\`events/upcasting.ts\`). One real event of each stands in
\`test/golden/events/\`, and this page is made from them (\`UPDATE_DOCS=1 npx jest test/events/golden\`).

The data of every event is sealed under the person's key, a team's under the team's, but for
\`nhsNumber\`, which holds no more than a person's id, and \`accessLog\`, which is sealed under a yearly
audit key and has of the metadata only \`schema\`, \`recordedAt\`, \`keyId\` and \`$correlationId\`. The
metadata is clear,
all values are texts and none is personal: \`schema\`, \`actor\` (opaque), \`role\`, \`organisation\`,
\`commandId\`, \`$correlationId\`, \`$causationId\`, \`recordedAt\` (UTC, milliseconds), \`keyId\`,
\`traceparent\`. A field that is absent in a change is unchanged; null clears it.
`;

const sectionOf = ({ type, metadata, data }: DocumentedEvent): string =>
  [
    `### ${type}, schema ${String(metadata['schema'])}`,
    '',
    eventCatalogue[type].says,
    '',
    '```json',
    JSON.stringify(data, undefined, 2),
    '```',
    '',
  ].join('\n');

export const eventsDoc = (events: readonly DocumentedEvent[]): string => {
  const categories = [...new Set(Object.values(eventCatalogue).map(({ category }) => category))];
  const parts = categories.map((category) => {
    const own = events.filter(({ type }) => eventCatalogue[type].category === category);
    return [`## ${category}`, '', ...own.map(sectionOf)].join('\n');
  });
  const text = `${[introduction, ...parts].join('\n').trimEnd()}\n`;
  if (process.env['UPDATE_DOCS']) {
    writeFileSync(join(__dirname, '../../docs/events.md'), text);
  }
  return text;
};
