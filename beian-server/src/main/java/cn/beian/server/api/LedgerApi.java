package cn.beian.server.api;

import cn.beian.ledger.Checkpoint;
import cn.beian.ledger.TlogProof;
import cn.beian.server.ledger.PublicLedger;
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

/** The ledger for verifiers: checkpoint, key, entries, proofs. */
@RestController
@RequestMapping("/ledger")
class LedgerApi {
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final PublicLedger ledger;

  LedgerApi(PublicLedger ledger) {
    this.ledger = ledger;
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
                    .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
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
