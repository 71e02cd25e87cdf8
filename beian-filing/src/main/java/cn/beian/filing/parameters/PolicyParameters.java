package cn.beian.filing.parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Every value that a parameter has had. Values are never overwritten: a change adds a value with
 * its first day, so that a past date can be explained by the value of that time. Immutable.
 */
public final class PolicyParameters {
  private static final String DEFAULTS = "policy-parameters.properties";

  private final List<PolicyParameter> history;

  private PolicyParameters(List<PolicyParameter> history) {
    Set<ParameterKey> missing = EnumSet.allOf(ParameterKey.class);
    history.forEach(parameter -> missing.remove(parameter.key()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no value for " + missing);
    }
    this.history = List.copyOf(history);
  }

  /** The values of regulation §3. */
  public static PolicyParameters defaults() {
    return Defaults.VALUES;
  }

  private static final class Defaults { // read on first use
    private static final PolicyParameters VALUES = read();
  }

  private static PolicyParameters read() {
    Properties file = new Properties();
    try (InputStream in = PolicyParameters.class.getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + DEFAULTS);
      }
      file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(DEFAULTS, e);
    }
    List<PolicyParameter> values = new ArrayList<>();
    for (ParameterKey key : ParameterKey.values()) {
      values.add(
          new PolicyParameter(
              key,
              required(file, key.id() + ".value"),
              required(file, key.id() + ".source"),
              Boolean.parseBoolean(required(file, key.id() + ".verified")),
              LocalDate.parse(required(file, key.id() + ".since"))));
    }
    return new PolicyParameters(values);
  }

  private static String required(Properties file, String name) {
    String value = file.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(DEFAULTS + ": missing " + name);
    }
    return value;
  }

  /**
   * These values and one more. If two values have the same first day, the one added last applies.
   */
  public PolicyParameters with(PolicyParameter change) {
    List<PolicyParameter> longer = new ArrayList<>(history);
    longer.add(change);
    return new PolicyParameters(longer);
  }

  /** The value in force on a day; before the first value's first day, that first value. */
  public PolicyParameter at(ParameterKey key, LocalDate day) {
    PolicyParameter found = null;
    for (PolicyParameter parameter : history(key)) {
      if (found == null || !parameter.since().isAfter(day)) {
        found = parameter;
      }
    }
    if (found == null) {
      throw new IllegalStateException("no value for " + key);
    }
    return found;
  }

  /** All values of a parameter, by their first day. */
  public List<PolicyParameter> history(ParameterKey key) {
    return history.stream()
        .filter(parameter -> parameter.key() == key)
        .sorted(Comparator.comparing(PolicyParameter::since))
        .toList();
  }
}
