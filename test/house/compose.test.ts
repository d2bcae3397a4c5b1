/**
 * docker-compose.yml, read as YAML: the three services are there, each can say whether it is well,
 * and nothing is reachable from another machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConnectionString } from '../../events/store/eventstoredb/connectionString';

interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly network_mode?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

const root = join(__dirname, '../..');
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')) as {
  readonly services: Record<string, ComposeService>;
  readonly volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('holds the event store, Redis and the app', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['app', 'eventstore', 'redis']);
  });

  it.each(services)('gives %s a health check and something to run', (_name, service) => {
    const [kind, ...words] = service.healthcheck?.test ?? [];
    expect(kind).toBe('CMD');
    expect(words.map((word: unknown) => typeof word)).toEqual(words.map(() => 'string'));
    expect(words).not.toEqual([]);
    expect([service.image, service.build].filter(Boolean)).toHaveLength(1);
  });

  it('pins the version of every image', () => {
    const images = services.flatMap(([, { image }]) => image ?? []);

    expect(images.filter((image) => !/:\d+\.\d+[\w.-]*$/.test(image))).toEqual([]);
  });

  it('opens no port to other machines', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);

    expect(ports).not.toEqual([]);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('lets only a service that binds loopback itself share the network of the machine', () => {
    const sharing = services.filter(([, service]) => service.network_mode !== undefined);

    for (const [, { command = [] }] of sharing) {
      expect(command[command.indexOf('--host') + 1]).toBe('127.0.0.1');
    }
    expect(sharing.map(([name]) => name)).toEqual(['app']);
  });

  it('asks the app on the port that the app is told to use', () => {
    const { command = [], healthcheck } = compose.services['app']!;
    const port = command[command.indexOf('--port') + 1];

    expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${String(port)}/health/ready`);
  });

  it('gives the app an address of the event store that it understands, once that is well', () => {
    const { environment, depends_on } = compose.services['app']!;
    const { servers, isSecure } = readConnectionString(environment?.['EVENTSTORE_URL'] ?? '');
    const [{ port } = { port: 0 }] = servers;

    expect(isSecure).toBe(false);
    expect(compose.services['eventstore']?.ports).toEqual([`127.0.0.1:${String(port)}:2113`]);
    expect(depends_on?.['eventstore']?.condition).toBe('service_healthy');
  });

  it('declares every named volume, and builds from a file that exists', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((v) => v.split(':')[0]));

    expect(Object.keys(compose.volumes).sort()).toEqual(mounted.sort());
    expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  });
});
