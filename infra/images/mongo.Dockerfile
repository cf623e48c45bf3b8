# Stands in for mongo:8 with the mongod that the package index has (6.0): the same user, folder, shell and port.
FROM skein-stand-in/debian
RUN groupadd --gid 999 mongodb && useradd --uid 999 --gid mongodb --home-dir /data/db mongodb \
 && mkdir -p /data/db /data/configdb && chown -R mongodb:mongodb /data/db /data/configdb
COPY mongod /usr/local/bin/mongod
COPY node /usr/local/bin/node
COPY node_modules /usr/local/lib/mongosh/node_modules
RUN ln -s ../lib/mongosh/node_modules/.bin/mongosh /usr/local/bin/mongosh
VOLUME /data/db /data/configdb
EXPOSE 27017
CMD ["mongod", "--bind_ip_all"]
