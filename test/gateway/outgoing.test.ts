/**
 * The product tells nobody outside that it runs: the federation gateway's own telemetry, which is
 * on unless told, is switched off before the gateway is made.
 */
import { openTestApp } from '../support/app';

const telemetrySwitch = 'APOLLO_TELEMETRY_DISABLED';

/** The module that makes the telemetry exporter of the gateway; called only where it is on. */
const telemetry = jest.requireActual<Record<string, unknown>>(
  '@apollo/gateway/dist/utilities/opentelemetry',
);

describe('the gateway', () => {
  const before = process.env[telemetrySwitch];
  const make = telemetry['createDataCollectionExporter'];
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, telemetrySwitch);
    else process.env[telemetrySwitch] = before;
  });

  it('never makes the exporter that would report to its maker', async () => {
    Reflect.deleteProperty(process.env, telemetrySwitch);
    expect(typeof make).toBe('function');
    let isMade = false;
    Object.defineProperty(telemetry, 'createDataCollectionExporter', {
      configurable: true,
      value: () => {
        isMade = true;
        return { shutdown: () => Promise.resolve() };
      },
    });
    await openTestApp();
    Object.defineProperty(telemetry, 'createDataCollectionExporter', { value: make });
    expect(isMade).toBe(false);
  });
});
