import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  reactCompiler: true,
  poweredByHeader: false,
  // A reverse proxy compresses; compressing here would also hold back event streams.
  compress: false,
  images: { unoptimized: true },
  // Bundled, ioredis loses its class names and errors can no longer be told apart.
  serverExternalPackages: ["ioredis", "better-sqlite3", "pg"],
  // Types are checked by npm run check and npm test, not at everybody's first start.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
};
