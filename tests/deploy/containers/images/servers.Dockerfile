# What the compose file names beside the Exchange, from Debian's packages. Each understands as much
# of the official image's contract as the compose file relies on.
#
# Debian's packages give their users no fixed numbers, so they are named.
# hadolint global ignore=DL3066

FROM bare/servers:local AS rabbitmq
RUN rm -rf /etc/rabbitmq/* /var/lib/rabbitmq/* && install -d -o rabbitmq /var/lib/rabbitmq
ENV RABBITMQ_LOGS=-
USER rabbitmq
CMD ["/usr/lib/rabbitmq/bin/rabbitmq-server"]

FROM bare/servers:local AS postgresql
RUN install -d -o postgres -m 700 /var/lib/postgresql/data && install -d -o postgres -m 3777 /run/postgresql
COPY postgresql.sh /usr/local/bin/
ENV PGDATA=/var/lib/postgresql/data PATH=/usr/lib/postgresql/15/bin:$PATH
STOPSIGNAL SIGINT
ENTRYPOINT ["bash", "/usr/local/bin/postgresql.sh"]
CMD ["postgres"]

FROM bare/servers:local AS front
USER haproxy
CMD ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]

FROM bare/servers:local AS mail
COPY --chmod=755 mailpit.py /mailpit
CMD ["/mailpit"]

FROM bare/servers:local AS prometheus
RUN install -d -o nobody /prometheus
USER nobody
ENTRYPOINT ["prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]

FROM bare/servers:local AS alertmanager
RUN install -d -o nobody /alertmanager
USER nobody
ENTRYPOINT ["prometheus-alertmanager"]
