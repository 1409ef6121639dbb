import { RedisStore } from "connect-redis";
import express from "express";
import session from "express-session";
import type { RateLimiterRedis } from "rate-limiter-flexible";
import { createLoginLimiter, limitByAddress, limitSearches } from "./limiters.ts";
import { person } from "./people.ts";
import type { Client } from "./redis-clients.ts";

declare module "express-session" {
  interface SessionData {
    passport: { user: number };
    email: string;
    ip: string;
    ua: string;
    createdAt: number;
    csrfToken: string;
    cart: number[];
  }
}

const SESSION_SECONDS = 7 * 24 * 3600;
const CACHE_SECONDS = 900;

export interface ShopClients {
  sessions: Client;
  cache: Client;
  rateLimits: Client;
}

/** A small shop, written the way its users' shops are: sessions, a cache, rate limits, notifications. */
export function createShop(clients: ShopClients, sessionSecret: string): express.Express {
  const shop = express();
  shop.set("trust proxy", "loopback");
  shop.use(express.json());
  shop.use(
    session({
      store: new RedisStore({ client: clients.sessions, prefix: "session:", ttl: SESSION_SECONDS }),
      secret: sessionSecret,
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: SESSION_SECONDS * 1000, httpOnly: true },
    }),
  );
  shop.use("/api", limitByAddress(clients.rateLimits));
  shop.post("/login", signIn(clients.cache, createLoginLimiter(clients.rateLimits)));
  shop.get("/api/search", limitSearches(clients.rateLimits), (_, response) => void response.json({ found: [] }));
  shop.get("/api/product/:id", showProduct(clients.cache));
  shop.post("/api/cart/:id", addToCart(clients.cache));
  return shop;
}

function signIn(client: Client, limiter: RateLimiterRedis): express.RequestHandler {
  return async (request, response) => {
    const who = person(Number(request.body.personId));
    if (request.body.isWrong === true) {
      const isLimited = await limiter.consume(who.email).then(
        () => false,
        () => true,
      );
      response.status(isLimited ? 429 : 401).json({ error: isLimited ? "too many attempts" : "wrong password" });
      return;
    }
    request.session.passport = { user: who.id };
    request.session.email = who.email;
    request.session.ip = request.ip ?? "";
    request.session.ua = request.get("user-agent") ?? "";
    request.session.createdAt = Date.now();
    request.session.csrfToken = crypto.randomUUID();
    await keepForUser(client, who.id, "profile", { name: who.name });
    response.json({ signedInAs: who.name });
  };
}

/** What a page of a signed-in person shows again and again. */
async function keepForUser(client: Client, userId: number, part: string, value: unknown): Promise<void> {
  await client.set(`cache:user:${userId}:${part}`, JSON.stringify(value), {
    expiration: { type: "EX", value: CACHE_SECONDS },
  });
}

function showProduct(cache: Client): express.RequestHandler {
  return async (request, response) => {
    const key = `cache:product:${request.params.id}`;
    const known = await cache.get(key);
    if (known !== null) {
      response.type("json").send(known);
      return;
    }
    const page = JSON.stringify({
      id: request.params.id,
      title: `Product ${request.params.id}`,
      text: "Lorem ipsum ".repeat(40),
    });
    await cache.set(key, page, { expiration: { type: "EX", value: CACHE_SECONDS } });
    response.type("json").send(page);
  };
}

function addToCart(client: Client): express.RequestHandler {
  return async (request, response) => {
    request.session.cart = [...(request.session.cart ?? []), Number(request.params.id)].slice(-20);
    const user = request.session.passport?.user;
    if (user !== undefined) await keepForUser(client, user, "cart", request.session.cart);
    response.json({ items: request.session.cart.length });
  };
}
