import type { Server as HttpServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server } from "socket.io";
import type { Client } from "./redis-clients.ts";

/** Browsers of the shop follow orders over Socket.IO; its servers pass events to each other through Redis. */
export function startLiveUpdates(server: HttpServer, publisher: Client, subscriber: Client): Server {
  return new Server(server, { adapter: createAdapter(publisher, subscriber) });
}
