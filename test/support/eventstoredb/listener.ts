/**
 * The port of a double. Its sockets are ours and not gRPC's, so that they can be cut as those of a
 * process are that is killed: no word of good-bye, and nothing listens any more.
 */
import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Listener {
  readonly port: number;
  /** Resolves when the port is free again; the connections are gone at once. */
  cut(): Promise<void>;
}

export const listen = async (
  server: Server,
  credentials: ServerCredentials,
  host: string,
  port: number,
): Promise<Listener> => {
  const sockets = new Set<Socket>();
  const injector = server.createConnectionInjector(credentials);
  const net = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    injector.injectConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    net.once('error', reject);
    net.listen(port, host, resolve);
  });
  return {
    port: (net.address() as AddressInfo).port,
    cut: () => {
      const closed = new Promise<void>((resolve) => {
        net.close(() => {
          resolve();
        });
      });
      for (const socket of sockets) socket.destroy();
      server.forceShutdown();
      return closed;
    },
  };
};
