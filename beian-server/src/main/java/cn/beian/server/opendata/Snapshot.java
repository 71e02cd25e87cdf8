package cn.beian.server.opendata;

import java.time.Instant;
import java.util.List;

/**
 * The register as it was at a published head.
 *
 * @param id name of its folder, which is also part of its addresses
 * @param size of the ledger
 * @param root of the ledger, in base64
 * @param madeAt when it was made
 * @param records how many records it holds
 * @param restricted digest of the numbers that were restricted then
 * @param files in the order in which they are listed
 */
public record Snapshot(
    String id,
    long size,
    String root,
    Instant madeAt,
    long records,
    String restricted,
    List<File> files) {
  public Snapshot {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param sha256 lower-case hex
   */
  public record File(String name, long bytes, String sha256) {}

  /** All of its bytes. */
  public long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }
}
