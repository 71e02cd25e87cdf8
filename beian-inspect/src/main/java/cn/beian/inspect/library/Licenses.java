package cn.beian.inspect.library;

import cn.beian.facts.SpdxIds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Licences by what packages write of them: an identifier, a name, an address, or the text itself.
 * What is recognised becomes an identifier of the SPDX License List, by phrases of its templates.
 * Of the GNU licences a text does not say whether later versions are granted, so they keep a name.
 */
public final class Licenses {
  private static final int HEAD = 8192;
  private static final int MAX_NAME = 120;
  private static final Pattern SPACE = Pattern.compile("[\\s*#/]+");

  private record Known(Pattern pattern, String license) {}

  /** Names and addresses, whole. The first that fits counts. */
  private static final List<Known> NAMES =
      List.of(
          known(".*apache\\.org/licenses/license-2\\.0.*", "Apache-2.0"),
          known(
              "(the )?(apache|asl)\\b.{0,30}\\b(v|v\\. ?|version )?2(\\.0)?(\\W.*)?", "Apache-2.0"),
          known("(the )?(mit|expat)( license| licence)?( \\(mit\\))?", "MIT"),
          known(".*opensource\\.org/licen[sc]es?/mit(-license)?(\\.php|\\.html)?/?", "MIT"),
          known(
              "(the )?(new|revised|modified|3-clause|bsd-3|bsd 3).{0,12}(bsd|clause).{0,12}",
              "BSD-3-Clause"),
          known(".*opensource\\.org/licenses/bsd-3-clause/?", "BSD-3-Clause"),
          known(
              "(the )?(simplified|2-clause|bsd-2|bsd 2).{0,12}(bsd|clause).{0,12}", "BSD-2-Clause"),
          known(".*opensource\\.org/licenses/bsd-2-clause/?", "BSD-2-Clause"),
          known("(the )?isc( license)?", "ISC"),
          known("mpl.{0,9}2\\.0|mozilla public license.{0,12}2\\.0.{0,12}", "MPL-2.0"),
          known(".*mozilla\\.org/(en-us/)?mpl/2\\.0.*", "MPL-2.0"),
          known("mpl.{0,9}1\\.1|mozilla public license.{0,12}1\\.1.{0,12}", "MPL-1.1"),
          known("(epl|eclipse public license).{0,14}2\\.0", "EPL-2.0"),
          known("(epl|eclipse public license).{0,14}1\\.0", "EPL-1.0"),
          known("(cddl|common development and distribution license).{0,20}1\\.1.{0,9}", "CDDL-1.1"),
          known("(cddl|common development and distribution license).{0,20}1\\.0.{0,9}", "CDDL-1.0"),
          known("(the )?unlicense|.*unlicense\\.org/?", "Unlicense"),
          known("cc0.{0,12}|.*creativecommons\\.org/publicdomain/zero/1\\.0/?", "CC0-1.0"),
          known("boost software license.{0,16}", "BSL-1.0"),
          known(
              "(木兰宽松许可证|mulan ?psl|mulan permissive software license).{0,9}2.{0,9}",
              "MulanPSL-2.0"),
          known("(the )?zlib( license)?", "Zlib"));

  /** Phrases of texts. The first that is found counts. */
  private static final List<Known> TEXTS =
      List.of(
          known(
              "mulan permissive software license ?,? ?(version 2|v2)|木兰宽松许可证 ?, ?第 ?2 ?版",
              "MulanPSL-2.0"),
          known("mulan permissive software license ?,? ?(version 1|v1)", "MulanPSL-1.0"),
          known("apache license,? version 2\\.0", "Apache-2.0"),
          known("mozilla public license,? ?(version|v\\.) 2\\.0", "MPL-2.0"),
          known("mozilla public license,? ?version 1\\.1", "MPL-1.1"),
          known("eclipse public license ?- ?v ?2\\.0", "EPL-2.0"),
          known("eclipse public license ?- ?v ?1\\.0", "EPL-1.0"),
          known("common development and distribution license.{0,20}version 1\\.1", "CDDL-1.1"),
          known("common development and distribution license.{0,20}version 1\\.0", "CDDL-1.0"),
          known("sil open font license,? version 1\\.1", "OFL-1.1"),
          known("gnu affero general public license version 3", "GNU AGPL 3.0"),
          known("gnu lesser general public license version 3", "GNU LGPL 3.0"),
          known("gnu lesser general public license version 2\\.1", "GNU LGPL 2.1"),
          known("gnu general public license version 3", "GNU GPL 3.0"),
          known("gnu general public license version 2", "GNU GPL 2.0"),
          known("boost software license - version 1\\.0", "BSL-1.0"),
          known("free and unencumbered software released into the public domain", "Unlicense"),
          known("cc0 1\\.0 universal", "CC0-1.0"),
          known(
              "permission to use, copy, modify, and(?:/or)? distribute this software for any"
                  + " purpose with or without fee is hereby granted, provided that the above",
              "ISC"),
          known("permission is hereby granted, free of charge", "MIT"),
          known("this software is provided ['‘]as-is['’], without any express or implied", "Zlib"),
          known("apache license.{0,40}version 2\\.0", "Apache-2.0"));

  private Licenses() {}

  private static Known known(String pattern, String license) {
    return new Known(Pattern.compile(pattern), license);
  }

  /** By an identifier, a name or an address; else the name itself; empty where it is none. */
  public static Optional<String> named(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_NAME || stripped.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    if (SpdxIds.isKnown(stripped)) {
      return Optional.of(stripped);
    }
    String lower = stripped.toLowerCase(Locale.ROOT);
    for (Known each : NAMES) {
      if (each.pattern.matcher(lower).matches()) {
        return Optional.of(each.license);
      }
    }
    return Optional.of(stripped);
  }

  /** By the text of a licence, or an address in its place; empty where it is not recognised. */
  public static Optional<String> ofText(String text) {
    String head = text.substring(0, Math.min(text.length(), HEAD));
    String plain = SPACE.matcher(head).replaceAll(" ").toLowerCase(Locale.ROOT);
    for (Known each : TEXTS) {
      if (each.pattern.matcher(plain).find()) {
        return Optional.of(each.license);
      }
    }
    if (plain.contains("redistribution and use in source and binary forms")) {
      return Optional.of(
          plain.contains("all advertising materials")
              ? "BSD-4-Clause"
              : plain.contains("neither the name") ? "BSD-3-Clause" : "BSD-2-Clause");
    }
    String stripped = head.strip();
    boolean address = stripped.startsWith("http") && stripped.indexOf(' ') < 0;
    return address ? named(stripped).filter(SpdxIds::isKnown) : Optional.empty();
  }
}
