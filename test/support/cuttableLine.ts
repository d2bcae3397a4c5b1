/**
 * A line to a server that a test can cut, as a bad signal does: while it is cut every connection
 * over it is dropped and no new one is let through. Or silence: the server hears all and does all,
 * and no answer comes back.
 */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface CuttableLine {
  /** Address to use in place of the server's. */
  readonly url: string;
  readonly port: number;
  cut(): void;
  /** Answers are held back until it is mended, or lost when it is cut. */
  silence(): void;
  mend(): void;
  close(): Promise<void>;
}

export const openLine = async (port: number): Promise<CuttableLine> => {
  const open = new Set<Socket>();
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  let isCut = false;
  let isSilent = false;
  const dropAll = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const pair = { near, far };
    pairs.add(pair);
    far.on('close', () => pairs.delete(pair));
    near.pipe(far);
    if (!isSilent) far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: ownPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(ownPort)}`,
    port: ownPort,
    cut: () => {
      isCut = true;
      dropAll();
    },
    silence: () => {
      isSilent = true;
      for (const { near, far } of pairs) far.unpipe(near);
    },
    mend: () => {
      isCut = false;
      isSilent = false;
      for (const { near, far } of pairs) far.pipe(near);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        dropAll();
      }),
  };
};
