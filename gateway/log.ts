/**
 * What the process says to its operator: structured lines of allowed fields only, nothing
 * personal. A fault gets a reference, which is all that a client is told of it.
 */
import pino from 'pino';
import { isCuckmereError } from '../events/errors';
import { randomToken } from '../events/store/random';

export interface GatewayLog {
  info(message: string, fields?: Readonly<Record<string, string | number>>): void;
  /** Writes the fault and gives its reference. */
  fault(where: string, error: unknown): string;
}

const nameOf = (error: unknown): string =>
  isCuckmereError(error) ? error.code : error instanceof Error ? error.name : typeof error;

/** The message of an error of ours holds nothing personal; of any other only its stack's places. */
const detailOf = (error: unknown): string => {
  if (isCuckmereError(error)) return error.message;
  if (!(error instanceof Error)) return '';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return places.slice(0, 6).join(' ').replaceAll(process.cwd(), '.');
};

export const createLog = (destination?: pino.DestinationStream): GatewayLog => {
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const lines = destination ? pino(options, destination) : pino(options, pino.destination(2));
  return {
    info: (message, fields = {}) => {
      lines.info(fields, message);
    },
    fault: (where, error) => {
      const reference = randomToken(6);
      lines.error({ reference, where, kind: nameOf(error), detail: detailOf(error) }, 'fault');
      return reference;
    },
  };
};
