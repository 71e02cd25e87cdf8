package cn.beian.inspect.catalogue;

/**
 * Something in a catalogue file that somebody has to mend.
 *
 * @param file name of the file
 * @param line from 1
 * @param message what is wrong and what to write instead
 */
record CatalogueProblem(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
