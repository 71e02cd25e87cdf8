package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.InclusionProof;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.TreeHead;
import cn.beian.report.Certificate;
import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
  private static final byte[] ENTRY =
      "{\"number\":\"ZW-A-330000-2026-000123-P\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final String key;
  private final TlogProof proof;

  ProofTest() throws ProofException {
    Signer signer = Ed25519.signer(Ed25519.generate("beian.example/ledger", new SecureRandom()));
    key = signer.verifier().vkey();
    var head = new TreeHead(1, Hasher.sha256().leaf(ENTRY));
    proof =
        new TlogProof(
            new InclusionProof(0, 1, List.of()),
            Checkpoint.sign("beian.example/ledger", head, List.of(signer)));
  }

  @Test
  void check_true_proof_says_so() throws Exception {
    Path file = Files.writeString(folder.resolve("a.tlog-proof"), proof.format());
    Path entry = Files.write(folder.resolve("entry.json"), ENTRY);
    Run run = Run.of("check", file, "--entry", entry, "--key", key);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("beian.example/ledger", "ZW-A-330000-2026-000123-P");
  }

  @Test
  void check_other_entry_other_key_and_missing_entry_are_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("a.tlog-proof"), proof.format());
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertThat(Run.of("check", file, "--entry", other, "--key", key).code()).isEqualTo(1);
    String stranger =
        Ed25519.signer(Ed25519.generate("beian.example/ledger", new SecureRandom()))
            .verifier()
            .vkey();
    Path entry = Files.write(folder.resolve("entry.json"), ENTRY);
    assertThat(Run.of("check", file, "--entry", entry, "--key", stranger).code()).isEqualTo(1);
    assertThat(Run.of("check", file, "--key", key).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("check", file, "--key", "a+b").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void check_certificate_carries_its_proof_and_its_record() throws Exception {
    Path file = folder.resolve("certificate.pdf");
    Certificate certificate =
        new Certificate(
            "ZW-A-330000-2026-000123-P",
            1,
            "清溪巡河",
            "云州市水务局",
            LocalDate.of(2026, 11, 25),
            new Certificate.Standing("国家互联网信息办公室", "已备案，当前有效", LocalDate.of(2026, 11, 28), ""),
            List.of(),
            "",
            0,
            new Certificate.LedgerHead(1, "AA=="),
            URI.create("https://beian.example/records/ZW-A-330000-2026-000123-P"),
            proof.withExtra(ENTRY).format());
    try (OutputStream out = Files.newOutputStream(file)) {
      certificate.writePdf(Locale.CHINESE, out);
    }
    Run run = Run.of("check", file, "--key", key);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("ZW-A-330000-2026-000123-P");
    assertThat(run.err())
        .as("it may have been revoked since")
        .contains("beian check NUMBER --server");
    assertThat(Run.of("check", file).err()).contains("the public key of the ledger is needed");

    Files.writeString(file, "%PDF-1.7 but nothing more");
    assertThat(Run.of("check", file, "--key", key).code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(Run.of("check", folder.resolve("none.pdf"), "--key", key).code())
        .isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void record_in_words_cannot_steer_the_terminal() {
    Console console = new Console(Terminal.system(), Language.ZH);
    String entry = "{\"beian\":\"entry/1\",\"appName\":\"a\\u001b[2Jb\\u202ec\",\"revision\":3}";
    assertThat(new RecordText(console).of(entry.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("应用名称：a\\u001B[2Jb\\u202Ec\n第 3 次登记");
    for (String other : List.of("{\"a\":null}", "{\"beian\":\"entry/9\",\"number\":\"1\"}")) {
      assertThat(new RecordText(console).of(other.getBytes(StandardCharsets.UTF_8)))
          .as("of a form that is not known")
          .isEqualTo(other);
    }
  }

  @Test
  void record_in_words_names_each_build_with_its_digest() {
    Console console = new Console(Terminal.system(), Language.EN);
    String entry =
        "{\"beian\":\"entry/1\",\"revision\":1,\"packages\":[{\"platform\":\"android\","
            + "\"packageId\":\"cn.river\",\"versionName\":\"1.2\",\"sha256\":\"00ff\"},"
            + "{\"platform\":\"wechat\",\"packageId\":\"wx1\",\"sha256\":\"11\\u001bee\"}]}";
    assertThat(new RecordText(console).of(entry.getBytes(StandardCharsets.UTF_8)))
        .contains(
            "Android cn.river 1.2\n  SHA-256 00ff\n",
            "WeChat mini-program wx1\n  SHA-256 11\\u001Bee");
  }

  @Test
  void record_in_words_names_issuer_users_and_the_commitment_to_the_case() {
    Console console = new Console(Terminal.system(), Language.EN);
    String entry =
        "{\"beian\":\"entry/3\",\"case\":\"00ff\",\"issuer\":\"CAC\",\"users\":\"rangers\","
            + "\"revision\":1}";
    assertThat(new RecordText(console).of(entry.getBytes(StandardCharsets.UTF_8)))
        .contains("Issuer: CAC", "Users: rangers", "Commitment to the case: 00ff");
  }

  @Test
  void check_entry_of_a_restricted_record_says_what_is_open_and_that_the_rest_is_sealed()
      throws Exception {
    byte[] entry =
        ("{\"at\":\"2026-11-25T08:00:00Z\",\"beian\":\"entry/2\",\"commitments\":{\"appName\":\"00ff\","
                + "\"sponsorName\":\"11ee\"},\"event\":\"ACCEPTED\",\"number\":"
                + "\"ZW-A-330000-2026-000123-P\",\"revision\":1,\"state\":\"FILED\"}")
            .getBytes(StandardCharsets.UTF_8);
    Signer signer = Ed25519.signer(Ed25519.generate("beian.example/ledger", new SecureRandom()));
    TlogProof sealed =
        new TlogProof(
            new InclusionProof(0, 1, List.of()),
            Checkpoint.sign(
                "beian.example/ledger",
                new TreeHead(1, Hasher.sha256().leaf(entry)),
                List.of(signer)));
    Path file = Files.writeString(folder.resolve("a.tlog-proof"), sealed.format());
    Path kept = Files.write(folder.resolve("entry.json"), entry);
    String vkey = signer.verifier().vkey();
    Run run = Run.of("check", file, "--entry", kept, "--key", vkey);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "Filing number: ZW-A-330000-2026-000123-P",
            "State: Filed and in force",
            "Recorded at: 2026-11-25 16:00:00 (China Standard Time)",
            "Revision: 1",
            "Restricted: commitments stand for the other 2 members")
        .contains("holds.\nFiling number", "000123-P\nState")
        .doesNotContain("entry/2", "00ff", "App name", "\\u000A");
  }

  @Test
  void verify_checkpoint_signature() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoint"), proof.checkpoint().format());
    assertThat(Run.of("ledger", "verify", file, "--key", key).code()).isZero();
    Files.writeString(file, proof.checkpoint().format().replace("\n1\n", "\n2\n"));
    assertThat(Run.of("ledger", "verify", file, "--key", key).code()).isEqualTo(1);
  }

  @Test
  void prove_keeps_a_file_that_check_accepts() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve(server, "/ledger/entries/0", ENTRY);
    serve(server, "/ledger/proofs/0", proof.format().getBytes(StandardCharsets.UTF_8));
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      Path out = folder.resolve("kept.tlog-proof");
      Run run = Run.of("ledger", "prove", 0, "--server", address, "--key", key, "--out", out);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(Run.of("check", out, "--key", key).code()).isZero();
      assertThat(
              Run.of("ledger", "prove", 9, "--server", address, "--key", key, "--out", out).code())
          .isEqualTo(ExitCode.UNREADABLE);
    } finally {
      server.stop(0);
    }
  }

  private static void serve(HttpServer server, String path, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
