# The commands on a JDK alone: docker build -t mattrainer . && docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" \
#   mattrainer tribuo-train -c /opt/mattrainer/config-examples/mat-quickstart.xml
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -P release -DskipTests package -pl mat-trainer,mat-evaluation,mat-distribution \
    && cd /opt \
    && jar --extract --file /src/mat-distribution/target/mattrainer-*.zip \
    && mv /opt/mattrainer-* /opt/mattrainer \
    && chmod 755 /opt/mattrainer/bin/tribuo-train /opt/mattrainer/bin/tribuo-evaluate \
        /opt/mattrainer/bin/tribuo-predict

FROM eclipse-temurin:25-jdk
COPY --from=build /opt/mattrainer /opt/mattrainer
ENV PATH="/opt/mattrainer/bin:${PATH}"
RUN useradd --create-home --uid 10001 mat && mkdir /data && chown mat /data
USER mat
WORKDIR /data
CMD ["tribuo-train", "--help"]
