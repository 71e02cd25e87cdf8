package cn.beian.server.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An entry of the ledger as {@link Records} writes it, read back. */
record LedgerEntry(Map<String, Object> members) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  /** Empty if the bytes are not canonical JSON. */
  static Optional<LedgerEntry> read(byte[] bytes) {
    try {
      Map<String, Object> members = JSON.readValue(bytes, MEMBERS);
      byte[] again = CanonicalJson.write(members).getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(again, bytes) ? Optional.of(new LedgerEntry(members)) : Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
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

  /** The packages, each as {@code platform|packageId|versionName|sha256|signer}. */
  Set<String> packages() {
    Set<String> packages = new TreeSet<>();
    if (members.get("packages") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> build) {
          packages.add(
              Stream.of("platform", "packageId", "versionName", "sha256", "signer")
                  .map(build::get)
                  .map(String::valueOf)
                  .collect(Collectors.joining("|")));
        }
      }
    }
    return packages;
  }
}
