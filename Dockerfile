# Ringside as an image: docker build -t ringside .
# How to run it: docs/operations.md

# The version is that of the dependency "node" (a test compares them).
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# No script of a package runs: what needs one is the tests' browser and the dependency "node", which this image is itself.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# What only a build needs goes again: the compilers of pages and styles.
RUN NODE_ENV=production node node_modules/next/dist/bin/next build --webpack \
  && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && rm -rf .next/cache node_modules/node node_modules/node-bin-*

FROM node:24.21.0-bookworm-slim
WORKDIR /app
# Everything here belongs to root, and is only read. SQLite's temporary files hold numbers, as the data does.
ENV NODE_ENV=production PORT=3000 RINGSIDE_DATA=/data SQLITE_TMPDIR=/data
RUN mkdir -m 0700 /data && chown node:node /data
COPY --from=build /app/package.json /app/next.config.js ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/public ./public
COPY --from=build /app/lib ./lib
COPY --from=build /app/server ./server
COPY --from=build /app/deploy ./deploy
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
# The flag: V8 now and then ends a process of several threads without it ("jit_page.has_value()").
CMD ["node", "--no-memory-protection-keys", "server/main.ts"]
