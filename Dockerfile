# syntax=docker/dockerfile:1
# Pin the base by its digest where you publish images: --build-arg BASE=debian:bookworm-slim@sha256:...
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements/run.txt requirements/run.txt
RUN python3 -m venv /opt/regulars \
    && /opt/regulars/bin/python -m pip install --no-cache-dir --no-input --disable-pip-version-check \
        --require-hashes --requirement requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/regulars/bin/python -m pip install --no-cache-dir --no-input --disable-pip-version-check \
        --no-deps --no-build-isolation .

FROM ${BASE}
LABEL org.opencontainers.image.title="Regulars" \
      org.opencontainers.image.description="A customer-loyalty platform that a shop owns" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 regulars \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/regulars --no-create-home \
        --shell /usr/sbin/nologin regulars \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/regulars
COPY --from=build /opt/regulars /opt/regulars
ENV PATH=/opt/regulars/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REGULARS_DATA=/var/lib/regulars \
    REGULARS_LOG_FORMAT=json
VOLUME /var/lib/regulars
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "regulars"]
CMD ["serve", "--host", "0.0.0.0"]
