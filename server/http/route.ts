import type { IncomingMessage } from "node:http";
import type { Access } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Answer } from "./answer.ts";

export interface ApiRequest {
  /** The last part of the path where the route's path ends in `*`, else "". */
  readonly rest: string;
  /** The text after the `?` as it came; null where there is no `?`. */
  readonly query: string | null;
  /** Of who asks: the socket's peer, or whom a proxy that is believed names. */
  readonly address: string;
  readonly principal: Principal;
  readonly message: IncomingMessage;
}

export type Handler = (request: ApiRequest) => Answer | Promise<Answer>;

export type Method = "GET" | "HEAD" | "POST";

/** What a route does when asked by one method, and who may ask. */
export interface Deed {
  readonly access: Access;
  readonly handle: Handler;
}

/** Routes are data, so that a rule for each of them can be demanded and checked. */
export interface Route {
  readonly name: string;
  /** Exact, or a prefix when it ends in `*`. */
  readonly path: string;
  readonly methods: Readonly<Partial<Record<Method, Deed>>>;
}

export function isMethod(word: string | undefined): word is Method {
  return word === "GET" || word === "HEAD" || word === "POST";
}

/** A route that only tells. */
export function reading(access: Access, handle: Handler): Route["methods"] {
  const deed = { access, handle };
  return { GET: deed, HEAD: deed };
}

/** Finds the route of a path, and what its `*` stands for. */
export type FindRoute = (path: string) => Found | null;

export interface Found {
  readonly route: Route;
  readonly rest: string;
}

export function createRouter(routes: readonly Route[]): FindRoute {
  const exact = new Map(routes.filter(({ path }) => !path.endsWith("*")).map((route) => [route.path, route]));
  const prefixes = routes
    .filter(({ path }) => path.endsWith("*"))
    .map((route) => ({ route, prefix: route.path.slice(0, -1) }));
  return (path) => {
    for (const { route, prefix } of prefixes) {
      if (path.startsWith(prefix)) return { route, rest: path.slice(prefix.length) };
    }
    const route = exact.get(path);
    return route ? { route, rest: "" } : null;
  };
}
