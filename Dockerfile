# One image for every process of ours; docker-compose.yml says which one a container runs.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY platform/package.json platform/
COPY router/package.json router/
COPY subgraphs/users/package.json subgraphs/users/
COPY subgraphs/catalog/package.json subgraphs/catalog/
COPY subgraphs/reservations/package.json subgraphs/reservations/
COPY subgraphs/payments/package.json subgraphs/payments/
COPY subgraphs/dashboard/package.json subgraphs/dashboard/
RUN npm install --no-save --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY platform platform
COPY subgraphs subgraphs
COPY router router
COPY schema schema
# A volume that is mounted here takes over its owner.
RUN mkdir /data && chown node /data
USER node
