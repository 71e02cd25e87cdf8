package cn.beian.inspect.reader;

import java.util.List;

/**
 * Reads one package format. Odd but readable content becomes {@link
 * cn.beian.facts.FactKind#ANOMALY}; what could not be read is said by {@link
 * cn.beian.facts.FactKind#COVERAGE} facts. A reader keeps no state between packages.
 */
public interface FormatReader {
  /** Whether these parts are of the format, judged by names and first bytes only. */
  boolean recognises(List<PackagePart> parts);

  /**
   * Puts all facts into {@link InspectionContext#facts()}.
   *
   * @throws PackageFormatException if there can be no facts
   */
  Format read(List<PackagePart> parts, InspectionContext context) throws PackageFormatException;

  /**
   * What was read.
   *
   * @param format {@code apk}, {@code wechat-source} …
   * @param framework {@code native}, {@code uni-app}, {@code taro} …
   */
  record Format(String format, String framework) {}
}
