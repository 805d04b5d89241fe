# One image for every process of the Exchange: `docker run IMAGE serve people`, `IMAGE migrate`, …
#
# The same commit, base image and SOURCE_DATE_EPOCH make the same layers; see docs/adr/0032. Versions
# are locked with their digests in requirements.txt, and whoever builds may fix the base by its digest.

ARG BASE=python:3.11-slim-bookworm
ARG BUILD_BASE=${BASE}

FROM ${BUILD_BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build

# Apart from the code, so that a change of the code does not install all packages again.
COPY requirements.txt requirements-build.txt ./
RUN python -m venv --without-pip /opt/exchange \
 && python -m pip install --require-hashes --only-binary :all: -r requirements-build.txt \
 && python -m pip --python /opt/exchange/bin/python install --no-compile \
        --require-hashes --only-binary :all: -r requirements.txt

COPY pyproject.toml README.md LICENSE ./
COPY services services
COPY gateway gateway
COPY audit audit
COPY exchange exchange
ARG SOURCE_DATE_EPOCH=1767225600
# Compiled here, since nothing can be written where it runs; checked against no times of files,
# which differ from build to build. What pip wrote down about the build differs as well.
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && python -m pip --python /opt/exchange/bin/python install --no-compile --no-deps --no-index dist/*.whl \
 && find /opt/exchange -name direct_url.json -delete \
 && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/exchange/lib \
 && mkdir -p /image/opt /image/var/lib/exchange \
 && chown 10001:10001 /image/var/lib/exchange \
 && mv /opt/exchange /image/opt/ \
 && find /image -exec touch --no-dereference --date "@${SOURCE_DATE_EPOCH}" {} +

FROM ${BASE}
# As one tree: folders that are made for a copy would bear the time of the build.
COPY --from=build /image /
ENV PATH=/opt/exchange/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    EXCHANGE_DATA=/var/lib/exchange \
    EXCHANGE_HEALTH=0.0.0.0:9100 \
    EXCHANGE_LISTEN=0.0.0.0:8000
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000 9100
# Patient, because a machine that has much to do answers late; who sends requests asks by itself.
HEALTHCHECK --interval=10s --timeout=10s --start-period=120s --retries=6 CMD ["exchange", "healthy"]
ENTRYPOINT ["exchange"]
CMD ["--help"]

# Last, because they differ from build to build.
ARG VERSION=0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="The Exchange" \
      org.opencontainers.image.description="Research exchanges of medical students, from form to certificate" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
