package cn.beian.server.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry of the ledger as {@link Records} writes it, read back. */
record LedgerEntry(Map<String, Object> members) {
  /** Empty if the bytes are not canonical JSON. */
  static Optional<LedgerEntry> read(byte[] bytes) {
    return CanonicalJsonReader.read(bytes).map(LedgerEntry::new);
  }

  /** Whether it holds commitments instead of values. */
  boolean sealed() {
    return Commitments.isSealed(members);
  }

  /** The entry with its values; empty if that is not what opens it. */
  Optional<LedgerEntry> opened(String opening) {
    return CanonicalJsonReader.read(opening.getBytes(StandardCharsets.UTF_8))
        .flatMap(values -> Commitments.open(members, values))
        .map(LedgerEntry::new);
  }

  /** Whether there is a member of that name. */
  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A text, empty where there is none of that name. */
  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** The revision, -1 where there is none. */
  int revision() {
    return members.get("revision") instanceof Integer revision ? revision : -1;
  }

  /** The texts of a list, empty where there is none of that name. */
  List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /**
   * The outcomes of the test, each as {@code group|outcome|advice}; empty in entries of before
   * 2026-11-27, which do not tell them.
   */
  Optional<List<String>> outcomes() {
    return members.get("outcomes") instanceof List<?> list
        ? Optional.of(
            list.stream().map(one -> one instanceof Map<?, ?> map ? outcome(map) : "").toList())
        : Optional.empty();
  }

  static String outcome(Map<?, ?> members) {
    return members.get("group") + "|" + members.get("outcome") + "|" + members.get("advice");
  }

  /** The packages, each as {@code platform|packageId|versionName|sha256|signer}. */
  List<String> packages() {
    List<String> packages = new ArrayList<>();
    if (members.get("packages") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> build) {
          packages.add(
              build.get("platform")
                  + "|"
                  + build.get("packageId")
                  + "|"
                  + build.get("versionName")
                  + "|"
                  + build.get("sha256")
                  + "|"
                  + build.get("signer"));
        }
      }
    }
    return packages;
  }
}
