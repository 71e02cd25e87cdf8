package cn.beian.rules.engine;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the app's own code may connect to: no address of the device itself, no name space. */
public final class OwnDomains {
  /** Addresses of the device itself and of many at once (RFC 1122, RFC 5771). */
  private static final Pattern OWN =
      Pattern.compile("(127|0|22[4-9]|23[0-9])(\\.[0-9]+){3}|www\\.w3\\.org");

  private OwnDomains() {}

  /** Their names, in no order. */
  public static Set<String> of(FactSet facts) {
    return facts.of(FactKind.DOMAIN).stream()
        .filter(fact -> fact.origin() == Origin.APP)
        .map(fact -> fact.text(Field.NAME))
        .filter(
            name -> name.indexOf('.') > 0 && !name.endsWith(".") && !OWN.matcher(name).matches())
        .collect(Collectors.toSet());
  }
}
