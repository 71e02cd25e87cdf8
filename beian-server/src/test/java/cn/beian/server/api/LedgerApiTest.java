package cn.beian.server.api;

import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.Tile;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A stranger reads the ledger with the public key alone. */
class LedgerApiTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  /** Enough for one full tile and a partial one: the leaves read lead to the signed root. */
  @Test
  void tiles_read_leadToTheSignedRoot() throws Exception {
    String number = accept();
    while (ledger.size() < 300) {
      records.changeState(number, RecordState.RECTIFYING); // an entry each, and no certificate
    }
    ledger.publish();
    Checkpoint checkpoint = Checkpoint.parse(text("/ledger/checkpoint"));
    checkpoint.verify(List.of(key()));
    List<Hash> leaves = new ArrayList<>();
    for (long first = 0; first < checkpoint.size(); first += Tile.FULL) {
      int width = (int) Math.min(Tile.FULL, checkpoint.size() - first);
      leaves.addAll(entries(new Tile(Tile.ENTRIES, first / Tile.FULL, width)));
    }
    assertThat(root(leaves)).isEqualTo(checkpoint.head().root());
    HttpResponse<byte[]> full = get("/ledger/tile/0/000");
    assertThat(full.body()).hasSize(8192);
    assertThat(full.headers().firstValue("Cache-Control").orElse(""))
        .contains("immutable", "max-age=31536000", "public");
    assertThat(full.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    ByteBuffer hashes = ByteBuffer.wrap(full.body());
    for (Hash leaf : leaves.subList(0, Tile.FULL)) {
      byte[] hash = new byte[32];
      hashes.get(hash);
      assertThat(Hash.of(hash)).isEqualTo(leaf);
    }
    assertThat(get("/ledger/tile/1/000.p/1").body())
        .isEqualTo(root(leaves.subList(0, Tile.FULL)).toBytes());
    int wider = (int) (checkpoint.size() % Tile.FULL) + 1;
    assertThat(get("/ledger/tile/0/" + beyond(checkpoint.size()) + ".p/" + wider).statusCode())
        .isEqualTo(404);
    assertThat(get("/ledger/tile/0/0").statusCode()).isEqualTo(404);
    assertThat(get("/ledger/tile").statusCode()).isEqualTo(404);
    assertThat(get("/ledger/tile/").statusCode()).isEqualTo(404);
  }

  @Test
  void consistency_ofTwoSignedSizes_isProvedForEver_beyondThemNot() throws Exception {
    String number = accept();
    ledger.publish();
    Checkpoint older = Checkpoint.parse(text("/ledger/checkpoint"));
    for (int i = 0; i < 5; i++) {
      records.changeState(number, i % 2 == 0 ? RecordState.RECTIFYING : RecordState.FILED);
    }
    String unsigned = "/ledger/consistency/" + older.size() + "/" + ledger.size();
    ledger.publish();
    Checkpoint newer = Checkpoint.parse(text("/ledger/checkpoint"));
    assertThat(newer.size()).isGreaterThanOrEqualTo(older.size() + 5);
    assertThat(newer.time()).isPresent();
    HttpResponse<byte[]> answer = get(unsigned);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    List<Hash> path =
        new String(answer.body(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> Hash.of(Base64.getDecoder().decode(line)))
            .toList();
    new ConsistencyProof(older.size(), newer.size(), path)
        .verify(Hasher.sha256(), older.head().root(), newer.head().root());
    assertThat(get("/ledger/consistency/0/" + newer.size()).body()).isEmpty();
    for (String refused :
        List.of(
            "1/" + (newer.size() + 100_000), newer.size() + "/1", "-1/1", "1/" + "9".repeat(19))) {
      assertThat(get("/ledger/consistency/" + refused).statusCode()).as(refused).isEqualTo(404);
    }
    assertThat(get("/ledger/consistency/a/1").statusCode()).isEqualTo(404);
  }

  @Test
  void lookUp_ofNumber_isAProofThatCarriesItsEntry() throws Exception {
    String number = accept();
    ledger.publish();
    TlogProof proof = TlogProof.parse(text("/ledger/lookup/" + number));
    byte[] entry = Base64.getDecoder().decode(proof.extra().orElseThrow());
    proof.verify(entry, key());
    assertThat(new String(entry, StandardCharsets.UTF_8)).contains(number);
    assertThat(get("/ledger/lookup/ZW-A-330000-2026-999999-X").statusCode()).isEqualTo(404);
    records.restrict(number, true);
    assertThat(get("/ledger/lookup/" + number).statusCode()).as("an open entry").isEqualTo(404);
    records.changeState(number, RecordState.RECTIFYING);
    ledger.publish();
    TlogProof restricted = TlogProof.parse(text("/ledger/lookup/" + number));
    byte[] sealed = Base64.getDecoder().decode(restricted.extra().orElseThrow());
    restricted.verify(sealed, key());
    assertThat(new String(sealed, StandardCharsets.UTF_8))
        .contains(number, "entry/4")
        .doesNotContain(records.find(number).orElseThrow().appName());
  }

  private static String beyond(long size) {
    return new Tile(0, size / Tile.FULL, Tile.FULL).path().substring(2);
  }

  private List<Hash> entries(Tile bundle) throws Exception {
    List<Hash> leaves = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(get("/ledger/tile/" + bundle.path()).body());
    while (rest.hasRemaining()) {
      byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
      rest.get(entry);
      leaves.add(Hasher.sha256().leaf(entry));
    }
    assertThat(leaves).hasSize(bundle.width());
    return leaves;
  }

  /** RFC 6962 §2.1, by recursion. */
  private static Hash root(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hasher.sha256()
        .node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  private Verifier key() throws Exception {
    return Ed25519.verifier(text("/ledger/key").strip());
  }

  private String text(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url(path))).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private String accept() {
    return Objects.requireNonNull(
            transactions.execute(status -> records.accept(acceptance(android()))))
        .toString();
  }
}
