package cn.beian.server.records;

import java.util.Optional;

/** How numbers of the official system look; another bean of this type knows more of it. */
public interface OfficialNumberScheme {
  /** A text as such numbers are kept and compared, whatever it is. */
  String fold(String typed);

  /** Message key of why a folded text is none; empty where it may be one. */
  Optional<String> refusal(String folded);

  /** Whether a folded number looks so unusual that a person should look again; it is taken. */
  boolean odd(String folded);
}
