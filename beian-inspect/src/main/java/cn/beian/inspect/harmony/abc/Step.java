package cn.beian.inspect.harmony.abc;

import java.util.List;
import java.util.Set;

/** Something that a function does, in the order of its code; branches are not followed. */
public sealed interface Step {
  /**
   * A call, or the making of an object.
   *
   * @param name of what is called, dotted; empty where it is not known
   * @param callee what is called
   * @param arguments as far as they are known, at most {@link CodeWalk#MAX_ARGUMENTS}
   */
  record Call(String name, ArkValue callee, List<ArkValue> arguments) implements Step {}

  /** A text is loaded. */
  record Load(String text) implements Step {}

  /** A property is read. */
  record Read(String property) implements Step {}

  /**
   * A property is put into an object, which in the end holds others beside it; only of the names in
   * {@link #KEPT}, and what is given to a function and kept by {@code this}.
   */
  record Put(ArkValue object, String property, ArkValue value) implements Step {}

  /** Settings of connections: whether and how a server is verified, and by which addresses. */
  Set<String> KEPT =
      Set.of(
          "remoteValidation",
          "skipRemoteValidation",
          "skipServerCertVerification",
          "addressFamily",
          "family");
}
