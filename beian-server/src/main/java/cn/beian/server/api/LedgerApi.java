package cn.beian.server.api;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.tree.Tile;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger for verifiers: checkpoint, key, tiles, entries, proofs. */
@RestController
@RequestMapping("/ledger")
class LedgerApi {
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final PublicLedger ledger;
  private final Records records;

  LedgerApi(PublicLedger ledger, Records records) {
    this.ledger = ledger;
    this.records = records;
  }

  @GetMapping("/checkpoint")
  ResponseEntity<String> checkpoint() {
    return ledger
        .checkpoint()
        .map(Checkpoint::format)
        .map(
            text ->
                ResponseEntity.ok()
                    .contentType(TEXT)
                    .cacheControl(CacheControl.maxAge(Duration.ofSeconds(2)))
                    .body(text))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /**
   * The hashes of the proof that the tree of one size continues that of another, in base64, one a
   * line; none where the sizes are equal or the older one is 0. What is proved once never changes.
   */
  @GetMapping("/consistency/{oldSize}/{newSize}")
  ResponseEntity<String> consistency(@PathVariable long oldSize, @PathVariable long newSize) {
    return ledger
        .proveConsistency(oldSize, newSize)
        .map(
            proof ->
                ResponseEntity.ok().contentType(TEXT).cacheControl(FOR_EVER).body(proof.format()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** The public key in the form of signed notes. */
  @GetMapping("/key")
  ResponseEntity<String> key() {
    return ResponseEntity.ok().contentType(TEXT).body(ledger.verifier().vkey() + "\n");
  }

  @GetMapping("/entries/{index}")
  ResponseEntity<byte[]> entry(@PathVariable long index) {
    return ledger
        .entry(index)
        .map(
            bytes ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(FOR_EVER)
                    .body(bytes))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /**
   * The offline proof of the newest entry of a number, which carries the entry itself; of a
   * restricted record one that says number and state alone.
   */
  @GetMapping("/lookup/{number}")
  ResponseEntity<String> lookUp(@PathVariable String number) {
    return records
        .find(number)
        .flatMap(LedgerApi::newest)
        .flatMap(ledger::proveCarrying)
        .map(proof -> ResponseEntity.ok().contentType(TEXT).body(proof.format()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static Optional<Long> newest(PublicRecord record) {
    return record.revisions().stream()
        .reduce((first, last) -> last)
        .filter(revision -> revision.sealed() || !record.restricted())
        .map(PublicRecord.Revision::entryIndex);
  }

  /** Hashes and entries in the form of c2sp.org/tlog-tiles; what is served once never changes. */
  @GetMapping("/tile/{*path}")
  ResponseEntity<byte[]> tile(@PathVariable String path) {
    return Optional.of(path)
        .filter(named -> !named.isEmpty())
        .flatMap(named -> Tile.parse(named.substring(1)))
        .flatMap(ledger::tile)
        .map(
            bytes ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .cacheControl(FOR_EVER)
                    .body(bytes))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /**
   * The offline proof of an entry against the newest checkpoint; 404 while that does not cover it.
   */
  @GetMapping("/proofs/{index}")
  ResponseEntity<String> proof(@PathVariable long index) {
    Optional<String> proof = ledger.prove(index).map(TlogProof::format);
    return proof
        .map(
            text ->
                ResponseEntity.ok()
                    .contentType(TEXT)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"entry-" + index + ".tlog-proof\"")
                    .body(text))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
