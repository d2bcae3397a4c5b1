# The app in two steps: built with all tools, run with only what it needs, not as root.
FROM docker.io/library/node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM docker.io/library/node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist dist
COPY --from=build /app/gateway/supergraph.graphql gateway/supergraph.graphql
COPY bin bin
COPY scripts scripts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENTRYPOINT ["node", "bin/cuckmere.mjs"]
CMD ["start", "--data", "/data"]
