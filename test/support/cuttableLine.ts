/**
 * A line to a server that a test can cut, as a bad signal does: while it is cut every connection
 * over it is dropped and no new one is let through.
 */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface CuttableLine {
  /** Address to use in place of the server's. */
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export const openLine = async (port: number): Promise<CuttableLine> => {
  const open = new Set<Socket>();
  let isCut = false;
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
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut: () => {
      isCut = true;
      dropAll();
    },
    mend: () => {
      isCut = false;
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
