# The same, with all locked packages at hand: who builds on it needs no network.
ARG BASE
FROM ${BASE}
COPY . /wheels
RUN printf '[global]\nno-index = true\nfind-links = /wheels\n' > /etc/pip.conf
