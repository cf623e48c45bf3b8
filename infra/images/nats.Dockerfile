# Stands in for nats:2 and nats:2-alpine: the server, and a wget to ask after its health with.
FROM skein-stand-in/debian
COPY nats-server /usr/local/bin/nats-server
RUN ln -s /bin/busybox /usr/local/bin/wget
EXPOSE 4222 8222
ENTRYPOINT ["nats-server"]
