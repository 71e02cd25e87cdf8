package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.BeianServer;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup made while a server runs, and its restoration into an empty folder. */
@Tag("once")
class BackupTest {
  private static final Map<String, String> ENGLISH = Map.of("LANG", "en_US.UTF-8");

  @TempDir Path folder;

  @Test
  void backup_of_a_running_server_is_restored_with_the_same_heads_and_cannot_fork()
      throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Path keys = folder.resolve("keys");
    String object;
    Checkpoint copied;
    Checkpoint newer;
    try (ConfigurableApplicationContext server = start(data)) {
      ServerDataTest.accept(server);
      PublicLedger ledger = server.getBean(PublicLedger.class);
      copied = ledger.publish();
      object = packageOf(server, "bytes of a package");
      Run made = Run.of("backup", backup, "--keys", keys, "--data", data);
      assertThat(made.code()).as(made.out() + made.err()).isZero();
      assertThat(made.out()).contains("the ledger has 1 entries", copied.head().root().base64());
      assertThat(Run.of("backup", backup, "--data", data).code()).isEqualTo(ExitCode.USAGE);
      assertKeysAreApart(backup, keys);
      restoreIntoAnotherDatabase(server, data, backup, keys);
      ServerDataTest.accept(server);
      newer = ledger.publish();
      assertThat(newer.size()).isEqualTo(2);
    }

    Path restored = folder.resolve("restored");
    Run run = Run.of("restore", backup, "--keys", keys, "--data", restored);
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("The ledger is sound: 1 entries", copied.head().root().base64())
        .contains("The signature of beian.example/audit over the backup holds");
    assertThat(restored.resolve("ledger/published.head"))
        .hasContent("1 " + copied.head().root().hex() + "\n");
    assertThat(restored.resolve("objects/sha256/" + object.substring(0, 2)))
        .isDirectoryRecursivelyContaining("glob:**/" + object);
    try (ConfigurableApplicationContext server = start(restored)) {
      PublicLedger ledger = server.getBean(PublicLedger.class);
      assertThat(ledger.publish().head()).isEqualTo(copied.head());
      try (InputStream in = server.getBean(ObjectStore.class).open(object)) {
        assertThat(in).hasContent("bytes of a package");
      }
      packageOf(server, "another"); // identities continue after the copied ones
      ServerDataTest.accept(server);
      assertThat(ledger.publish().size()).isEqualTo(2);
    }
    behindWhatWasPublished(backup, keys, data.resolve("ledger/published.head"), newer);
    changedBySomebody_isRefused_andUnsignedIsSaid(backup, keys);
    damagedIsRefused(backup, keys);
  }

  /** A person who can write to a backup can recompute its digests, but not the signature. */
  private void changedBySomebody_isRefused_andUnsignedIsSaid(Path backup, Path keys)
      throws Exception {
    Path sums = backup.resolve("SHA256SUMS");
    Path manifest = backup.resolve("manifest.json");
    Path head = backup.resolve("files/ledger/published.head");
    byte[] sumsBefore = Files.readAllBytes(sums);
    byte[] manifestBefore = Files.readAllBytes(manifest);
    byte[] headBefore = Files.readAllBytes(head);
    Files.writeString(head, "0 " + "0".repeat(64) + "\n");
    String sealed =
        Files.readString(sums)
            .replace(Sha256Hex.of(headBefore), Sha256Hex.of(Files.readAllBytes(head)));
    Files.writeString(sums, sealed);
    Files.writeString(
        manifest,
        new String(manifestBefore, StandardCharsets.UTF_8)
            .replace(Sha256Hex.of(sumsBefore), Sha256Hex.of(sealed)));
    Path target = folder.resolve("changed");
    Run run = Run.of("restore", backup, "--keys", keys, "--data", target);
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.err()).contains("manifest.sig is not of this backup");
    assertThat(target).doesNotExist();
    Files.write(head, headBefore);
    Files.write(sums, sumsBefore);
    Files.write(manifest, manifestBefore);

    Path signature = backup.resolve("manifest.sig");
    byte[] signed = Files.readAllBytes(signature);
    Files.delete(signature);
    Run unsigned = Run.of("restore", backup, "--keys", keys, "--data", target);
    assertThat(unsigned.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(unsigned.out()).contains("The backup carries NO signature");

    Path planted = backup.resolve("files/worker/planted.jar");
    Files.createDirectories(planted.getParent());
    Files.writeString(planted, "what the server would run");
    String more =
        new String(sumsBefore, StandardCharsets.UTF_8)
            + Sha256Hex.of(Files.readAllBytes(planted))
            + "  files/worker/planted.jar\n";
    Files.writeString(sums, more);
    Files.writeString(
        manifest,
        new String(manifestBefore, StandardCharsets.UTF_8)
            .replace(Sha256Hex.of(sumsBefore), Sha256Hex.of(more)));
    Path another = folder.resolve("planted");
    Run refused = Run.of("restore", backup, "--keys", keys, "--data", another);
    assertThat(refused.code()).as(refused.out()).isEqualTo(ExitCode.BLOCKED);
    assertThat(refused.err()).contains("files/worker/planted.jar");
    assertThat(another).doesNotExist();
    Files.delete(planted);
    Files.write(sums, sumsBefore);
    Files.write(manifest, manifestBefore);
    Files.write(signature, signed);
  }

  /** The outside head is newer: the data are restored, but the ledger is not signed any further. */
  private void behindWhatWasPublished(Path backup, Path keys, Path head, Checkpoint newer)
      throws Exception {
    Path behind = folder.resolve("behind");
    Map<String, String> environment = new TreeMap<>(ENGLISH);
    environment.put("BEIAN_LEDGER_PUBLISHEDHEAD", head.toString());
    Run run = Run.in(environment, "restore", backup, "--keys", keys, "--data", behind);
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("NOT sound", "the server can be read but signs nothing");
    assertThat(head).hasContent("2 " + newer.head().root().hex() + "\n");
    try (ConfigurableApplicationContext server =
        BeianServer.start(
            "--port", "0", "--data", behind.toString(), "--beian.ledger.published-head=" + head)) {
      Assertions.assertThatThrownBy(() -> server.getBean(PublicLedger.class).publish())
          .isInstanceOfSatisfying(
              PublishRefusedException.class,
              e -> assertThat(e.code()).isEqualTo(PublishRefusedException.Code.ROLLED_BACK));
    }
  }

  /** As an operator with an existing PostgreSQL. */
  private void restoreIntoAnotherDatabase(
      ConfigurableApplicationContext server, Path data, Path backup, Path keys) throws Exception {
    String port =
        server
            .getBean(JdbcTemplate.class)
            .queryForObject("select inet_server_port()::text", String.class);
    String password = Files.readString(data.resolve("postgres/password")).strip();
    try (Connection owner =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
        Statement statement = owner.createStatement()) {
      statement.execute("create database copy");
    }
    Map<String, String> environment = new TreeMap<>(ENGLISH);
    environment.put("BEIAN_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/copy");
    environment.put("BEIAN_DB_USER", "postgres");
    environment.put("BEIAN_DB_PASSWORD", password);
    Path other = folder.resolve("other");
    Run restored = Run.in(environment, "restore", backup, "--keys", keys, "--data", other);
    assertThat(restored.code()).as(restored.out() + restored.err()).isZero();
    assertThat(other.resolve("postgres")).doesNotExist();
    Run again =
        Run.in(environment, "restore", backup, "--keys", keys, "--data", folder.resolve("another"));
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("has tables already");
    assertThat(folder.resolve("another")).doesNotExist();
    Path second = folder.resolve("second");
    Run copied = Run.in(environment, "backup", second, "--data", other);
    assertThat(copied.code()).as(copied.out() + copied.err()).isZero();
    JsonNode first = JsonMapper.shared().readTree(backup.resolve("manifest.json").toFile());
    JsonNode manifest = JsonMapper.shared().readTree(second.resolve("manifest.json").toFile());
    for (String part : List.of("migrations", "tables", "ledgers", "files", "keySums")) {
      assertThat(manifest.path(part)).as(part).isEqualTo(first.path(part));
    }
    assertThat(manifest.path("tables").size()).isGreaterThan(20);
    for (JsonNode sequence : first.path("sequences")) {
      assertThat(manifest.path("sequences")).contains(sequence);
    }
  }

  private void damagedIsRefused(Path backup, Path keys) throws Exception {
    Path table = backup.resolve("database/public.filing_record.copy.gz");
    byte[] bytes = Files.readAllBytes(table);
    byte[] spoiled = bytes.clone();
    spoiled[spoiled.length / 2] ^= 1;
    Files.write(table, spoiled);
    Path target = folder.resolve("damaged");
    Run run = Run.of("restore", backup, "--keys", keys, "--data", target);
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.err()).contains("public.filing_record.copy.gz is not what was written");
    assertThat(target).doesNotExist();
    Files.write(table, bytes);
    assertThat(Run.of("restore", backup, "--data", target).err()).contains("The keys are not in");
    Files.delete(backup.resolve("manifest.json"));
    Run unfinished = Run.of("restore", backup, "--keys", keys, "--data", target);
    assertThat(unfinished.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(target).doesNotExist();
  }

  private static void assertKeysAreApart(Path backup, Path keys) throws Exception {
    assertThat(keys.resolve("ledger/signing.key")).exists();
    assertThat(keys.resolve("rulebook/signing.key")).exists();
    for (Path private_ :
        List.of(
            keys.resolve("ledger/signing.key"),
            keys.resolve("keys/personal.key"),
            backup.resolve("manifest.json"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(private_)))
          .isEqualTo("rw-------");
    }
    try (Stream<Path> files = Files.walk(backup)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".key"));
    }
    assertThat(Files.readString(backup.resolve("SHA256SUMS")))
        .contains("  database/public.filing_record.copy.gz\n", "  files/ledger/published.head\n");
  }

  private static ConfigurableApplicationContext start(Path data) {
    return BeianServer.start("--port", "0", "--data", data.toString());
  }

  private static String packageOf(ConfigurableApplicationContext server, String content)
      throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String sha256;
    try (ObjectStore.Incoming incoming =
        server.getBean(ObjectStore.class).receive(new ByteArrayInputStream(bytes), 1000)) {
      incoming.keep();
      sha256 = incoming.object().sha256();
    }
    server
        .getBean(JdbcTemplate.class)
        .update(
            "insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " sha256, size_bytes) values (?, ?, ?, now(), E'tab\\there 数据', ?, ?)",
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            sha256,
            bytes.length);
    return sha256;
  }
}
