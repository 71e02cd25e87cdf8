package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Packages whose facts a test makes up, as if they had been handed in and read. */
public final class PlantedPackages {
  private PlantedPackages() {}

  /** Hands in a package with these facts; its bytes are nowhere. */
  public static UUID plant(ApplicationContext server, FactSet facts, UUID unit, UUID person)
      throws IOException {
    JdbcClient jdbc = server.getBean(JdbcClient.class);
    Path file = Files.createTempFile("facts", ".ndjson");
    try (OutputStream out = Files.newOutputStream(file)) {
      FactsJson.write(facts, out);
    }
    String digest = server.getBean(FactsStore.class).store(file);
    UUID id = UUID.randomUUID();
    OffsetDateTime at = OffsetDateTime.of(2026, 11, 2, 1, 0, 0, 0, ZoneOffset.UTC);
    jdbc.sql(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name, sha256, size_bytes)"
                + " values (?, ?, ?, ?, 'app.apk', ?, ?)")
        .params(id, unit, person, at, facts.header().sha256(), facts.header().sizeBytes())
        .update();
    jdbc.sql(
            "insert into inspection (sha256, app_id, status, facts_digest, requested_at, ended_at)"
                + " values (?, '', 'READ', ?, ?, ?)")
        .params(facts.header().sha256(), digest, at, at)
        .update();
    return id;
  }
}
