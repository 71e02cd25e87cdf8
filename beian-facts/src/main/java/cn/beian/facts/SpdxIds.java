package cn.beian.facts;

import java.util.Set;

/**
 * Identifiers of the SPDX License List (spdx.org/licenses) that occur in apps. Any other text is
 * treated as the name of a licence.
 */
public final class SpdxIds {
  private static final Set<String> KNOWN =
      Set.of(
          "0BSD",
          "AFL-2.1",
          "AGPL-3.0-only",
          "AGPL-3.0-or-later",
          "Apache-1.1",
          "Apache-2.0",
          "Artistic-2.0",
          "BlueOak-1.0.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "BSD-4-Clause",
          "BSL-1.0",
          "CC-BY-3.0",
          "CC-BY-4.0",
          "CC0-1.0",
          "CDDL-1.0",
          "CDDL-1.1",
          "curl",
          "EPL-1.0",
          "EPL-2.0",
          "FTL",
          "GPL-2.0-only",
          "GPL-2.0-or-later",
          "GPL-3.0-only",
          "GPL-3.0-or-later",
          "HPND",
          "ICU",
          "IJG",
          "ISC",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "LGPL-3.0-only",
          "LGPL-3.0-or-later",
          "libpng-2.0",
          "MIT",
          "MIT-0",
          "MPL-1.1",
          "MPL-2.0",
          "MulanPSL-1.0",
          "MulanPSL-2.0",
          "OFL-1.1",
          "OpenSSL",
          "PSF-2.0",
          "Python-2.0",
          "Unicode-3.0",
          "Unicode-DFS-2016",
          "Unlicense",
          "W3C",
          "WTFPL",
          "X11",
          "Zlib");

  private SpdxIds() {}

  /** Whether a text is an identifier listed here; case-sensitive. */
  public static boolean isKnown(String text) {
    return KNOWN.contains(text);
  }
}
