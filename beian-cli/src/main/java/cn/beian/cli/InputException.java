package cn.beian.cli;

/** Unusable input from the user: a message and its exit code. */
final class InputException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String key;
  private final String[] parameters;

  InputException(int code, String key, String... parameters) {
    super(key);
    this.code = code;
    this.key = key;
    this.parameters = parameters.clone();
  }

  int code() {
    return code;
  }

  String key() {
    return key;
  }

  Object[] parameters() {
    return parameters.clone();
  }
}
