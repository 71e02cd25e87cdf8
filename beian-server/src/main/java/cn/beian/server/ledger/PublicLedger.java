package cn.beian.server.ledger;

import cn.beian.ledger.Checkpoint;
import cn.beian.ledger.FsckReport;
import cn.beian.ledger.Ledger;
import cn.beian.ledger.LedgerStorage;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.PublishedHead;
import cn.beian.ledger.Signer;
import cn.beian.ledger.TlogProof;
import cn.beian.ledger.Verifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of public acts. */
public class PublicLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PublicLedger.class);

  private final Ledger ledger;
  private final Signer signer;
  private final PublishedHead outside;

  PublicLedger(LedgerStorage storage, Signer signer, PublishedHead outside) {
    this.ledger = new Ledger(storage);
    this.signer = signer;
    this.outside = outside;
  }

  /** Appends an entry as the last act of the caller's transaction, which must exist. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long append(byte[] entry) {
    return ledger.append(entry);
  }

  /** Signs what is committed, unless that was done. */
  @Transactional
  public Checkpoint publish() throws PublishRefusedException, IOException {
    Checkpoint checkpoint = ledger.publish(List.of(signer), outside);
    LOG.debug("checkpoint of {} entries", checkpoint.size());
    return checkpoint;
  }

  /** The last signed checkpoint. */
  @Transactional(readOnly = true)
  public Optional<Checkpoint> checkpoint() {
    return ledger.checkpoint();
  }

  /** A proof against the last checkpoint; empty while that does not cover the entry. */
  @Transactional(readOnly = true)
  public Optional<TlogProof> prove(long index) {
    return ledger.prove(index);
  }

  @Transactional(readOnly = true)
  public Optional<byte[]> entry(long index) {
    return ledger.entry(index);
  }

  /** Number of entries, signed or not. */
  @Transactional(readOnly = true)
  public long size() {
    return ledger.size();
  }

  /** The log's public key, for verifiers. */
  public Verifier verifier() {
    return signer.verifier();
  }

  /** Re-hashes everything; faults are data. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public FsckReport fsck() {
    return ledger.fsck(List.of(signer.verifier()), outside);
  }
}
